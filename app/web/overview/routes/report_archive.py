"""Every shared report of a round in one file: ordering it, following it, cancelling, fetching it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.rounds.kernel.keys import RoundKey
from app.services.overview.report_archive import ask_for_reports, cancel_reports, fetch_reports, open_reports
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database
from app.web.overview.contexts.report_archive import all_reports_page, state_fragment
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ROUND, DatabaseDep, Now, RoundAddress, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ROUND)


def _files(request: Request) -> ReportFiles:
    files: ReportFiles = request.app.state.report_files
    return files


def _back(key: RoundKey) -> RedirectResponse:
    return RedirectResponse(url_of(key, "rapporter"), 303)


@router.get("/rapporter")
@needs(Right.SEE_REGION)
def all_reports(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress) -> HTMLResponse:
    return _page(request, database, actor, key)


def _page(request: Request, database: Database, actor: Actor, key: RoundKey, status: int = 200) -> HTMLResponse:
    files = _files(request)
    reports = open_reports(database, actor, key, files.folder)
    page_frame = round_frame(request, "Alla rapporter", actor, reports.round)
    return page("overview/html/all_reports.html", all_reports_page(page_frame, reports, files.processes), status)


@router.get("/rapporter/lage")
@needs(Right.SEE_REGION)
def state(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress) -> HTMLResponse:
    """The part of the page that asks for itself again while the file is being made."""
    files = _files(request)
    reports = open_reports(database, actor, key, files.folder)
    return page("overview/html/_all_reports_state.html", state_fragment(reports, files.processes))


@router.post("/rapporter")
@needs(Right.SEE_REGION)
def ask(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    ask_for_reports(database, actor, key, now)
    return _back(key)


@router.post("/rapporter/avbryt")
@needs(Right.SEE_REGION)
def cancel(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    cancel_reports(database, actor, key, now)
    return _back(key)


@router.get("/rapporter.zip")
@needs(Right.SEE_REGION)
def file(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
    """The page, which says why, when there is no file that may be handed out."""
    archive = fetch_reports(database, actor, key, _files(request).folder, now)
    if archive is None:
        return _page(request, database, actor, key, 409)
    return FileResponse(archive.path, media_type="application/zip", filename=archive.name)
