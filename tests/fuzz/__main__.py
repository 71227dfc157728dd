"""`make fuzz`: each target for a while, or those that are named. Exit status 1 when one found something.

usage: python -m tests.fuzz [--seconds N] [TARGET …]. What it finds is kept in var/fuzz, with the input that shows it.
"""

import argparse
import shutil
import subprocess
import sys

from tests.fuzz.names import MODULES
from tests.fuzz.seeds import seeds_of
from tests.paths import ROOT

SECONDS = 60
LONGEST_BYTES = 20_000
LONGEST_SECONDS = 20
"""An input that takes longer is a finding."""
MEGABYTES = 2_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", choices=[*MODULES, []])
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target")
    arguments = parser.parse_args()
    broken = [name for name in arguments.targets or MODULES if not _is_sound(name, arguments.seconds)]
    sys.stdout.write(f"found something: {', '.join(broken)}\n" if broken else "nothing found\n")
    return int(bool(broken))


def _is_sound(name: str, seconds: int) -> bool:
    """A process for each: libFuzzer ends its own at the first finding."""
    folder = ROOT / "var" / "fuzz" / name
    corpus, seeds = folder / "corpus", folder / "seeds"
    shutil.rmtree(seeds, ignore_errors=True)
    for place in (corpus, seeds):
        place.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds_of(name)):
        (seeds / str(number)).write_bytes(content)
    options = (f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}", f"-timeout={LONGEST_SECONDS}")
    limits = (f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={folder}/", "-print_final_stats=1", "-verbosity=0")
    command = [sys.executable, "-m", "tests.fuzz.fuzz_one", name, *options, *limits]
    with (folder / "log").open("wb") as log:
        status = subprocess.run([*command, str(corpus), str(seeds)], cwd=ROOT, stderr=log, stdout=log, check=False)
    text = (folder / "log").read_text(encoding="utf-8", errors="replace")
    count = next((line.split()[-1] for line in text.splitlines() if "number_of_executed_units" in line), "?")
    sys.stdout.write(f"{name}: {count} inputs{'' if status.returncode == 0 else f', see {folder}/log'}\n")
    sys.stdout.flush()
    return status.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
