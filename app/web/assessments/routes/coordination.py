"""A kommun's assessment: how far it has come, how to answer, closing the answering; and a region's round."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.assessments import coordination
from app.services.assessments.coordination import AssessmentOverview
from app.web.assessments.contexts.coordination import CloseAnsweringPage, assessment_page
from app.web.shell.contexts.frame import Frame, frame, home_crumbs, url_of
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SignedIn
from app.web.shell.rendering import page

router = APIRouter()


def _frame(request: Request, actor: Actor, overview: AssessmentOverview, title: str) -> Frame:
    assessment = overview.assessment
    return frame(request, title, actor, home_crumbs(assessment, actor), is_example=assessment.round.is_example)


def _home(
    request: Request, database: DatabaseDep, actor: Actor, key: AssessmentAddress, now: datetime, error: str = ""
) -> HTMLResponse:
    overview = coordination.overview(database, actor, key)
    title = f"{overview.assessment.municipality} {overview.assessment.round.year}"
    context = assessment_page(_frame(request, actor, overview, title), overview, day_of(now), error)
    return page("assessments/html/assessment.html", context, 409 if error else 200)


@router.get(ASSESSMENT)
@needs(Right.SEE_ASSESSMENT)
def home(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> HTMLResponse:
    return _home(request, database, actor, key, now)


@router.post(ASSESSMENT + "/svara-ensam")
@needs(Right.LEAD_ASSESSMENT)
def answer_alone(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now
) -> Response:
    try:
        coordination.answer_alone(database, actor, key, now)
    except PermissionDeniedError as refused:
        return _home(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key, "svara"), 303)


@router.post(ASSESSMENT + "/svara-flera")
@needs(Right.LEAD_ASSESSMENT)
def answer_as_one_of_several(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    now: Now,
    roll: Annotated[str, Form()] = "",
) -> Response:
    try:
        coordination.answer_as_one_of_several(database, actor, key, roll, now)
    except PermissionDeniedError as refused:
        return _home(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key, "svara"), 303)


@router.get(ASSESSMENT + "/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def confirm_close(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress) -> HTMLResponse:
    overview = coordination.overview(database, actor, key, Right.LEAD_ASSESSMENT)
    context = CloseAnsweringPage(
        frame=_frame(request, actor, overview, "Avsluta svarstiden?"),
        url=url_of(key),
        invited=overview.invited,
        started=overview.started,
        handed_in=overview.handed_in,
        min_group=overview.questionnaire.limits.min_group,
    )
    return page("assessments/html/close.html", context)


@router.post(ASSESSMENT + "/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def close(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> Response:
    try:
        coordination.close_answering(database, actor, key, now)
    except PermissionDeniedError as refused:
        return _home(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key), 303)


@router.post(ASSESSMENT + "/oppna-igen")
@needs(Right.LEAD_ASSESSMENT)
def reopen(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, now: Now) -> Response:
    try:
        coordination.reopen_joint(database, actor, key, now)
    except PermissionDeniedError as refused:
        return _home(request, database, actor, key, now, refused.message)
    return RedirectResponse(url_of(key, "svara"), 303)
