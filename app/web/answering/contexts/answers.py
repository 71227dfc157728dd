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
    last_capital: bool = False

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        return self.maturity + self.direction

    @property
    def troubled(self) -> tuple[QuestionView, ...]:
        """Questions with an error or a conflict, for the summary on top."""
        return tuple(question for question in self.questions if question.errors.messages or question.conflict)


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


@dataclass(frozen=True, slots=True)
class SummaryPage:
    frame: Frame
    url: str
    answering: Answering
    capitals: tuple[tuple[CapitalProgress, tuple[QuestionView, ...]], ...]
    missing: int
    last_day: LastDay
    closed: str | None
    error: str = ""


def begin_page(frame: Frame, answering: Answering, today: date) -> BeginPage:
    place, base = answering.place, url_of(answering.place.assessment.key, "svara")
    next_place = next((part.capital.id for part in answering.progress if not part.is_done), "sammanfattning")
    return BeginPage(
        frame=frame,
        url=base,
        answering=answering,
        introduction=place.questionnaire.introduction,
        minutes=place.minutes,
        continue_url=f"{base}/{next_place}",
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
        last_capital=index + 1 == len(order),
    )


def next_url(place: RespondentPlace, capital_id: str) -> str:
    """The page after a capital's: the next capital, and after the last one the summary."""
    following = place.capital_after(capital_id)
    return url_of(place.assessment.key, "svara", "sammanfattning" if following is None else following.id)


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
