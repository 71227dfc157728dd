"""What a kommun shares with others."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.services.results import sharing as service
from app.web.results.contexts.sharing import sharing_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.forms import FormFields
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)


def _frame(request: AssessmentRequest, assessment: Assessment, title: str) -> Frame:
    return assessment_frame(request, title, assessment)


@router.get("/delning")
@needs(Right.SEE_ASSESSMENT)
def sharing(request: AssessmentRequest, sparat: str = "") -> HTMLResponse:
    choice = service.open_sharing(request.database, request.actor, request.key)
    title = f"Vad {choice.assessment.municipality} delar {choice.assessment.round.year}"
    page_frame = _frame(request, choice.assessment, title)
    return page("results/html/sharing.html", sharing_page(page_frame, choice, is_saved=bool(sparat)))


@router.post("/delning")
@needs(Right.LEAD_ASSESSMENT)
def choose_sharing(request: AssessmentRequest, fields: FormFields) -> Response:
    try:
        service.choose_sharing(request.database, request.actor, request.key, fields.get("sharing", ""), request.now)
    except PermissionDeniedError as refused:
        choice = service.open_sharing(request.database, request.actor, request.key)
        title = f"Vad {choice.assessment.municipality} delar {choice.assessment.round.year}"
        page_frame = _frame(request, choice.assessment, title)
        return page("results/html/sharing.html", sharing_page(page_frame, choice, error=refused.message), 409)
    return RedirectResponse(url_of(request.key, "delning") + "?sparat=ja", 303)
