"""Contexts of the answering pages: a capital's questions with what is saved, faulty or changed by someone else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.assessment.answers import Answer, AnswerKind
from app.assessment.entry import RawEntry
from app.assessment.questionnaire import Capital, Question, Questionnaire
from app.services.answering import Answering, CapitalProgress, Faulty, Saved, Stale
from app.services.last_year import LastLevel
from app.storage.answers import SavedAnswer
from app.storage.editions import WordingCorrection
from app.web.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button."""

    value: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FieldFaults:
    """What is wrong with each field of a question; empty where nothing is."""

    choice: str = ""
    comment: str = ""
    evidence_url: str = ""

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.choice, self.comment, self.evidence_url)))


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved meanwhile, and the version with which one's own can be saved over it."""

    theirs: str
    saved_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: str
    text: str
    help: str | None
    levels: tuple[Choice, ...]
    others: tuple[Choice, ...]
    chosen: str
    """The value of the choice that is made; empty while none is."""
    comment: str
    evidence_url: str
    version: int
    saved_at: datetime | None
    last_level: LastLevel | None
    corrections: tuple[WordingCorrection, ...]
    faults: FieldFaults = FieldFaults()
    conflict: Conflict | None = None

    @property
    def is_answered(self) -> bool:
        return any(choice.value == self.chosen for choice in self.levels + self.others)


@dataclass(frozen=True, slots=True)
class CapitalPage:
    frame: Frame
    url: str
    """Of the assessment's answering pages."""
    capital: Capital
    position: int
    progress: tuple[CapitalProgress, ...]
    maturity: tuple[QuestionView, ...]
    direction: tuple[QuestionView, ...]
    corrections: tuple[WordingCorrection, ...]
    closed: str | None
    next_url: str
    previous_url: str
    last_capital: bool = False

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        return self.maturity + self.direction

    @property
    def troubled(self) -> tuple[QuestionView, ...]:
        """Questions with a fault or a conflict, for the summary on top."""
        return tuple(question for question in self.questions if question.faults.messages or question.conflict)


@dataclass(frozen=True, slots=True)
class SaveState:
    """The fragment that answers an autosave: saved, or why not. `version` is what the next save must name."""

    question_id: str
    version: int
    saved_at: datetime | None = None
    last_level: LastLevel | None = None
    faults: tuple[str, ...] = ()
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class BeginPage:
    frame: Frame
    url: str
    answering: Answering
    introduction: str
    minutes: int
    continue_url: str
    closed: str | None


@dataclass(frozen=True, slots=True)
class SummaryPage:
    frame: Frame
    url: str
    answering: Answering
    capitals: tuple[tuple[CapitalProgress, tuple[QuestionView, ...]], ...]
    missing: int
    closed: str | None
    fault: str = ""


def capital_page(
    frame: Frame,
    answering: Answering,
    capital_id: str,
    typed: Mapping[str, RawEntry] | None = None,
    troubles: Mapping[str, Faulty | Stale] | None = None,
) -> CapitalPage:
    """The page of one capital. `typed` is what the visitor entered and could not be saved: it is shown, not lost."""
    place = answering.place
    capital = place.capital(capital_id)
    base = url_of(place.assessment.key, "svara")
    order = [other.id for other in place.capitals]
    index = order.index(capital_id)
    views = {
        question.id: question_view(
            answering, question, (typed or {}).get(question.id), (troubles or {}).get(question.id)
        )
        for question in place.questions(capital)
    }
    scored = {question.id for question in capital.questions}
    return CapitalPage(
        frame=frame,
        url=base,
        capital=capital,
        position=index + 1,
        progress=answering.progress,
        maturity=tuple(view for key, view in views.items() if key in scored),
        direction=tuple(view for key, view in views.items() if key not in scored),
        corrections=tuple(found for found in answering.corrections if found.place == capital_id),
        closed=place.closed_because(),
        next_url=f"{base}/{order[index + 1]}" if index + 1 < len(order) else f"{base}/sammanfattning",
        previous_url=f"{base}/{order[index - 1]}" if index else base,
        last_capital=index + 1 == len(order),
    )


def question_view(
    answering: Answering,
    question: Question,
    typed: RawEntry | None = None,
    trouble: Faulty | Stale | None = None,
) -> QuestionView:
    saved = answering.saved.get(question.id)
    questionnaire = answering.place.questionnaire
    corrections = tuple(found for found in answering.corrections if found.place == question.id)
    return _view(questionnaire, question, saved, answering.last_levels.get(question.id), corrections, typed, trouble)


