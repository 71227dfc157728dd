"""How long it takes to answer, as it is told beforehand: worked out from the words that somebody reads."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.assessment.questionnaires.questionnaire import Capital, Question

WORDS_PER_MINUTE = 238
"""Adults who read non-fiction silently (Brysbaert 2019, Journal of Memory and Language 109, 104047)."""

SECONDS_TO_CHOOSE = 5
"""For each question, beside reading it. An estimate of our own, not timed with respondents."""

WHOLE_MINUTES = 5
"""What is told is a multiple of this many minutes, and at least this many."""

EXACT_BELOW_MINUTES = 2 * WHOLE_MINUTES
"""What is left is told in whole minutes below this, and above it as beforehand: near the end each minute counts."""

_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W_]+(?:[-’':.,/][^\W_]+)*")

Asked = Sequence[tuple[Capital, Sequence[Question]]]
"""The capitals that somebody comes to, each with the questions that are asked there."""


def minutes_to_answer(introduction: str, contents: Asked) -> int:
    """Minutes to read everything and choose, to the nearest whole five."""
    questions = sum(len(questions) for _, questions in contents)
    minutes = words_to_read(introduction, contents) / WORDS_PER_MINUTE + questions * SECONDS_TO_CHOOSE / 60
    return max(1, math.floor(minutes / WHOLE_MINUTES + 0.5)) * WHOLE_MINUTES


def seconds_to_read(text: str) -> float:
    """How long the words of a text in Markdown take."""
    return _words(text) / WORDS_PER_MINUTE * 60


def seconds_to_answer(question: Question) -> float:
    """To read one question with all that stands open around it, and to choose."""
    return sum(map(seconds_to_read, _texts_of(question))) + SECONDS_TO_CHOOSE


def minutes_left(seconds: float) -> int:
    """What is left to do as it is told: whole minutes near the end, otherwise the nearest whole five."""
    minutes = seconds / 60
    if minutes < EXACT_BELOW_MINUTES:
        return max(1, math.ceil(minutes))
    return math.floor(minutes / WHOLE_MINUTES + 0.5) * WHOLE_MINUTES


def words_to_read(introduction: str, contents: Asked) -> int:
    """Words of the introduction and of all that stands open around the questions. What is behind "Läs mer" is not
    among them, nor a capital of which nothing is asked."""
    return _words(introduction) + sum(map(_words, _texts(contents)))


def _texts(contents: Asked) -> Iterable[str]:
    for capital, questions in contents:
        if questions:
            yield capital.explanation
        for question in questions:
            yield from _texts_of(question)


def _texts_of(question: Question) -> Iterable[str]:
    yield question.text
    yield question.help or ""
    yield from question.anchors


@lru_cache(maxsize=8_192)
def _words(markdown: str) -> int:
    return len(_WORD.findall(_LINK_TARGET.sub("]", markdown)))
