"""Capitals where several kommuner have the same gap."""

from app.assessment.questionnaire import Form
from app.assessment.results import CapitalResult
from app.assessment.scoring import score
from app.followup.together import SharedGap, shared_gaps
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

QUESTIONNAIRE = a_questionnaire(
    *(a_capital(name, [a_question(f"{name}-q")]) for name in ("politiskt", "finansiellt", "realt"))
)
"""Five levels, so the prerequisite is the third (position 3)."""


def kommun(**positions: int) -> tuple[CapitalResult, ...]:
    agreed: dict[str, int | str] = {f"{name}-q": position for name, position in positions.items()}
    return score(QUESTIONNAIRE, Form.LONG, answered(agreed=agreed)).capitals


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
