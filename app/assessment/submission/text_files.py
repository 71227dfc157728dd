"""The text of a file that other programs saved: Unicode, or the old code page that makes Swedish words of its bytes."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from app.errors import OmstallningskollenError

SAVE_AS = "CSV UTF-8 (kommaavgränsad)"
"""What the right choice is called in Excel's list of file types."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Longer marks first where a shorter one begins alike."""
_CODE_PAGES = ("cp1252", "cp858", "mac_roman")
"""Windows, DOS, and Macs before 2001; the first wins a tie. CP437 has its letters where CP858, which is CP850 with a
euro sign, has them."""
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How Excel's files begin, today's and those from before 2007."""
_END_OF_DOS_FILE = b"\x1a"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_FEW_CONTROLS = 1 / 1000
"""The share of control characters up to which a file is a text with something stray in it."""

_SWEDISH = frozenset("åäöÅÄÖ")
_IN_NAMES = frozenset("éÉüÜèÈëËšŠžŽ")
_NO_LETTERS = frozenset("ƒªºˆ˜ıˇ")
"""What Unicode counts as letters and nobody writes in words."""
_JOINING = frozenset("’–—…´`·\xa0\xad")
"""Signs that stand within words, or between two."""
_BESIDE_WORDS = frozenset("”“‘«»°®©™§€½¼²³µ¡¿")
"""Signs that stand before or after a word."""
_WITH_NEIGHBOURS = re.compile(rb"(?=([\x00-\xff][\x80-\xff][\x00-\xff]))")
_QUOTED = re.compile(rb"(?<![\w\x80-\xff])[\x93\x94][^\x93\x94;,\t\r\n]+[\x93\x94](?![\w\x80-\xff])")
"""Words between Windows' quotation marks, which are ö and ô in DOS and î and ì on a Mac."""


class TextFileProblem(StrEnum):
    """Why a file has no text that can be trusted."""

    WORKBOOK = "workbook"
    UTF_16 = "utf-16"
    BINARY = "binary"
    CONTROL_CHARACTER = "control-character"
    CODE_PAGE = "code-page"


_WORDS = {
    TextFileProblem.WORKBOOK: (
        "Filen är en Excel-fil eller en annan packad fil, vad den än heter.",
        f"Öppna den i Excel och spara den som ”{SAVE_AS}”.",
    ),
    TextFileProblem.UTF_16: ("Filen är sparad som Unicode-text (UTF-16) utan märke.", f"Spara den som ”{SAVE_AS}”."),
    TextFileProblem.BINARY: (
        "Filen är inte text.",
        f"Öppna den i programmet som gjorde den och spara den som ”{SAVE_AS}”.",
    ),
    TextFileProblem.CONTROL_CHARACTER: (
        "Filen har ett osynligt styrtecken.",
        f"Ta bort tecknet, eller spara filen som ”{SAVE_AS}”.",
    ),
    TextFileProblem.CODE_PAGE: (
        "Det går inte att avgöra vilka tecken som är å, ä och ö i filen.",
        f"Spara den som ”{SAVE_AS}”.",
    ),
}


class TextFileError(OmstallningskollenError):
    """A file that cannot be read as text. `message` and `remedy` are Swedish; `line` (1 is the first) where it is."""

    def __init__(self, error: TextFileProblem, line: int | None = None) -> None:
        message, remedy = _WORDS[error]
        if line is not None:
            message = f"{message.removesuffix('.')} på rad {line}."
        super().__init__(f"{message} {remedy}")
        self.error, self.message, self.remedy, self.line = error, message, remedy, line


def decode_text(data: bytes) -> str:
    """The text of a file, line breaks as they stand, without a byte order mark.

    UTF-8, UTF-16 and UTF-32 with their marks, UTF-8 without; else the code page that makes Swedish of the bytes, line
    by line where some lines are UTF-8. Raises TextFileError, also rather than guess at a code page.
    """
    if data.startswith(_PACKED):
        raise TextFileError(TextFileProblem.WORKBOOK)
    data = data.removesuffix(_END_OF_DOS_FILE)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _marked(data, mark, encoding)
            _refuse_controls(text)
            return text
    if 0 in data:
        raise TextFileError(TextFileProblem.UTF_16 if _is_wide(data) else TextFileProblem.BINARY)
    _refuse_controls(data.decode("latin-1"))
    return _unmarked(data)


