"""The process that fuzzes one target: its name, then libFuzzer's own options. The readers are instrumented, so that it
learns which inputs reach something new."""

import sys

import atheris

from tests.fuzz.names import target

INSTRUMENTED = ["app", "ruamel", "zipfile", "csv", "email"]

if __name__ == "__main__":
    with atheris.instrument_imports(include=INSTRUMENTED):
        fuzzed = target(sys.argv.pop(1))
    atheris.Setup(sys.argv, fuzzed)
    atheris.Fuzz()
