"""A kommun's result, a page per capital, and the report as page and as PDF."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import TRIAL, AssessmentKey
from app.services.meeting.protocol import open_protocol, protocol_file
from app.services.results.report_files import ReportFiles
from app.services.results.reports import open_report, report_file
from app.services.results.results import Result
from app.web.results.contexts.results import capital_result_page, report_page, result_page
from app.web.shell.contexts.frame import Frame, assessment_crumbs, frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SignedIn
from app.web.shell.rendering import page
from app.web.shell.wording import SHARING

router = APIRouter(prefix=ASSESSMENT)


def _frame(request: Request, actor: Actor, assessment: Assessment, title: str) -> Frame:
    crumbs = assessment_crumbs(assessment, actor)
    return frame(request, title, actor, crumbs, is_example=assessment.round.is_example)


def _title(result: Result, what: str) -> str:
    return f"{what} {result.assessment.municipality} {result.assessment.round.year}"


@router.get("/resultat")
@needs(Right.SEE_RESULT)
def result(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> HTMLResponse:
    result, content = open_report(database, actor, key, now)
    page_frame = _frame(request, actor, result.assessment, _title(result, "Resultat"))
    return page(
        "results/html/result.html", result_page(page_frame, result, content, SHARING[result.assessment.sharing])
    )


@router.get("/resultat/{capital}")
@needs(Right.SEE_RESULT)
def capital(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, capital: str, now: Now
) -> HTMLResponse:
    result, content = open_report(database, actor, key, now)
    name = next((chapter.name for chapter in content.chapters if chapter.key == capital), "")
    page_frame = _frame(request, actor, result.assessment, _title(result, f"{name}, resultat"))
    context = capital_result_page(page_frame, result, content, capital)
    if context is None:
        raise NotFoundError
    return page("results/html/result_capital.html", context)


@router.get("/rapport")
@needs(Right.SEE_RESULT)
def report(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> HTMLResponse:
    result, content = open_report(database, actor, key, now, over_years=True)
    page_frame = _frame(request, actor, result.assessment, _title(result, "Rapport"))
    return page("results/html/report.html", report_page(page_frame, result, content))


@router.get("/rapport.pdf")
@needs(Right.SEE_RESULT)
def report_as_pdf(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
) -> Response:
    _, content = open_report(database, actor, key, now, over_years=True)
    files: ReportFiles = request.app.state.report_files
    return Response(
        report_file(files, content),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name(key)}"'},
    )


@router.get("/protokoll.pdf")
@needs(Right.FOLLOW_MEETING)
def protocol_as_pdf(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
) -> Response:
    """What the joint meeting came to."""
    files: ReportFiles = request.app.state.report_files
    return Response(
        protocol_file(files, open_protocol(database, actor, key, now)),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="protokoll-{file_name(key)}"'},
    )


def file_name(key: AssessmentKey) -> str:
    return f"{key.questionnaire}-{key.municipality}-{key.year}{TRIAL if key.trial else ''}.pdf"
