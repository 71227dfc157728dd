"""What changes a group's board: notes, their places, dots, and the one-liner."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopNoteRemoved
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.kernel.audit import note as note_event
from app.services.workshops import words
from app.services.workshops.access import Visitor, opened, require_running
from app.services.workshops.boards import OpenBoard, board_of
from app.services.workshops.texts import read_text
from app.storage.engine.database import Database
from app.storage.workshops import notes as stored
from app.storage.workshops import workshops as stored_workshops
from app.support.workshops.board import neighbour
from app.support.workshops.workshop import (
    CLUSTER_MAX,
    MAX_NOTES,
    NOTE_MAX,
    ONE_LINER_MAX,
    GroupPhase,
    NoteColumn,
    WorkshopNote,
)


class NoteChangedError(InvalidInputError):
    """Somebody has changed the note or the one-liner since the page was loaded, and nothing was changed."""


Act = Callable[[Session, OpenBoard], None]


def _change(database: Database, visitor: Visitor, slug: str, number: int, group: int, act: Act) -> None:
    """`act` on a board that nobody else changes meanwhile. Raises PermissionDeniedError to those who may only read."""

    def work(session: Session) -> None:
        workshop = opened(session, visitor, slug, number)
        stored_group = stored_workshops.lock_group(session, workshop.group(group).id)
        workshop = opened(session, visitor, slug, number)
        require_running(workshop.workshop)
        open_board = board_of(session, workshop, stored_group)
        if not open_board.may_change:
            raise PermissionDeniedError(words.OTHER_GROUP)
        act(session, open_board)

    database.write(work)


def add_note(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, column: str, text: str, now: datetime
) -> None:
    """Put up a note. The same text again in the same column by the same person is one, as by a double click.

    Raises InvalidInputError for what cannot be kept, and PermissionDeniedError once the group prioritises, and
    to a leader who has not joined while it writes silently.
    """

    def act(session: Session, open_board: OpenBoard) -> None:
        if not open_board.may_write:
            is_silent = open_board.group.phase is GroupPhase.WRITE
            raise PermissionDeniedError(words.WRITING_SILENTLY if is_silent else words.WRITING_OVER)
        place = next((each for each in NoteColumn if each == column), None)
        if place is None:
            raise InvalidInputError({"fraga": words.NOTE_COLUMN_MISSING})
        content = read_text(f"text-{place}", text, NOTE_MAX, words.NOTE_EMPTY)
        participant = open_board.open_workshop.participant
        author_id = None if participant is None else participant.id
        if any((each.column, each.text, each.author_id) == (place, content, author_id) for each in open_board.notes):
            return
        if stored.count_of(session, open_board.group.id) >= MAX_NOTES:
            raise PermissionDeniedError(words.TOO_MANY_NOTES.with_facts(limit=MAX_NOTES))
        stored.add_note(session, open_board.group.id, place, content, author_id, now)
        stored_workshops.raise_version(session, open_board.group, [place])

    _change(database, visitor, slug, number, group, act)


def change_note(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, note_id: int, text: str, version: int
) -> None:
    """Put a note in other words. Raises NoteChangedError when somebody has changed it since `version`."""

    def act(session: Session, open_board: OpenBoard) -> None:
        note = _editable(open_board, note_id)
        content = read_text("text", text, NOTE_MAX, words.NOTE_EMPTY)
        if content == note.text:
            return
        if version != note.version:
            raise NoteChangedError({"text": words.NOTE_CHANGED})
        stored.change_note(session, note, text=content)
        stored_workshops.raise_version(session, open_board.group, [note.column])

    _change(database, visitor, slug, number, group, act)


def remove_note(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, note_id: int, now: datetime
) -> None:
    """Take a note away. Twice is once."""

    def act(session: Session, open_board: OpenBoard) -> None:
        if all(each.id != note_id for each in open_board.notes):
            return
        note = _editable(open_board, note_id)
        stored.remove_note(session, note, now)
        stored_workshops.raise_version(session, open_board.group, [note.column])
        workshop = open_board.open_workshop
        if visitor.actor is not None and workshop.participant is None:
            event = WorkshopNoteRemoved(workshop_id=number, note_id=note_id)
            note_event(session, visitor.actor, event, workshop.place, now)

    _change(database, visitor, slug, number, group, act)


def _editable(open_board: OpenBoard, note_id: int) -> WorkshopNote:
    note = open_board.visible_note(note_id)
    if not open_board.may_write:
        raise PermissionDeniedError(words.WRITING_OVER)
    if not open_board.may_edit(note):
        raise PermissionDeniedError(words.NOTE_NOT_YOURS)
    return note


def move_note(
    database: Database,
    visitor: Visitor,
    slug: str,
    number: int,
    group: int,
    note_id: int,
    *,
    column: str = "",
    cluster: str = "",
) -> None:
    """Put a note under a heading (none when it is empty), and in another column when one is named."""

    def act(session: Session, open_board: OpenBoard) -> None:
        note = _arrangeable(open_board, note_id)
        place = next((each for each in NoteColumn if each == column), note.column)
        name = read_text("rubrik", cluster, CLUSTER_MAX, None)
        name = _same_name(open_board, place, name)
        if (place, name, note.merged_into) == (note.column, note.cluster, None):
            return
        stored.arrange_note(session, note.id, column=place, cluster=name, merged_into=None)
        stored.move_merges(session, note, place, name)
        stored_workshops.raise_version(session, open_board.group, [note.column, place])

    _change(database, visitor, slug, number, group, act)


def _same_name(open_board: OpenBoard, column: NoteColumn, name: str) -> str:
    """As the heading is written already, if it is there in other capitals."""
    names = (each.cluster for each in open_board.notes if each.column is column)
    return next((each for each in names if each.casefold() == name.casefold()), name)


def shift_note(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, note_id: int, direction: int
) -> None:
    """Up (-1) or down (1) among the notes beside it. At the end of them nothing happens."""

    def act(session: Session, open_board: OpenBoard) -> None:
        note = _arrangeable(open_board, note_id)
        other = neighbour(open_board.notes, note, direction)
        if other is None:
            return
        places = (other.position, note.position)
        if other.position == note.position:
            places = (note.position + direction, note.position)
        stored.arrange_note(session, note.id, position=places[0])
        stored.arrange_note(session, other.id, position=places[1])
        stored_workshops.raise_version(session, open_board.group, [note.column])

    _change(database, visitor, slug, number, group, act)


def merge_notes(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, note_id: int, head_id: int
) -> None:
    """Let a note stand under another that says the same. Both texts stay."""

    def act(session: Session, open_board: OpenBoard) -> None:
        note = _arrangeable(open_board, note_id)
        heads = {each.id: each for each in open_board.notes if each.merged_into is None and each.id != note.id}
        head = heads.get(head_id)
        if head is None:
            raise InvalidInputError({"lapp": words.CANNOT_MERGE})
        stored.merge_note(session, note, head)
        stored_workshops.raise_version(session, open_board.group, [note.column, head.column])

    _change(database, visitor, slug, number, group, act)


def _arrangeable(open_board: OpenBoard, note_id: int) -> WorkshopNote:
    note = open_board.visible_note(note_id)
    if not open_board.may_arrange:
        raise PermissionDeniedError(words.NOT_GROUPING)
    return note


def give_dot(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, note_id: int, *, is_taken_back: bool
) -> None:
    """Give a note one of one's dots, or take one back: from the note or from one that was merged into it."""

    def act(session: Session, open_board: OpenBoard) -> None:
        note = open_board.visible_note(note_id)
        participant = open_board.open_workshop.participant
        if not open_board.gives_dots or participant is None:
            raise PermissionDeniedError(words.NOT_PRIORITISING)
        if is_taken_back:
            same = (note.id, *(each.id for each in open_board.notes if each.merged_into == note.id))
            stored.remove_dot(session, next(filter(open_board.own_dots.get, same), note.id), participant.id)
        elif not open_board.dots_left:
            raise PermissionDeniedError(words.NO_DOTS_LEFT)
        else:
            stored.add_dot(session, note.id, participant.id)
        stored_workshops.raise_version(session, open_board.group, [note.column])

    _change(database, visitor, slug, number, group, act)


def set_one_liner(
    database: Database, visitor: Visitor, slug: str, number: int, group: int, text: str, version: int
) -> None:
    """Write the group's one-liner. Raises NoteChangedError when somebody has changed it since `version`."""

    def act(session: Session, open_board: OpenBoard) -> None:
        if open_board.group.phase is not GroupPhase.ONE_LINER:
            raise PermissionDeniedError(words.NOT_SUMMING_UP)
        content = read_text("rad", text, ONE_LINER_MAX, words.ONE_LINER_EMPTY)
        if content == open_board.group.one_liner:
            return
        if version != open_board.group.one_liner_version:
            raise NoteChangedError({"rad": words.ONE_LINER_CHANGED})
        stored_workshops.set_one_liner(session, open_board.group, content)

    _change(database, visitor, slug, number, group, act)
