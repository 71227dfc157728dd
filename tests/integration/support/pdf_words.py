"""The words of a PDF as a reader, a search or a copy finds them, and where they stand on the page (poppler)."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page (from 1), its distance to each edge of the paper in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words(file: Path) -> list[Word]:
    """Every word, with its place."""
    return [
        Word(number, start, top, float(width) - right, float(height) - bottom, match[5])
        for number, (width, height, body) in enumerate(PAGE.findall(_told("-bbox", file)), start=1)
        for match in WORD.finditer(body)
        for start, top, right, bottom in [map(float, match.groups()[:4])]
    ]


def text(file: Path) -> str:
    """All text in the order of the file, lines as they are broken."""
    return _told("-raw", file)


def unbroken(content: str) -> str:
    """The text as a search looks at it: no soft hyphens, no line breaks and no other space."""
    return re.sub(rf"[\s{SOFT_HYPHEN}]+", "", content)


def _told(how: str, file: Path) -> str:
    return subprocess.run(["pdftotext", how, str(file), "-"], capture_output=True, check=True, text=True).stdout
