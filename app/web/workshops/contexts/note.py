"""Context of one note of a board, with what can be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.workshops.boards import OpenBoard
from app.support.workshops.board import BoardNote
from app.support.workshops.names import COLUMNS
from app.support.workshops.workshop import NOTE_MAX, NoteColumn, WorkshopNote
from app.web.shell.contexts.frame import Frame
from app.web.workshops.contexts.board import NO_TEXTS, NoteView, board_url, note_view


@dataclass(frozen=True, slots=True)
class NotePage:
    frame: Frame
    url: str
    board_url: str
    group: str
    note: NoteView
    typed: str
    version: int
    theirs: str
    cluster: str
    clusters: list[tuple[str, str]]
    """Headings in its column, as options."""
    column: str
    columns: tuple[tuple[str, str], ...]
    others: list[tuple[str, str]]
    """Notes that it can be merged into."""
    merged_with: str
    """The note that it stands under, where it was merged into another."""
    note_max: int
    errors: Mapping[str, str]
    refusal: str
    unsaved: str
    """What was typed and refused, where its field is not there any more."""


def note_page(
    frame: Frame,
    open_board: OpenBoard,
    note: WorkshopNote,
    *,
    entries: Mapping[str, str] = NO_TEXTS,
    errors: Mapping[str, str] = NO_TEXTS,
    refusal: str = "",
    is_conflict: bool = False,
    version: int | None = None,
) -> NotePage:
    """`version` is the one that what was typed stands upon, None for the one that is shown now."""
    merges = tuple(each for each in open_board.notes if each.merged_into == note.id)
    names = dict.fromkeys(each.cluster for each in open_board.notes if each.column is note.column and each.cluster)
    others = [
        each
        for each in open_board.notes
        if each.id != note.id and each.merged_into is None and each.column is note.column
    ]
    may_edit, may_arrange = open_board.may_edit(note), open_board.may_arrange
    lost_text = ("" if may_edit else entries.get("text", "")) or ("" if may_arrange else entries.get("ny", ""))
    return NotePage(
        frame=frame,
        url=f"{board_url(open_board)}/lapp/{note.id}",
        board_url=board_url(open_board),
        group=open_board.open_workshop.name_of(open_board.group),
        note=note_view(open_board, BoardNote(note, merges)),
        typed=entries.get("text", note.text),
        version=note.version if version is None else version,
        theirs=note.text if is_conflict else "",
        cluster=entries.get("rubrik", note.cluster),
        clusters=[(name, name) for name in names],
        column=note.column,
        columns=tuple((column.value, _column_name(column)) for column in NoteColumn),
        others=[(str(each.id), each.text) for each in others],
        merged_with=next((each.text for each in open_board.notes if each.id == note.merged_into), ""),
        note_max=NOTE_MAX,
        errors=errors,
        refusal=refusal,
        unsaved=lost_text if refusal else "",
    )


def _column_name(column: NoteColumn) -> str:
    return f"Stöd: {COLUMNS[column].lower()}" if column.form is not None else COLUMNS[column]
