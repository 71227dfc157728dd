"""From a file's bytes to its text: everything that can be refused before YAML is thought of."""

import codecs
import re
import stat
import unicodedata
from pathlib import Path

from app.editions.problems import Report, SourcePosition

MAX_FILE_BYTES = 1_000_000

_NOT_TEXT = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML 1.2 does not call printable; XML, and with it PDF and Excel, refuses them too."""


def read_bytes(path: Path, report: Report) -> bytes:
    """The content of an ordinary file of at most 1 MB; a larger one is refused by its size, unread."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise report.stop("not-a-file")
        if status.st_size > MAX_FILE_BYTES:
            raise report.stop("too-large")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise report.stop("missing-file") from None
    except OSError as error:
        raise report.stop("unreadable-file", reason=error.strerror or type(error).__name__) from None
    except ValueError:  # a null byte in the path
        raise report.stop("missing-file") from None


def decode(content: bytes, report: Report) -> str:
    """The text with line feeds only and composed characters (NFC): å is the same letter however it was typed."""
    if len(content) > MAX_FILE_BYTES:
        raise report.stop("too-large")
    text = _utf8(content, report)
    _refuse_control_characters(text, report)
    _refuse_tabs(text, report)
    if not text.strip():
        raise report.stop("empty-file")
    return unicodedata.normalize("NFC", text)


def control_character(text: str) -> re.Match[str] | None:
    """The first character that is no text."""
    return _NOT_TEXT.search(text)


def character_name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _utf8(content: bytes, report: Report) -> str:
    with_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if with_mark or content.count(0) * 3 > len(content):  # without a mark, every second byte of Latin letters is null
        raise report.stop("utf-16")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return _line_feeds_only(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = _place(_line_feeds_only(content[: error.start].decode("utf-8")))
        character = content[error.start : error.start + 1].decode("latin-1")
        if character in "åäöÅÄÖéÉüÜ":
            raise report.stop("latin-1", place, character=character) from None
        raise report.stop("not-utf8", place) from None


def _line_feeds_only(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_control_characters(text: str, report: Report) -> None:
    match = control_character(text)
    if match is None:
        return
    raise report.stop("control-character", _place(text[: match.start()]), character=character_name(match.group()))


def _refuse_tabs(text: str, report: Report) -> None:
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if "\t" in line]
    if lines:
        more = f", och på {len(lines) - 1} rader till" if len(lines) > 1 else ""
        raise report.stop("tab", _place(text[: text.index("\t")]), more=more)


def _place(before: str) -> SourcePosition:
    """Where the character stands that follows `before`."""
    return SourcePosition(line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
