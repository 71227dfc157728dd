"""What remains to be answered: how many questions and minutes, and which question is the next without an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.assessment.questionnaires.duration import (
    EXACT_BELOW_MINUTES,
    WHOLE_MINUTES,
    minutes_left,
    seconds_to_answer,
    seconds_to_read,
)
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.reports.kernel.wording import NBSP
from app.services.answering.answers import Answering
from app.web.shell.contexts.frame import url_of

SUMMARY = "sammanfattning"
UNANSWERED = "obesvarad"
"""What the button that goes to the next question without an answer sends, where others send a question's id."""


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """The bar of an answering page. A script keeps it true while one answers, from the same figures."""

    asked: int
    answered_elsewhere: int
    """In the other capitals."""
    answered_here: int
    seconds_elsewhere: int
    seconds: tuple[int, ...]
    """Of each question on the page, in order, whether it has an answer or not."""
    seconds_here: int
    """Of those on the page without an answer."""
    last_saved: datetime | None
    elsewhere_url: str
    """Where the next question without an answer is, apart from this page."""
    whole_minutes: int = WHOLE_MINUTES
    exact_below: int = EXACT_BELOW_MINUTES

    @property
    def words(self) -> str:
        return progress_words(
            self.answered_elsewhere + self.answered_here,
            self.asked,
            minutes_left(self.seconds_elsewhere + self.seconds_here),
        )


@dataclass(frozen=True, slots=True)
class ReadingTimes:
    """Whole seconds by id: of each capital's explanation, and of each question with choosing."""

    explanations: Mapping[str, int]
    questions: Mapping[str, int]


def progress_words(count: int, total: int, minutes: int) -> str:
    """As in "12 av 59 besvarade, ungefär 20 minuter kvar"; `answer-bar.js` says the same."""
    if count == total:
        return "Alla frågor är besvarade"
    return f"{count} av {total} besvarade, ungefär {minutes}{NBSP}{'minut' if minutes == 1 else 'minuter'} kvar"


def answer_bar(answering: Answering, capital: Capital) -> AnswerBar:
    """Of the capital's page."""
    place, times = answering.place, _times_of(answering.place.questionnaire)
    elsewhere = [other for other in place.capitals if other.id != capital.id]
    asked_elsewhere = sum(len(place.questions(other)) for other in elsewhere)
    remaining, here = _unanswered(answering, capital), place.questions(capital)
    return AnswerBar(
        asked=asked_elsewhere + len(here),
        answered_elsewhere=asked_elsewhere - sum(len(_unanswered(answering, other)) for other in elsewhere),
        answered_here=len(here) - len(remaining),
        seconds_elsewhere=sum(_seconds_left(answering, other, times) for other in elsewhere),
        seconds=tuple(times.questions[question.id] for question in here),
        seconds_here=sum(times.questions[question.id] for question in remaining),
        last_saved=answering.last_saved,
        elsewhere_url=next_unanswered_url(answering, after=capital.id),
    )


def _seconds_left(answering: Answering, capital: Capital, times: ReadingTimes) -> int:
    """Of a capital that one is not at. Its explanation is still to be read where nothing is answered."""
    remaining = _unanswered(answering, capital)
    is_untouched = bool(remaining) and len(remaining) == len(answering.place.questions(capital))
    explanation = times.explanations[capital.id] if is_untouched else 0
    return explanation + sum(times.questions[question.id] for question in remaining)


_times_by_edition: dict[str, ReadingTimes] = {}


def _times_of(questionnaire: Questionnaire) -> ReadingTimes:
    """Kept per edition: every page asks for it, and it is the same for everybody."""
    key = questionnaire.content_hash
    if key not in _times_by_edition:
        _times_by_edition[key] = ReadingTimes(
            {capital.id: round(seconds_to_read(capital.explanation)) for capital in questionnaire.capitals},
            {name: round(seconds_to_answer(question)) for name, question in questionnaire.questions.items()},
        )
    return _times_by_edition[key]


def _unanswered(answering: Answering, capital: Capital) -> list[Question]:
    return [question for question in answering.place.questions(capital) if question.id not in answering.answered]


def next_unanswered_url(answering: Answering, *, after: str = "", first: str = "") -> str:
    """The next question without an answer, or the summary when there is none. The search goes round: it begins at the
    capital `first`, or after the capital `after` and leaves that one out.

    Another capital that nothing is answered in begins with its explanation, not with its first question: it is
    explained before it is asked about.
    """
    for capital in _in_turn(answering.place.capitals, after, first):
        remaining = _unanswered(answering, capital)
        if remaining:
            is_untouched = capital.id != first and len(remaining) == len(answering.place.questions(capital))
            return _url(answering, capital, None if is_untouched else remaining[0])
    return url_of(answering.place.assessment.key, "svara", SUMMARY)


def _url(answering: Answering, capital: Capital, question: Question | None) -> str:
    page = url_of(answering.place.assessment.key, "svara", capital.id)
    return page if question is None else f"{page}#fraga-{question.id}"


def _in_turn(capitals: tuple[Capital, ...], after: str, first: str) -> Iterator[Capital]:
    ids = [capital.id for capital in capitals]
    start = ids.index(after) + 1 if after else ids.index(first) if first else 0
    return (capital for capital in capitals[start:] + capitals[:start] if capital.id != after)
