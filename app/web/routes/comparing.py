"""How a kommun compares with others."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from app.accounts.roles import Right
from app.services.comparing import open_comparison
from app.web.contexts.comparing import compare_page
from app.web.contexts.frame import assessment_crumbs, frame
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ASSESSMENT, AssessmentAddress, DatabaseDep, SignedIn

router = APIRouter(prefix=ASSESSMENT)


@router.get("/jamfor")
@needs(Right.SEE_ASSESSMENT)
def compare(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    med: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> HTMLResponse:
    found = open_comparison(database, actor, key)
    title = f"{found.assessment.municipality} jämfört med andra {found.assessment.round.year}"
    crumbs = assessment_crumbs(found.assessment, actor)
    page_frame = frame(request, title, actor, crumbs, is_example=found.assessment.round.is_example)
    return page("pages/compare.html", compare_page(page_frame, found, frozenset(med or ())))
