"""The command `omstallningskollen`: serve, migrate, and what authors and analysts do with files."""

import argparse
import sys
from collections.abc import Sequence

from pydantic import ValidationError

from app.cli import api_tokens, federation, files, log, mail, operation, operators, personal_data
from app.config import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 told what is wrong, 2 called wrongly."""
    parser = argparse.ArgumentParser(
        prog="omstallningskollen", description="Kommuners självskattning av omställningsförmåga."
    )
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    operation.register(commands)
    personal_data.register(commands)
    files.register(commands)
    mail.register(commands)
    federation.register(commands)
    operators.register(commands)
    log.register(commands)
    api_tokens.register(commands)
    parsed = parser.parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
    except ValidationError as fault:
        if fault.title != Settings.__name__:
            raise
        _tell_wrong_settings(fault)
        return 2
    return status


def _tell_wrong_settings(fault: ValidationError) -> None:
    """A line for each, with the variable's name and never its value."""
    for error in fault.errors(include_input=False, include_url=False):
        name = ".".join(map(str, error["loc"])).upper()
        message = error["msg"].removeprefix("Value error, ")
        print(f"{name}: {message}" if name else message, file=sys.stderr)
