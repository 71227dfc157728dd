"""A group's board as one visitor sees it, and what she may do there."""

from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection

from app.errors import NotFoundError
from app.services.workshops.access import OpenWorkshop, Visitor, opened
from app.storage.engine.database import Database
from app.storage.engine.prepared import Transaction
from app.storage.workshops import notes as stored
from app.support.workshops.board import NoteBoardColumn, board, is_own
from app.support.workshops.workshop import GroupPhase, StoredGroup, WorkshopNote, WorkshopState

WRITING = frozenset({GroupPhase.WRITE, GroupPhase.SHOW, GroupPhase.GROUP})


@dataclass(frozen=True)
class OpenBoard:
    """A group's board as one visitor sees it. What she may do is the same for each of its notes, and found out once."""

    open_workshop: OpenWorkshop
    group: StoredGroup
    columns: tuple[NoteBoardColumn, ...]
    notes: tuple[WorkshopNote, ...]
    """Every note on it, also those that the visitor does not see yet."""
    own_dots: dict[int, int]
    """Note -> dots that the visitor has given it."""

    @cached_property
    def may_change(self) -> bool:
        """The visitor is of the group or leads the workshop, and it is under way."""
        is_of_group = self.open_workshop.own_group is not None and self.open_workshop.own_group.id == self.group.id
        is_running = self.open_workshop.workshop.state is WorkshopState.RUNNING
        return is_running and (is_of_group or self.open_workshop.may_lead)

    @cached_property
    def may_write(self) -> bool:
        """While people write silently only participants do: a note that is nobody's would be hidden from its writer."""
        is_joined = self.open_workshop.participant is not None
        return (
            self.may_change and self.group.phase in WRITING and (is_joined or self.group.phase is not GroupPhase.WRITE)
        )

    @cached_property
    def leads_only(self) -> bool:
        """The visitor leads the workshop and has not joined it."""
        return self.open_workshop.may_lead and self.open_workshop.participant is None

    @cached_property
    def may_arrange(self) -> bool:
        return self.may_change and self.group.phase is GroupPhase.GROUP

    @cached_property
    def gives_dots(self) -> bool:
        """Only participants do: one who leads has no dots of her own."""
        is_prioritising = self.group.phase is GroupPhase.PRIORITISE
        own_group = self.open_workshop.own_group
        return self.may_change and is_prioritising and own_group is not None and own_group.id == self.group.id

    @cached_property
    def dots_left(self) -> int:
        return max(0, self.open_workshop.workshop.dots - sum(self.own_dots.values()))

    @cached_property
    def shows_dots(self) -> bool:
        """While people prioritise, nobody is led by others' dots."""
        is_closed = self.open_workshop.workshop.state is WorkshopState.CLOSED
        return is_closed or self.group.phase is GroupPhase.ONE_LINER

    def may_edit(self, note: WorkshopNote) -> bool:
        """One's own; the leader any that she sees."""
        participant_id = None if self.open_workshop.participant is None else self.open_workshop.participant.id
        leads = self.open_workshop.may_lead and self.group.phase is not GroupPhase.WRITE
        return self.may_write and (leads or is_own(note, participant_id))

    def visible_note(self, note_id: int) -> WorkshopNote:
        """Raises NotFoundError for one that is not there, or that the visitor does not see."""
        for column in self.columns:
            for each in column.notes:
                if note_id in {each.note.id, *(merge.id for merge in each.merges)}:
                    return next(note for note in self.notes if note.id == note_id)
        raise NotFoundError


def open_board(database: Database, visitor: Visitor, slug: str, number: int, group: int) -> OpenBoard:
    """For everybody who may open the workshop: those of another group, and readers, see it once the notes are shown.

    Raises NotFoundError for a group that there is not, and as `opened`.
    """
    with database.read() as session:
        workshop = opened(session, visitor, slug, number)
        return board_of(session, workshop, workshop.group(group))


async def changes_for(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, since: int
) -> OpenBoard:
    """A board with only what has changed after a version, for coroutines: every follower asks for it at every change.
    Raises as `open_board`.
    """

    def work(connection: Connection) -> OpenBoard:
        workshop = opened(connection, visitor, slug, number)
        return changed_columns(board_of(connection, workshop, workshop.group(group)), since)

    return await database.read_async(work)


def board_of(transaction: Transaction, workshop: OpenWorkshop, group: StoredGroup) -> OpenBoard:
    notes = stored.board_notes(transaction, group.id)
    participant = workshop.participant
    is_closed = workshop.workshop.state is WorkshopState.CLOSED
    phase = GroupPhase.ONE_LINER if is_closed else group.phase
    participant_id = None if participant is None else participant.id
    return OpenBoard(
        open_workshop=workshop,
        group=group,
        columns=board(notes, phase, participant_id),
        notes=notes,
        own_dots={} if participant is None else stored.dots_by(transaction, participant.id),
    )


def changed_columns(open_board: OpenBoard, since: int) -> OpenBoard:
    """The same board with only the columns that have changed after a version of the group."""
    versions = open_board.group.column_versions
    columns = [each for each in open_board.columns if versions.get(each.column, 0) > since]
    return replace(open_board, columns=tuple(columns))
