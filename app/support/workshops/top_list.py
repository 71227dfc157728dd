"""What matters most: notes and clusters by their dots; where these are alike, by how many groups raised the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.support.workshops.workshop import NoteColumn, StoredGroup, WorkshopNote


@dataclass(frozen=True, slots=True)
class TopEntry:
    """A note by itself, or a cluster of the same name in every group with the same capital."""

    capital_id: str
    column: NoteColumn
    cluster: str
    notes: tuple[WorkshopNote, ...]
    dots: int
    groups: int
    """So many groups raised it."""

    @property
    def heading(self) -> str:
        return self.cluster or self.notes[0].text


def top_list(groups: Sequence[StoredGroup], notes: Sequence[WorkshopNote]) -> tuple[TopEntry, ...]:
    """Everything that has dots, the most first. Notes that were merged count for the one they are in."""
    capitals = {group.id: group.capital_id for group in groups}
    entries: dict[tuple[str, NoteColumn, str], list[WorkshopNote]] = defaultdict(list)
    for note in sorted(notes, key=lambda each: (each.merged_into is not None, each.position, each.id)):
        head_id = note.merged_into or note.id
        head = next((each for each in notes if each.id == head_id), note)
        name = head.cluster.casefold() if head.cluster else f"#{head_id}"
        entries[capitals[note.group_id], head.column, name].append(note)
    merged_entries = (_entry(capital_id, column, members) for (capital_id, column, _), members in entries.items())
    return tuple(sorted((entry for entry in merged_entries if entry.dots), key=_most_first))


def by_capital(entries: Sequence[TopEntry]) -> Mapping[str, tuple[TopEntry, ...]]:
    """Capital -> its entries, in the order of the list."""
    capitals: dict[str, list[TopEntry]] = defaultdict(list)
    for entry in entries:
        capitals[entry.capital_id].append(entry)
    return {capital_id: tuple(members) for capital_id, members in capitals.items()}


def _entry(capital_id: str, column: NoteColumn, notes: Sequence[WorkshopNote]) -> TopEntry:
    return TopEntry(
        capital_id=capital_id,
        column=column,
        cluster=notes[0].cluster,
        notes=tuple(notes),
        dots=sum(note.dots for note in notes),
        groups=len({note.group_id for note in notes}),
    )


def _most_first(entry: TopEntry) -> tuple[int, int, int]:
    return -entry.dots, -entry.groups, entry.notes[0].id
