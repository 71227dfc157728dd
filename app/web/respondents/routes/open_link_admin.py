"""Open links of an assessment: making them, showing a new one once for copying and as a poster, ending them."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.kernel.days import day_of
from app.services.respondents.open_links import NewOpenLink, create_open_link, end_open_link, full_until
from app.services.respondents.respondents import respondents
from app.web.respondents.contexts.links import OpenLinkFields, open_link_made_page, open_links_page
from app.web.respondents.routes.respondents import respondents_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.http.sessions import session_token
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/lankar")
LinkId = Annotated[int, Path(alias="link", ge=1, le=2**31 - 1)]
_EMPTY = OpenLinkFields()


def _page(
    request: AssessmentRequest, fields: OpenLinkFields = _EMPTY, invalid: InvalidInputError | None = None
) -> HTMLResponse:
    respondent_list = respondents(request.database, request.actor, request.key)
    page_frame = respondents_frame(request, respondent_list.assessment, "Öppna länkar")
    errors = {} if invalid is None else invalid.errors
    moments = {link.id: full_until(request.database, link, request.now) for link in respondent_list.open_links}
    full = {link_id: moment for link_id, moment in moments.items() if moment is not None}
    context = open_links_page(page_frame, respondent_list, full, fields, errors)
    return page("respondents/html/links/open_links.html", context, 422 if errors else 200)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def links(request: AssessmentRequest) -> HTMLResponse:
    return _page(request)


@router.post("")
@needs(Right.LEAD_ASSESSMENT)
def create(request: AssessmentRequest, fields: Annotated[OpenLinkFields, Form()]) -> Response:
    """The answer shows the link, this once."""
    try:
        new_link = _create(request, fields)
    except InvalidInputError as invalid:
        return _page(request, fields, invalid)
    return _made(request, new_link)


def _create(request: AssessmentRequest, fields: OpenLinkFields) -> NewOpenLink:
    return create_open_link(
        request.database,
        request.actor,
        request.key,
        fields.rollgrupp,
        fields.antal,
        request.now,
        form=fields.tillfalle,
        session_secret=session_token(request.http) or "",
    )


def _made(request: AssessmentRequest, new_link: NewOpenLink) -> HTMLResponse:
    respondent_list = respondents(request.database, request.actor, request.key)
    page_frame = respondents_frame(request, respondent_list.assessment, f"Ny öppen länk {new_link.id}")
    context = open_link_made_page(page_frame, respondent_list, new_link, request.public_url, day_of(request.now))
    return page("respondents/html/links/open_link_made.html", context)


@router.post("/{link}/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def end(request: AssessmentRequest, link: LinkId) -> Response:
    end_open_link(request.database, request.actor, request.key, link, request.now)
    return RedirectResponse(url_of(request.key, "lankar"), 303)