def unanswered_view(questionnaire: Questionnaire, question: Question) -> QuestionView:
    """A question as it looks before anybody has answered, for previews."""
    return _view(questionnaire, question, None)


def saved_state(saved: Saved) -> SaveState:
    answer = saved.answer
    moment = answer.saved_at if answer.version else None
    return SaveState(saved.question.id, answer.version, moment, saved.last_level)


def unsaved_state(question_id: str, version: int, trouble: Faulty | Stale) -> SaveState:
    """The version stays the stale one: only a deliberate choice may save over what somebody else saved."""
    if isinstance(trouble, Faulty):
        return SaveState(question_id, version, faults=tuple(fault.message for fault in trouble.faults))
    return SaveState(question_id, version, conflict=conflict(trouble))


def _view(
    questionnaire: Questionnaire,
    question: Question,
    saved: SavedAnswer | None,
    last_level: LastLevel | None = None,
    corrections: tuple[WordingCorrection, ...] = (),
    typed: RawEntry | None = None,
    trouble: Faulty | Stale | None = None,
) -> QuestionView:
    raw = typed or _as_typed(saved)
    levels, others = _choices(questionnaire, question)
    return QuestionView(
        id=question.id,
        text=question.text,
        help=question.help,
        levels=levels,
        others=others,
        chosen=raw.choice,
        comment=raw.comment,
        evidence_url=raw.evidence_url,
        version=0 if saved is None else saved.version,
        saved_at=None if saved is None or saved.version == 0 else saved.saved_at,
        last_level=last_level,
        corrections=corrections,
        faults=_field_faults(trouble),
        conflict=conflict(trouble) if isinstance(trouble, Stale) else None,
    )


def conflict(stale: Stale) -> Conflict:
    current = stale.current
    theirs = describe_answer(stale.questionnaire, current.entry.answer)
    return Conflict(theirs, current.saved_at, current.version)


def describe_answer(questionnaire: Questionnaire, answer: Answer | None) -> str:
    """The answer in words: a level's label, vet ej, ej tillämpligt, or that nothing is chosen."""
    if answer is None:
        return "inget val"
    if answer.position is None:
        return {AnswerKind.DONT_KNOW: "vet ej", AnswerKind.NOT_APPLICABLE: "ej tillämpligt"}[answer.kind]
    level = questionnaire.scale[answer.position - 1]
    return f"{level.value} {level.label}"


def _field_faults(trouble: Faulty | Stale | None) -> FieldFaults:
    if not isinstance(trouble, Faulty):
        return FieldFaults()
    return FieldFaults(**{fault.field: fault.message for fault in trouble.faults})


def _as_typed(saved: SavedAnswer | None) -> RawEntry:
    if saved is None:
        return RawEntry("", "", "")
    answer = saved.entry.answer
    choice = "" if answer is None else str(answer.position or answer.kind.value)
    return RawEntry(choice, saved.entry.comment, saved.entry.evidence_url)


Choices = tuple[Choice, ...]
_choices_by_question: dict[tuple[str, str], tuple[Choices, Choices]] = {}


def _choices(questionnaire: Questionnaire, question: Question) -> tuple[Choices, Choices]:
    """The levels and the other choices. Kept per edition and question: they are the same for everybody, and many."""
    key = (questionnaire.content_hash, question.id)
    if key not in _choices_by_question:
        _choices_by_question[key] = (_levels(questionnaire, question), _other_choices(question))
    return _choices_by_question[key]


def _levels(questionnaire: Questionnaire, question: Question) -> Choices:
    return tuple(
        Choice(str(position), level.label, anchor)
        for (position, level), anchor in zip(questionnaire.levels(), question.anchors, strict=True)
    )


def _other_choices(question: Question) -> Choices:
    offered = (
        (question.may_not_know, AnswerKind.DONT_KNOW, "Vet ej", "Jag känner inte till hur det är."),
        (question.may_not_apply, AnswerKind.NOT_APPLICABLE, "Ej tillämpligt", "Frågan gäller inte vår kommun."),
    )
    return tuple(Choice(kind.value, label, anchor) for allowed, kind, label, anchor in offered if allowed)
