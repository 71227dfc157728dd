"""Handing in a kommun's result, approving it, opening it again, and reading the versions."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.assessment.answering.entry import FieldError
from app.services.assessments import handing_in as service
from app.services.assessments import versions
from app.services.assessments.plans import InvalidPlanError
from app.services.assessments.versions import HandingIn
from app.services.organisations.approver_naming import RawSubmission, hand_in_result
from app.web.assessments.contexts.handing_in import compare_page, handing_in_page, heading, version_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.http.step_up import STEP_UP, step_up_with
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)
Number = Annotated[int, Path(ge=1, le=9_999)]


def _frame(request: AssessmentRequest, handing_in: HandingIn, what: str) -> Frame:
    assessment = handing_in.assessment
    title = f"{what} för {assessment.municipality} {assessment.round.year}"
    return assessment_frame(request, title, assessment)


def _show(
    request: AssessmentRequest, fields: Mapping[str, str] | None = None, errors: tuple[FieldError, ...] = ()
) -> HTMLResponse:
    handing_in = versions.open_handing_in(request.database, request.actor, request.key)
    context = handing_in_page(_frame(request, handing_in, heading(handing_in)), handing_in, fields or {}, errors)
    return page("assessments/html/handing_in.html", context, 422 if errors else 200)


def _done(request: AssessmentRequest, fields: Mapping[str, str], act: Callable[[], None]) -> Response:
    """Do it and come back to the page, or show the page with what is wrong and what was typed."""
    try:
        act()
    except InvalidPlanError as error:
        return _show(request, fields, error.errors[""])
    return RedirectResponse(url_of(request.key, "lamna-in-resultat"), 303)


@router.get("/lamna-in-resultat")
@needs(Right.SEE_ASSESSMENT)
def overview(request: AssessmentRequest) -> HTMLResponse:
    return _show(request)


@router.post("/lamna-in-resultat", dependencies=[step_up_with("namn", "adress")])
@needs(Right.LEAD_ASSESSMENT)
def submit(request: AssessmentRequest, fields: FormFields) -> Response:
    raw = RawSubmission(fields.get("reason", ""), fields.get("namn", ""), fields.get("adress", ""))
    return _done(
        request,
        fields,
        lambda: hand_in_result(
            request.database, request.actor, request.key, raw, request.now, public_url=request.public_url
        ),
    )


@router.post("/ta-tillbaka-resultat")
@needs(Right.LEAD_ASSESSMENT)
def take_back(request: AssessmentRequest) -> Response:
    return _done(request, {}, lambda: service.take_back(request.database, request.actor, request.key, request.now))


@router.post("/skal-i-rapporten")
@needs(Right.LEAD_ASSESSMENT)
def choose_reasons(request: AssessmentRequest, fields: FormFields) -> Response:
    is_shown = fields.get("shown") == "ja"
    return _done(
        request, {}, lambda: service.choose_reasons(request.database, request.actor, request.key, is_shown, request.now)
    )


@router.post("/godkann", dependencies=[STEP_UP])
@needs(Right.APPROVE_RESULT)
def approve(request: AssessmentRequest, fields: FormFields) -> Response:
    number, title = number_in(fields, "number"), fields.get("title", "")
    return _done(
        request,
        fields,
        lambda: service.approve(
            request.database, request.actor, request.key, number, title, request.now, public_url=request.public_url
        ),
    )


@router.post("/skicka-tillbaka")
@needs(Right.APPROVE_RESULT)
def send_back(request: AssessmentRequest, fields: FormFields) -> Response:
    number, reason = number_in(fields, "number"), fields.get("reason", "")
    return _done(
        request,
        fields,
        lambda: service.send_back(
            request.database, request.actor, request.key, number, reason, request.now, public_url=request.public_url
        ),
    )


@router.post("/oppna-resultat")
@needs(Right.APPROVE_RESULT)
def reopen(request: AssessmentRequest, fields: FormFields) -> Response:
    reason = fields.get("reason", "")
    return _done(
        request, fields, lambda: service.reopen(request.database, request.actor, request.key, reason, request.now)
    )


@router.get("/versioner/{number}")
@needs(Right.SEE_ASSESSMENT)
def version(request: AssessmentRequest, number: Number) -> HTMLResponse:
    handing_in = versions.open_handing_in(request.database, request.actor, request.key)
    submission = versions.version_at(handing_in, number)
    return page(
        "assessments/html/version.html",
        version_page(_frame(request, handing_in, f"Version {number}"), handing_in, submission),
    )


@router.get("/versioner/{earlier}/{later}")
@needs(Right.SEE_ASSESSMENT)
def compare(request: AssessmentRequest, earlier: Number, later: Number) -> HTMLResponse:
    handing_in = versions.open_handing_in(request.database, request.actor, request.key)
    differences = versions.compare(handing_in, earlier, later)
    page_frame = _frame(request, handing_in, f"Version {earlier} och {later}")
    return page(
        "assessments/html/version_compare.html", compare_page(page_frame, handing_in, earlier, later, differences)
    )
