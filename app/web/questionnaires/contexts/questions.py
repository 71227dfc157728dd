"""What a page shows of one question: wording and choices, and what is saved, invalid or changed by someone else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.assessment.answering.answers import Answer, AnswerKind
from app.assessment.answering.entry import Entry, FieldError, RawEntry
from app.assessment.answering.saved_answer import SavedAnswer
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.reports.kernel.wording import level_title, listing, number
from app.services.answering.answer_errors import InvalidAnswerError, StaleAnswerError
from app.services.answering.answers import Answering
from app.services.results.earlier_years import LastLevel


class LevelChoice(NamedTuple):
    """One radio button. A tuple, since it is part of what a kept list of choices is found by, and a tuple's hash is
    cheap."""

    value: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """What is wrong with each field of a question; empty where nothing is."""

    choice: str = ""
    comment: str = ""
    evidence_url: str = ""
    has_earlier: bool = False
    """Whether something that was saved before stays in one of these fields."""

    def __bool__(self) -> bool:
        return bool(self.choice or self.comment or self.evidence_url)

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.choice, self.comment, self.evidence_url)))

    @property
    def by_field(self) -> tuple[tuple[str, str], ...]:
        """Each error with the last part of its field's name on the page."""
        fields = (("choice", self.choice), ("comment", self.comment), ("evidence", self.evidence_url))
        return tuple((name, message) for name, message in fields if message)

    @property
    def unsaved(self) -> str:
        """Which fields are not saved, in words: "kommentaren och länken"."""
        names = {"choice": "valet", "comment": "kommentaren", "evidence": "länken"}
        return listing([names[field] for field, _ in self.by_field])


NO_ERRORS = FieldErrors()
OWN_CHANGE = "Du har ändrat svaret i en annan flik"
SHARED_CHANGE = "Du eller en annan samordnare har ändrat svaret"
"""Where several may fill in the kommun's one place, and who saved last is not kept."""


@dataclass(frozen=True, slots=True)
class AnswerConflict:
    """What was saved meanwhile, and the version with which one's own can be saved over it."""

    who: str
    """Who saved it, as the beginning of a sentence: "Du har ändrat svaret i en annan flik"."""
    theirs: str
    comment: str
    evidence_url: str
    saved_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: str
    text: str
    help: str | None
    more: str | None
    levels: tuple[LevelChoice, ...]
    others: tuple[LevelChoice, ...]
    chosen: str
    """The value of the choice that is made; empty while none is, whatever else was sent."""
    comment: str
    evidence_url: str
    version: int
    saved_at: datetime | None
    last_level: LastLevel | None
    corrections: tuple[WordingCorrection, ...]
    errors: FieldErrors = NO_ERRORS
    conflict: AnswerConflict | None = None

    @property
    def is_answered(self) -> bool:
        return bool(self.chosen)


def question_view(
    answering: Answering,
    question: Question,
    entry: RawEntry | None = None,
    trouble: InvalidAnswerError | StaleAnswerError | None = None,
) -> QuestionView:
    saved_answer = answering.saved.get(question.id)
    questionnaire = answering.place.questionnaire
    corrections = tuple(
        correction
        for correction in answering.corrections
        if correction.place == question.id and correction.concerns_answers
    )
    return _view(
        questionnaire, question, saved_answer, answering.last_levels.get(question.id), corrections, entry, trouble
    )


def unanswered_view(questionnaire: Questionnaire, question: Question) -> QuestionView:
    """A question as it looks before anybody has answered, for previews."""
    return _view(questionnaire, question, None)


