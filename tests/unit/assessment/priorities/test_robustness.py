"""Method 5: how far a profile hangs on who answered and on single questions. Position p is worth p − 1."""

from fractions import Fraction

import numpy as np
import pytest

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.priorities.robustness import Robustness, profile_robustness
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.scoring import score
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

TWO = a_questionnaire(
    a_capital("politiskt", [a_question("p1"), a_question("p2")]),
    a_capital("realt", [a_question("r1"), a_question("r2")]),
)


def robustness(
    answers: AssessmentAnswers, questionnaire: Questionnaire = TWO, draws: int = 200, seed: int = 1
) -> Robustness:
    profile = score(questionnaire, Form.LONG, answers)
    year = YearResult(2026, questionnaire, Form.LONG, answers, profile)
    return profile_robustness(year, None, np.random.default_rng(seed), draws)


def test_what_everybody_says_alike_stays_the_same_in_every_draw() -> None:
    answers = answered(*[("strateg", {"p1": 4, "p2": 4, "r1": 2, "r2": 2})] * 6)

    result = robustness(answers)

    assert result == Robustness(200, Fraction(1), Fraction(1), {"politiskt": Fraction(1), "realt": Fraction(1)})


def test_leaving_a_question_out_shows_what_hangs_on_one() -> None:
    # Agreed: politiskt 0 and 4 come to 2, and without one of them to 4 or 0: never to level 2. Realt is 3 either way, so
    # politiskt is weakest when its higher question is left out.
    result = robustness(answered(outcomes={"p1": 1, "p2": 5, "r1": 4, "r2": 4}), draws=1000)

    assert (result.levels["politiskt"], result.levels["realt"]) == (Fraction(0), Fraction(1))
    assert result.weakest == pytest.approx(Fraction(1, 2), abs=0.06)
    assert result.start == result.weakest


def test_the_shares_are_those_of_a_few_lines_of_numpy() -> None:
    # One question a capital, nothing to leave out. Six people: politiskt 0, 0, 1, 2, 2, 3 against realt 2 by all.
    questionnaire = a_questionnaire(a_capital("politiskt"), a_capital("realt"))
    levels = [1, 1, 2, 3, 3, 4]
    people = [("strateg", {"politiskt-q1": level, "realt-q1": 3}) for level in levels]
    generator = np.random.default_rng(7)
    means = np.array([generator.choice(levels, size=6).mean() - 1 for _ in range(20_000)])

    result = robustness(answered(*people), questionnaire, draws=4_000)

    assert float(result.weakest or 0) == pytest.approx(float(np.mean(means <= 2)), abs=0.03)
    assert float(result.levels["politiskt"]) == pytest.approx(float(np.mean((means >= 1) & (means < 2))), abs=0.03)


def test_the_same_seed_gives_the_same_shares() -> None:
    people = [("strateg", {"p1": 1 + n % 5, "p2": 2, "r1": 3, "r2": 1 + n % 3}) for n in range(8)]

    assert robustness(answered(*people), seed=3) == robustness(answered(*people), seed=3)


def test_a_level_that_cannot_be_told_has_no_share() -> None:
    questions = [a_question("p1", core=True), a_question("p2"), a_question("p3")]
    questionnaire = a_questionnaire(a_capital("politiskt", questions), a_capital("realt"))

    result = robustness(answered(outcomes={"p2": 3, "p3": 3, "realt-q1": 5}), questionnaire)

    assert set(result.levels) == {"realt"}


def test_one_scored_capital_has_nothing_to_be_weakest_among() -> None:
    result = robustness(answered(outcomes={"p1": 3, "p2": 3}))

    assert (result.weakest, result.start) == (None, None)


def test_who_is_drawn_comes_from_the_same_pool() -> None:
    # Six politicians at 4 and six strategists at 0: drawn across roles the mean would move, within them it cannot.
    people = [("fortroendevald", {"p1": 5, "p2": 5, "r1": 5, "r2": 5})] * 6
    people += [("strateg", {"p1": 1, "p2": 1, "r1": 1, "r2": 1})] * 6

    assert robustness(answered(*people)).levels == {"politiskt": Fraction(1), "realt": Fraction(1)}


def test_the_shares_do_not_tell_who_of_a_pool_gave_which_answer() -> None:
    """One politician among four strategists: whose the low answer is must not show."""
    questionnaire = a_questionnaire(a_capital("politiskt"))

    def level_share(politician: int, strategists: list[int]) -> Fraction:
        people = [("fortroendevald", {"politiskt-q1": politician})]
        people += [("strateg", {"politiskt-q1": level}) for level in strategists]
        return robustness(answered(*people), questionnaire, draws=4_000).levels["politiskt"]

    assert level_share(1, [3, 3, 3, 3]) == level_share(3, [1, 3, 3, 3])
    assert level_share(1, [3, 3, 3, 3]) < 1


def test_without_single_answers_only_the_questions_vary_and_that_is_told() -> None:
    assert not robustness(answered(outcomes={"p1": 3, "p2": 3, "r1": 3, "r2": 3})).people_drawn
    assert robustness(answered(*[("strateg", {"p1": 3, "p2": 3})] * 5, outcomes={"r1": 3, "r2": 3})).people_drawn


def test_a_draw_without_anybody_who_gave_a_level_keeps_their_mean() -> None:
    # Five of twenty-five know: in some of two thousand draws none of the five is drawn (0.8^25 is 0.4 %).
    sure: dict[str, int | str] = {"p1": 3, "p2": 3, "r1": 3, "r2": 3}
    people = [("strateg", sure)] * 5 + [("strateg", {**sure, "p1": "?"})] * 20

    assert robustness(answered(*people), draws=2_000).levels["politiskt"] == 1
