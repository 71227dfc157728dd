"""A kommun's development over the years."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.results.development import open_development
from app.web.results.contexts.development import development_page, development_title
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


@router.get("/utveckling")
@needs(Right.SEE_RESULT)
def development(request: AssessmentRequest) -> HTMLResponse:
    over_years = open_development(request.database, request.actor, request.key)
    assessment = over_years.assessment
    title = development_title(over_years)
    page_frame = assessment_frame(request, title, assessment)
    return page("results/html/development.html", development_page(page_frame, over_years))
