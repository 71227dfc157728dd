"""What a region's workshop says that the region must have in its own house, marked to be seen in its mirror."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.support.workshops.top_list import top_list
from app.support.workshops.workshop import StoredGroup, StoredWorkshop, WorkshopNote


@dataclass(frozen=True, slots=True)
class WorkshopEvidence:
    """A note that was marked, with those that say the same."""

    workshop: StoredWorkshop
    note_id: int
    capital_id: str
    """Of the questionnaire that the kommuner answer about themselves."""
    heading: str
    texts: tuple[str, ...]
    """The other notes below the heading."""
    dots: int


def evidence_in(
    workshop: StoredWorkshop, groups: Sequence[StoredGroup], notes: Sequence[WorkshopNote], marked_ids: Collection[int]
) -> tuple[WorkshopEvidence, ...]:
    """Of a closed workshop, what has most dots first. As its page has it: a note stands for its cluster."""
    every = tuple(_evidence(workshop, groups, notes, marked_ids))
    return tuple(sorted(every, key=lambda each: (-each.dots, each.note_id)))


def _evidence(
    workshop: StoredWorkshop, groups: Sequence[StoredGroup], notes: Sequence[WorkshopNote], marked_ids: Collection[int]
) -> Iterator[WorkshopEvidence]:
    heads = {entry.notes[0].id: entry for entry in top_list(groups, notes)}
    capitals = {group.id: group.capital_id for group in groups}
    for note in notes:
        if note.id not in marked_ids or note.group_id not in capitals:
            continue
        entry = heads.get(note.id)
        others: tuple[WorkshopNote, ...] = ()
        if entry is not None:
            others = entry.notes if entry.cluster else entry.notes[1:]
        yield WorkshopEvidence(
            workshop=workshop,
            note_id=note.id,
            capital_id=capitals[note.group_id],
            heading=note.text if entry is None else entry.heading,
            texts=tuple(each.text for each in others),
            dots=note.dots if entry is None else entry.dots,
        )


def is_between(moment: datetime, after: datetime | None, until: datetime | None) -> bool:
    """Whether a workshop that was closed at a moment belongs to a mirror: None is without end."""
    return (after is None or moment > after) and (until is None or moment <= until)
