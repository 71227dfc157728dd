"""How a kommun compares with others."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from app.accounts.kernel.roles import Right
from app.services.results.comparison import open_comparison
from app.web.results.contexts.comparison import compare_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


@router.get("/jamfor")
@needs(Right.SEE_ASSESSMENT)
def compare(
    request: AssessmentRequest, slugs: Annotated[list[str] | None, Query(alias="med", max_length=20)] = None
) -> HTMLResponse:
    comparison = open_comparison(request.database, request.actor, request.key)
    title = f"{comparison.assessment.municipality} jämfört med andra {comparison.assessment.round.year}"
    page_frame = assessment_frame(request, title, comparison.assessment)
    return page("results/html/compare.html", compare_page(page_frame, comparison, frozenset(slugs or ())))
