"""Seals of the audit log: the number and hash of what was its last line, kept where the database does not reach.

A file has one a line, the oldest first: the moment in UTC, the number, the hash, with a space between.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_LINE = re.compile(r"(\S+) (\d{1,15}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Seal:
    at: datetime
    number: int
    hash: str


class SealFileError(ValueError):
    """A line of the file that is no seal; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def as_line(seal: Seal) -> str:
    return f"{seal.at.isoformat()} {seal.number} {seal.hash}\n"


def read_seals(lines: Iterable[str]) -> tuple[Seal, ...]:
    """Empty lines are left out. Raises SealFileError."""
    return tuple(_seal(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())


def _seal(number: int, line: str) -> Seal:
    match = _LINE.fullmatch(line)
    if match is None:
        raise SealFileError(number)
    try:
        return Seal(datetime.fromisoformat(match[1]), int(match[2]), match[3])
    except ValueError as error:
        raise SealFileError(number) from error
