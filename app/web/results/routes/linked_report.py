"""Where a link to a report leads: the report and its PDF, for whoever has the link, and nothing else."""

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import NotFoundError
from app.reports.results.content import ReportContent
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.results.report_links import read_by_link
from app.services.results.reports import report_file
from app.web.results.contexts.report_links import linked_report_page
from app.web.results.routes.results import file_name
from app.web.shell.contexts.frame import PlainPage, frame
from app.web.shell.http.mailed_links import token_in
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.refusals import Refusal, log_refusal
from app.web.shell.http.request import VisitorRequest, client_of
from app.web.shell.http.security import is_shown
from app.web.shell.rendering import page

router = APIRouter(prefix="/rapport-lank/{token}")

FROM_ONE_NETWORK = Limit(
    "opening links to reports", 300, timedelta(hours=1), "Många har öppnat rapporter härifrån på kort tid."
)
"""A whole board can share one address, and open the same link at the same meeting."""
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
"""The address is the key: it is not to be found by a search, nor told to where a link leads."""


def _gone(request: VisitorRequest) -> HTMLResponse:
    """The same for every link that leads nowhere, so that nobody learns which have led somewhere."""
    log_refusal(request.http, Refusal.LINK_GONE)
    return page("results/html/report_link_gone.html", PlainPage(frame(request, "Länken gäller inte längre")), 404)


@router.get("")
@needs(Open.ANYONE)
def read(request: VisitorRequest, token: str) -> Response:
    clean = token_in(token)
    if clean != token:
        return RedirectResponse(f"/rapport-lank/{clean}", 303, headers=PRIVATE)
    count(request.database, [Try(FROM_ONE_NETWORK, client_of(request.http))], request.now)
    try:
        result, content = read_by_link(request.database, token, request.now, is_opening=is_shown(request.http.scope))
    except NotFoundError:
        return _private(_gone(request))
    round_ = result.assessment.round
    page_frame = frame(request, _title(content), is_example=round_.is_example, is_trial=round_.is_trial)
    return _private(page("results/html/linked_report.html", linked_report_page(page_frame, content, token)))


@router.get("/rapport.pdf")
@needs(Open.ANYONE)
def read_as_pdf(request: VisitorRequest, token: str) -> Response:
    count(request.database, [Try(FROM_ONE_NETWORK, client_of(request.http))], request.now)
    try:
        result, content = read_by_link(request.database, token, request.now, is_opening=False)
    except NotFoundError:
        return _private(_gone(request))
    name = file_name(result.assessment.key)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    file = report_file(request.report_files, content)
    return _private(Response(file, media_type="application/pdf", headers=headers))


def _title(content: ReportContent) -> str:
    return f"Rapport {content.municipality_name} {content.year}"


def _private(response: Response) -> Response:
    response.headers.update(PRIVATE)
    return response
