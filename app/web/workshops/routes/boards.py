"""A group's board: the whole of it, what has changed on it, new notes, and the one-liner."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import InvalidInputError, KeyEndedError, PermissionDeniedError
from app.services.workshops.boards import changes_for, open_board
from app.services.workshops.joining import change_group
from app.services.workshops.notes import NoteChangedError, add_note, set_one_liner
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import VisitorRegionRequest
from app.web.shell.rendering import page
from app.web.workshops.contexts.board import OVER, board_page, board_part
from app.web.workshops.participant_cookie import visitor_of
from app.web.workshops.routes.joining import gone
from app.web.workshops.routes.workshops import WorkshopNumber, workshop_frame

router = APIRouter(prefix="/{region}/workshop/{number}/grupp/{group}")
GroupNumber = Annotated[int, Path(ge=1, le=99)]


def board_response(
    request: VisitorRegionRequest,
    number: int,
    group: int,
    *,
    fields: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refusal: str = "",
    is_conflict: bool = False,
) -> HTMLResponse:
    """The board; with what was typed and is not saved, and why."""
    board = open_board(request.database, visitor_of(request), request.key, number, group)
    title = f"{board.open_workshop.name_of(board.group)}: {board.open_workshop.workshop.title}"
    context = board_page(
        workshop_frame(request, board.open_workshop, title),
        board,
        entries=fields or {},
        errors=errors or {},
        refusal=refusal,
        is_conflict=is_conflict,
    )
    status = 409 if is_conflict or refusal else 422 if errors else 200
    return page("workshops/html/board.html", context, status)


@router.get("")
@needs(Open.ANYONE)
def board(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber) -> HTMLResponse:
    return board_response(request, number, group)


@router.get("/lappar")
@needs(Open.ANYONE)
async def changes(
    request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber, efter: int = 0
) -> HTMLResponse:
    """The lists of notes that have changed after a version, as a fragment. Who held a key once learns that it is over,
    whether there was such a workshop or not.
    """
    try:
        board = await changes_for(request.database, visitor_of(request), request.key, number, group, efter)
    except KeyEndedError:
        return page("workshops/html/_board_part.html", OVER)
    return page("workshops/html/_board_part.html", board_part(board))


@router.post("")
@needs(Open.ANYONE)
def put_up(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber, fields: FormFields) -> Response:
    """A new note. The page's script says which version it knows, and needs no more than what has changed since."""
    column = fields.get("fraga", "")
    text = fields.get(f"text-{column}", "")
    try:
        visitor = visitor_of(request)
        add_note(request.database, visitor, request.key, number, group, column, text, request.now)
    except InvalidInputError as error:
        return board_response(request, number, group, fields=fields, errors=error.errors)
    except PermissionDeniedError as refused:
        return board_response(request, number, group, fields=fields, refusal=refused.message)
    except KeyEndedError:
        return gone(request, text)
    place = f"/lappar?efter={number_in(fields, 'efter')}" if "efter" in fields else f"#text-{column}"
    return RedirectResponse(f"/{request.key}/workshop/{number}/grupp/{group}{place}", 303)


@router.post("/rad")
@needs(Open.ANYONE)
def sum_up(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber, fields: FormFields) -> Response:
    """The one-liner."""
    facts = request.database, visitor_of(request), request.key, number, group
    try:
        set_one_liner(*facts, fields.get("rad", ""), number_in(fields, "version"))
    except InvalidInputError as error:
        is_conflict = isinstance(error, NoteChangedError)
        return board_response(request, number, group, fields=fields, errors=error.errors, is_conflict=is_conflict)
    except PermissionDeniedError as refused:
        return board_response(request, number, group, fields=fields, refusal=refused.message)
    except KeyEndedError:
        return gone(request, fields.get("rad", ""))
    return RedirectResponse(f"/{request.key}/workshop/{number}/grupp/{group}#rad", 303)


@router.post("/byt")
@needs(Open.ANYONE)
def go_over(request: VisitorRegionRequest, number: WorkshopNumber, group: GroupNumber) -> Response:
    """To this group, from another one of the workshop."""
    change_group(request.database, visitor_of(request), request.key, number, group)
    return RedirectResponse(f"/{request.key}/workshop/{number}/grupp/{group}", 303)
