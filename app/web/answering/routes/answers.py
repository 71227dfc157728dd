"""Answering: one page per capital, autosave per question, summary, handing in. All of it without JavaScript too."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.assessment.questionnaires.questionnaire import Question
from app.errors import PermissionDeniedError
from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.days import day_of
from app.services.answering import answers as service
from app.services.answering.answer_errors import StaleAnswerError, UnsavedAnswersError
from app.services.answering.answers import Answering
from app.services.answering.receipt import open_receipt, take_back
from app.web.answering.contexts.answers import (
    begin_page,
    capital_page,
    conflict_state,
    saved_state,
    turn_url,
)
from app.web.answering.contexts.summary import done_page, summary_page
from app.web.shell.contexts.frame import Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import (
    FormFields,
    entries_of,
    is_cleared,
    raw_entry,
    text_fields,
    unheard_entry,
    version_of,
)
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest
from app.web.shell.rendering import fragment, page
from app.web.shell.wording import SUBJECTS

router = APIRouter(prefix=ASSESSMENT + "/svara")


def _frame(request: AssessmentRequest, answering: Answering, title: str) -> Frame:
    assessment = answering.place.assessment
    crumbs = assessment_crumbs(assessment, request.actor)
    noun = noun_of(is_association=assessment.is_association)
    about = SUBJECTS[assessment.round.subject]
    return frame(request, title, crumbs, is_example=assessment.round.is_example, noun=noun, about=about)


@router.get("")
@needs(Open.RESPONDENT)
def begin(request: AssessmentRequest) -> HTMLResponse:
    answering = service.open_answering(request.database, request.actor, request.key)
    page_frame = _frame(request, answering, f"Svara för {answering.place.assessment.municipality}")
    return page("answering/html/begin.html", begin_page(page_frame, answering, day_of(request.now)))


@router.get("/sammanfattning")
@needs(Open.RESPONDENT)
def summary(request: AssessmentRequest) -> HTMLResponse:
    return _summary(request)


def _summary(request: AssessmentRequest, error: str = "") -> HTMLResponse:
    answering = service.open_answering(request.database, request.actor, request.key)
    page_frame = _frame(request, answering, "Sammanfattning")
    context = summary_page(page_frame, answering, day_of(request.now), error)
    return page("answering/html/summary.html", context, 409 if error else 200)


@router.post("/lamna-in")
@needs(Open.RESPONDENT)
def hand_in(request: AssessmentRequest) -> Response:
    try:
        service.hand_in(request.database, request.actor, request.key, request.now, public_url=request.public_url)
    except PermissionDeniedError as refused:
        return _summary(request, refused.message)
    return RedirectResponse(url_of(request.key, "svara", "klart"), 303)


@router.get("/klart")
@needs(Open.RESPONDENT)
def done(request: AssessmentRequest) -> HTMLResponse:
    return _done(request)


def _done(request: AssessmentRequest, error: str = "") -> HTMLResponse:
    receipt = open_receipt(request.database, request.actor, request.key)
    is_handed_in = receipt.answering.place.respondent.handed_in_at is not None
    title = "Svaren är inlämnade" if is_handed_in else "Svaren är inte inlämnade"
    context = done_page(_frame(request, receipt.answering, title), receipt, request.now, error)
    return page("answering/html/done.html", context, 409 if error else 200)


@router.post("/angra-inlamning")
@needs(Open.RESPONDENT)
def undo_handing_in(request: AssessmentRequest) -> Response:
    try:
        take_back(request.database, request.actor, request.key, request.now)
    except PermissionDeniedError as refused:
        return _done(request, refused.message)
    return RedirectResponse(url_of(request.key, "svara", "sammanfattning"), 303)


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
    return RedirectResponse(_after_saving(request, capital, fields, questions), 303)


def _after_saving(request: AssessmentRequest, capital: str, fields: FormFields, questions: tuple[Question, ...]) -> str:
    """On to the next capital, unless the button that was pressed leads to a question."""
    turn = next((question.id for question in questions if is_cleared(fields, question.id)), fields.get("next", ""))
    return turn_url(service.open_answering(request.database, request.actor, request.key), capital, turn)


@router.put("/{capital}/{question}")
@needs(Open.RESPONDENT)
async def autosave(request: AssessmentRequest, question: str) -> HTMLResponse:
    """One question, saved as soon as it is answered. Repeating it is harmless."""
    fields = await text_fields(request.http)  # as a dependency it would cost as much again
    version, entry = version_of(fields, question), raw_entry(fields, question)
    unheard = unheard_entry(fields, question)
    try:
        result = await service.autosave(
            request.database, request.actor, request.key, question, entry, version, request.now, unheard
        )
    except StaleAnswerError as stale:
        return fragment("answering/html/_save_state.html", conflict_state(question, version, stale), 409)
    return fragment("answering/html/_save_state.html", saved_state(result), 422 if result.errors else 200)
