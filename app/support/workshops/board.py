"""A group's board: which notes somebody sees in a phase, how they stand in columns and clusters, and moving them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.support.workshops.workshop import GroupPhase, NoteColumn, WorkshopNote


@dataclass(frozen=True, slots=True)
class BoardNote:
    """A note with those that say the same."""

    note: WorkshopNote
    merges: tuple[WorkshopNote, ...]

    @property
    def dots(self) -> int:
        return self.note.dots + sum(each.dots for each in self.merges)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Notes under one heading; `name` is empty for those that stand by themselves."""

    name: str
    notes: tuple[BoardNote, ...]


@dataclass(frozen=True, slots=True)
class NoteBoardColumn:
    column: NoteColumn
    clusters: tuple[Cluster, ...]
    hidden_notes: int
    """So many of others are not shown yet."""

    @property
    def notes(self) -> tuple[BoardNote, ...]:
        return tuple(note for cluster in self.clusters for note in cluster.notes)


def board(notes: Sequence[WorkshopNote], phase: GroupPhase, participant_id: int | None) -> tuple[NoteBoardColumn, ...]:
    """The columns in their order. While people write silently, each sees only her own notes."""
    is_hiding = phase is GroupPhase.WRITE
    visible_notes = [note for note in notes if not is_hiding or is_own(note, participant_id)]
    return tuple(_column(column, notes, visible_notes) for column in NoteColumn)


def is_own(note: WorkshopNote, participant_id: int | None) -> bool:
    return participant_id is not None and note.author_id == participant_id


def _column(
    column: NoteColumn, notes: Sequence[WorkshopNote], visible_notes: Sequence[WorkshopNote]
) -> NoteBoardColumn:
    visible_here = [note for note in visible_notes if note.column is column]
    total = sum(note.column is column for note in notes)
    return NoteBoardColumn(column, clusters(visible_here), total - len(visible_here))


def clusters(notes: Iterable[WorkshopNote]) -> tuple[Cluster, ...]:
    """In the order of their first notes; what stands by itself comes last, where it is easiest to take up."""
    in_order = sorted(notes, key=lambda note: (note.position, note.id))
    heads = [note for note in in_order if note.merged_into is None]
    names = dict.fromkeys(note.cluster for note in heads if note.cluster)
    if any(not note.cluster for note in heads):
        names[""] = None
    return tuple(
        Cluster(
            name,
            tuple(
                BoardNote(head, tuple(note for note in in_order if note.merged_into == head.id))
                for head in heads
                if head.cluster == name
            ),
        )
        for name in names
    )


def neighbour(notes: Sequence[WorkshopNote], note: WorkshopNote, step: int) -> WorkshopNote | None:
    """The note that stands before (-1) or after (1) in the same column and cluster; None at the end."""
    fellows = [
        each
        for each in sorted(notes, key=lambda each: (each.position, each.id))
        if (each.column, each.cluster, each.merged_into) == (note.column, note.cluster, None)
    ]
    places = [each.id for each in fellows]
    if note.id not in places:
        return None
    place = places.index(note.id) + step
    return fellows[place] if 0 <= place < len(fellows) else None
