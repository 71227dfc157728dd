"""Files of all that the viewer may see of a kommun's result or of a round: a page that lists them, and each of them."""

from collections.abc import Iterable
from functools import partial

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.reports.office.downloads import (
    DOCUMENTS,
    FIGURES,
    PICTURES,
    PLANS,
    Download,
    Picture,
    documents,
    downloads,
    pictures,
)
from app.services.overview.exports import ResultFiles, export_picture, export_result, export_round
from app.web.overview.contexts.exports import export_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, ROUND, AssessmentRequest, RoundRequest, SeriesKeys
from app.web.shell.http.sent_files import file_response
from app.web.shell.rendering import page

router = APIRouter()


@router.get(f"{ROUND}/export")
@needs(Right.SEE_REGION)
def of_round(request: RoundRequest) -> HTMLResponse:
    round_files = export_round(request.database, request.actor, request.key, request.now)
    page_frame = round_frame(request, "Filer", round_files.overview.round)
    back = (url_of(request.key, "oversikt"), "Tillbaka till översikten")
    context = export_page(page_frame, round_files.figures, (), url_of(request.key), back)
    return page("overview/html/export.html", context)


@router.get(f"{ASSESSMENT}/export")
@needs(Right.SEE_RESULT)
def of_result(request: AssessmentRequest) -> HTMLResponse:
    result_files = export_result(request.database, request.actor, request.key, request.now)
    assessment = result_files.result.assessment
    title = f"Filer, {assessment.municipality} {assessment.round.year}"
    page_frame = assessment_frame(request, title, assessment)
    back = (url_of(request.key, "resultat"), "Tillbaka till resultatet")
    context = export_page(
        page_frame, result_files.figures, _whole_result(request, result_files), url_of(request.key), back
    )
    return page("overview/html/export.html", context)


@router.get(f"{ROUND}/export/{{table}}")
@needs(Right.SEE_REGION)
def table_of_round(request: RoundRequest, table: str) -> Response:
    return _round_file(request, f"export/{table}")


@router.get(f"{ASSESSMENT}/export/{{table}}")
@needs(Right.SEE_RESULT)
def table_of_result(request: AssessmentRequest, table: str) -> Response:
    return _result_file(request, f"export/{table}")


def _round_file(request: RoundRequest, address: str) -> Response:
    round_files = export_round(request.database, request.actor, request.key, request.now)
    return file_response(downloads(round_files.figures), address)


def _result_file(request: AssessmentRequest, address: str) -> Response:
    result_files = export_result(request.database, request.actor, request.key, request.now)
    return file_response(downloads(result_files.figures), address)


def _add_figures(address: str) -> None:
    """A file that every result and every round has."""

    @router.get(f"{ROUND}/{address}", name=f"round {address}")
    @needs(Right.SEE_REGION)
    def file_of_round(request: RoundRequest) -> Response:
        return _round_file(request, address)

    @router.get(f"{ASSESSMENT}/{address}", name=f"result {address}")
    @needs(Right.SEE_RESULT)
    def file_of_result(request: AssessmentRequest) -> Response:
        return _result_file(request, address)


def _add_document(address: str) -> None:
    """A file that only a result has."""

    @router.get(f"{ASSESSMENT}/{address}", name=f"result {address}")
    @needs(Right.SEE_RESULT)
    def document(request: AssessmentRequest) -> Response:
        return file_response(
            _documents(request, export_result(request.database, request.actor, request.key, request.now)), address
        )


def _add_picture(address: str) -> None:
    """A file of the profile, with the series that the address names."""

    @router.get(f"{ASSESSMENT}/{address}", name=f"result {address}")
    @needs(Right.SEE_RESULT)
    def picture(request: AssessmentRequest, keys: SeriesKeys = None) -> Response:
        stem, picture = export_picture(request.database, request.actor, request.key, request.now, keys)
        return file_response(pictures(stem, lambda: picture), address)


def _whole_result(request: AssessmentRequest, result_files: ResultFiles) -> Iterable[Download]:
    """The documents, then the pictures, which are made when they are asked for."""
    yield from _documents(request, result_files)
    yield from pictures(result_files.figures.export.stem, partial(_usual_picture, request))


def _usual_picture(request: AssessmentRequest) -> Picture:
    return export_picture(request.database, request.actor, request.key, request.now, None)[1]


def _documents(request: AssessmentRequest, result_files: ResultFiles) -> Iterable[Download]:
    """Made in the processes that make the reports."""
    return documents(result_files.figures.export, result_files.content, request.report_files.make)


for _figures in FIGURES:
    _add_figures(_figures.address)
for _picture in PICTURES:
    _add_picture(_picture.address)
for _document in DOCUMENTS:
    _add_document(_document.address)
for _plan in PLANS:
    _add_document(_plan.address)
