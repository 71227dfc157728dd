"""The agenda of a joint meeting of ninety minutes, with how far the meeting has come on it."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right
from app.assessment.meeting.agenda import Agenda, plan_agenda
from app.assessment.meeting.agenda_walk import AgendaWalk
from app.rounds.kernel.keys import AssessmentKey
from app.services.meeting.meeting import CapitalMeeting, Meeting, cached_talk, capital_meeting_of, opened
from app.services.meeting.votes import MeetingVotes, meeting_votes
from app.storage.engine.cache import cached
from app.storage.engine.database import Database

MAX_AGENDAS = 64
"""So many are kept: as the spreads they are made of, they cannot change once answering is closed."""


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    meeting: Meeting
    agenda: Agenda

    @property
    def walk(self) -> AgendaWalk:
        standings = {
            question_id: standing
            for capital in self.meeting.capitals
            for question_id, standing in capital.standings.items()
        }
        return AgendaWalk(self.agenda, standings)


@dataclass(frozen=True, slots=True)
class CapitalOnAgenda:
    """The meeting at one capital, with the agenda that leads on from its questions."""

    capital_meeting: CapitalMeeting
    walk: AgendaWalk
    votes: MeetingVotes


def open_agenda(database: Database, actor: Actor, key: AssessmentKey) -> MeetingAgenda:
    """Raises NotFoundError to people outside the kommun, and NoMeetingError while there is no meeting to hold."""
    with database.read() as session:
        return agenda_of(session, opened(session, actor, key, Right.FOLLOW_MEETING))


def open_capital_on_agenda(database: Database, actor: Actor, key: AssessmentKey, capital_id: str) -> CapitalOnAgenda:
    """Raises as `open_agenda`, and NotFoundError for a capital in which nothing is asked."""
    with database.read() as session:
        meeting = opened(session, actor, key, Right.FOLLOW_MEETING)
        return CapitalOnAgenda(
            capital_meeting=capital_meeting_of(session, meeting, capital_id),
            walk=agenda_of(session, meeting).walk,
            votes=meeting_votes(session, meeting.assessment.id),
        )


def agenda_of(session: Session, meeting: Meeting) -> MeetingAgenda:
    assessment = meeting.assessment
    closed_at = assessment.answering_closed_at
    conditions = (meeting.questionnaire.content_hash, assessment.round.form, assessment.round.method)
    key = None if closed_at is None else (assessment.id, closed_at, *conditions)
    return MeetingAgenda(meeting, cached(session, "agenda", key, MAX_AGENDAS, lambda: _planned(session, meeting)))


def _planned(session: Session, meeting: Meeting) -> Agenda:
    capitals = [standings.capital for standings in meeting.capitals]
    return plan_agenda(
        ((capital, cached_talk(session, meeting, capital)) for capital in capitals), meeting.questionnaire
    )
