"""Contexts of the answering pages: what each shows, and in which order they follow each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.assessment.answering.entry import RawEntry
from app.assessment.questionnaires.questionnaire import Capital
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.services.answering.answer_errors import InvalidAnswerError, StaleAnswerError
from app.services.answering.answers import Answering, CapitalProgress, Saved
from app.services.answering.respondent_place import RespondentPlace
from app.services.results.earlier_years import LastLevel
from app.web.answering.contexts.last_day import LastDay, for_respondent, whom_to_ask
from app.web.answering.contexts.remaining import (
    SUMMARY,
    UNANSWERED,
    AnswerBar,
    answer_bar,
    next_unanswered_url,
)
from app.web.questionnaires.contexts.questions import (
    NO_ERRORS,
    AnswerConflict,
    FieldErrors,
    QuestionView,
    conflict,
    field_errors,
    question_view,
)
from app.web.shell.contexts.frame import Frame, url_of


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
    last_day: LastDay
    closed: str | None
    next_url: str
    previous_url: str
    receipt_url: str
    """Where what was handed in can be taken back; empty where it cannot."""
    bar: AnswerBar | None
    """None when nothing can be answered any more."""
    last_capital: bool = False

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        return self.maturity + self.direction

    @property
    def troubled(self) -> tuple[QuestionView, ...]:
        """Questions with an error or a conflict, for the summary on top."""
        return tuple(question for question in self.questions if question.errors.messages or question.conflict)

    @property
    def first_open(self) -> str:
        """Id of the first question without an answer; of the first of all when there is none."""
        ids = [question.id for question in self.questions if not question.is_answered]
        return next(iter(ids or [question.id for question in self.questions]), "")


@dataclass(frozen=True, slots=True)
class SaveState:
    """The fragment that answers an autosave: saved, or what is not. `version` is what the next save must name."""

    question_id: str
    version: int
    saved_at: datetime | None = None
    is_answered: bool = True
    last_level: LastLevel | None = None
    errors: FieldErrors = NO_ERRORS
    conflict: AnswerConflict | None = None


@dataclass(frozen=True, slots=True)
class BeginPage:
    frame: Frame
    url: str
    answering: Answering
    introduction: str
    minutes: int
    continue_url: str
    last_day: LastDay
    whom_to_ask: str
    closed: str | None


def begin_page(frame: Frame, answering: Answering, today: date) -> BeginPage:
    place, base = answering.place, url_of(answering.place.assessment.key, "svara")
    return BeginPage(
        frame=frame,
        url=base,
        answering=answering,
        introduction=place.questionnaire.introduction,
        minutes=place.minutes,
        continue_url=next_unanswered_url(answering),
        last_day=for_respondent(place, answering.contact, today),
        whom_to_ask=whom_to_ask(place, answering.contact),
        closed=place.closed_because(),
    )


def capital_page(
    frame: Frame,
    answering: Answering,
    capital_id: str,
    today: date,
    entries: Mapping[str, tuple[RawEntry, int]] | None = None,
    troubles: Mapping[str, InvalidAnswerError | StaleAnswerError] | None = None,
) -> CapitalPage:
    """The page of one capital. Of what the visitor sent, `entries`, what could not be saved is shown, not lost."""
    troubles = troubles or {}
    raw_entries = {question_id: entry for question_id, (entry, _) in (entries or {}).items() if question_id in troubles}
    place = answering.place
    capital = place.capital(capital_id)
    base = url_of(place.assessment.key, "svara")
    order = [other.id for other in place.capitals]
    index = order.index(capital_id)
    views = {
        question.id: question_view(answering, question, raw_entries.get(question.id), troubles.get(question.id))
        for question in place.questions(capital)
    }
    question_ids = {question.id for question in capital.questions}
    return CapitalPage(
        frame=frame,
        url=base,
        capital=capital,
        position=index + 1,
        progress=answering.progress,
        maturity=tuple(view for key, view in views.items() if key in question_ids),
        direction=tuple(view for key, view in views.items() if key not in question_ids),
        corrections=tuple(correction for correction in answering.corrections if correction.place == capital_id),
        last_day=for_respondent(place, answering.contact, today),
        closed=place.closed_because(),
        next_url=next_url(place, capital_id),
        previous_url=f"{base}/{order[index - 1]}" if index else base,
        receipt_url=f"{base}/klart" if place.may_take_back else "",
        bar=None if place.closed_because() else answer_bar(answering, capital),
        last_capital=index + 1 == len(order),
    )


def next_url(place: RespondentPlace, capital_id: str) -> str:
    """The page after a capital's: the next capital, and after the last one the summary."""
    following = place.capital_after(capital_id)
    return url_of(place.assessment.key, "svara", SUMMARY if following is None else following.id)


def turn_url(answering: Answering, capital_id: str, turn: str) -> str:
    """Where a button leads that goes to one question: `turn` is its id, or UNANSWERED. What is no question of the
    capital leads to the next capital.
    """
    place = answering.place
    if turn == UNANSWERED:
        return next_unanswered_url(answering, first=capital_id)
    if any(question.id == turn for question in place.questions(place.capital(capital_id))):
        return f"{url_of(place.assessment.key, 'svara', capital_id)}#fraga-{turn}"
    return next_url(place, capital_id)


def saved_state(result: Saved) -> SaveState:
    answer = result.answer
    return SaveState(
        question_id=result.question.id,
        version=answer.version,
        saved_at=answer.saved_at if answer.version else None,
        is_answered=answer.entry.answer is not None,
        last_level=result.last_level,
        errors=field_errors(result.errors, answer.entry),
    )


def conflict_state(question_id: str, version: int, stale: StaleAnswerError) -> SaveState:
    """The version stays the stale one: only a deliberate choice may save over what was saved meanwhile."""
    return SaveState(question_id, version, conflict=conflict(stale))
