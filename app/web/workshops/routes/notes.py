"""One note of a board: putting it in other words, taking it away, moving and merging it, and its dots."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, KeyEndedError, NotFoundError, PermissionDeniedError
from app.reports.kernel.wording import clipped
from app.services.workshops import notes as services
from app.services.workshops import words
from app.services.workshops.boards import open_board
from app.services.workshops.notes import NoteChangedError
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRegionRequest
from app.web.shell.rendering import page
from app.web.workshops.contexts.note import note_page
from app.web.workshops.participant_cookie import visitor_of
from app.web.workshops.routes.boards import GroupNumber, board_response
from app.web.workshops.routes.joining import gone
from app.web.workshops.routes.workshops import WorkshopNumber, workshop_frame

router = APIRouter(prefix="/{region}/workshop/{number}/grupp/{group}/lapp/{note}")
NoteNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
ACTS = frozenset({"andra", "ta-bort", "flytta", "sla-ihop", "upp", "ned", "prick", "ta-tillbaka"})
ON_BOARD = frozenset({"upp", "ned", "prick", "ta-tillbaka"})
"""Buttons that stand on the board itself."""


@router.get("")
@needs(Open.ANYONE)
def note(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber, note: NoteNumber) -> HTMLResponse:
    return _note_response(request, number, group, note)


@router.post("")
@needs(Open.ANYONE)
def act(
    request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber, note: NoteNumber, fields: FormFields
) -> Response:
    """What the button that was pressed says (`gor`)."""
    try:
        _act(request, fields)(number, group, note)
    except InvalidInputError as error:
        is_conflict = isinstance(error, NoteChangedError)
        return _note_response(request, number, group, note, fields, errors=error.errors, is_conflict=is_conflict)
    except PermissionDeniedError as refused:
        return _refused(request, number, group, note, fields, refused.message)
    except (NotFoundError, KeyEndedError) as error:
        return _lost(request, number, group, fields, is_over=isinstance(error, KeyEndedError))
    return RedirectResponse(f"/{request.key}/workshop/{number}/grupp/{group}#lapp-{note}", 303)


def _lost(
    request: VisitorRegionRequest, number: int, group: int, fields: dict[str, str], *, is_over: bool
) -> HTMLResponse:
    """What was typed for a note that somebody has taken away meanwhile or that is not seen, on its board; and when the
    workshop is over, by itself.

    Raises NotFoundError to those who may not see the board, and for what no button says.
    """
    if is_over:
        return gone(request, fields.get("text", "") or fields.get("ny", ""))
    if fields.get("gor", "") not in ACTS:
        raise NotFoundError
    return board_response(request, number, group, fields=fields, refusal=words.NOTE_GONE)


def _act(request: VisitorRegionRequest, fields: Mapping[str, str]) -> Callable[[int, int, int], None]:
    """What no button says is not found, by those who may see the board."""
    head_id, name = whole_number(fields.get("lapp", "")), fields.get("ny", "") or fields.get("rubrik", "")
    acts: dict[str, Any] = {
        "andra": partial(services.change_note, text=fields.get("text", ""), version=number_in(dict(fields), "version")),
        "ta-bort": partial(services.remove_note, now=request.now),
        "flytta": partial(services.move_note, column=fields.get("fraga", ""), cluster=name),
        "sla-ihop": partial(services.merge_notes, head_id=head_id),
        "upp": partial(services.shift_note, direction=-1),
        "ned": partial(services.shift_note, direction=1),
        "prick": partial(services.give_dot, is_taken_back=False),
        "ta-tillbaka": partial(services.give_dot, is_taken_back=True),
    }
    return partial(acts.get(fields.get("gor", ""), _no_act), request.database, visitor_of(request), request.key)


def _no_act(*board_and_note: Any) -> None:
    open_board(*board_and_note[:-1])
    raise NotFoundError


def _refused(
    request: VisitorRegionRequest, number: int, group: int, note_id: int, fields: dict[str, str], message: str
) -> HTMLResponse:
    if fields.get("gor") in ON_BOARD:
        return board_response(request, number, group, refusal=message)
    return _note_response(request, number, group, note_id, fields, refusal=message)


def _note_response(
    request: VisitorRegionRequest,
    number: int,
    group: int,
    note_id: int,
    fields: dict[str, str] | None = None,
    *,
    errors: dict[str, str] | None = None,
    refusal: str = "",
    is_conflict: bool = False,
) -> HTMLResponse:
    """The note's page; with what was typed and is not saved, and why."""
    board = open_board(request.database, visitor_of(request), request.key, number, group)
    stored_note = board.visible_note(note_id)
    title = f"Lapp: {clipped(stored_note.text, 50)} ({board.open_workshop.workshop.title})"
    context = note_page(
        workshop_frame(request, board.open_workshop, title),
        board,
        stored_note,
        entries=fields or {},
        errors=errors or {},
        refusal=refusal,
        is_conflict=is_conflict,
        version=None if is_conflict or fields is None else number_in(fields, "version"),
    )
    status = 409 if is_conflict or refusal else 422 if errors else 200
    return page("workshops/html/note.html", context, status)
