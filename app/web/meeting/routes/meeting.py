"""The joint meeting: a capital's questions, one at a time, noting what is agreed, and the stream of changes."""

from contextlib import suppress
from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse

from app.accounts.kernel.roles import Right
from app.errors import NotSignedInError, OmstallningskollenError
from app.services.answering.answer_errors import InvalidAnswerError
from app.services.meeting.agenda import CapitalOnAgenda, open_capital_on_agenda
from app.services.meeting.meeting import version_of_meeting
from app.services.meeting.outcomes import StaleOutcomeError, note_outcome
from app.services.sign_in.sessions import still_signed_in
from app.web.meeting.contexts.meeting import Unsaved, talk_page
from app.web.meeting.contexts.meeting_frame import meeting_frame
from app.web.meeting.contexts.outcomes import not_noted_state, noted_state
from app.web.meeting.contexts.question import question_page
from app.web.shell.contexts.frame import url_of
from app.web.shell.http.forms import FormFields, raw_entry, unheard_entry, version_of
from app.web.shell.http.live_updates import Subscribers, change_events
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentRequest, SessionlessAssessmentRequest
from app.web.shell.http.sessions import lifetime, session_token
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/moten")
ONE = "en"
"""What the page of one question sends along, so that one comes back to it."""
STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Neither kept nor held back by a proxy."""


@router.get("/handelser")
@needs(Right.FOLLOW_MEETING)
async def events(request: SessionlessAssessmentRequest) -> Response:
    """A stream that tells whenever something at the meeting has changed; what has, the browser fetches.

    Following is no use of the session: one that nobody uses ends as usual, and the stream with it.
    """
    followers: Subscribers = request.http.app.state.followers

    async def ask() -> int | None:
        with suppress(OmstallningskollenError):
            return None if await request.http.is_disconnected() else await _version(request)
        return None

    await _version(request)
    if followers.is_full:
        return PlainTextResponse("För många följer med just nu.", 503, {"Retry-After": "10"})
    return StreamingResponse(change_events(followers, ask), headers=STREAM, media_type="text/event-stream")


async def _version(request: SessionlessAssessmentRequest) -> int:
    """Raises NotSignedInError for somebody who is not any more, and NotFoundError for one who may not follow."""
    token = session_token(request.http) or ""
    actor = await still_signed_in(request.database, token, datetime.now(UTC), lifetime(request.settings))
    if actor is None:
        raise NotSignedInError
    return await version_of_meeting(request.database, actor, request.key)


@router.get("/{capital}")
@needs(Right.FOLLOW_MEETING)
def capital(request: AssessmentRequest, capital: str) -> HTMLResponse:
    return _capital(request, open_capital_on_agenda(request.database, request.actor, request.key, capital))


@router.get("/{capital}/{question}")
@needs(Right.FOLLOW_MEETING)
def question(request: AssessmentRequest, capital: str, question: str) -> HTMLResponse:
    return _question(request, open_capital_on_agenda(request.database, request.actor, request.key, capital), question)


@router.put("/{capital}/{question}")
@needs(Right.LEAD_ASSESSMENT)
def autosave(request: AssessmentRequest, question: str, fields: FormFields) -> HTMLResponse:
    """One question, noted as soon as something is chosen or written. Repeating it is harmless."""
    version, entry = version_of(fields, question), raw_entry(fields, question)
    unheard = unheard_entry(fields, question)
    try:
        result = note_outcome(
            request.database, request.actor, request.key, question, entry, version, request.now, unheard
        )
    except StaleOutcomeError as stale:
        return page("meeting/html/_noted_state.html", not_noted_state(question, version, stale), 409)
    return page("meeting/html/_noted_state.html", noted_state(result), 422 if result.errors else 200)


@router.post("/{capital}/{question}")
@needs(Right.LEAD_ASSESSMENT)
def save(request: AssessmentRequest, capital: str, question: str, fields: FormFields) -> Response:
    """One question, as browsers without JavaScript send it."""
    entry, alone = raw_entry(fields, question), fields.get("vy") == ONE
    try:
        result = note_outcome(
            request.database, request.actor, request.key, question, entry, version_of(fields, question), request.now
        )
    except StaleOutcomeError as stale:
        return _unsaved(request, capital, Unsaved(question, entry, stale), alone=alone)
    if result.errors:
        draft = Unsaved(question, entry, InvalidAnswerError(result.errors))
        return _unsaved(request, capital, draft, alone=alone)
    whole = url_of(request.key, "moten", result.questionnaire.capital_of(question).id)
    return RedirectResponse(f"{whole}/{question}" if alone else f"{whole}#fraga-{question}", 303)


def _unsaved(request: AssessmentRequest, capital: str, draft: Unsaved, *, alone: bool) -> HTMLResponse:
    """The page that a question was sent from, with what was typed and what is not saved of it."""
    at_agenda = open_capital_on_agenda(request.database, request.actor, request.key, capital)
    status = 422 if isinstance(draft.trouble, InvalidAnswerError) else 409
    if alone:
        return _question(request, at_agenda, draft.question_id, draft, status)
    return _capital(request, at_agenda, draft, status)


def _capital(
    request: AssessmentRequest, at_agenda: CapitalOnAgenda, draft: Unsaved | None = None, status: int = 200
) -> HTMLResponse:
    capital_meeting = at_agenda.capital_meeting
    page_frame = meeting_frame(request, capital_meeting.meeting, capital_meeting.capital.name)
    return page("meeting/html/meeting_capital.html", talk_page(page_frame, capital_meeting, draft), status)


def _question(
    request: AssessmentRequest,
    at_agenda: CapitalOnAgenda,
    question_id: str,
    draft: Unsaved | None = None,
    status: int = 200,
) -> HTMLResponse:
    capital_meeting = at_agenda.capital_meeting
    what = f"{capital_meeting.capital.name}, fråga {capital_meeting.number_of(question_id)}"
    page_frame = meeting_frame(request, capital_meeting.meeting, what)
    return page("meeting/html/meeting_question.html", question_page(page_frame, at_agenda, question_id, draft), status)
