"""The kommuner of a round: the page of each as its region sees it, adding some, taking one away."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import NotFoundError, PermissionDeniedError
from app.services.rounds.round_board import BoardLine, round_board
from app.services.rounds.round_municipalities import add_kommuner, changeable, remove_kommun
from app.web.rounds.contexts.kommun_in_round import kommun_in_round_page
from app.web.rounds.contexts.round_acts import kommuner_page, remove_kommun_page
from app.web.rounds.contexts.round_plans import KOMMUN
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.forms import ManyFormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND + "/kommuner")


@router.get("")
@needs(Right.LEAD_ROUND)
def every(request: RoundRequest) -> HTMLResponse:
    return _every(request)


@router.post("")
@needs(Right.LEAD_ROUND)
def add(request: RoundRequest, fields: ManyFormFields) -> Response:
    try:
        add_kommuner(
            request.database,
            request.actor,
            request.key,
            ticked(fields, KOMMUN),
            request.now,
            public_url=request.public_url,
        )
    except PermissionDeniedError as refused:
        return _every(request, refused.message)
    return RedirectResponse(url_of(request.key, "kommuner"), 303)


def _every(request: RoundRequest, error: str = "") -> HTMLResponse:
    plan = changeable(request.database, request.actor, request.key)
    board = round_board(request.database, request.actor, request.key, request.now, Right.LEAD_ROUND)
    page_frame = round_frame(request, "Kommuner", board.round)
    return page("rounds/html/round_kommuner.html", kommuner_page(page_frame, board, plan, error), 409 if error else 200)


@router.get("/{municipality}")
@needs(Right.SEE_REGION)
def kommun(request: RoundRequest, municipality: str) -> HTMLResponse:
    board = round_board(request.database, request.actor, request.key, request.now)
    line = _line(board.lines, municipality)
    page_frame = round_frame(request, line.assessment.municipality, board.round)
    return page("rounds/html/kommun_in_round.html", kommun_in_round_page(page_frame, board, line))


@router.get("/{municipality}/ta-bort")
@needs(Right.LEAD_ROUND)
def confirm_removal(request: RoundRequest, municipality: str) -> HTMLResponse:
    changeable(request.database, request.actor, request.key, municipality)
    board = round_board(request.database, request.actor, request.key, request.now, Right.LEAD_ROUND)
    line = _line(board.lines, municipality)
    page_frame = round_frame(request, f"Ta bort {line.assessment.municipality}", board.round)
    return page("rounds/html/acts/round_kommun_remove.html", remove_kommun_page(page_frame, board, line))


@router.post("/{municipality}/ta-bort")
@needs(Right.LEAD_ROUND)
def remove(request: RoundRequest, municipality: str) -> Response:
    try:
        remove_kommun(request.database, request.actor, request.key, municipality, request.now)
    except PermissionDeniedError as refused:
        return _every(request, refused.message)
    return RedirectResponse(url_of(request.key, "kommuner"), 303)


def _line(lines: tuple[BoardLine, ...], municipality: str) -> BoardLine:
    """Raises NotFoundError for a kommun that is not in the round."""
    for line in lines:
        if line.assessment.municipality_slug == municipality:
            return line
    raise NotFoundError
