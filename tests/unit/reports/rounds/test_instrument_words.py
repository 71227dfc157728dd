"""The conclusions of the page on how good the questions were say what was counted, in words that cannot be misread."""

from fractions import Fraction

import pytest

from app.assessment.instrument.meeting_effect import MeetingEffect
from app.assessment.instrument.response import RoleResponse
from app.reports.kernel.wording import NBSP
from app.reports.rounds import instrument_words as words

NAMES = {"realt": "realt kapital", "politiskt": "politiskt kapital", "ledning": "ledning"}


def effect(capital_id: str, mean: str) -> MeetingEffect:
    return MeetingEffect(capital_id, 7, Fraction(mean), 0.1, 1, 6)


@pytest.mark.parametrize(
    ("means", "sentence"),
    [
        (("0.1", "-0.2"), "Mötena sänkte realt kapital mest, med 0,20 nivåer i medel."),
        (("0.3", "-0.2"), "Mötena höjde politiskt kapital mest, med 0,30 nivåer i medel."),
        (("0", "0.001"), "I medel flyttade mötena inget kapitalslag."),
    ],
)
def test_the_way_that_meetings_moved_a_capital_is_a_word(means: tuple[str, str], sentence: str) -> None:
    assert words.meetings_conclusion([effect("politiskt", means[0]), effect("realt", means[1])], NAMES) == sentence


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ([RoleResponse("ledning", 9, 9)], "Alla tillfrågade har svarat på minst en fråga."),
        (
            [RoleResponse("ledning", 9, 9), RoleResponse("realt", 0, None)],
            "Alla tillfrågade har svarat på minst en fråga.",
        ),
        (
            [RoleResponse("ledning", 9, 9), RoleResponse("politiskt", 2, None)],
            "Alla tillfrågade i de roller som visas har svarat på minst en fråga.",
        ),
        (
            [RoleResponse("ledning", 10, 9), RoleResponse("politiskt", 10, 9)],
            "I alla roller som visas har 90 % svarat på minst en fråga.",
        ),
        (
            [RoleResponse("ledning", 10, 9), RoleResponse("politiskt", 10, 10)],
            "Lägst är andelen i rollen ledning: 90 % har svarat på minst en fråga.",
        ),
    ],
)
def test_who_has_answered_one_question_is_not_called_done(roles: list[RoleResponse], sentence: str) -> None:
    assert words.responses_conclusion(roles, NAMES).replace(NBSP, " ") == sentence
