"""Contexts of a capital's questions at the joint meeting, and of where there is no meeting to hold."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from app.assessment.answering.entry import Entry, RawEntry
from app.assessment.meeting.outcomes import OutcomeState
from app.assessment.meeting.saved_outcome import Comment
from app.assessment.meeting.talk_order import TalkAbout
from app.assessment.questionnaires.questionnaire import Capital, Question
from app.services.answering.answer_errors import InvalidAnswerError
from app.services.meeting.meeting import CapitalMeeting, NoMeetingError, WhyNoMeeting
from app.services.meeting.outcomes import StaleOutcomeError
from app.services.results.earlier_years import LastLevel
from app.web.meeting.contexts.meeting_progress import CapitalRow, Progress, progress_of, url_at
from app.web.meeting.contexts.outcomes import OutcomeConflict, conflict, standing_text
from app.web.meeting.contexts.spread import SpreadView, shapes, spread_view
from app.web.questionnaires.contexts.questions import FieldErrors, field_errors
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class TalkView:
    """One question at the meeting."""

    question: Question
    number: int
    url: str
    """Where it is shown by itself, and where what is noted about it is sent."""
    spread: SpreadView
    comments: tuple[Comment, ...]
    last_level: LastLevel | None
    standing: OutcomeState
    standing_text: str
    saved_at: datetime | None
    version: int
    chosen: str
    reason: str
    evidence_url: str
    errors: FieldErrors
    conflict: OutcomeConflict | None

    @property
    def id(self) -> str:
        return self.question.id


@dataclass(frozen=True, slots=True)
class TalkPage:
    """A capital at the meeting with its questions."""

    frame: Frame
    progress: Progress
    capital: Capital
    position: int
    """Of the capital among those at the meeting, from 1."""
    maturity: tuple[TalkView, ...]
    direction: tuple[TalkView, ...]
    shapes: Markup
    """Of the marks on the page."""

    @property
    def questions(self) -> tuple[TalkView, ...]:
        return self.maturity + self.direction

    @property
    def troubled(self) -> tuple[TalkView, ...]:
        return tuple(view for view in self.questions if view.errors.messages or view.conflict)

    @property
    def preceding(self) -> CapitalRow | None:
        return self.progress.capitals[self.position - 2] if self.position > 1 else None

    @property
    def following(self) -> CapitalRow | None:
        return self.progress.capitals[self.position] if self.position < len(self.progress.capitals) else None


@dataclass(frozen=True, slots=True)
class NoMeetingPage:
    frame: Frame
    url: str
    message: str
    is_simple: bool
    may_lead: bool


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was sent about one question and could not be kept: it is shown, not lost."""

    question_id: str
    typed: RawEntry
    trouble: InvalidAnswerError | StaleOutcomeError


def talk_page(frame: Frame, capital_meeting: CapitalMeeting, draft: Unsaved | None = None) -> TalkPage:
    """A capital's page. `draft` stands on it with what was wrong."""
    progress = progress_of(capital_meeting.meeting)
    views = tuple(
        _talk_view(capital_meeting, number, talk, draft) for number, talk in enumerate(capital_meeting.talk, start=1)
    )
    question_ids = {question.id for question in capital_meeting.capital.questions}
    return TalkPage(
        frame=frame,
        progress=progress,
        capital=capital_meeting.capital,
        position=1 + [row.id for row in progress.capitals].index(capital_meeting.capital.id),
        maturity=tuple(view for view in views if view.id in question_ids),
        direction=tuple(view for view in views if view.id not in question_ids),
        shapes=shapes(),
    )


def no_meeting_page(frame: Frame, error: NoMeetingError) -> NoMeetingPage:
    return NoMeetingPage(
        frame=frame,
        url=url_of(error.assessment.key),
        message=error.message,
        is_simple=error.why is WhyNoMeeting.SIMPLE,
        may_lead=error.may_lead,
    )


def _talk_view(capital_meeting: CapitalMeeting, number: int, talk: TalkAbout, draft: Unsaved | None) -> TalkView:
    meeting, question = capital_meeting.meeting, talk.question
    saved_outcome, outcome = meeting.outcomes.get(question.id), meeting.outcome(question.id)
    mine = draft if draft is not None and draft.question_id == question.id else None
    entry = RawEntry(outcome.choice, outcome.reason, outcome.evidence_url) if mine is None else mine.typed
    trouble = None if mine is None else mine.trouble
    return TalkView(
        question=question,
        number=number,
        url=url_at(meeting, capital_meeting.capital.id, question.id),
        spread=spread_view(talk, meeting.questionnaire),
        comments=capital_meeting.comments.get(question.id, ()),
        last_level=capital_meeting.last_levels.get(question.id),
        standing=outcome.standing,
        standing_text=standing_text(meeting.questionnaire, outcome),
        saved_at=saved_outcome.saved_at if saved_outcome is not None and saved_outcome.version else None,
        version=0 if saved_outcome is None else saved_outcome.version,
        chosen=entry.choice,
        reason=entry.comment,
        evidence_url=entry.evidence_url,
        errors=field_errors(trouble.errors, Entry(outcome.answer, outcome.reason, outcome.evidence_url))
        if isinstance(trouble, InvalidAnswerError)
        else FieldErrors(),
        conflict=conflict(trouble) if isinstance(trouble, StaleOutcomeError) else None,
    )
