"""Our own questionnaires pass the check that authors run, advise in one sentence, and can be read in the time we aim
at.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.questionnaires.reader import Steps, load
from app.rounds.progress.round_advice import size_of
from tests.paths import QUESTIONNAIRES

FILES = sorted(QUESTIONNAIRES.glob("*/*.yaml"))

MAX_WORDS_OF_ADVICE = 20
"""A longer sentence does not fit in a decision."""

DEFICIENCY = re.compile(r"\b(men|utan)\b")
"""How an anchor of a low level goes on to what is lacking."""

ADVERB_AS_MEASURE = re.compile(r"\b(aktivt|kontinuerligt|löpande|regelbundet|systematiskt|tydligt|tillräckligt)\b")


def advice() -> Iterator[str]:
    for path in FILES:
        for question in load(path).questions.values():
            yield from question.next_step


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_questionnaire_passes_the_check(path: Path) -> None:
    questionnaire = load(path, steps=Steps.REQUIRED)
    assert (questionnaire.id, f"{questionnaire.year}.yaml") == (path.parent.name, path.name)


def test_every_question_says_what_it_builds_on() -> None:
    assert len(FILES) >= 3
    for path in FILES:
        assert all(question.source.strip() for question in load(path).questions.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_question_advises_from_every_level_but_the_highest(path: Path) -> None:
    without = [
        question.id
        for question in load(path).questions.values()
        if len(set(question.next_step)) != len(question.anchors) - 1
    ]
    assert without == []


def test_advice_is_one_short_sentence() -> None:
    long_or_several = [
        sentence
        for sentence in advice()
        if not re.fullmatch(r"[A-ZÅÄÖ][^.!?]*\.", sentence) or len(sentence.split()) > MAX_WORDS_OF_ADVICE
    ]
    assert long_or_several == []


def test_advice_says_what_to_do_not_what_is_lacking_or_how_well() -> None:
    invalid = [sentence for sentence in advice() if DEFICIENCY.search(sentence) or ADVERB_AS_MEASURE.search(sentence)]
    assert invalid == []


def test_the_same_anchors_give_the_same_advice_in_every_edition() -> None:
    advice_to: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    for path in FILES:
        for question in load(path).questions.values():
            same_levels = advice_to.setdefault((question.id, question.anchors), question.next_step)
            assert question.next_step == same_levels, f"{path.name}: {question.id}"


def test_the_latest_edition_is_answered_in_half_an_hour_and_its_core_questions_in_ten_minutes() -> None:
    latest = load(max((QUESTIONNAIRES / "omstallningsformaga").glob("*.yaml")))
    assert (size_of(latest, Form.LONG).minutes, size_of(latest, Form.SHORT).minutes) == (30, 10)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_introduction_leaves_the_minutes_to_the_page(path: Path) -> None:
    assert not re.search(r"\bminut", load(path).introduction)