def _view(
    questionnaire: Questionnaire,
    question: Question,
    saved_answer: SavedAnswer | None,
    last_level: LastLevel | None = None,
    corrections: tuple[WordingCorrection, ...] = (),
    entry: RawEntry | None = None,
    trouble: InvalidAnswerError | StaleAnswerError | None = None,
) -> QuestionView:
    raw = entry or _as_typed(saved_answer)
    levels, others = _choices(questionnaire, question)
    return QuestionView(
        id=question.id,
        text=question.text,
        help=question.help,
        more=question.more,
        levels=levels,
        others=others,
        chosen=raw.choice if any(raw.choice == choice.value for choice in levels + others) else "",
        comment=raw.comment,
        evidence_url=raw.evidence_url,
        version=0 if saved_answer is None else saved_answer.version,
        saved_at=None if saved_answer is None or saved_answer.version == 0 else saved_answer.saved_at,
        last_level=last_level,
        corrections=corrections,
        errors=field_errors(trouble.errors, Entry(None) if saved_answer is None else saved_answer.entry)
        if isinstance(trouble, InvalidAnswerError)
        else NO_ERRORS,
        conflict=conflict(trouble) if isinstance(trouble, StaleAnswerError) else None,
    )


def conflict(stale: StaleAnswerError) -> AnswerConflict:
    current, entry = stale.current, stale.current.entry
    theirs = describe_answer(stale.questionnaire, entry.answer)
    who = SHARED_CHANGE if stale.is_shared else OWN_CHANGE
    return AnswerConflict(
        who=who,
        theirs=theirs,
        comment=entry.comment,
        evidence_url=entry.evidence_url,
        saved_at=current.saved_at,
        version=current.version,
    )


def describe_answer(questionnaire: Questionnaire, answer: Answer | None) -> str:
    """The answer in words: a level's label, vet ej, ej tillämpligt, or that nothing is chosen."""
    if answer is None:
        return "inget val"
    if answer.position is None:
        return {AnswerKind.DONT_KNOW: "vet ej", AnswerKind.NOT_APPLICABLE: "ej tillämpligt"}[answer.kind]
    level = questionnaire.scale[answer.position - 1]
    return f"{number(level.value)} {level.label}"


def field_errors(errors: Sequence[FieldError], entry: Entry) -> FieldErrors:
    """What is wrong with what was sent, beside what is stored."""
    if not errors:
        return NO_ERRORS
    earlier = {"choice": entry.answer, "comment": entry.comment, "evidence_url": entry.evidence_url}
    messages = {error.field: error.message for error in errors}
    return FieldErrors(**messages, has_earlier=any(earlier[field] for field in messages))


def _as_typed(saved_answer: SavedAnswer | None) -> RawEntry:
    if saved_answer is None:
        return RawEntry("", "", "")
    answer = saved_answer.entry.answer
    choice = "" if answer is None else str(answer.position or answer.kind.value)
    return RawEntry(choice, saved_answer.entry.comment, saved_answer.entry.evidence_url)


Choices = tuple[LevelChoice, ...]
_choices_by_question: dict[tuple[str, str], tuple[Choices, Choices]] = {}


def _choices(questionnaire: Questionnaire, question: Question) -> tuple[Choices, Choices]:
    """The levels and the other choices. Kept per edition and question: they are the same for everybody, and many."""
    key = (questionnaire.content_hash, question.id)
    if key not in _choices_by_question:
        _choices_by_question[key] = (_levels(questionnaire, question), _other_choices(question))
    return _choices_by_question[key]


def _levels(questionnaire: Questionnaire, question: Question) -> Choices:
    return tuple(
        LevelChoice(str(position), level_title(level), anchor)
        for (position, level), anchor in zip(questionnaire.levels(), question.anchors, strict=True)
    )


def _other_choices(question: Question) -> Choices:
    choices = (
        (question.may_not_know, AnswerKind.DONT_KNOW, "Vet ej", "Jag känner inte till hur det är."),
        (question.may_not_apply, AnswerKind.NOT_APPLICABLE, "Ej tillämpligt", "Frågan gäller inte vår kommun."),
    )
    return tuple(LevelChoice(kind.value, label, anchor) for is_allowed, kind, label, anchor in choices if is_allowed)
