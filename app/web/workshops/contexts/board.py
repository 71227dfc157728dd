"""Contexts of a group's board, of the part of it that has changed, and of one note with what can be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count, lowered
from app.services.workshops.boards import OpenBoard
from app.support.workshops.board import BoardNote, NoteBoardColumn
from app.support.workshops.names import (
    COLUMN_HINTS,
    COLUMNS,
    LEADER_WAITS,
    ONE_LINER_QUESTION,
    OWN_REGIONAL,
    PHASE_TASKS,
    QUESTIONS,
    question_text,
)
from app.support.workshops.workshop import NOTE_MAX, GroupPhase, NoteColumn, WorkshopState
from app.web.shell.contexts.frame import Frame
from app.web.workshops.contexts.overview import PhaseMark, StepAct, phase_marks, step_act

NO_TEXTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class MergeView:
    """A note that stands under another one."""

    id: int
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteView:
    id: int
    url: str
    text: str
    merges: tuple[MergeView, ...]
    is_own: bool
    may_edit: bool
    may_arrange: bool
    own_dots: int
    may_give: bool
    may_take_back: bool
    dots: str
    """Of everybody, once they may be seen."""


@dataclass(frozen=True, slots=True)
class ClusterView:
    name: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    id: str
    heading: str
    hint: str
    clusters: tuple[ClusterView, ...]
    total: int
    hidden: str
    typed: str
    error: str

    @property
    def cluster_tag(self) -> str:
        """Headings of clusters stand below the column's own, where it has one."""
        return "h4" if self.heading else "h3"


@dataclass(frozen=True, slots=True)
class BoardQuestion:
    number: int
    text: str
    remark: str
    """What becomes of the notes, where that is not as one would think."""
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class OneLinerView:
    question: str
    text: str
    typed: str
    version: int
    error: str
    theirs: str
    """What somebody else has written since the page was loaded."""
    may_write: bool


@dataclass(frozen=True, slots=True)
class NoteBoardPage:
    frame: Frame
    url: str
    workshop_url: str
    workshop: str
    group: str
    capital_id: str
    focus: str
    phases: tuple[PhaseMark, ...]
    phase: int
    task: str
    dots: str
    """How many the visitor has left; empty while she gives none."""
    version: int
    questions: tuple[BoardQuestion, ...]
    one_liner: OneLinerView | None
    may_write: bool
    is_running: bool
    is_closed: bool
    is_spectator: bool
    back: StepAct | None
    forward: StepAct | None
    note_max: int
    errors: Mapping[str, str]
    refusal: str
    unsaved: str
    """What was typed and refused, where its field is not there any more."""


@dataclass(frozen=True, slots=True)
class BoardPart:
    """What has changed since a version: the lists of notes alone."""

    version: int
    phase: int
    is_running: bool
    focus: str
    dots: str
    columns: tuple[ColumnView, ...]


OVER = BoardPart(version=0, phase=0, is_running=False, focus="", dots="", columns=())
"""For somebody whose key opens nothing any more."""


def board_page(
    frame: Frame,
    open_board: OpenBoard,
    *,
    entries: Mapping[str, str] = NO_TEXTS,
    errors: Mapping[str, str] = NO_TEXTS,
    refusal: str = "",
    is_conflict: bool = False,
) -> NoteBoardPage:
    """`entries` are what was sent and is not saved, by field."""
    workshop, group = open_board.open_workshop.workshop, open_board.group
    is_running = workshop.state is WorkshopState.RUNNING
    steps = is_running and open_board.open_workshop.may_lead
    names = open_board.open_workshop.capital_names
    capital = lowered(names.get(group.capital_id, "kapitalet"))
    columns = [_column(open_board, column, entries, errors) for column in open_board.columns]
    return NoteBoardPage(
        frame=frame,
        url=board_url(open_board),
        workshop_url=workshop.path,
        workshop=workshop.title,
        group=open_board.open_workshop.name_of(group),
        capital_id=group.capital_id,
        focus=workshop.focus,
        phases=phase_marks(group.phase) if is_running else (),
        phase=group.phase.value,
        task=_task(open_board) if is_running else "",
        dots=_dots_words(open_board),
        version=group.version,
        questions=tuple(
            BoardQuestion(
                number=number,
                text=question_text(number, capital),
                remark=OWN_REGIONAL if workshop.is_of_kommun and number == NoteColumn.REGIONAL.question else "",
                columns=tuple(
                    view
                    for view, column in zip(columns, open_board.columns, strict=True)
                    if column.column.question == number
                ),
            )
            for number in QUESTIONS
        ),
        one_liner=_one_liner(open_board, entries, errors, is_conflict=is_conflict),
        may_write=open_board.may_write,
        is_running=is_running,
        is_closed=workshop.state is WorkshopState.CLOSED,
        is_spectator=is_running and not open_board.may_change,
        back=step_act(group.phase, -1, str(group.number)) if steps else None,
        forward=step_act(group.phase, 1, str(group.number)) if steps else None,
        note_max=NOTE_MAX,
        errors=errors,
        refusal=refusal,
        unsaved=_unsaved(open_board, entries) if refusal else "",
    )


