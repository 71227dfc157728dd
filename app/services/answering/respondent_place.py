"""Where a person answers in an assessment, and what is asked there."""

from dataclasses import dataclass

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.questionnaires.duration import minutes_to_answer
from app.assessment.questionnaires.questionnaire import Capital, Form, Question, Questionnaire
from app.errors import NotFoundError, PermissionDeniedError
from app.messages import Message
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round, RoundState
from app.services.answering import words
from app.services.kernel.access import place_of
from app.storage.answering import answers as stored
from app.storage.answering.answers import Respondent
from app.storage.engine.prepared import Transaction
from app.storage.questionnaires.editions import questionnaire_of

_questions: dict[tuple[str, str, Form, str | None], tuple[Question, ...]] = {}
"""Questions by edition, capital, form and role group: every page and every save asks for them, and they are few."""


@dataclass(frozen=True, slots=True)
class RespondentPlace:
    """Where one person answers: the assessment, the person's place in it, and what is asked of that place."""

    assessment: Assessment
    respondent: Respondent
    questionnaire: Questionnaire

    @property
    def capitals(self) -> tuple[Capital, ...]:
        return self.assessment.round.asked_capitals(self.questionnaire)

    def questions(self, capital: Capital) -> tuple[Question, ...]:
        """What this place is asked in a capital: the form's questions that are meant for the role group."""
        role_group = None if self.respondent.for_kommun else self.respondent.role_group
        key = (self.questionnaire.content_hash, capital.id, self.assessment.round.form, role_group)
        if key not in _questions:
            questions = capital.asked(self.assessment.round.form)
            _questions[key] = tuple(
                question for question in questions if role_group is None or question.is_meant_for(role_group)
            )
        return _questions[key]

    @property
    def minutes(self) -> int:
        """How long it takes to answer all of it."""
        contents = [(capital, self.questions(capital)) for capital in self.capitals]
        return minutes_to_answer(self.questionnaire.introduction, contents)

    def capital(self, capital_id: str) -> Capital:
        """Raises NotFoundError for a capital the round does not ask."""
        for capital in self.capitals:
            if capital.id == capital_id:
                return capital
        raise NotFoundError

    def capital_after(self, capital_id: str) -> Capital | None:
        """The capital that is asked next, or None after the last. Raises NotFoundError for one the round does not
        ask.
        """
        capitals = iter(self.capitals)
        if not any(capital.id == capital_id for capital in capitals):
            raise NotFoundError
        return next(capitals, None)

    def closed_because(self) -> Message | None:
        """Why nothing can be changed any more, in Swedish, or None while it can."""
        if self.respondent.handed_in_at is not None:
            return words.MAY_TAKE_BACK if self.may_take_back else words.HANDED_IN
        return self.ended_because()

    @property
    def may_vote(self) -> bool:
        """At the joint meeting: whoever is asked to answer as a person (decision 0058)."""
        return not self.respondent.for_kommun and self.respondent.withdrawn_at is None

    def ended_because(self) -> Message | None:
        """Why nothing can be changed whether or not it is handed in, in Swedish; None while answering goes on."""
        if self.assessment.mode is Mode.SIMPLE and not self.respondent.for_kommun:
            return words.ONE_ANSWERS_NOW  # before reasons that say that what is saved counts
        if self.may_hand_in_late:
            return words.CLOSED_NOT_HANDED_IN
        not_open = not_open_because(self.assessment.round)
        if not_open is not None:
            return not_open
        if self.assessment.answering_closed_at is not None or self.assessment.approved_at is not None:
            return words.ANSWERING_ENDED
        if self.respondent.withdrawn_at is not None:
            return words.WITHDRAWN
        return None

    @property
    def may_take_back(self) -> bool:
        """Whether what this person handed in alone can be taken back: while the others still answer."""
        has_handed_in = self.respondent.handed_in_at is not None
        return has_handed_in and not self.respondent.for_kommun and self.ended_because() is None

    @property
    def may_hand_in_late(self) -> bool:
        """What one person saved for the whole kommun becomes its own only when handed in, and waits for that."""
        assessment = self.assessment
        return (
            self.respondent.for_kommun
            and assessment.answering_closed_at is None
            and assessment.approved_at is None
            and assessment.round.state is RoundState.CLOSED
        )

    def question(self, question_id: str) -> Question:
        """Raises NotFoundError for a question that is not asked of this place."""
        question = self.questionnaire.questions.get(question_id)
        if question is not None:
            capital = self.capital(self.questionnaire.capital_of(question_id).id)
            if any(item.id == question_id for item in self.questions(capital)):
                return question
        raise NotFoundError

    def require_open(self) -> None:
        """Raises PermissionDeniedError when nothing can be changed any more."""
        reason = self.closed_because()
        if reason is not None:
            raise PermissionDeniedError(reason)


def not_open_because(round_: Round) -> Message | None:
    """Why nobody can answer in the round now, in Swedish, or None while it is open."""
    if round_.state is RoundState.CLOSED:
        return words.ROUND_CLOSED
    if round_.state is RoundState.PLANNED:
        return words.opens_later(round_.opens_on)
    return None


def respondent_place(transaction: Transaction, actor: Actor, key: AssessmentKey) -> RespondentPlace:
    """One's own place; for those who lead the assessment, the one that stands for the kommun, where they have none of
    their own or one answers for all now.

    Raises NotFoundError for someone who has neither.
    """
    places = stored.find_places(transaction, key, actor.person_id)
    if places is None:
        raise NotFoundError
    assessment, respondent = places.assessment, places.own
    takes_joint = respondent is None or (assessment.mode is Mode.SIMPLE and places.joint is not None)
    if takes_joint and may(actor, Right.LEAD_ASSESSMENT, place_of(assessment)):
        respondent = places.joint
    if respondent is None or actor.respondent_id not in {None, respondent.id}:
        raise NotFoundError
    edition = assessment.round
    return RespondentPlace(
        assessment, respondent, questionnaire_of(transaction, edition.edition_id, edition.content_hash)
    )
