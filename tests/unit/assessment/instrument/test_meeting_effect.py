"""What meetings did (method 12): by hand, over results scored as they are everywhere else."""

from fractions import Fraction

import numpy as np
import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.instrument import instrument
from app.assessment.instrument.meeting_effect import MeetingEffect, meeting_effect, meeting_shift
from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.scoring import score
from tests.unit.builders import a_question, answered, of

QUESTIONNAIRE = of([a_question("q1", weight="2"), a_question("q2"), a_question("q3", may_not_apply=True)])
CAPITAL = QUESTIONNAIRE.capitals[0]


def shift(choices: dict[str, int | str], outcomes: dict[str, int | str]) -> Fraction | None:
    """Of a kommun where five people all chose the same."""
    whole = answered(*[("ledning", choices)] * 5, outcomes=outcomes)
    alone = AssessmentAnswers(whole.respondents)
    single, after_meeting = (score(QUESTIONNAIRE, Form.LONG, answers).capitals[0] for answers in (alone, whole))
    return meeting_shift(CAPITAL, Form.LONG, single, after_meeting)


def tenths(*figures: int) -> list[Fraction]:
    return [Fraction(figure, 10) for figure in figures]


def test_the_shift_is_weighted_over_all_questions_with_a_result_both_ways() -> None:
    """q1 from 1 to 2 with weight 2, q2 not settled and so unmoved: (2·1 + 1·0)/3."""
    assert shift({"q1": 2, "q2": 4}, {"q1": 3}) == Fraction(2, 3)


def test_a_question_that_only_the_meeting_answered_or_that_does_not_apply_moves_nothing() -> None:
    """q2 has no single answers and q3 is settled as ej tillämpligt: q1 alone counts, down by one."""
    assert shift({"q1": 3, "q3": 5}, {"q1": 2, "q2": 5, "q3": "-"}) == -1


@pytest.mark.parametrize("outcomes", [{}, {"q2": 4}, {"q1": "?"}, {"q1": "-"}])
def test_without_a_settled_level_beside_single_answers_there_is_no_shift(outcomes: dict[str, int | str]) -> None:
    assert shift({"q1": 3}, outcomes) is None


def test_a_meeting_that_keeps_the_single_answers_result_counts_as_no_shift() -> None:
    assert shift({"q1": 3}, {"q1": 3}) == 0


def test_mean_spread_and_how_many_each_way_by_hand() -> None:
    """1, −2, 3, 0 and 3 tenths: mean 0,1; squares 0 + 9 + 4 + 1 + 4 over 4 make s² = 0,045."""
    effect = meeting_effect("politiskt", tenths(1, -2, 3, 0, 3))
    assert (effect.kommuner, effect.mean, effect.up, effect.down) == (5, Fraction(1, 10), 3, 1)
    assert effect.spread == pytest.approx(0.045**0.5)


def test_it_agrees_with_a_recount_in_numpy() -> None:
    figures = [3, -7, 12, 5, 5, -1, 0, 22]
    effect = meeting_effect("politiskt", tenths(*figures))
    recount = np.array(figures) / 10
    assert effect.mean is not None
    assert float(effect.mean) == pytest.approx(recount.mean())
    assert effect.spread == pytest.approx(recount.std(ddof=1))
    assert (effect.up, effect.down) == ((recount > 0).sum(), (recount < 0).sum())


def test_four_kommuner_are_too_few_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    assert meeting_effect("politiskt", tenths(1, 2, 3, 4)) == MeetingEffect("politiskt", 4, None, None, None, None)
    monkeypatch.setattr(instrument, "MIN_KOMMUNER", 4)
    assert meeting_effect("politiskt", tenths(1, 2, 3, 4)).mean == Fraction(1, 4)
