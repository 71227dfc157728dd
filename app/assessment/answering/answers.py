"""What can be answered, by whom, and the bundle of answers that one assessment is scored from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerKind(StrEnum):
    """A level, or one of the two answers that are not levels (method 1)."""

    LEVEL = "niva"
    DONT_KNOW = "vet_ej"
    NOT_APPLICABLE = "ej_tillampligt"


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice. `position` is 1…A on the questionnaire's scale, and None unless the kind is a level."""

    kind: AnswerKind
    position: int | None = None

    def __post_init__(self) -> None:
        if (self.kind is AnswerKind.LEVEL) != (self.position is not None):
            raise ValueError("a level has a position, the other kinds of answer have none")

    @classmethod
    def level(cls, position: int) -> "Answer":
        return cls(AnswerKind.LEVEL, position)


DONT_KNOW = Answer(AnswerKind.DONT_KNOW)
NOT_APPLICABLE = Answer(AnswerKind.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class RespondentAnswers:
    """All that one person answered: question id -> answer. Unanswered questions are absent."""

    respondent: str
    role_group: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class AssessmentAnswers:
    """What one assessment is scored from: the single answers, and what the kommun agreed on (question id -> answer)."""

    respondents: tuple[RespondentAnswers, ...] = ()
    agreed: Mapping[str, Answer] = field(default_factory=dict)
    not_united: frozenset[str] = frozenset()
    """Ids of the questions settled as "enades inte": the single answers stay their result, and that is said."""
    asked: Mapping[str, int] | None = None
    """Role group -> how many were asked to answer; without a role, or None, where nobody knows."""
