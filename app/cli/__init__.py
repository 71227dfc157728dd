"""The command `omstallningskollen`: serve, migrate, and what authors and analysts do with files."""

import os
import sys
from collections.abc import Sequence

from pydantic_core import ValidationError

from app.cli.commands import parser_for

BROKEN_PIPE_STATUS = 141
"""The exit status when whoever reads the output has stopped, as a shell counts a broken pipe."""
_SETTINGS = "Settings"
"""What `app.config.Settings` calls itself in an error. It is not loaded for commands that need no settings."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 told what is wrong, 2 called wrongly."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            return _run(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE_STATUS


def _run(words: list[str]) -> int:
    arguments = parser_for(words).parse_args(words)
    try:
        status: int = arguments.run(arguments)
    except ValidationError as error:
        if error.title != _SETTINGS:
            raise
        _print_settings_errors(error)
        return 2
    return status


def _print_settings_errors(failure: ValidationError) -> None:
    """A line for each, with the variable's name and never its value."""
    for error in failure.errors(include_input=False, include_url=False):
        name = ".".join(map(str, error["loc"])).upper()
        message = error["msg"].removeprefix("Value error, ")
        print(f"{name}: {message}" if name else message, file=sys.stderr)
