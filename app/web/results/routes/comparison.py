"""How a kommun compares with others."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.reports.figures.series_choice import OTHERS_FIRST
from app.services.results.comparison import open_comparison
from app.services.results.series import open_profile
from app.web.results.contexts.comparison import compare_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest, SeriesKeys
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


@router.get("/jamfor")
@needs(Right.SEE_ASSESSMENT)
def compare(request: AssessmentRequest, keys: SeriesKeys = None) -> HTMLResponse:
    comparison = open_comparison(request.database, request.actor, request.key)
    title = f"{comparison.assessment.municipality} jämfört med andra {comparison.assessment.round.year}"
    page_frame = assessment_frame(request, title, comparison.assessment)
    profile = open_profile(request.database, request.actor, request.key, request.now, keys, OTHERS_FIRST)
    return page("results/html/compare.html", compare_page(page_frame, comparison, profile))
