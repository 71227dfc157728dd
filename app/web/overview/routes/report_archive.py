"""Every shared report of a round in one file: ordering it, following it, cancelling, fetching it."""

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.rounds.kernel.keys import RoundKey
from app.services.overview.report_archive import ask_for_reports, cancel_reports, fetch_reports, open_reports
from app.web.overview.contexts.report_archive import all_reports_page, state_fragment
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, RoundRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


def _back(key: RoundKey) -> RedirectResponse:
    return RedirectResponse(url_of(key, "rapporter"), 303)


@router.get("/rapporter")
@needs(Right.SEE_REGION)
def all_reports(request: RoundRequest) -> HTMLResponse:
    return _page(request)


def _page(request: RoundRequest, status: int = 200) -> HTMLResponse:
    files = request.report_files
    reports = open_reports(request.database, request.actor, request.key, files.folder)
    page_frame = round_frame(request, "Alla rapporter", reports.round)
    return page("overview/html/all_reports.html", all_reports_page(page_frame, reports, files.processes), status)


@router.get("/rapporter/lage")
@needs(Right.SEE_REGION)
def state(request: RoundRequest) -> HTMLResponse:
    """The part of the page that asks for itself again while the file is being made."""
    files = request.report_files
    reports = open_reports(request.database, request.actor, request.key, files.folder)
    return page("overview/html/_all_reports_state.html", state_fragment(reports, files.processes))


@router.post("/rapporter")
@needs(Right.SEE_REGION)
def ask(request: RoundRequest) -> Response:
    ask_for_reports(request.database, request.actor, request.key, request.now)
    return _back(request.key)


@router.post("/rapporter/avbryt")
@needs(Right.SEE_REGION)
def cancel(request: RoundRequest) -> Response:
    cancel_reports(request.database, request.actor, request.key, request.now)
    return _back(request.key)


@router.get("/rapporter.zip")
@needs(Right.SEE_REGION)
def file(request: RoundRequest) -> Response:
    """The page, which says why, when there is no file that may be handed out."""
    archive = fetch_reports(request.database, request.actor, request.key, request.report_files.folder, request.now)
    if archive is None:
        return _page(request, 409)
    return FileResponse(archive.path, media_type="application/zip", filename=archive.name)
