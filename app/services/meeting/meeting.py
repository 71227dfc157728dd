"""The joint meeting of a kommun: how its people answered, what to talk about first, and how far it has come.

It begins when answering is closed for good (decision 0003) and ends when the result is approved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.meeting.outcomes import NOTHING_NOTED, Outcome, OutcomeState
from app.assessment.meeting.saved_outcome import Comment, SavedOutcome
from app.assessment.meeting.spread import tallied_spread
from app.assessment.meeting.talk_order import TalkAbout, talk_order
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.assessment.results.method import limits_under
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.plans import locked_because
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.alphabet import swedish
from app.services.meeting import words
from app.services.results.earlier_years import LastLevel, last_levels
from app.storage.engine.cache import cached
from app.storage.engine.database import Database
from app.storage.engine.prepared import Transaction
from app.storage.meeting import meeting as stored
from app.storage.questionnaires.editions import questionnaire_of


class WhyNoMeeting(Enum):
    ANSWERING = "people may still answer"
    SIMPLE = "one person has answered for the whole kommun"


class NoMeetingError(PermissionDeniedError):
    """There is no meeting to hold, or not yet."""

    def __init__(self, assessment: Assessment, why: WhyNoMeeting, *, may_lead: bool) -> None:
        messages = {
            WhyNoMeeting.ANSWERING: words.STILL_ANSWERING,
            WhyNoMeeting.SIMPLE: words.ONE_ANSWERED,
        }
        super().__init__(messages[why])
        self.assessment = assessment
        self.why = why
        self.may_lead = may_lead


@dataclass(frozen=True, slots=True)
class CapitalStandings:
    """How far the meeting has come in one capital."""

    capital: Capital
    standings: Mapping[str, OutcomeState]
    """Question id -> where it stands, of every question that is asked, in the questionnaire's order."""

    def count(self, standing: OutcomeState) -> int:
        return sum(other is standing for other in self.standings.values())

    @property
    def asked(self) -> int:
        return len(self.standings)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where the whole meeting stands at one moment."""

    assessment: Assessment
    questionnaire: Questionnaire
    outcomes: Mapping[str, SavedOutcome]
    version: int
    """Raised at every change that anybody makes."""
    may_lead: bool
    closed: str
    """Why nothing can be changed right now, in Swedish; empty while it can."""

    @property
    def may_change(self) -> bool:
        return self.may_lead and not self.closed

    @property
    def capitals(self) -> tuple[CapitalStandings, ...]:
        """Those that the round asks anything in."""
        standings = (self._standings(capital) for capital in self.assessment.round.asked_capitals(self.questionnaire))
        return tuple(capital for capital in standings if capital.asked)

    def outcome(self, question_id: str) -> Outcome:
        stored_outcome = self.outcomes.get(question_id)
        return NOTHING_NOTED if stored_outcome is None else stored_outcome.outcome

    def capital(self, capital_id: str) -> CapitalStandings:
        """Raises NotFoundError for a capital in which the round asks nothing."""
        for standings in self.capitals:
            if standings.capital.id == capital_id:
                return standings
        raise NotFoundError

    def question(self, question_id: str) -> Question:
        """Raises NotFoundError for a question that the round does not ask."""
        if any(question_id in standings.standings for standings in self.capitals):
            return self.questionnaire.questions[question_id]
        raise NotFoundError

    def _standings(self, capital: Capital) -> CapitalStandings:
        questions = capital.asked(self.assessment.round.form)
        return CapitalStandings(capital, {question.id: self.outcome(question.id).standing for question in questions})


@dataclass(frozen=True, slots=True)
class CapitalMeeting:
    """The meeting at one capital."""

    meeting: Meeting
    capital: Capital
    talk: tuple[TalkAbout, ...]
    """The scored questions, those most worth talking about first; then those about the direction."""
    comments: Mapping[str, tuple[Comment, ...]]
    """Question id -> comments; only for those who lead, and where enough people answered."""
    last_levels: Mapping[str, LastLevel]

    def number_of(self, question_id: str) -> int:
        """Which of the capital's questions it is, from 1 in the order of talking. Raises NotFoundError for any
        other.
        """
        for number, item in enumerate(self.talk, start=1):
            if item.question.id == question_id:
                return number
        raise NotFoundError


def open_meeting(database: Database, actor: Actor, key: AssessmentKey) -> Meeting:
    """Raises NotFoundError to people outside the kommun, and NoMeetingError while there is none to hold."""
    with database.read() as session:
        return opened(session, actor, key, Right.FOLLOW_MEETING)


def capital_meeting_of(session: Session, meeting: Meeting, capital_id: str) -> CapitalMeeting:
    """The meeting at one capital, in a transaction. Raises NotFoundError for a capital in which nothing is asked."""
    capital = meeting.capital(capital_id).capital
    question_ids = [question.id for question in capital.asked(meeting.assessment.round.form)]
    talk = cached_talk(session, meeting, capital)
    return CapitalMeeting(
        meeting=meeting,
        capital=capital,
        talk=talk,
        comments=_comments(session, meeting, talk) if meeting.may_lead else {},
        last_levels=last_levels(session, meeting.assessment, question_ids),
    )


def opened(session: Session, actor: Actor, key: AssessmentKey, right: Right) -> Meeting:
    """The meeting in a transaction, for somebody who has the right. Raises as `open_meeting`, and
    PermissionDeniedError.
    """
    assessment = assessment_for(session, actor, key, right)
    may_lead = may(actor, Right.LEAD_ASSESSMENT, place_of(assessment))
    if assessment.mode is Mode.SIMPLE:
        raise NoMeetingError(assessment, WhyNoMeeting.SIMPLE, may_lead=may_lead)
    if assessment.answering_closed_at is None and assessment.approved_at is None:
        raise NoMeetingError(assessment, WhyNoMeeting.ANSWERING, may_lead=may_lead)
    return Meeting(
        assessment=assessment,
        questionnaire=questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash),
        outcomes=stored.outcomes_of(session, assessment.id),
        version=stored.meeting_version(session, key) or 0,
        may_lead=may_lead,
        closed=locked_because(session, assessment),
    )


async def version_of_meeting(database: Database, actor: Actor, key: AssessmentKey) -> int:
    """What `Meeting.version` is now; asked over and over by everybody who follows the meeting.

    Raises NotFoundError to people outside the kommun.
    """

    def work(transaction: Transaction) -> int:
        assessment_for(transaction, actor, key, Right.FOLLOW_MEETING)
        return stored.meeting_version(transaction, key) or 0

    return await database.read_async(work)


MAX_CACHED = 512
"""So many capitals' single answers are kept counted. They cannot change once answering is closed (decision 0003), the
page is asked for at every change at the meeting, and counting two hundred people takes longer than all the rest."""


def cached_talk(session: Session, meeting: Meeting, capital: Capital) -> tuple[TalkAbout, ...]:
    """The capital's questions with their spreads, scored ones first, each part the most urgent first."""
    assessment = meeting.assessment
    closed_at = assessment.answering_closed_at
    conditions = (meeting.questionnaire.content_hash, assessment.round.form, assessment.round.method, capital.id)
    key = None if closed_at is None else (assessment.id, closed_at, *conditions)
    return cached(session, "talk", key, MAX_CACHED, lambda: _talk(session, meeting, capital))


