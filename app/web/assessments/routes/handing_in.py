"""Handing in a kommun's result, approving it, opening it again, and reading the versions."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments import handing_in as service
from app.services.assessments import versions
from app.services.assessments.plans import InvalidPlanError
from app.services.assessments.versions import HandingIn
from app.storage.engine.database import Database
from app.web.assessments.contexts.handing_in import compare_page, handing_in_page, version_page
from app.web.shell.contexts.frame import Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import FormFields, number_in
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT)
Number = Annotated[int, Path(ge=1, le=9_999)]


def _frame(request: Request, actor: Actor, handing_in: HandingIn, what: str) -> Frame:
    assessment = handing_in.assessment
    title = f"{what} för {assessment.municipality} {assessment.round.year}"
    return frame(request, title, actor, assessment_crumbs(assessment, actor), is_example=assessment.round.is_example)


def _done(
    request: Request, database: Database, actor: Actor, key: AssessmentKey, comment: str, act: Callable[[], None]
) -> Response:
    """Do it and come back to the page, or show the page with what is wrong and what was typed."""
    try:
        act()
    except InvalidPlanError as error:
        handing_in = versions.open_handing_in(database, actor, key)
        context = handing_in_page(
            _frame(request, actor, handing_in, "Lämna in resultatet"), handing_in, comment, error.errors[""]
        )
        return page("assessments/html/handing_in.html", context, 422)
    return RedirectResponse(url_of(key, "lamna-in-resultat"), 303)


@router.get("/lamna-in-resultat")
@needs(Right.SEE_ASSESSMENT)
def overview(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress) -> HTMLResponse:
    handing_in = versions.open_handing_in(database, actor, key)
    return page(
        "assessments/html/handing_in.html",
        handing_in_page(_frame(request, actor, handing_in, "Lämna in resultatet"), handing_in),
    )


@router.post("/lamna-in-resultat")
@needs(Right.LEAD_ASSESSMENT)
def submit(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, fields: FormFields, now: Now
) -> Response:
    reason = fields.get("reason", "")
    return _done(request, database, actor, key, reason, lambda: service.submit(database, actor, key, reason, now))


@router.post("/ta-tillbaka-resultat")
@needs(Right.LEAD_ASSESSMENT)
def take_back(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> Response:
    return _done(request, database, actor, key, "", lambda: service.take_back(database, actor, key, now))


@router.post("/skal-i-rapporten")
@needs(Right.LEAD_ASSESSMENT)
def choose_reasons(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, fields: FormFields, now: Now
) -> Response:
    is_shown = fields.get("shown") == "ja"
    return _done(request, database, actor, key, "", lambda: service.choose_reasons(database, actor, key, is_shown, now))


@router.post("/godkann")
@needs(Right.APPROVE_RESULT)
def approve(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, fields: FormFields, now: Now
) -> Response:
    title, number = fields.get("title", ""), number_in(fields, "number")
    return _done(
        request, database, actor, key, title, lambda: service.approve(database, actor, key, number, title, now)
    )


@router.post("/skicka-tillbaka")
@needs(Right.APPROVE_RESULT)
def send_back(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, fields: FormFields, now: Now
) -> Response:
    reason, number = fields.get("reason", ""), number_in(fields, "number")
    return _done(
        request, database, actor, key, reason, lambda: service.send_back(database, actor, key, number, reason, now)
    )


@router.post("/oppna-resultat")
@needs(Right.APPROVE_RESULT)
def reopen(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, fields: FormFields, now: Now
) -> Response:
    reason = fields.get("reason", "")
    return _done(request, database, actor, key, reason, lambda: service.reopen(database, actor, key, reason, now))


@router.get("/versioner/{number}")
@needs(Right.SEE_ASSESSMENT)
def version(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, number: Number
) -> HTMLResponse:
    handing_in = versions.open_handing_in(database, actor, key)
    submission = versions.version_at(handing_in, number)
    return page(
        "assessments/html/version.html",
        version_page(_frame(request, actor, handing_in, f"Version {number}"), handing_in, submission),
    )


@router.get("/versioner/{earlier}/{later}")
@needs(Right.SEE_ASSESSMENT)
def compare(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, earlier: Number, later: Number
) -> HTMLResponse:
    handing_in = versions.open_handing_in(database, actor, key)
    differences = versions.compare(handing_in, earlier, later)
    page_frame = _frame(request, actor, handing_in, f"Version {earlier} och {later}")
    return page(
        "assessments/html/version_compare.html", compare_page(page_frame, handing_in, earlier, later, differences)
    )
