"""Which kommuner take part in a round: adding some, taking one away."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.services.rounds.round_board import BoardLine, round_board
from app.services.rounds.round_municipalities import add_kommuner, changeable, remove_kommun
from app.storage.engine.database import Database
from app.web.rounds.contexts.round_acts import kommuner_page, remove_kommun_page
from app.web.rounds.contexts.round_plans import KOMMUN
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.forms import ManyFormFields, ticked
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, DatabaseDep, Now, RoundAddress, SettingsDep, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND + "/kommuner")


@router.get("")
@needs(Right.LEAD_ROUND)
def every(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> HTMLResponse:
    return _every(request, database, actor, key, now)


@router.post("")
@needs(Right.LEAD_ROUND)
def add(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: RoundAddress,
    fields: ManyFormFields,
    now: Now,
) -> Response:
    try:
        add_kommuner(database, actor, key, ticked(fields, KOMMUN), now, public_url=settings.public_url)
    except PermissionDeniedError as refused:
        return _every(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key, "kommuner"), 303)


def _every(
    request: Request, database: Database, actor: Actor, key: RoundKey, now: Now, error: str = ""
) -> HTMLResponse:
    plan = changeable(database, actor, key)
    board = round_board(database, actor, key, now, Right.LEAD_ROUND)
    page_frame = round_frame(request, "Kommuner", actor, board.round)
    return page("rounds/html/round_kommuner.html", kommuner_page(page_frame, board, plan, error), 409 if error else 200)


@router.get("/{municipality}/ta-bort")
@needs(Right.LEAD_ROUND)
def confirm_removal(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, municipality: str, now: Now
) -> HTMLResponse:
    changeable(database, actor, key, municipality)
    board = round_board(database, actor, key, now, Right.LEAD_ROUND)
    line = _line(board.lines, municipality)
    page_frame = round_frame(request, f"Ta bort {line.assessment.municipality}", actor, board.round)
    return page("rounds/html/round_kommun_remove.html", remove_kommun_page(page_frame, board, line))


@router.post("/{municipality}/ta-bort")
@needs(Right.LEAD_ROUND)
def remove(
    request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, municipality: str, now: Now
) -> Response:
    try:
        remove_kommun(database, actor, key, municipality, now)
    except PermissionDeniedError as refused:
        return _every(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key, "kommuner"), 303)


def _line(lines: tuple[BoardLine, ...], municipality: str) -> BoardLine:
    """Raises NotFoundError for a kommun that is not in the round."""
    for line in lines:
        if line.assessment.municipality_slug == municipality:
            return line
    raise NotFoundError
