"""What a joint meeting comes to on one question: a level, ej tillämpligt, that they did not agree, or nothing yet."""

from dataclasses import dataclass
from enum import StrEnum

from app.assessment.answering.answers import Answer, AnswerKind
from app.assessment.answering.entry import FieldError, RawEntry, read_entry
from app.assessment.questionnaires.questionnaire import Question


class OutcomeState(StrEnum):
    """Where a question stands at the meeting. Besides levels and ej tillämpligt, these can be chosen on the page."""

    AGREED = "enade"
    NOT_UNITED = "enades_inte"
    PARKED = "parkerad"
    OPEN = "oppen"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is noted on one question. `answer` is a level or ej tillämpligt, and None while nothing is agreed.

    `reason` says why, or, where they did not agree, how they see it differently. It may be begun before anything is
    settled, and stays when the question is opened again.
    """

    answer: Answer | None = None
    not_united: bool = False
    parked: bool = False
    reason: str = ""
    evidence_url: str = ""

    @property
    def standing(self) -> OutcomeState:
        if self.answer is not None:
            return OutcomeState.AGREED
        if self.not_united:
            return OutcomeState.NOT_UNITED
        return OutcomeState.PARKED if self.parked else OutcomeState.OPEN

    @property
    def is_settled(self) -> bool:
        return self.standing in {OutcomeState.AGREED, OutcomeState.NOT_UNITED}

    @property
    def settles(self) -> tuple[OutcomeState, Answer | None]:
        """What is decided, without the words about it."""
        return self.standing, self.answer

    @property
    def choice(self) -> str:
        """As it is chosen on a page: a level's position, "ej_tillampligt", or another standing's name."""
        return self.standing.value if self.answer is None else str(self.answer.position or self.answer.kind.value)


NOTHING_NOTED = Outcome()
WITHOUT_ANSWER = frozenset({OutcomeState.NOT_UNITED, OutcomeState.PARKED, OutcomeState.OPEN})
NO_ANSWER = "inget"
"""Is no question's answer, so that it is refused like any other choice that is not on the page."""


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """What was entered at the meeting. A field with an error is empty in `outcome`."""

    outcome: Outcome
    errors: tuple[FieldError, ...] = ()

    def over(self, previous: Outcome) -> Outcome:
        """What to note: a field that is wrong stays as it was noted, and the others are kept."""
        wrong = {error.field for error in self.errors}
        outcome = previous if "choice" in wrong else self.outcome
        return Outcome(
            answer=outcome.answer,
            not_united=outcome.not_united,
            parked=outcome.parked,
            reason=previous.reason if "comment" in wrong else self.outcome.reason,
            evidence_url=previous.evidence_url if "evidence_url" in wrong else self.outcome.evidence_url,
        )


def read_outcome(question: Question, raw: RawEntry) -> OutcomeReading:
    """What can be kept, and every error. Vet ej settles nothing (method 3) and cannot be chosen."""
    answer = NO_ANSWER if raw.choice in {"", AnswerKind.DONT_KNOW} else raw.choice
    choice = "" if raw.choice in WITHOUT_ANSWER else answer
    reading = read_entry(question, RawEntry(choice, raw.comment, raw.evidence_url), text_name="Texten")
    entry = reading.entry
    outcome = Outcome(
        answer=entry.answer,
        not_united=raw.choice == OutcomeState.NOT_UNITED,
        parked=raw.choice == OutcomeState.PARKED,
        reason=entry.comment,
        evidence_url=entry.evidence_url,
    )
    return OutcomeReading(outcome, reading.errors)
