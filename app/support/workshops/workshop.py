"""A workshop: groups with one capital each, the phases they go through, the notes they write (pre-study 3.4)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from hashlib import sha256

from app.support.catalogue.catalogue import SupportForm

TITLE_MAX, FOCUS_MAX, NOTE_MAX, CLUSTER_MAX, ONE_LINER_MAX = 100, 300, 280, 60, 200
MAX_GROUPS_OF_CAPITAL = 4
MAX_GROUPS = 14
MAX_DOTS = 10
DEFAULT_DOTS = 3
MAX_NOTES = 400
"""In one group, those that were taken away included."""
MAX_PARTICIPANTS = 200


class WorkshopState(StrEnum):
    """Where a workshop stands, in the order it moves. It runs from its first link on."""

    PLANNED = "planerad"
    RUNNING = "pagar"
    CLOSED = "avslutad"


class GroupPhase(IntEnum):
    """What a group does now. The leader steps both ways."""

    WRITE = 1
    SHOW = 2
    GROUP = 3
    PRIORITISE = 4
    ONE_LINER = 5


class NoteColumn(StrEnum):
    """Where a note stands: the model's questions 2 to 4, the third by form of support. The first question is the focus
    and the fifth the one-liner."""

    STRENGTHEN = "starka"
    KNOWLEDGE = "kunskapsbas"
    RESOURCES = "resursbas"
    ROOM = "handlingsutrymme"
    REGIONAL = "regionen"

    @property
    def question(self) -> int:
        """The number that the model has it by."""
        if self is NoteColumn.STRENGTHEN:
            return 2
        return 4 if self is NoteColumn.REGIONAL else 3

    @property
    def form(self) -> SupportForm | None:
        """Of support that is wanted; None of the other questions."""
        return SupportForm(self.value) if self.question == 3 else None


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """What is planned. `groups` are how many groups each capital has, in the capitals' order."""

    title: str
    focus: str
    dots: int
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StoredWorkshop:
    """A workshop of a region, or of one of its kommuner when `municipality_id` is set."""

    id: int
    region_id: int
    region_slug: str
    municipality_id: int | None
    owner: str
    is_example: bool
    title: str
    focus: str
    dots: int
    has_link: bool
    created_at: datetime
    closed_at: datetime | None

    @property
    def state(self) -> WorkshopState:
        if self.closed_at is not None:
            return WorkshopState.CLOSED
        return WorkshopState.RUNNING if self.has_link else WorkshopState.PLANNED

    @property
    def is_of_kommun(self) -> bool:
        return self.municipality_id is not None

    @property
    def path(self) -> str:
        """Address of its page."""
        return f"/{self.region_slug}/workshop/{self.id}"


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group of a workshop. `version` is raised by every change in it, so that those who follow know."""

    id: int
    workshop_id: int
    number: int
    """1, 2, 3, … in the workshop."""
    capital_id: str
    phase: GroupPhase
    one_liner: str
    one_liner_version: int
    version: int
    column_versions: Mapping[str, int]
    """Column -> the group's version when something in it changed last."""


def plan_of(workshop: StoredWorkshop, groups: Sequence[StoredGroup]) -> WorkshopPlan:
    """What is planned, as its form has it. `groups` are in the order of their numbers."""
    counts = Counter(group.capital_id for group in groups)
    return WorkshopPlan(title=workshop.title, focus=workshop.focus, dots=workshop.dots, groups=tuple(counts.items()))


def stamp_of(plan: WorkshopPlan, state: WorkshopState) -> str:
    """Tells one state of a plan from every other: what somebody changes has not been changed by others meanwhile."""
    return sha256(repr((plan, state.value)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class WorkshopNote:
    """A note. Who wrote it is a number that means nothing outside the workshop, and nothing once it is closed."""

    id: int
    group_id: int
    column: NoteColumn
    text: str
    cluster: str
    """What it is grouped under; empty for a note by itself."""
    position: int
    version: int
    author_id: int | None
    merged_into: int | None
    """The note that says the same and carries its dots."""
    dots: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who has joined by the link, without a name."""

    id: int
    workshop_id: int
    group_id: int
