"""How robustness is told."""

from fractions import Fraction

import pytest

from app.assessment.priorities.robustness import Robustness
from app.reports.results.robustness_text import (
    level_certainty,
    level_sentence,
    of_hundred,
    profile_sentence,
    start_certainty,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(87, 100), "87 av 100"),
        (Fraction(875, 1000), "88 av 100"),
        (Fraction(1), "100 av 100"),
        (Fraction(999, 1000), "99 av 100"),
        (Fraction(1, 1000), "1 av 100"),
        (Fraction(0), "0 av 100"),
    ],
)
def test_a_share_is_told_of_a_hundred_and_never_as_all_or_none_when_it_is_not(share: Fraction, words: str) -> None:
    assert of_hundred(share) == words


def test_the_start_and_the_weakest_capital_are_told_in_one_sentence() -> None:
    both = Robustness(1000, Fraction(92, 100), Fraction(87, 100), {})

    assert profile_sentence(both) == (
        "Starten är densamma i 87 av 100 och det svagaste kapitalslaget är detsamma i 92 av 100 omräkningar."
    )
    assert profile_sentence(Robustness(1000, None, Fraction(1), {})) == "Starten är densamma i 100 av 100 omräkningar."
    assert profile_sentence(Robustness(1000, None, None, {})) == ""
    assert profile_sentence(None) == ""


def test_a_level_has_a_sentence_of_its_own() -> None:
    result = Robustness(1000, None, None, {"politiskt": Fraction(1, 2)})

    assert level_sentence(result, "politiskt") == "Nivån är densamma i 50 av 100 omräkningar."
    assert level_sentence(result, "realt") == ""


@pytest.mark.parametrize(
    ("hundredths", "level", "start"),
    [
        (90, "Nivån är säker.", "Rådet är säkert."),
        (89, "Nivån är ganska säker.", "Rådet är ganska säkert."),
        (70, "Nivån är ganska säker.", "Rådet är ganska säkert."),
        (
            69,
            "Nivån är osäker: den ligger nära en annan nivå.",
            "Rådet är osäkert: ett annat kapitalslag kan vara en lika bra början.",
        ),
    ],
)
def test_outside_the_annex_it_is_told_in_words(hundredths: int, level: str, start: str) -> None:
    share = Fraction(hundredths, 100)
    result = Robustness(1000, None, share, {"politiskt": share})

    assert level_certainty(result, "politiskt") == level
    assert start_certainty(result) == start
    assert (level_certainty(result, "realt"), level_certainty(None, "politiskt"), start_certainty(None)) == ("", "", "")
