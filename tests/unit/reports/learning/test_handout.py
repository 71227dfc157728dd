"""A learning text on paper: the same words as on the page, with the question of those it is for."""

import html5lib
import pytest

from app.assessment.learning.lesson import Audience
from app.assessment.learning.level_two import LevelTwo
from app.assessment.learning.reader import read_folder
from app.reports.learning.handout import build_handout
from app.reports.paper.rendering import handout_page
from tests.paths import LEARNING

LESSONS = {lesson.id: lesson for lesson in read_folder(LEARNING)[0]}
LEVEL_TWO = LevelTwo(2026, "Delvis på plats", (("Hur?", "Minst en."),))


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_text_becomes_valid_html(lesson: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(handout_page(build_handout(LESSONS[lesson], LEVEL_TWO, None)))
    assert parser.errors == []


def test_the_question_is_that_of_the_audience_or_of_all() -> None:
    lesson = LESSONS["politiskt"]
    assert build_handout(lesson, None, Audience.MANAGER).questions == (("", lesson.questions[Audience.MANAGER]),)
    assert [audience for audience, _ in build_handout(lesson, None, None).questions] == [
        "Är du förtroendevald?",
        "Är du chef?",
        "Är du strateg eller samordnare?",
    ]


def test_level_2_stands_in_its_own_part_with_the_year_it_is_from() -> None:
    parts = build_handout(LESSONS["politiskt"], LEVEL_TWO, None).parts
    assert [part.lines for part in parts if part.lines] == [(("Hur?", "Minst en."),)]
    assert "Nivå 2 heter ”delvis på plats”. Så här beskrivs den i frågeformuläret 2026:" in {
        part.level_heading for part in parts
    }


def test_a_meeting_pack_says_when_each_part_begins_and_ends() -> None:
    times = [part.time for part in build_handout(LESSONS["motespaket"], None, None).parts]
    assert times[0] == "0–3 min"
    assert times[-1].endswith("20 min")


def test_the_file_is_another_one_when_a_word_is_another() -> None:
    prints = {build_handout(LESSONS["politiskt"], LEVEL_TWO, audience).fingerprint() for audience in (None, *Audience)}
    assert len(prints) == 4
