"""A new blind vote on a question at the joint meeting, for those who lead it: starting, how many have voted, closing.

It is a support for talking (decision 0058): nothing here writes an agreed answer, and no result reads a vote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.vote_events import VoteClosed, VoteStarted
from app.accounts.kernel.roles import Actor, Right
from app.assessment.meeting.vote import Vote, count_votes
from app.assessment.results.method import limits_under
from app.errors import PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.meeting import words
from app.services.meeting.meeting import Meeting, opened
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.meeting import votes as stored
from app.storage.meeting.meeting import raise_meeting_version


@dataclass(frozen=True, slots=True)
class MeetingVotes:
    """The votes of a meeting at one moment. Of an open one nothing but how many have voted is ever read."""

    by_question: Mapping[str, Vote]
    ballots: int
    """How many have voted in the one that is open."""

    @property
    def open_question(self) -> str:
        """The question that is voted on now; empty when there is none."""
        return next((vote.question_id for vote in self.by_question.values() if vote.is_open), "")


def meeting_votes(session: Session, assessment_id: int) -> MeetingVotes:
    votes = stored.votes_of(session, assessment_id)
    is_open = any(vote.is_open for vote in votes.values())
    return MeetingVotes(votes, stored.count_ballots(session, assessment_id) if is_open else 0)


def start_vote(
    database: Database, actor: Actor, key: AssessmentKey, question_id: str, replaces: int, now: datetime
) -> str:
    """Start a vote on a question. Returns the capital in which the question stands.

    `replaces` is the number of the closed vote on the same question that it stands instead of, 0 for none: what
    somebody else has started, or closed, since the page was shown stays as it is.

    Raises NotFoundError, and PermissionDeniedError (NoMeetingError, when the result is handed in, or while another
    question is voted on).
    """

    def work(session: Session) -> str:
        meeting, capital_id = _led(session, actor, key, question_id)
        votes = meeting_votes(session, meeting.assessment.id)
        if votes.open_question not in {"", question_id}:
            raise PermissionDeniedError(words.ANOTHER_VOTE_IS_OPEN)
        latest = votes.by_question.get(question_id)
        if votes.open_question or replaces != (0 if latest is None else latest.number):
            return capital_id
        assessment = meeting.assessment
        stored.start_vote(session, assessment.id, question_id, now)
        raise_meeting_version(session, assessment.id)
        event = VoteStarted(assessment_id=assessment.id, question_id=question_id)
        note(session, actor, event, place_of(assessment), now)
        return capital_id

    return database.write(work)


def close_vote(
    database: Database, actor: Actor, key: AssessmentKey, question_id: str, number: int, now: datetime
) -> str:
    """Close a vote: what may be shown is counted, and every single vote is deleted. Closing it twice is the same as
    once, and a later vote on the question than `number` goes on. Returns as `start_vote`.

    Raises NotFoundError, and PermissionDeniedError (NoMeetingError, or when the result is handed in).
    """

    def work(session: Session) -> str:
        meeting, capital_id = _led(session, actor, key, question_id)
        assessment = meeting.assessment
        vote = stored.open_vote(session, assessment.id)
        if vote is None or (vote.question_id, vote.number) != (question_id, number):
            return capital_id
        limits = limits_under(assessment.round.method, meeting.questionnaire.limits)
        tally = stored.ballot_tally(session, assessment.id)
        question = meeting.question(question_id)
        count = count_votes(question, meeting.questionnaire, tally, limits.min_group, vote.shown_voters)
        stored.close_vote(session, assessment.id, question_id, count, now)
        raise_meeting_version(session, assessment.id)
        event = VoteClosed(assessment_id=assessment.id, question_id=question_id)
        note(session, actor, event, place_of(assessment), now)
        return capital_id

    return database.write(work)


def _led(session: Session, actor: Actor, key: AssessmentKey, question_id: str) -> tuple[Meeting, str]:
    lock_assessment(session, key, exclusive=True)
    meeting = opened(session, actor, key, Right.LEAD_ASSESSMENT)
    question = meeting.question(question_id)
    if meeting.closed:
        raise PermissionDeniedError(meeting.closed)
    return meeting, meeting.questionnaire.capital_of(question.id).id
