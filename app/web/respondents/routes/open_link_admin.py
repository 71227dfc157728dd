"""Open links of an assessment: making them, showing them for copying and for posters, ending them."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError, NotFoundError
from app.rounds.kernel.days import day_of
from app.services.respondents.open_links import create_open_link, end_open_link
from app.services.respondents.respondents import respondents
from app.web.respondents.contexts.links import open_links_page, poster_page
from app.web.respondents.routes.respondents import respondents_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/lankar")
LinkId = Annotated[int, Path(alias="link", ge=1, le=2**31 - 1)]


def _page(
    request: AssessmentRequest, role_group: str = "", most: str = "", invalid: InvalidInputError | None = None
) -> HTMLResponse:
    respondent_list = respondents(request.database, request.actor, request.key)
    page_frame = respondents_frame(request, respondent_list.assessment, "Öppna länkar")
    errors = {} if invalid is None else invalid.errors
    context = open_links_page(page_frame, respondent_list, request.public_url, role_group, most, errors)
    return page("respondents/html/links/open_links.html", context, 422 if errors else 200)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def links(request: AssessmentRequest) -> HTMLResponse:
    return _page(request)


@router.post("")
@needs(Right.LEAD_ASSESSMENT)
def create(
    request: AssessmentRequest, rollgrupp: Annotated[str, Form()] = "", antal: Annotated[str, Form()] = ""
) -> Response:
    try:
        create_open_link(request.database, request.actor, request.key, rollgrupp, antal, request.now)
    except InvalidInputError as invalid:
        return _page(request, rollgrupp, antal, invalid)
    return RedirectResponse(url_of(request.key, "lankar"), 303)


@router.get("/{link}")
@needs(Right.LEAD_ASSESSMENT)
def poster(request: AssessmentRequest, link: LinkId) -> HTMLResponse:
    """One link as a page to print and put up."""
    respondent_list = respondents(request.database, request.actor, request.key)
    open_link = next(
        (candidate for candidate in respondent_list.open_links if candidate.id == link and candidate.ended_at is None),
        None,
    )
    if open_link is None:
        raise NotFoundError
    page_frame = respondents_frame(request, respondent_list.assessment, f"Affisch {link}")
    return page(
        "respondents/html/links/poster.html",
        poster_page(page_frame, respondent_list, open_link, request.public_url, day_of(request.now)),
    )


@router.post("/{link}/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def end(request: AssessmentRequest, link: LinkId) -> Response:
    end_open_link(request.database, request.actor, request.key, link, request.now)
    return RedirectResponse(url_of(request.key, "lankar"), 303)
