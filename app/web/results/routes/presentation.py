"""The result for a projector: one thing a screen, from the same content as the report."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.results.reports import open_report
from app.web.results.contexts.presentation import presentation_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/presentation")


@router.get("")
@needs(Right.SEE_RESULT)
def show(request: AssessmentRequest) -> HTMLResponse:
    result, content = open_report(request.database, request.actor, request.key, request.now, over_years=True)
    title = f"Presentation {content.municipality_name} {content.year}"
    page_frame = assessment_frame(request, title, result.assessment)
    return page("results/html/presentation.html", presentation_page(page_frame, result, content))
