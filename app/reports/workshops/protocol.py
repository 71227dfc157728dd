"""The protocol of a workshop and the large sheet of a group: notes by question, dots, and what they became."""

import hashlib
import json
from dataclasses import asdict, dataclass

from app.reports.results.content import design_version


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


@dataclass(frozen=True, slots=True)
class SheetGroup:
    number: int
    name: str
    capital_id: str
    one_liner: str
    questions: tuple[SheetQuestion, ...]


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

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"workshop\n{design_version()}\n{content}".encode()).hexdigest()
