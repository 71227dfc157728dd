"""Where a note lands when the workshop is over: what it can become by its question, and what it became."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.support.workshops.workshop import NoteColumn


class LandingKind(StrEnum):
    """What a note became."""

    NEED = "behov"
    ACTION = "atgard"
    OFFER = "erbjudande"
    EVIDENCE = "underlag"
    """Noted for the region's own mirror: what it must have in its own house."""
    REPORT = "rapport"
    """The one-liner as the capital's sentence in the report."""


KINDS = {
    2: (LandingKind.ACTION, LandingKind.NEED),
    3: (LandingKind.NEED, LandingKind.OFFER),
    4: (LandingKind.EVIDENCE,),
}
"""Question -> what its notes can become, the likeliest first."""


@dataclass(frozen=True, slots=True)
class StoredLanding:
    """What a note became, or (without a note) a group's one-liner."""

    id: int
    group_id: int
    note_id: int | None
    kind: LandingKind
    target_id: int | None
    """The need, action or offer by its number; None of what is noted only."""
    assessment_id: int | None
    """The year that the need or action is of."""
    target: str
    """Address of what it became, or empty."""
    owner: str
    """Whose it became: a kommun's or the region's name."""
    municipality_id: int | None
    """The kommun whose it became; None for the region's."""
    is_draft: bool
    """An offer that is not published yet."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NoteSource:
    """The workshop that a need, an action or an offer came from."""

    title: str
    url: str


def kinds_of(column: NoteColumn) -> tuple[LandingKind, ...]:
    return KINDS[column.question]
