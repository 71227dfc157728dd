"""What commands print that may hold words from files or names: nothing in it can steer a terminal, and it always fits.

A terminal that cannot show a character gets a question mark in its place.
"""

import json
import re
import sys
from typing import TextIO

from app.assessment.submission.text_files import printable

_CONTROL_CHARACTERS = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it stands, but terminals act on."""


def show(text: str) -> None:
    """To standard output."""
    write(text, sys.stdout)


def print_message(text: str) -> None:
    """To standard error: what is wrong."""
    write(text, sys.stderr)


def show_json(value: object) -> None:
    """The value as JSON, readable where the terminal knows Unicode."""
    plain = _encoding(sys.stdout).lower().replace("-", "") != "utf8"
    text = json.dumps(value, ensure_ascii=plain, indent=2)
    print(_CONTROL_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def write(text: str, stream: TextIO) -> None:
    """The text with a line break after it."""
    safe = "\n".join(printable(line) for line in text.split("\n"))
    encoding = _encoding(stream)
    print(safe.encode(encoding, "replace").decode(encoding), file=stream)


def _encoding(stream: TextIO) -> str:
    return stream.encoding or "utf-8"
