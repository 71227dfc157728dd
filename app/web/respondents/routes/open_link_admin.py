"""Open links of an assessment: making them, showing them for copying and for posters, ending them."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError, NotFoundError
from app.rounds.kernel.days import day_of
from app.services.respondents.open_links import create_open_link, end_open_link
from app.services.respondents.respondents import respondents
from app.web.respondents.contexts.links import open_links_page, poster_page
from app.web.respondents.routes.respondents import respondents_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SettingsDep, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/lankar")
LinkId = Annotated[int, Path(alias="link", ge=1, le=2**31 - 1)]


def _page(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: Actor,
    key: AssessmentAddress,
    role_group: str = "",
    most: str = "",
    invalid: InvalidInputError | None = None,
) -> HTMLResponse:
    respondent_list = respondents(database, actor, key)
    page_frame = respondents_frame(request, actor, respondent_list.assessment, "Öppna länkar")
    errors = {} if invalid is None else invalid.errors
    context = open_links_page(page_frame, respondent_list, settings.public_url, role_group, most, errors)
    return page("respondents/html/open_links.html", context, 422 if errors else 200)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def links(
    request: Request, database: DatabaseDep, settings: SettingsDep, actor: SignedIn, key: AssessmentAddress
) -> HTMLResponse:
    return _page(request, database, settings, actor, key)


@router.post("")
@needs(Right.LEAD_ASSESSMENT)
def create(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    now: Now,
    rollgrupp: Annotated[str, Form()] = "",
    antal: Annotated[str, Form()] = "",
) -> Response:
    try:
        create_open_link(database, actor, key, rollgrupp, antal, now)
    except InvalidInputError as invalid:
        return _page(request, database, settings, actor, key, rollgrupp, antal, invalid)
    return RedirectResponse(url_of(key, "lankar"), 303)


@router.get("/{link}")
@needs(Right.LEAD_ASSESSMENT)
def poster(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    link: LinkId,
    now: Now,
) -> HTMLResponse:
    """One link as a page to print and put up."""
    respondent_list = respondents(database, actor, key)
    open_link = next(
        (candidate for candidate in respondent_list.open_links if candidate.id == link and candidate.ended_at is None),
        None,
    )
    if open_link is None:
        raise NotFoundError
    page_frame = respondents_frame(request, actor, respondent_list.assessment, f"Affisch {link}")
    return page(
        "respondents/html/poster.html",
        poster_page(page_frame, respondent_list, open_link, settings.public_url, day_of(now)),
    )


@router.post("/{link}/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def end(database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, link: LinkId, now: Now) -> Response:
    end_open_link(database, actor, key, link, now)
    return RedirectResponse(url_of(key, "lankar"), 303)
