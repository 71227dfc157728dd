"""Going through last year's actions when a new round begins."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.services.assessments import last_years_actions as service
from app.services.assessments.last_years_actions import ActionReview
from app.services.assessments.plans import InvalidPlanError
from app.web.assessments.contexts.last_years_actions import review_page, typed_fates
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.forms import ManyFormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)
PATH, TEMPLATE = "forra-arets-atgarder", "assessments/html/last_years_actions.html"


def _frame(request: AssessmentRequest, review: ActionReview) -> Frame:
    last, kommun = review.actions.last, review.assessment.municipality
    year = "" if last is None else f" {last.round.year}"
    return assessment_frame(request, f"Vad blev det av åtgärderna{year} i {kommun}?", review.assessment)


@router.get(f"/{PATH}")
@needs(Right.LEAD_ASSESSMENT)
def last_years_actions(request: AssessmentRequest, sparat: str = "") -> HTMLResponse:
    review = service.open_review(request.database, request.actor, request.key, request.now)
    return page(TEMPLATE, review_page(_frame(request, review), review, is_saved=bool(sparat)))


@router.post(f"/{PATH}")
@needs(Right.LEAD_ASSESSMENT)
def tell_of_actions(request: AssessmentRequest, fields: ManyFormFields) -> Response:
    fates = typed_fates(fields)
    entries = {number: (raw, number_in(fields, f"atgard-{number}.version")) for number, raw in fates.items()}
    try:
        service.tell_of_actions(request.database, request.actor, request.key, entries, request.now)
    except InvalidPlanError as error:
        review = service.open_review(request.database, request.actor, request.key, request.now)
        return page(TEMPLATE, review_page(_frame(request, review), review, entries, error.errors), 422)
    return RedirectResponse(url_of(request.key, PATH) + "?sparat=ja", 303)
