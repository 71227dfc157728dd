"""Whom an order can be told of."""

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.results import Profile
from app.assessment.results.scoring import score
from app.rounds.overview.rank_order import counting, scored
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

QUESTIONNAIRE = a_questionnaire(
    a_capital("politiskt", [a_question("politiskt-q")]),
    a_capital("realt", [a_question("realt-q")]),
    a_capital("mottagare", [a_question("mottagare-q")], cross_cutting=True),
)


def profile(**positions: int) -> Profile:
    outcomes: dict[str, int | str] = {f"{name}-q": position for name, position in positions.items()}
    return score(QUESTIONNAIRE, Form.LONG, answered(outcomes=outcomes))


def test_cross_cutting_dimensions_do_not_count() -> None:
    assert [capital.id for capital in counting(QUESTIONNAIRE.capitals)] == ["politiskt", "realt"]


def test_a_kommun_that_lacks_a_score_in_one_capital_is_left_out() -> None:
    capitals = counting(QUESTIONNAIRE.capitals)
    whole = scored(profile(politiskt=2, realt=4), capitals)
    assert whole is not None
    assert [result.capital_id for result in whole] == ["politiskt", "realt"]
    assert scored(profile(politiskt=2, mottagare=4), capitals) is None