def _task(open_board: OpenBoard) -> str:
    is_waiting = open_board.leads_only and open_board.group.phase is GroupPhase.WRITE
    return LEADER_WAITS if is_waiting else PHASE_TASKS[open_board.group.phase]


def _unsaved(open_board: OpenBoard, entries: Mapping[str, str]) -> str:
    """What was typed for somebody who cannot be shown its field again: a new note, the one-liner, or other words or a
    new heading for a note that is there no longer."""
    text = "" if open_board.may_write else entries.get(f"text-{entries.get('fraga', '')}", "")
    text = text or entries.get("text", "") or entries.get("ny", "")
    is_summing_up = open_board.may_change and open_board.group.phase is GroupPhase.ONE_LINER
    return text or ("" if is_summing_up else entries.get("rad", ""))


def board_part(open_board: OpenBoard) -> BoardPart:
    return BoardPart(
        version=open_board.group.version,
        phase=open_board.group.phase.value,
        is_running=open_board.open_workshop.workshop.state is WorkshopState.RUNNING,
        focus=open_board.open_workshop.workshop.focus,
        dots=_dots_words(open_board),
        columns=tuple(_column(open_board, column, NO_TEXTS, NO_TEXTS) for column in open_board.columns),
    )


def board_url(open_board: OpenBoard) -> str:
    return f"{open_board.open_workshop.workshop.path}/grupp/{open_board.group.number}"


def _dots_words(open_board: OpenBoard) -> str:
    if not open_board.gives_dots:
        return ""
    remaining = open_board.dots_left
    return f"Du har {count(remaining, 'prick', 'prickar')} kvar." if remaining else "Du har satt alla dina prickar."


def _column(
    open_board: OpenBoard, column: NoteBoardColumn, entries: Mapping[str, str], errors: Mapping[str, str]
) -> ColumnView:
    field = f"text-{column.column}"
    return ColumnView(
        id=column.column.value,
        heading=COLUMNS[column.column] if column.column.form is not None else "",
        hint=COLUMN_HINTS.get(column.column, ""),
        clusters=tuple(
            ClusterView(cluster.name, tuple(note_view(open_board, each) for each in cluster.notes))
            for cluster in column.clusters
        ),
        total=len(column.notes) + column.hidden_notes,
        hidden=_hidden_words(column.hidden_notes),
        typed=entries.get(field, ""),
        error=errors.get(field, ""),
    )


def _hidden_words(notes: int) -> str:
    return f"{count(notes, 'lapp', 'lappar')} från andra. De visas i nästa fas." if notes else ""


def note_view(open_board: OpenBoard, board_note: BoardNote) -> NoteView:
    note, participant = board_note.note, open_board.open_workshop.participant
    own_dots = sum(open_board.own_dots.get(each.id, 0) for each in (note, *board_note.merges))
    url = f"{board_url(open_board)}/lapp"
    return NoteView(
        id=note.id,
        url=f"{url}/{note.id}",
        text=note.text,
        merges=tuple(MergeView(each.id, f"{url}/{each.id}", each.text) for each in board_note.merges),
        is_own=participant is not None and note.author_id == participant.id,
        may_edit=open_board.may_edit(note),
        may_arrange=open_board.may_arrange,
        own_dots=own_dots,
        may_give=open_board.gives_dots and open_board.dots_left > 0,
        may_take_back=open_board.gives_dots and own_dots > 0,
        dots=count(board_note.dots, "prick", "prickar") if open_board.shows_dots and board_note.dots else "",
    )


def _one_liner(
    open_board: OpenBoard, entries: Mapping[str, str], errors: Mapping[str, str], *, is_conflict: bool
) -> OneLinerView | None:
    """In its phase, and afterwards where there is one."""
    group = open_board.group
    is_phase = group.phase is GroupPhase.ONE_LINER
    if not is_phase and not group.one_liner:
        return None
    return OneLinerView(
        question=ONE_LINER_QUESTION,
        text=group.one_liner,
        typed=entries.get("rad", group.one_liner),
        version=group.one_liner_version,
        error=errors.get("rad", ""),
        theirs=group.one_liner if is_conflict else "",
        may_write=is_phase and open_board.may_change,
    )
