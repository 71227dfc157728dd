"""The texts that are shipped: all there, without problems, and in agreement with the questionnaire and the vocabulary."""

import re

import pytest

from app.assessment.learning.lesson import Lesson, LessonGroup
from app.assessment.learning.level_two import level_two
from app.assessment.learning.reader import read_folder
from app.assessment.questionnaires.cached_reader import load_cached
from app.editions.reader import editions_in
from app.web.shell.terms import TERMS
from tests.paths import LEARNING, QUESTIONNAIRES

LESSONS, PROBLEMS = read_folder(LEARNING)
LATEST = load_cached(list(editions_in(QUESTIONNAIRES / "omstallningsformaga").values())[-1])
OF_CAPITALS = [lesson for lesson in LESSONS if lesson.capital]


def test_no_text_has_a_problem() -> None:
    assert [str(problem) for problem in PROBLEMS] == []


def test_every_capital_has_a_text_in_the_order_of_the_questionnaire() -> None:
    assert [lesson.capital for lesson in OF_CAPITALS] == [capital.id for capital in LATEST.capitals]
    assert {lesson.id for lesson in LESSONS} >= {
        "omstallningsformaga",
        "tvarfragor",
        "komplexitet",
        "samverkanskapital",
        "motespaket",
    }


def test_a_capital_s_text_is_at_the_capital_s_own_address() -> None:
    assert [lesson.id for lesson in OF_CAPITALS] == [lesson.capital for lesson in OF_CAPITALS]


@pytest.mark.parametrize("lesson", OF_CAPITALS, ids=lambda lesson: lesson.id)
def test_level_2_is_told_in_the_words_of_the_latest_questionnaire(lesson: Lesson) -> None:
    capital = next(capital for capital in LATEST.capitals if capital.id == lesson.capital)
    told = level_two(lesson, LATEST)
    assert told is not None
    assert told.label == "Delvis på plats"
    assert set(lesson.level_two) <= {question.id for question in capital.questions}
    assert told.lines == tuple(
        (LATEST.questions[key].text, LATEST.questions[key].anchors[2]) for key in lesson.level_two
    )
    core = {question.id for question in capital.questions if question.core}
    assert core <= set(lesson.level_two)


def test_there_is_one_meeting_pack_of_twenty_minutes() -> None:
    (pack,) = [lesson for lesson in LESSONS if lesson.group is LessonGroup.MEETING]
    assert pack.agenda[-1][1] == pack.minutes == 20


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_sentences_are_short_enough_to_be_heard(lesson: Lesson) -> None:
    prose = " ".join(part.text for part in lesson.parts)
    sentences = re.split(r"(?<=[.?!:])[”]?\s+", prose)
    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


def test_every_term_with_a_text_leads_to_one_that_exists() -> None:
    assert {term.lesson for term in TERMS.values()} - {""} <= {lesson.id for lesson in LESSONS}
