"""Answering: one page per capital, autosave per question, summary, handing in. All of it without JavaScript too."""

from datetime import datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.errors import PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.answering import answers as service
from app.services.answering.answer_errors import StaleAnswerError, UnsavedAnswersError
from app.services.answering.answers import Answering
from app.web.answering.contexts.answers import (
    SummaryPage,
    begin_page,
    capital_page,
    conflict_state,
    next_url,
    saved_state,
)
from app.web.answering.contexts.last_day import for_respondent
from app.web.questionnaires.contexts.questions import question_view
from app.web.shell.contexts.frame import Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import FormFields, entries_of, is_cleared, raw_entry, unheard_entry, version_of
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/svara")


def _frame(request: AssessmentRequest, answering: Answering, title: str) -> Frame:
    assessment = answering.place.assessment
    crumbs = assessment_crumbs(assessment, request.actor)
    return frame(request, title, crumbs, is_example=assessment.round.is_example)


@router.get("")
@needs(Open.RESPONDENT)
def begin(request: AssessmentRequest) -> HTMLResponse:
    answering = service.open_answering(request.database, request.actor, request.key)
    page_frame = _frame(request, answering, f"Svara för {answering.place.assessment.municipality}")
    return page("answering/html/begin.html", begin_page(page_frame, answering, day_of(request.now)))


@router.get("/sammanfattning")
@needs(Open.RESPONDENT)
def summary(request: AssessmentRequest) -> HTMLResponse:
    answering = service.open_answering(request.database, request.actor, request.key)
    return page(
        "answering/html/summary.html", _summary(_frame(request, answering, "Sammanfattning"), answering, request.now)
    )


def _summary(page_frame: Frame, answering: Answering, now: datetime, error: str = "") -> SummaryPage:
    place = answering.place
    return SummaryPage(
        frame=page_frame,
        url=url_of(place.assessment.key, "svara"),
        answering=answering,
        capitals=tuple(
            (progress, tuple(question_view(answering, question) for question in place.questions(progress.capital)))
            for progress in answering.progress
        ),
        missing=sum(progress.asked - progress.answered for progress in answering.progress),
        last_day=for_respondent(place, answering.contact, day_of(now)),
        closed=place.closed_because(),
        error=error,
    )


@router.post("/lamna-in")
@needs(Open.RESPONDENT)
def hand_in(request: AssessmentRequest) -> Response:
    try:
        service.hand_in(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    except PermissionDeniedError as refused:
        answering = service.open_answering(request.database, request.actor, request.key)
        context = _summary(_frame(request, answering, "Sammanfattning"), answering, request.now, refused.message)
        return page("answering/html/summary.html", context, 409)
    return RedirectResponse(url_of(request.key, "svara", "klart"), 303)


@router.get("/klart")
@needs(Open.RESPONDENT)
def done(request: AssessmentRequest) -> HTMLResponse:
    answering = service.open_answering(request.database, request.actor, request.key)
    title = "Svaren är inte inlämnade" if answering.place.respondent.handed_in_at is None else "Svaren är inlämnade"
    context = _summary(_frame(request, answering, title), answering, request.now)
    return page("answering/html/done.html", context)


@router.get("/{capital}")
@needs(Open.RESPONDENT)
async def capital(request: AssessmentRequest, capital: str) -> HTMLResponse:
    answering = await service.open_capital(request.database, request.actor, request.key, capital)
    page_frame = _frame(request, answering, answering.place.capital(capital).name)
    return page("answering/html/capital.html", capital_page(page_frame, answering, capital, day_of(request.now)))


@router.post("/{capital}")
@needs(Open.RESPONDENT)
def save_page(request: AssessmentRequest, capital: str, fields: FormFields) -> Response:
    """The whole page at once, as browsers without JavaScript send it: all that can be saved is saved."""
    place = service.open_answering(request.database, request.actor, request.key).place
    questions = place.questions(place.capital(capital))
    entries = entries_of(fields, questions)
    try:
        service.save_capital(request.database, request.actor, request.key, entries, request.now)
    except UnsavedAnswersError as troubled:
        answering = service.open_answering(request.database, request.actor, request.key)
        page_frame = _frame(request, answering, place.capital(capital).name)
        context = capital_page(page_frame, answering, capital, day_of(request.now), entries, troubled.by_question)
        return page("answering/html/capital.html", context, 409 if troubled.is_conflict else 422)
    cleared_id = next((question.id for question in questions if is_cleared(fields, question.id)), None)
    here = f"{url_of(request.key, 'svara', capital)}#fraga-{cleared_id}"
    return RedirectResponse(next_url(place, capital) if cleared_id is None else here, 303)


@router.put("/{capital}/{question}")
@needs(Open.RESPONDENT)
async def autosave(request: AssessmentRequest, question: str, fields: FormFields) -> HTMLResponse:
    """One question, saved as soon as it is answered. Repeating it is harmless."""
    version, entry = version_of(fields, question), raw_entry(fields, question)
    unheard = unheard_entry(fields, question)
    try:
        result = await service.autosave(
            request.database, request.actor, request.key, question, entry, version, request.now, unheard
        )
    except StaleAnswerError as stale:
        return page("answering/html/_save_state.html", conflict_state(question, version, stale), 409)
    return page("answering/html/_save_state.html", saved_state(result), 422 if result.errors else 200)
