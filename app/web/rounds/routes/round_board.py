"""A region's round: its board of kommuner; opening, extending, closing and taking it away."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_plans import Field
from app.services.rounds import round_opening as opening
from app.services.rounds.round_board import round_board
from app.services.rounds.round_plans import Planned, planned
from app.services.rounds.round_removal import removal_of, remove_round
from app.web.rounds.contexts.round_acts import close_page, extend_page, open_page, remove_page
from app.web.rounds.contexts.round_board import board_page, sorting
from app.web.shell.contexts.frame import frame, url_of
from app.web.shell.contexts.round_frame import heading_of, region_way, round_frame
from app.web.shell.contexts.tabs import round_tabs
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("")
@needs(Right.SEE_REGION)
def board(request: RoundRequest, sortera: str = "", ordning: str = "") -> HTMLResponse:
    board = round_board(request.database, request.actor, request.key, request.now)
    page_frame = frame(
        request,
        heading_of(board.round),
        region_way(board.round),
        is_example=board.round.is_example,
        tabs=round_tabs(request, board.round),
    )
    return page("rounds/html/round.html", board_page(page_frame, board, sorting(sortera, ordning)))


@router.get("/oppna")
@needs(Right.LEAD_ROUND)
def confirm_open(request: RoundRequest) -> HTMLResponse:
    opening.require_openable(request.database, request.actor, request.key, request.now)
    board = round_board(request.database, request.actor, request.key, request.now, Right.LEAD_ROUND)
    context = open_page(round_frame(request, "Öppna", board.round), board)
    return page("rounds/html/acts/round_open.html", context)


@router.post("/oppna")
@needs(Right.LEAD_ROUND)
def open_(request: RoundRequest) -> Response:
    opening.open_round(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    return RedirectResponse(url_of(request.key), 303)


@router.post("/bjud-in")
@needs(Right.LEAD_ROUND)
def tell(request: RoundRequest) -> Response:
    opening.notify_kommuner(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    return RedirectResponse(url_of(request.key), 303)


@router.get("/forlang")
@needs(Right.LEAD_ROUND)
def begin_extension(request: RoundRequest) -> HTMLResponse:
    return _extend(request, planned(request.database, request.actor, request.key, RoundState.OPEN), "", {})


@router.post("/forlang")
@needs(Right.LEAD_ROUND)
def extend(request: RoundRequest, fields: FormFields) -> Response:
    text = fields.get(Field.CLOSES_ON, "")
    try:
        opening.extend_round(request.database, request.actor, request.key, text, request.now)
    except InvalidInputError as invalid:
        return _extend(
            request, planned(request.database, request.actor, request.key, RoundState.OPEN), text, invalid.errors
        )
    return RedirectResponse(url_of(request.key), 303)


def _extend(request: RoundRequest, plan: Planned, text: str, errors: Mapping[str, str]) -> HTMLResponse:
    page_frame = round_frame(request, "Förläng tiden", plan.led.round)
    return page(
        "rounds/html/acts/round_extend.html", extend_page(page_frame, plan, text, errors), 422 if errors else 200
    )


@router.get("/stang")
@needs(Right.LEAD_ROUND)
def confirm_close(request: RoundRequest) -> HTMLResponse:
    planned(request.database, request.actor, request.key, RoundState.OPEN)
    board = round_board(request.database, request.actor, request.key, request.now, Right.LEAD_ROUND)
    context = close_page(round_frame(request, "Stäng", board.round), board)
    return page("rounds/html/acts/round_close.html", context)


@router.post("/stang")
@needs(Right.LEAD_ROUND)
def close(request: RoundRequest) -> Response:
    opening.close_round(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    return RedirectResponse(url_of(request.key), 303)


@router.get("/ta-bort")
@needs(Right.LEAD_ROUND)
def confirm_removal(request: RoundRequest) -> HTMLResponse:
    removal = removal_of(request.database, request.actor, request.key)
    page_frame = round_frame(request, "Ta bort", removal.led.round)
    return page("rounds/html/acts/round_remove.html", remove_page(page_frame, removal))


@router.post("/ta-bort", dependencies=[STEP_UP])
@needs(Right.LEAD_ROUND)
def remove(request: RoundRequest) -> Response:
    remove_round(request.database, request.actor, request.key, request.now)
    return RedirectResponse(f"/{request.key.region}?klart={'prov-borta' if request.key.trial else 'plan-borta'}", 303)
