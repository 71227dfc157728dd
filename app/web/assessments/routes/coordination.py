"""A kommun's assessment: how far it has come, how to answer, closing the answering; and a region's round."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.accounts.kernel.roles import Right
from app.errors import PermissionDeniedError
from app.services.assessments import coordination, mode_change, year
from app.services.assessments.coordination import AssessmentOverview
from app.services.results.small_profiles import latest_profile
from app.web.answering.contexts.meeting_time import meeting_words
from app.web.assessments.contexts.coordination import CloseAnsweringPage, assessment_page, choose_mode_page
from app.web.shell.contexts.assessment_frame import assessment_frame
from app.web.shell.contexts.frame import Frame, frame, home_crumbs, url_of
from app.web.shell.contexts.tabs import local_tabs
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page
from app.web.shell.wording import SUBJECTS

router = APIRouter()


def _frame(request: AssessmentRequest, overview: AssessmentOverview, title: str) -> Frame:
    assessment = overview.assessment
    return frame(
        request,
        title,
        home_crumbs(assessment, request.actor),
        is_example=assessment.round.is_example,
        tabs=local_tabs(request, assessment),
        about=SUBJECTS[assessment.round.subject],
    )


def _home(request: AssessmentRequest, error: str = "") -> HTMLResponse:
    overview = coordination.overview(request.database, request.actor, request.key)
    title = f"{overview.assessment.municipality} {overview.assessment.round.year}"
    own_year = year.open_year(request.database, request.actor, request.key, request.now)
    profile = latest_profile(request.database, request.actor, request.key)
    context = assessment_page(_frame(request, overview, title), overview, own_year, profile, request.now, error)
    return page("assessments/html/assessment.html", context, 409 if error else 200)


@router.get(ASSESSMENT)
@needs(Right.SEE_ASSESSMENT)
def home(request: AssessmentRequest) -> HTMLResponse:
    return _home(request)


def _choice(request: AssessmentRequest, error: str = "") -> HTMLResponse:
    overview = coordination.overview(request.database, request.actor, request.key, Right.LEAD_ASSESSMENT)
    assessment = overview.assessment
    page_frame = assessment_frame(request, "Hur vill ni svara?", assessment)
    context = choose_mode_page(page_frame, overview, error)
    return page("assessments/html/choose_mode.html", context, 409 if error else 200)


@router.get(ASSESSMENT + "/hur-ni-svarar")
@needs(Right.LEAD_ASSESSMENT)
def choose_mode(request: AssessmentRequest) -> HTMLResponse:
    return _choice(request)


def _chosen(request: AssessmentRequest, choose: Callable[[], None], then: str) -> Response:
    """Do it and go on to the page `then`, or show the choice with why it could not be done."""
    try:
        choose()
    except PermissionDeniedError as refused:
        return _choice(request, refused.message)
    return RedirectResponse(url_of(request.key, then), 303)


@router.post(ASSESSMENT + "/valj-om")
@needs(Right.LEAD_ASSESSMENT)
def choose_mode_again(request: AssessmentRequest) -> Response:
    facts = request.database, request.actor, request.key, request.now
    return _chosen(request, lambda: coordination.choose_mode_again(*facts), "hur-ni-svarar")


@router.post(ASSESSMENT + "/byt-till-flera")
@needs(Right.LEAD_ASSESSMENT)
def change_to_several(request: AssessmentRequest, roll: Annotated[str, Form()] = "") -> Response:
    database, actor, key, now = request.database, request.actor, request.key, request.now
    return _chosen(request, lambda: mode_change.change_to_several(database, actor, key, roll, now), "svarande/bjud-in")


@router.post(ASSESSMENT + "/byt-till-ensam")
@needs(Right.LEAD_ASSESSMENT)
def change_to_alone(request: AssessmentRequest) -> Response:
    facts = request.database, request.actor, request.key, request.now
    return _chosen(request, lambda: mode_change.change_to_alone(*facts), "svara")


@router.post(ASSESSMENT + "/svara-ensam")
@needs(Right.LEAD_ASSESSMENT)
def answer_alone(request: AssessmentRequest) -> Response:
    facts = request.database, request.actor, request.key, request.now
    return _chosen(request, lambda: coordination.answer_alone(*facts), "svara")


@router.post(ASSESSMENT + "/svara-flera")
@needs(Right.LEAD_ASSESSMENT)
def answer_as_one_of_several(request: AssessmentRequest, roll: Annotated[str, Form()] = "") -> Response:
    database, actor, key, now = request.database, request.actor, request.key, request.now
    return _chosen(request, lambda: coordination.answer_as_one_of_several(database, actor, key, roll, now), "svara")


@router.get(ASSESSMENT + "/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def confirm_close(request: AssessmentRequest) -> HTMLResponse:
    overview = coordination.overview(request.database, request.actor, request.key, Right.LEAD_ASSESSMENT)
    own_year = year.open_year(request.database, request.actor, request.key, request.now)
    context = CloseAnsweringPage(
        frame=_frame(request, overview, "Avsluta svarstiden?"),
        url=url_of(request.key),
        invited=overview.invited,
        started=overview.started,
        handed_in=overview.handed_in,
        min_group=overview.questionnaire.limits.min_group,
        meeting=meeting_words(own_year.meeting_time, url_of(request.key, "kalender"), request.now),
    )
    return page("assessments/html/close.html", context)


@router.post(ASSESSMENT + "/avsluta")
@needs(Right.LEAD_ASSESSMENT)
def close(request: AssessmentRequest) -> Response:
    try:
        coordination.close_answering(request.database, request.actor, request.key, request.now)
    except PermissionDeniedError as refused:
        return _home(request, refused.message)
    return RedirectResponse(url_of(request.key), 303)


@router.post(ASSESSMENT + "/oppna-igen")
@needs(Right.LEAD_ASSESSMENT)
def reopen(request: AssessmentRequest) -> Response:
    try:
        coordination.reopen_joint(request.database, request.actor, request.key, request.now)
    except PermissionDeniedError as refused:
        return _home(request, refused.message)
    return RedirectResponse(url_of(request.key, "svara"), 303)
