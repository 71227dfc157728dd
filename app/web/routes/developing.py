"""A kommun's development over the years."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.accounts.roles import Right
from app.services.developing import open_development
from app.web.contexts.developing import development_page, development_title
from app.web.contexts.frame import assessment_crumbs, frame
from app.web.permissions import needs
from app.web.rendering import page
from app.web.request import ASSESSMENT, AssessmentAddress, DatabaseDep, SignedIn

router = APIRouter(prefix=ASSESSMENT)


@router.get("/utveckling")
@needs(Right.SEE_RESULT)
def development(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress) -> HTMLResponse:
    found = open_development(database, actor, key)
    assessment = found.assessment
    title = development_title(found)
    crumbs = assessment_crumbs(assessment, actor)
    page_frame = frame(request, title, actor, crumbs, is_example=assessment.round.is_example)
    return page("pages/development.html", development_page(page_frame, found))
