"""Voting at the joint meeting, on one's own phone. Nobody sees what anybody votes; it can be changed until it closes.

Who votes is who has a place to answer in the assessment, through the personal link or signed in; decision 0058.
"""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import Answer
from app.assessment.answering.entry import RawEntry, read_entry
from app.assessment.meeting.vote import Vote
from app.assessment.questionnaires.questionnaire import Question
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering import words as answering_words
from app.services.answering.respondent_place import RespondentPlace, respondent_place
from app.services.meeting import words
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.meeting import votes as stored
from app.storage.meeting.meeting import raise_meeting_version

CHOICE = "val"
"""The field that an error is about."""


class VoteOverError(PermissionDeniedError):
    """The vote was closed, or started again, before what was sent came here. Nothing of it is stored."""

    def __init__(self) -> None:
        super().__init__(words.VOTE_IS_OVER)


@dataclass(frozen=True, slots=True)
class Voting:
    """What one person sees of the vote that is open: the question and the person's own choice, of nobody else's."""

    place: RespondentPlace
    vote: Vote | None
    """None when no vote is open."""
    own: Answer | None

    @property
    def question(self) -> Question | None:
        return None if self.vote is None else self.place.questionnaire.questions[self.vote.question_id]

    @property
    def is_asked(self) -> bool:
        """Whether the question is meant for the person's role group, as it was when people answered by themselves."""
        question = self.question
        return question is not None and question.is_meant_for(self.place.respondent.role_group)


def open_voting(database: Database, actor: Actor, key: AssessmentKey) -> Voting:
    """Raises NotFoundError for someone who is not asked to answer there, and PermissionDeniedError for one who is asked
    no longer.
    """
    with database.read() as session:
        return _voting(session, actor, key)


def cast_vote(database: Database, actor: Actor, key: AssessmentKey, question_id: str, number: int, choice: str) -> None:
    """Vote, or change what one has voted. The same again is no change.

    Raises as `open_voting`, VoteOverError when the vote that the page showed is not open any more, and
    InvalidInputError when nothing is chosen.
    """

    def work(session: Session) -> None:
        lock_assessment(session, key, exclusive=True)
        voting = _voting(session, actor, key)
        vote, question = voting.vote, voting.question
        if vote is None or question is None or (vote.question_id, vote.number) != (question_id, number):
            raise VoteOverError
        if not voting.is_asked:
            raise NotFoundError
        reading = read_entry(question, RawEntry(choice, "", ""))
        answer = reading.entry.answer
        if answer is None:
            raise InvalidInputError({CHOICE: reading.errors[0].message if reading.errors else words.CHOOSE_A_VOTE})
        if answer == voting.own:
            return
        assessment = voting.place.assessment
        stored.store_ballot(session, voting.place.respondent.id, assessment.id, question_id, answer)
        if voting.own is None:
            raise_meeting_version(session, assessment.id)

    database.write(work)


def _voting(session: Session, actor: Actor, key: AssessmentKey) -> Voting:
    place = respondent_place(session, actor, key)
    if place.respondent.for_kommun:
        raise NotFoundError
    if not place.may_vote:
        raise PermissionDeniedError(answering_words.WITHDRAWN)
    vote = stored.open_vote(session, place.assessment.id)
    ballot = None if vote is None else stored.ballot_of(session, place.respondent.id)
    return Voting(place=place, vote=vote, own=None if ballot is None else ballot[1])