def _talk(session: Session, meeting: Meeting, capital: Capital) -> tuple[TalkAbout, ...]:
    questionnaire, form = meeting.questionnaire, meeting.assessment.round.form
    questions = capital.asked(form)
    tallies = stored.tallies_of(session, meeting.assessment.id, [question.id for question in questions])
    limits = limits_under(meeting.assessment.round.method, questionnaire.limits)
    spreads = {
        question.id: tallied_spread(
            question, questionnaire, tallies.get(question.id, {}), limits.min_group, limits.role_weight_half
        )
        for question in questions
    }
    parts = (capital.maturity_questions(form), capital.direction_questions(form))
    return tuple(
        item
        for part in parts
        for item in talk_order(((question, spreads[question.id]) for question in part), len(questionnaire.scale))
    )


def every_comment(session: Session, meeting: Meeting) -> dict[str, tuple[Comment, ...]]:
    """Question id -> comments, of all capitals, as far as the meeting shows them."""
    comments: dict[str, tuple[Comment, ...]] = {}
    for capital in meeting.capitals:
        comments |= _comments(session, meeting, _talk(session, meeting, capital.capital))
    return comments


def _comments(session: Session, meeting: Meeting, talk: tuple[TalkAbout, ...]) -> dict[str, tuple[Comment, ...]]:
    """Where too few answered for their answers to be shown, their comments would tell who they are as well.

    In the order of the alphabet, which tells nothing of who wrote them or when.
    """
    visible = [item.question for item in talk if item.spread.is_shown]
    if not visible:
        return {}
    every = stored.comments_of(session, meeting.assessment.id, {question.id for question in visible})
    return {
        question.id: tuple(
            sorted((comment for role, comment in every[question.id] if question.is_meant_for(role)), key=_alphabetical)
        )
        for question in visible
        if question.id in every
    }


SORTED_BY = 40
"""So many characters are enough to put comments in order."""


def _alphabetical(comment: Comment) -> tuple[str, str, str]:
    return swedish(comment.text[:SORTED_BY]), comment.text, comment.evidence_url
