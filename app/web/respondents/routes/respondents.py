"""Who answers for a kommun: the list, one person's invitation, reminders. For the kommun's coordinator."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.services.respondents import respondent_changes as changes
from app.services.respondents.respondent_reminders import plan_reminders
from app.services.respondents.respondent_reminders import remind as write_reminders
from app.services.respondents.respondents import one_respondent, respondents
from app.web.respondents.contexts.respondents import remind_page, respondent_page, respondents_page
from app.web.shell.contexts.frame import Crumb, Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SettingsDep, SignedIn
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/svarande")
ONE = "/{respondent}"
RespondentId = Annotated[int, Path(alias="respondent", ge=1, le=2**31 - 1)]
Done = Annotated[str, Query(alias="gjort")]


def respondents_frame(
    request: Request, actor: Actor, assessment: Assessment, title: str, *, below_list: bool = True
) -> Frame:
    """Pages below the list of those who answer lead back to it. In the tab each is told with its kommun and year."""
    title = f"{title} – {assessment.municipality} {assessment.round.year}"
    crumbs = assessment_crumbs(assessment, actor)
    if below_list:
        crumbs = (*crumbs, Crumb("Svarande", url_of(assessment.key, "svarande")))
    return frame(request, title, actor, crumbs, is_example=assessment.round.is_example)


@router.get("")
@needs(Right.LEAD_ASSESSMENT)
def people(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now, done_key: Done = ""
) -> HTMLResponse:
    respondent_list = respondents(database, actor, key)
    page_frame = respondents_frame(request, actor, respondent_list.assessment, "Svarande", below_list=False)
    return page(
        "respondents/html/respondents.html", respondents_page(page_frame, respondent_list, day_of(now), done_key)
    )


@router.get("/paminn")
@needs(Right.LEAD_ASSESSMENT)
def confirm_reminders(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
) -> HTMLResponse:
    plan = plan_reminders(database, actor, key, now)
    page_frame = respondents_frame(request, actor, plan.assessment, "Påminn dem som inte är klara?")
    return page("respondents/html/remind.html", remind_page(page_frame, plan))


@router.post("/paminn")
@needs(Right.LEAD_ASSESSMENT)
def remind(
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    now: Now,
    igen: Annotated[str, Form()] = "",
) -> Response:
    write_reminders(database, actor, key, now, recent_too=igen == "ja", public_url=settings.public_url)
    return RedirectResponse(url_of(key, "svarande") + "?gjort=paminda", 303)


def _one(
    request: Request,
    database: DatabaseDep,
    actor: Actor,
    key: AssessmentAddress,
    respondent: int,
    done_key: str = "",
    address: str | None = None,
    invalid: InvalidInputError | None = None,
) -> HTMLResponse:
    details = one_respondent(database, actor, key, respondent)
    page_frame = respondents_frame(request, actor, details.assessment, details.respondent.label)
    errors = {} if invalid is None else invalid.errors
    context = respondent_page(page_frame, details, done_key, address, errors)
    return page("respondents/html/respondent.html", context, 422 if errors else 200)


@router.get(ONE)
@needs(Right.LEAD_ASSESSMENT)
def one(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    respondent: RespondentId,
    done_key: Done = "",
) -> HTMLResponse:
    return _one(request, database, actor, key, respondent, done_key)


@router.post(ONE + "/aterkalla")
@needs(Right.LEAD_ASSESSMENT)
def withdraw(
    database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, respondent: RespondentId, now: Now
) -> Response:
    changes.withdraw(database, actor, key, respondent, now)
    return _back(key, respondent, "aterkallad")


@router.post(ONE + "/angra")
@needs(Right.LEAD_ASSESSMENT)
def restore(
    database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, respondent: RespondentId, now: Now
) -> Response:
    changes.restore(database, actor, key, respondent, now)
    return _back(key, respondent, "ater")


@router.post(ONE + "/skicka-igen")
@needs(Right.LEAD_ASSESSMENT)
def resend(
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    respondent: RespondentId,
    now: Now,
) -> Response:
    changes.resend(database, actor, key, respondent, now, public_url=settings.public_url)
    return _back(key, respondent, "skickad")


@router.post(ONE + "/adress")
@needs(Right.LEAD_ASSESSMENT)
def change_address(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    actor: SignedIn,
    key: AssessmentAddress,
    respondent: RespondentId,
    now: Now,
    adress: Annotated[str, Form()] = "",
) -> Response:
    try:
        changes.change_address(database, actor, key, respondent, adress, now, public_url=settings.public_url)
    except InvalidInputError as invalid:
        return _one(request, database, actor, key, respondent, "", adress, invalid)
    return _back(key, respondent, "adress")


@router.post(ONE + "/rollgrupp")
@needs(Right.LEAD_ASSESSMENT)
def change_role_group(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    respondent: RespondentId,
    now: Now,
    rollgrupp: Annotated[str, Form()] = "",
) -> Response:
    try:
        changes.change_role_group(database, actor, key, respondent, rollgrupp, now)
    except InvalidInputError as invalid:
        return _one(request, database, actor, key, respondent, invalid=invalid)
    return _back(key, respondent, "rollgrupp")


def _back(key: AssessmentAddress, respondent: int, done_key: str) -> Response:
    return RedirectResponse(url_of(key, "svarande", str(respondent)) + f"?gjort={done_key}", 303)
