"""The joint meeting: what remains, a capital's questions, one question at a time, and noting what is agreed."""

from contextlib import suppress
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse

from app.accounts.kernel.roles import Actor, Right
from app.errors import NotSignedInError, OmstallningskollenError
from app.services.answering.answer_errors import InvalidAnswerError
from app.services.meeting.meeting import CapitalMeeting, Meeting, open_capital, open_meeting, version_of_meeting
from app.services.meeting.outcomes import StaleOutcomeError, note_outcome
from app.services.sign_in.sessions import still_signed_in
from app.web.meeting.contexts.meeting import Unsaved, meeting_page, question_page, talk_page
from app.web.meeting.contexts.outcomes import not_noted_state, noted_state
from app.web.shell.contexts.frame import Crumb, Frame, assessment_crumbs, frame, url_of
from app.web.shell.http.forms import FormFields, raw_entry, unheard_entry, version_of
from app.web.shell.http.live_updates import Subscribers, change_events
from app.web.shell.http.permissions import needs
from app.web.shell.http.request import ASSESSMENT, AssessmentAddress, DatabaseDep, Now, SettingsDep, SignedIn
from app.web.shell.http.sessions import lifetime, session_token
from app.web.shell.rendering import page

router = APIRouter(prefix=ASSESSMENT + "/moten")
ONE = "en"
"""What the page of one question sends along, so that one comes back to it."""
STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Neither kept nor held back by a proxy."""


def _frame(request: Request, actor: Actor, meeting: Meeting, what: str = "") -> Frame:
    assessment = meeting.assessment
    own = f"Gemensamt möte {assessment.municipality} {assessment.round.year}"
    way = (Crumb("Gemensamt möte", url_of(assessment.key, "moten")),) if what else ()
    crumbs = (*assessment_crumbs(assessment, actor), *way)
    title = f"{what}, {own[:1].lower()}{own[1:]}" if what else own
    return frame(request, title, actor, crumbs, is_example=assessment.round.is_example)


@router.get("")
@needs(Right.FOLLOW_MEETING)
def overview(request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress) -> HTMLResponse:
    meeting = open_meeting(database, actor, key)
    return page("meeting/html/meeting.html", meeting_page(_frame(request, actor, meeting), meeting))


@router.get("/handelser")
@needs(Right.FOLLOW_MEETING)
async def events(request: Request, database: DatabaseDep, settings: SettingsDep, key: AssessmentAddress) -> Response:
    """A stream that tells whenever something at the meeting has changed; what has, the browser fetches.

    Following is no use of the session: one that nobody uses ends as usual, and the stream with it.
    """
    followers: Subscribers = request.app.state.followers

    async def version() -> int:
        token = session_token(request) or ""
        actor = await still_signed_in(database, token, datetime.now(UTC), lifetime(settings))
        if actor is None:
            raise NotSignedInError
        return await version_of_meeting(database, actor, key)

    async def ask() -> int | None:
        with suppress(OmstallningskollenError):
            return None if await request.is_disconnected() else await version()
        return None

    await version()
    if followers.is_full:
        return PlainTextResponse("För många följer med just nu.", 503, {"Retry-After": "10"})
    return StreamingResponse(change_events(followers, ask), headers=STREAM, media_type="text/event-stream")


@router.get("/{capital}")
@needs(Right.FOLLOW_MEETING)
def capital(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, capital: str
) -> HTMLResponse:
    return _capital(request, actor, open_capital(database, actor, key, capital))


@router.get("/{capital}/{question}")
@needs(Right.FOLLOW_MEETING)
def question(
    request: Request, database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, capital: str, question: str
) -> HTMLResponse:
    return _question(request, actor, open_capital(database, actor, key, capital), question)


@router.put("/{capital}/{question}")
@needs(Right.LEAD_ASSESSMENT)
def autosave(
    database: DatabaseDep, actor: SignedIn, key: AssessmentAddress, question: str, fields: FormFields, now: Now
) -> HTMLResponse:
    """One question, noted as soon as something is chosen or written. Repeating it is harmless."""
    version, entry = version_of(fields, question), raw_entry(fields, question)
    unheard = unheard_entry(fields, question)
    try:
        result = note_outcome(database, actor, key, question, entry, version, now, unheard)
    except StaleOutcomeError as stale:
        return page("meeting/html/_noted_state.html", not_noted_state(question, version, stale), 409)
    return page("meeting/html/_noted_state.html", noted_state(result), 422 if result.errors else 200)


@router.post("/{capital}/{question}")
@needs(Right.LEAD_ASSESSMENT)
def save(
    request: Request,
    database: DatabaseDep,
    actor: SignedIn,
    key: AssessmentAddress,
    capital: str,
    question: str,
    fields: FormFields,
    now: Now,
) -> Response:
    """One question, as browsers without JavaScript send it."""
    entry, alone = raw_entry(fields, question), fields.get("vy") == ONE
    try:
        result = note_outcome(database, actor, key, question, entry, version_of(fields, question), now)
    except StaleOutcomeError as stale:
        return _unsaved(request, database, actor, key, capital, Unsaved(question, entry, stale), alone=alone)
    if result.errors:
        draft = Unsaved(question, entry, InvalidAnswerError(result.errors))
        return _unsaved(request, database, actor, key, capital, draft, alone=alone)
    whole = url_of(key, "moten", result.questionnaire.capital_of(question).id)
    return RedirectResponse(f"{whole}/{question}" if alone else f"{whole}#fraga-{question}", 303)


def _unsaved(
    request: Request,
    database: DatabaseDep,
    actor: Actor,
    key: AssessmentAddress,
    capital: str,
    draft: Unsaved,
    *,
    alone: bool,
) -> HTMLResponse:
    """The page that a question was sent from, with what was typed and what is not saved of it."""
    capital_meeting = open_capital(database, actor, key, capital)
    status = 422 if isinstance(draft.trouble, InvalidAnswerError) else 409
    if alone:
        return _question(request, actor, capital_meeting, draft.question_id, draft, status)
    return _capital(request, actor, capital_meeting, draft, status)


def _capital(
    request: Request, actor: Actor, capital_meeting: CapitalMeeting, draft: Unsaved | None = None, status: int = 200
) -> HTMLResponse:
    page_frame = _frame(request, actor, capital_meeting.meeting, capital_meeting.capital.name)
    return page("meeting/html/meeting_capital.html", talk_page(page_frame, capital_meeting, draft), status)


def _question(
    request: Request,
    actor: Actor,
    capital_meeting: CapitalMeeting,
    question_id: str,
    draft: Unsaved | None = None,
    status: int = 200,
) -> HTMLResponse:
    page_frame = _frame(
        request,
        actor,
        capital_meeting.meeting,
        f"{capital_meeting.capital.name}, fråga {capital_meeting.number_of(question_id)}",
    )
    return page(
        "meeting/html/meeting_question.html", question_page(page_frame, capital_meeting, question_id, draft), status
    )
