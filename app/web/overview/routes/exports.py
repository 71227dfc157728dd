"""Files of all that the viewer may see of a kommun's result or of a round: a page that lists them, and each of them."""

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.errors import NotFoundError
from app.reports.office.downloads import DOCUMENTS, FIGURES, Download, documents, downloads
from app.services.overview.exports import ResultFiles, export_result, export_round
from app.services.results.report_files import ReportFiles
from app.web.overview.contexts.exports import export_page
from app.web.shell.contexts.frame import assessment_crumbs, frame, url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, ROUND, AssessmentAddress, DatabaseDep, Now, RoundAddress, SignedIn
from app.web.shell.rendering import page

router = APIRouter()


@router.get(f"{ROUND}/export")
@needs(Right.SEE_REGION)
def of_round(request: Request, database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> HTMLResponse:
    round_files = export_round(database, actor, key, now)
    page_frame = round_frame(request, "Filer", actor, round_files.overview.round)
    back = (url_of(key, "oversikt"), "Tillbaka till översikten")
    context = export_page(page_frame, round_files.figures, (), url_of(key), back)
    return page("overview/html/export.html", context)


@router.get(f"{ASSESSMENT}/export")
@needs(Right.SEE_RESULT)
def of_result(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
) -> HTMLResponse:
    result_files = export_result(database, actor, key, now)
    assessment = result_files.result.assessment
    title = f"Filer, {assessment.municipality} {assessment.round.year}"
    crumbs = assessment_crumbs(assessment, actor)
    page_frame = frame(request, title, actor, crumbs, is_example=assessment.round.is_example)
    back = (url_of(key, "resultat"), "Tillbaka till resultatet")
    context = export_page(page_frame, result_files.figures, _documents(request, result_files), url_of(key), back)
    return page("overview/html/export.html", context)


@router.get(f"{ROUND}/export/{{table}}")
@needs(Right.SEE_REGION)
def table_of_round(database: DatabaseDep, actor: SignedIn, key: RoundAddress, table: str, now: Now) -> Response:
    return _round_file(database, actor, key, now, f"export/{table}")


@router.get(f"{ASSESSMENT}/export/{{table}}")
@needs(Right.SEE_RESULT)
def table_of_result(database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, table: str, now: Now) -> Response:
    return _result_file(database, actor, key, now, f"export/{table}")


def _round_file(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now, address: str) -> Response:
    return _sent(downloads(export_round(database, actor, key, now).figures), address)


def _result_file(database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now, address: str) -> Response:
    return _sent(downloads(export_result(database, actor, key, now).figures), address)


def _sent(files: Iterable[Download], address: str) -> Response:
    """Raises NotFoundError for a file that there is not."""
    file = next((download for download in files if download.address == address), None)
    if file is None:
        raise NotFoundError
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.make(), media_type=file.media_type, headers=headers)


def _add_figures(address: str) -> None:
    """A file that every result and every round has."""

    @router.get(f"{ROUND}/{address}", name=f"round {address}")
    @needs(Right.SEE_REGION)
    def file_of_round(database: DatabaseDep, actor: SignedIn, key: RoundAddress, now: Now) -> Response:
        return _round_file(database, actor, key, now, address)

    @router.get(f"{ASSESSMENT}/{address}", name=f"result {address}")
    @needs(Right.SEE_RESULT)
    def file_of_result(database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> Response:
        return _result_file(database, actor, key, now, address)


def _add_document(address: str) -> None:
    """A file that only a result has."""

    @router.get(f"{ASSESSMENT}/{address}", name=f"result {address}")
    @needs(Right.SEE_RESULT)
    def document(
        request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
    ) -> Response:
        return _sent(_documents(request, export_result(database, actor, key, now)), address)


def _documents(request: Request, result_files: ResultFiles) -> Iterable[Download]:
    """Made in the processes that make the reports."""
    files: ReportFiles = request.app.state.report_files
    return documents(result_files.figures.export, result_files.content, files.make)


for _figures in FIGURES:
    _add_figures(_figures.address)
for _document in DOCUMENTS:
    _add_document(_document.address)
