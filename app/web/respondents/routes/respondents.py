"""Who answers for a kommun: the list, one person's invitation, reminders. For the kommun's coordinator."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import InvalidInputError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.respondents import respondent_changes as changes
from app.services.respondents.respondent_reminders import plan_reminders
from app.services.respondents.respondent_reminders import remind as write_reminders
from app.services.respondents.respondents import one_respondent, respondents
from app.web.respondents.contexts.respondents import remind_page, respondent_page, respondents_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Crumb, Frame, url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/svarande")
ONE = "/{respondent}"
RespondentId = Annotated[int, Path(alias="respondent", ge=1, le=2**31 - 1)]
Done = Annotated[str, Query(alias="gjort")]


def respondents_frame(
    request: AssessmentRequest, assessment: Assessment, title: str, *, below_list: bool = True
) -> Frame:
    """Pages below the list of those who answer lead back to it. In the tab each is told with its kommun and year."""
    title = f"{title} – {assessment.municipality} {assessment.round.year}"
    way = (Crumb("Svarande", url_of(assessment.key, "svarande")),) if below_list else ()
    return assessment_frame(request, title, assessment, *way)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def people(request: AssessmentRequest, done_key: Done = "") -> HTMLResponse:
    respondent_list = respondents(request.database, request.actor, request.key)
    page_frame = respondents_frame(request, respondent_list.assessment, "Svarande", below_list=False)
    return page(
        "respondents/html/respondents.html",
        respondents_page(page_frame, respondent_list, day_of(request.now), done_key),
    )


@router.get("/paminn")
@needs(Right.LEAD_ASSESSMENT)
def confirm_reminders(request: AssessmentRequest) -> HTMLResponse:
    plan = plan_reminders(request.database, request.actor, request.key, request.now)
    page_frame = respondents_frame(request, plan.assessment, "Påminn dem som inte är klara?")
    return page("respondents/html/remind.html", remind_page(page_frame, plan))


@router.post("/paminn")
@needs(Right.LEAD_ASSESSMENT)
def remind(request: AssessmentRequest, igen: Annotated[str, Form()] = "") -> Response:
    write_reminders(
        request.database,
        request.actor,
        request.key,
        request.now,
        recent_too=igen == "ja",
        public_url=request.public_url,
    )
    return RedirectResponse(url_of(request.key, "svarande") + "?gjort=paminda", 303)


def _one(
    request: AssessmentRequest,
    respondent: int,
    done_key: str = "",
    address: str | None = None,
    invalid: InvalidInputError | None = None,
) -> HTMLResponse:
    details = one_respondent(request.database, request.actor, request.key, respondent)
    page_frame = respondents_frame(request, details.assessment, details.respondent.label)
    errors = {} if invalid is None else invalid.errors
    context = respondent_page(page_frame, details, done_key, address, errors)
    return page("respondents/html/respondent.html", context, 422 if errors else 200)


@router.get(ONE)
@needs(Right.LEAD_ASSESSMENT)
def one(request: AssessmentRequest, respondent: RespondentId, done_key: Done = "") -> HTMLResponse:
    return _one(request, respondent, done_key)


@router.post(ONE + "/aterkalla")
@needs(Right.LEAD_ASSESSMENT)
def withdraw(request: AssessmentRequest, respondent: RespondentId) -> Response:
    changes.withdraw(request.database, request.actor, request.key, respondent, request.now)
    return _back(request.key, respondent, "aterkallad")


@router.post(ONE + "/angra")
@needs(Right.LEAD_ASSESSMENT)
def restore(request: AssessmentRequest, respondent: RespondentId) -> Response:
    changes.restore(request.database, request.actor, request.key, respondent, request.now)
    return _back(request.key, respondent, "ater")


@router.post(ONE + "/skicka-igen")
@needs(Right.LEAD_ASSESSMENT)
def resend(request: AssessmentRequest, respondent: RespondentId) -> Response:
    changes.resend(request.database, request.actor, request.key, respondent, request.now, public_url=request.public_url)
    return _back(request.key, respondent, "skickad")


@router.post(ONE + "/adress")
@needs(Right.LEAD_ASSESSMENT)
def change_address(
    request: AssessmentRequest, respondent: RespondentId, adress: Annotated[str, Form()] = ""
) -> Response:
    try:
        changes.change_address(
            request.database, request.actor, request.key, respondent, adress, request.now, public_url=request.public_url
        )
    except InvalidInputError as invalid:
        return _one(request, respondent, "", adress, invalid)
    return _back(request.key, respondent, "adress")


@router.post(ONE + "/rollgrupp")
@needs(Right.LEAD_ASSESSMENT)
def change_role_group(
    request: AssessmentRequest, respondent: RespondentId, rollgrupp: Annotated[str, Form()] = ""
) -> Response:
    try:
        changes.change_role_group(request.database, request.actor, request.key, respondent, rollgrupp, request.now)
    except InvalidInputError as invalid:
        return _one(request, respondent, invalid=invalid)
    return _back(request.key, respondent, "rollgrupp")


def _back(key: AssessmentKey, respondent: int, done_key: str) -> Response:
    return RedirectResponse(url_of(key, "svarande", str(respondent)) + f"?gjort={done_key}", 303)
