"""Links to an approved report: the kommun's coordinator makes them, sees how often they are opened, withdraws them."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.kernel.assessment import Assessment
from app.services.results.report_links import create_report_link, end_report_link, open_report_links
from app.web.results.contexts.report_links import report_link_made_page, report_links_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.http.sessions import session_token
from app.web.shell.http.step_up import STEP_UP
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/rapport/lankar")
LinkId = Annotated[int, Path(alias="link", ge=1, le=2**31 - 1)]
DONE = {"indragen": "Länken är indragen. Ingen kommer in med den längre."}


class ReportLinkFields(BaseModel, frozen=True):
    """As typed. `tillfalle` tells one filled-in form from another."""

    sista: str | None = None
    tillfalle: str = ""


def _frame(request: AssessmentRequest, assessment: Assessment, title: str) -> Frame:
    return assessment_frame(request, f"{title} {assessment.municipality} {assessment.round.year}", assessment)


def _page(
    request: AssessmentRequest,
    fields: ReportLinkFields | None = None,
    errors: dict[str, str] | None = None,
    message: str = "",
) -> HTMLResponse:
    fields = fields or ReportLinkFields()
    links = open_report_links(request.database, request.actor, request.key, request.now)
    page_frame = _frame(request, links.assessment, "Länkar till rapporten:")
    context = report_links_page(page_frame, links, request.now, fields.sista, fields.tillfalle, errors or {}, message)
    return page("results/html/report_links.html", context, 422 if errors else 200)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def links(request: AssessmentRequest, klart: str = "") -> HTMLResponse:
    return _page(request, message=DONE.get(klart, ""))


@router.post("", dependencies=[STEP_UP])
@needs(Right.LEAD_ASSESSMENT)
def make(request: AssessmentRequest, fields: Annotated[ReportLinkFields, Form()]) -> Response:
    session = session_token(request.http) or ""
    try:
        new_link = create_report_link(
            request.database, request.actor, request.key, fields.sista or "", fields.tillfalle, session, request.now
        )
    except InvalidInputError as invalid:
        return _page(request, fields, invalid.errors)
    page_frame = _frame(request, new_link.assessment, "Länken är skapad:" if new_link.token else "Länken har visats:")
    return page("results/html/report_link_made.html", report_link_made_page(page_frame, new_link, request.public_url))


@router.post("/{link}/dra-in")
@needs(Right.LEAD_ASSESSMENT)
def end(request: AssessmentRequest, link: LinkId) -> Response:
    end_report_link(request.database, request.actor, request.key, link, request.now)
    return RedirectResponse(f"{url_of(request.key, 'rapport', 'lankar')}?klart=indragen", 303)
