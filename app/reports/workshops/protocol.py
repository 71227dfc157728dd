"""The protocol of a workshop and the large sheet of a group: notes by question, dots, and what they became."""

import hashlib
import json
from dataclasses import asdict, dataclass
from itertools import groupby

from app.reports.results.content import design_version

LARGE_SHEET_CHARACTERS = 450
"""So much in the notes of a group still fits on one sheet in large type, headings counted by themselves."""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """A note or, with a heading, a cluster of them."""

    heading: str
    texts: tuple[str, ...]
    dots: str
    landings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    heading: str
    hint: str
    notes: tuple[SheetNote, ...]
    remark: str = ""
    """What becomes of the notes, in the protocol."""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    number: int
    name: str
    capital_id: str
    one_liner: str
    questions: tuple[SheetQuestion, ...]

    @property
    def by_heading(self) -> tuple[tuple[str, tuple[SheetQuestion, ...]], ...]:
        """Each heading once, with the parts that follow each other under it."""
        return tuple((heading, tuple(parts)) for heading, parts in groupby(self.questions, lambda part: part.heading))


@dataclass(frozen=True, slots=True)
class WorkshopProtocol:
    """A closed workshop on paper. `is_sheet` is the large one of a single group, to put up on a wall."""

    title: str
    owner: str
    focus: str
    closed: str
    closed_iso: str
    marks: tuple[str, ...]
    groups: tuple[SheetGroup, ...]
    is_sheet: bool = False

    @property
    def is_large(self) -> bool:
        """A sheet with so few words that they can be read from across the room."""
        notes = [note for group in self.groups for question in group.questions for note in question.notes]
        length = sum(len(text) for note in notes for text in (note.heading, *note.texts, note.dots, *note.landings))
        return self.is_sheet and length <= LARGE_SHEET_CHARACTERS

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"workshop\n{design_version()}\n{content}".encode()).hexdigest()
