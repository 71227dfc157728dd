"""A version of a kommun's result as it is handed in, what is missing in it, and how two versions differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Capital, Form, Questionnaire
from app.rounds.assessments.plans import Action


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HandedInAnswer(_Frozen):
    """What was settled on one question; `kind` None with `not_united` is "enats inte"."""

    kind: AnswerKind | None
    position: int | None = None
    not_united: bool = False
    reason: str = ""
    evidence_url: str = ""


class HandedInTarget(_Frozen):
    position: int
    by_year: int
    reason: str = ""


class HandedInFigure(_Frozen):
    """A capital's figures. `index` is exact, written as a fraction such as "12/5"; None without a score."""

    index: str | None
    level: int | None
    status: str


class HandedIn(_Frozen):
    """A whole version, stored as JSON and never changed."""

    questionnaire: str
    year: int
    content_hash: str
    answers: Mapping[str, HandedInAnswer]
    targets: Mapping[str, HandedInTarget]
    actions: tuple[Action, ...]
    figures: Mapping[str, HandedInFigure]


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is missing before handing in. Nothing of it stops a kommun that says why."""

    open_questions: Mapping[str, tuple[str, ...]]
    """Capital id -> questions that are neither agreed nor settled as "enats inte", in order."""
    parked: tuple[str, ...]
    without_target: tuple[str, ...]
    """Capital ids."""

    @property
    def missing(self) -> int:
        return sum(map(len, self.open_questions.values()))


@dataclass(frozen=True, slots=True)
class Difference:
    """One question, target or figure that is not the same in two versions. None is "not there"."""

    subject: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed from one version to a later one, in the questionnaire's order."""

    answers: tuple[Difference, ...]
    targets: tuple[Difference, ...]
    figures: tuple[Difference, ...]
    actions_added: tuple[Action, ...]
    actions_gone: tuple[Action, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.targets or self.figures or self.actions_added or self.actions_gone)


def completeness(
    capitals: Collection[Capital],
    form: Form,
    settled_ids: Collection[str],
    parked_ids: Collection[str],
    with_target: Collection[str],
) -> Completeness:
    """`settled_ids` and `parked_ids` are question ids, `with_target` capital ids. Direction questions count like the
    others."""
    open_questions = {
        capital.id: tuple(question.id for question in capital.asked(form) if question.id not in settled_ids)
        for capital in capitals
    }
    return Completeness(
        open_questions={capital_id: questions for capital_id, questions in open_questions.items() if questions},
        parked=tuple(
            question.id for capital in capitals for question in capital.asked(form) if question.id in parked_ids
        ),
        without_target=tuple(capital.id for capital in capitals if capital.id not in with_target),
    )


def differences(before: HandedIn, after: HandedIn, questionnaire: Questionnaire) -> Differences:
    """What changed between two versions of the same assessment."""
    capital_ids = [capital.id for capital in questionnaire.capitals]
    return Differences(
        answers=_changed(before.answers, after.answers, list(questionnaire.questions)),
        targets=_changed(before.targets, after.targets, capital_ids),
        figures=_changed(before.figures, after.figures, capital_ids),
        actions_added=tuple(action for action in after.actions if action not in before.actions),
        actions_gone=tuple(action for action in before.actions if action not in after.actions),
    )


def _changed(
    before: Mapping[str, object], after: Mapping[str, object], order: Collection[str]
) -> tuple[Difference, ...]:
    return tuple(
        Difference(subject, before.get(subject), after.get(subject))
        for subject in order
        if before.get(subject) != after.get(subject)
    )
