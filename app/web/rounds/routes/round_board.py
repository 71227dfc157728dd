"""A region's round: its board of kommuner; opening, extending, closing and taking it away."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
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
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, DatabaseDep, Now, RoundAddress, SettingsDep, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


@router.get("")
@needs(Right.SEE_REGION)
def board(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: RoundAddress,
    now: Now,
    sortera: str = "",
    ordning: str = "",
) -> HTMLResponse:
    board = round_board(database, actor, key, now)
    page_frame = frame(
        request, heading_of(board.round), actor, region_way(board.round), is_example=board.round.is_example
    )
    return page("rounds/html/round.html", board_page(page_frame, board, sorting(sortera, ordning)))


@router.get("/oppna")
@needs(Right.LEAD_ROUND)
def confirm_open(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> HTMLResponse:
    opening.require_openable(database, actor, key, now)
    board = round_board(database, actor, key, now, Right.LEAD_ROUND)
    context = open_page(round_frame(request, "Öppna", actor, board.round), board)
    return page("rounds/html/round_open.html", context)


@router.post("/oppna")
@needs(Right.LEAD_ROUND)
def open_(database: DatabaseDep, settings: SettingsDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    opening.open_round(database, actor, key, now, public_url=settings.public_url)
    return RedirectResponse(url_of(key), 303)


@router.post("/bjud-in")
@needs(Right.LEAD_ROUND)
def tell(database: DatabaseDep, settings: SettingsDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    opening.notify_kommuner(database, actor, key, now, public_url=settings.public_url)
    return RedirectResponse(url_of(key), 303)


@router.get("/forlang")
@needs(Right.LEAD_ROUND)
def begin_extension(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress) -> HTMLResponse:
    return _extend(request, actor, planned(database, actor, key, RoundState.OPEN), "", {})


@router.post("/forlang")
@needs(Right.LEAD_ROUND)
def extend(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, fields: FormFields, now: Now
) -> Response:
    text = fields.get(Field.CLOSES_ON, "")
    try:
        opening.extend_round(database, actor, key, text, now)
    except InvalidInputError as invalid:
        return _extend(request, actor, planned(database, actor, key, RoundState.OPEN), text, invalid.errors)
    return RedirectResponse(url_of(key), 303)


def _extend(request: Request, actor: Actor, plan: Planned, text: str, errors: Mapping[str, str]) -> HTMLResponse:
    page_frame = round_frame(request, "Förläng tiden", actor, plan.led.round)
    return page("rounds/html/round_extend.html", extend_page(page_frame, plan, text, errors), 422 if errors else 200)


@router.get("/stang")
@needs(Right.LEAD_ROUND)
def confirm_close(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now
) -> HTMLResponse:
    planned(database, actor, key, RoundState.OPEN)
    board = round_board(database, actor, key, now, Right.LEAD_ROUND)
    context = close_page(round_frame(request, "Stäng", actor, board.round), board)
    return page("rounds/html/round_close.html", context)


@router.post("/stang")
@needs(Right.LEAD_ROUND)
def close(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    opening.close_round(database, actor, key, now)
    return RedirectResponse(url_of(key), 303)


@router.get("/ta-bort")
@needs(Right.LEAD_ROUND)
def confirm_removal(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress) -> HTMLResponse:
    removal = removal_of(database, actor, key)
    page_frame = round_frame(request, "Ta bort", actor, removal.led.round)
    return page("rounds/html/round_remove.html", remove_page(page_frame, removal))


@router.post("/ta-bort")
@needs(Right.LEAD_ROUND)
def remove(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    remove_round(database, actor, key, now)
    return RedirectResponse(f"/{key.region}?klart={'prov-borta' if key.trial else 'plan-borta'}", 303)
