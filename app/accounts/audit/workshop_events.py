"""Audit events of workshops. What somebody without a name writes in one is not logged, nor who joined."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class WorkshopPlanned(Event):
    action: ClassVar[str] = "workshop.planned"
    workshop_id: int


class WorkshopChanged(Event):
    """`parts`: title, focus, dots, groups."""

    action: ClassVar[str] = "workshop.changed"
    workshop_id: int
    parts: tuple[str, ...]


class WorkshopRemoved(Event):
    """Before it had begun."""

    action: ClassVar[str] = "workshop.removed"
    workshop_id: int


class WorkshopLinkMade(Event):
    """Also when a new link takes the place of an earlier one."""

    action: ClassVar[str] = "workshop.link_made"
    workshop_id: int


class WorkshopStepped(Event):
    """Groups (by number) that the leader took to a phase."""

    action: ClassVar[str] = "workshop.stepped"
    workshop_id: int
    groups: tuple[int, ...]
    phase: int


class WorkshopNoteRemoved(Event):
    """By the leader: a note of somebody else's."""

    action: ClassVar[str] = "workshop.note_removed"
    workshop_id: int
    note_id: int


class WorkshopClosed(Event):
    action: ClassVar[str] = "workshop.closed"
    workshop_id: int
    participants: int


class WorkshopNoteLanded(Event):
    """`note_id` is None for a group's one-liner; `target_id` is None for what is noted only."""

    action: ClassVar[str] = "workshop.note_landed"
    workshop_id: int
    note_id: int | None
    kind: str
    target_id: int | None


class WorkshopEvidenceTakenBack(Event):
    """A note is no longer evidence for the region's own mirror."""

    action: ClassVar[str] = "workshop.evidence_taken_back"
    workshop_id: int
    note_id: int
