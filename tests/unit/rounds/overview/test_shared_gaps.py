"""Capitals where several kommuner have the same gap, and where most stand well."""

from dataclasses import replace
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.results import CapitalResult
from app.assessment.results.scoring import score
from app.rounds.overview.shared_gaps import Reach, SharedGap, SharedStrength, reaches, shared_gaps, shared_strengths
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

QUESTIONNAIRE = a_questionnaire(
    *(a_capital(name, [a_question(f"{name}-q")]) for name in ("politiskt", "finansiellt", "realt"))
)
"""Five levels, so the prerequisite is the third (position 3)."""


def kommun(**positions: int) -> tuple[CapitalResult, ...]:
    outcomes: dict[str, int | str] = {f"{name}-q": position for name, position in positions.items()}
    return score(QUESTIONNAIRE, Form.LONG, answered(outcomes=outcomes)).capitals


def test_three_kommuner_below_the_level_that_others_build_on_have_the_same_gap() -> None:
    profiles = {
        1: kommun(politiskt=2, finansiellt=1, realt=5),
        2: kommun(politiskt=1, finansiellt=3, realt=5),
        3: kommun(politiskt=2, finansiellt=2, realt=5),
        4: kommun(politiskt=4, finansiellt=2),
    }
    assert shared_gaps(QUESTIONNAIRE, profiles) == (
        SharedGap("politiskt", (1, 2, 3), 4),
        SharedGap("finansiellt", (1, 3, 4), 4),
    )


def test_most_kommuner_come_first() -> None:
    profiles = {number: kommun(politiskt=5 if number == 1 else 2, finansiellt=1) for number in range(1, 5)}
    assert [gap.capital_id for gap in shared_gaps(QUESTIONNAIRE, profiles)] == ["finansiellt", "politiskt"]


def test_two_kommuner_are_not_several() -> None:
    assert shared_gaps(QUESTIONNAIRE, {1: kommun(politiskt=1), 2: kommun(politiskt=1)}) == ()


def test_a_capital_without_a_score_is_no_gap() -> None:
    profiles = {1: kommun(politiskt=1), 2: kommun(politiskt=1), 3: kommun(realt=1)}
    assert shared_gaps(QUESTIONNAIRE, profiles) == ()


def without_level(index: str) -> tuple[CapitalResult, ...]:
    """An index in politiskt, but a core question has no result."""
    (capital_result,) = [result for result in kommun(politiskt=1) if result.capital_id == "politiskt"]
    return (replace(capital_result, index=Fraction(index), level=None),)


def test_without_a_level_a_kommun_is_below_when_its_index_is() -> None:
    """The level others build on begins at 2. At 2.4 the weakest core question might still hold the level below."""
    profiles = {
        1: kommun(politiskt=2),
        2: kommun(politiskt=1),
        3: without_level("1.9"),
        4: without_level("2.4"),
        5: kommun(realt=1),
    }
    assert shared_gaps(QUESTIONNAIRE, profiles) == (SharedGap("politiskt", (1, 2, 3), 4),)
    assert reaches(QUESTIONNAIRE, profiles)[0] == Reach("politiskt", (), (1, 2, 3), (4,))


def test_two_of_three_that_reach_the_level_are_most_and_the_largest_share_comes_first() -> None:
    """Two of three is enough, three of five (60 %) is not; three of three comes before."""
    profiles = {
        1: kommun(politiskt=2, finansiellt=1, realt=5),
        2: kommun(politiskt=3, finansiellt=1, realt=5),
        3: kommun(politiskt=4, finansiellt=3, realt=5),
        4: kommun(finansiellt=3),
        5: kommun(finansiellt=3),
    }
    assert shared_strengths(QUESTIONNAIRE, profiles) == (
        SharedStrength("realt", 3, 3),
        SharedStrength("politiskt", 2, 3),
    )


def test_a_kommun_without_a_level_counts_against_a_strength_only_when_its_index_is_below() -> None:
    strong = {1: kommun(politiskt=3), 2: kommun(politiskt=4), 3: kommun(politiskt=5), 4: without_level("2.4")}
    assert shared_strengths(QUESTIONNAIRE, strong) == (SharedStrength("politiskt", 3, 3),)
    assert shared_strengths(QUESTIONNAIRE, strong | {4: without_level("1.9")}) == (SharedStrength("politiskt", 3, 4),)


def test_what_two_have_in_common_is_no_shared_strength() -> None:
    assert shared_strengths(QUESTIONNAIRE, {1: kommun(politiskt=3), 2: kommun(politiskt=3)}) == ()
