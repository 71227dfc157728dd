"""A kommun's result, a page per capital, and the report as page and as PDF."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right, may
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import TRIAL, AssessmentKey
from app.services.kernel.access import place_of
from app.services.meeting.protocol import open_protocol, protocol_file
from app.services.results.reports import open_report, report_file
from app.services.results.results import Result
from app.services.results.series import open_profile
from app.web.results.contexts.results import capital_result_page, report_page, result_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest, SeriesKeys
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)
LEAD, SEE = Right.LEAD_ASSESSMENT, Right.SEE_ASSESSMENT


def _frame(request: AssessmentRequest, assessment: Assessment, title: str) -> Frame:
    return assessment_frame(request, title, assessment)


def _title(result: Result, what: str) -> str:
    return f"{what} {result.assessment.municipality} {result.assessment.round.year}"


@router.get("/resultat")
@needs(Right.SEE_RESULT)
def result(request: AssessmentRequest, keys: SeriesKeys = None) -> HTMLResponse:
    profile = open_profile(request.database, request.actor, request.key, request.now, keys)
    page_frame = _frame(request, profile.result.assessment, _title(profile.result, "Resultat"))
    rights = [may(request.actor, right, place_of(profile.result.assessment)) for right in (LEAD, SEE)]
    return page("results/html/result.html", result_page(page_frame, profile, leads=rights[0], is_inside=rights[1]))


@router.get("/resultat/{capital}")
@needs(Right.SEE_RESULT)
def capital(request: AssessmentRequest, capital: str) -> HTMLResponse:
    result, content = open_report(request.database, request.actor, request.key, request.now)
    name = next((chapter.name for chapter in content.chapters if chapter.key == capital), "")
    page_frame = _frame(request, result.assessment, _title(result, f"{name}, resultat"))
    context = capital_result_page(page_frame, result, content, capital)
    if context is None:
        raise NotFoundError
    return page("results/html/result_capital.html", context)


@router.get("/rapport")
@needs(Right.SEE_RESULT)
def report(request: AssessmentRequest) -> HTMLResponse:
    result, content = open_report(request.database, request.actor, request.key, request.now, over_years=True)
    page_frame = _frame(request, result.assessment, _title(result, "Rapport"))
    return page("results/html/report.html", report_page(page_frame, result, content, request.actor))


@router.get("/rapport.pdf")
@needs(Right.SEE_RESULT)
def report_as_pdf(request: AssessmentRequest) -> Response:
    _, content = open_report(request.database, request.actor, request.key, request.now, over_years=True)
    return Response(
        report_file(request.report_files, content),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name(request.key)}"'},
    )


@router.get("/protokoll.pdf")
@needs(Right.FOLLOW_MEETING)
def protocol_as_pdf(request: AssessmentRequest) -> Response:
    """What the joint meeting came to."""
    return Response(
        protocol_file(request.report_files, open_protocol(request.database, request.actor, request.key, request.now)),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="protokoll-{file_name(request.key)}"'},
    )


def file_name(key: AssessmentKey) -> str:
    return f"{key.questionnaire}-{key.municipality}-{key.year}{TRIAL if key.trial else ''}.pdf"