def _marked(data: bytes, mark: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8-sig":
            return _unmarked(data.removeprefix(mark))
        raise TextFileError(TextFileProblem.BINARY) from None


def _is_wide(data: bytes) -> bool:
    """Whether every second byte is mostly null and the others are not, as in UTF-16 of Latin letters."""
    nulls = sorted((data[::2].count(0), data[1::2].count(0)))
    return nulls[1] * 3 > len(data) and nulls[0] * 20 < nulls[1]


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines = [(line, _as_utf8(line)) for line in data.splitlines(keepends=True)]
    encoding = _code_page(b"".join(line for line, text in lines if text is None))
    return "".join(line.decode(encoding) if text is None else text for line, text in lines)


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _refuse_controls(text: str) -> None:
    """Raises TextFileError for a text with control characters in it."""
    stray = _CONTROL.search(text)
    if stray is None:
        return
    if len(_CONTROL.findall(text)) > max(1, len(text) * _FEW_CONTROLS):
        raise TextFileError(TextFileProblem.BINARY)
    line = len(re.findall(r"\r\n|\r|\n", text[: stray.start()])) + 1
    raise TextFileError(TextFileProblem.CONTROL_CHARACTER, line)


def _code_page(data: bytes) -> str:
    """The code page whose reading is most like Swedish. Raises TextFileError when none is."""
    contexts = Counter(_WITH_NEIGHBOURS.findall(b"\n" + data + b"\n"))
    evidence = {encoding: _evidence(contexts.items(), encoding) for encoding in _CODE_PAGES}
    if (of_windows := evidence["cp1252"]) is not None:
        evidence["cp1252"] = of_windows + 6 * len(_QUOTED.findall(data))
    best = max((points, -order) for order, points in enumerate(evidence.values()) if points is not None)
    if best[0] < 0:
        raise TextFileError(TextFileProblem.CODE_PAGE)
    return _CODE_PAGES[-best[1]]


def _evidence(contexts: Iterable[tuple[bytes, int]], encoding: str) -> int | None:
    """How well the code page's characters fit between their neighbours; None if it does not have one of them."""
    try:
        return sum(_fit(*context.decode(encoding)) * count for context, count in contexts)
    except UnicodeDecodeError:
        return None


def _fit(before: str, character: str, after: str) -> int:
    """3 for å, ä or ö in a word, down to 0 for what may be, and -3 for what nobody writes."""
    touching = before.isalpha() + after.isalpha()
    if not character.isalpha() or character in _NO_LETTERS:
        return _fit_of_sign(character, touching, in_row=not (before + after).isascii())
    if _breaks_case(before, character, after) or (before.isdigit() and after.isdigit()):
        return -3
    if character not in _SWEDISH and (_is_foreign(before) or _is_foreign(after)):
        return -3
    if not touching:
        return 0
    return 3 if character in _SWEDISH else 2 if character in _IN_NAMES else 1


def _fit_of_sign(character: str, touching: int, *, in_row: bool) -> int:
    if character in _JOINING or (touching < 2 and character in _BESIDE_WORDS):
        return min(touching, 1)
    return -3 if touching or in_row else 0


def _is_foreign(character: str) -> bool:
    """A letter beyond a-z and å, ä, ö. Two in a row are no Swedish."""
    return character.isalpha() and not character.isascii() and character not in _SWEDISH


def _breaks_case(before: str, character: str, after: str) -> bool:
    """A capital after a small letter, one within a word of small letters, or a small letter before a capital."""
    if character.isupper():
        return before.islower() or (before.isupper() and after.islower())
    return after.isupper()


def printable(text: str) -> str:
    """A text from outside, made safe to print on a line: control characters and the like are replaced."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character == "\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
