"""Agreement per capital as pages show it: the reference indices, and nothing where too few answered."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.meeting.samsyn import Samsyn, capital_samsyn
from app.assessment.questionnaires.questionnaire import Form
from tests.paths import DATA
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered, of, to_one
from tests.unit.strategies import QUESTIONS, assessments

ITEMS = [f"COH0{number}" for number in range(1, 6)]


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def samsyn(answers: AssessmentAnswers, questions: Sequence[str] = ("q1",), min_group: int | None = 5) -> Samsyn:
    questionnaire = of([a_question(name) for name in questions])
    return capital_samsyn(questionnaire.capitals[0], questionnaire, Form.LONG, answers, min_group)


@pytest.mark.parametrize("group", ["1044B-2ND", "1044C-2ND"])
def test_the_groups_of_three_have_the_reference_indices(group: str) -> None:
    """The values of the R package multilevel, reached by the function that pages and reports call."""
    by_group: dict[str, list[dict[str, int | str]]] = defaultdict(list)
    for row in rows_of("agreement_answers.csv"):
        by_group[row["group"]].append({f"q{item.lower()}": int(row[item]) for item in ITEMS})
    answers = answered(*(("strateg", row) for row in by_group[group]))
    result = samsyn(answers, [f"q{item.lower()}" for item in ITEMS], min_group=3)
    expected = next(row for row in rows_of("agreement_reference.csv") if row["group"] == group)
    assert result.ad_m == pytest.approx(float(expected["ad_m"]), abs=1e-9)
    assert result.a_wg == pytest.approx(float(expected["a_wg"]), abs=1e-9)
    assert result.r_wg_j == pytest.approx(float(expected["r_wg_j"]), abs=1e-9)
    assert result.questions == 5


def test_two_people_are_not_shown_though_the_reference_has_them() -> None:
    result = samsyn(to_one(strateg=[4, 2]), min_group=3)
    assert result == Samsyn("politiskt", 0, None, None, None, None, None)


def test_agreement_is_a_deviation_of_at_most_a_sixth_of_the_levels() -> None:
    # Mean 2.6: (3 · 0.6 + 0.4 + 1.4) / 5 = 0.72 against 5/6. Then 2.4: 1.28.
    assert samsyn(to_one(strateg=[2, 2, 2, 3, 4])).agrees is True
    assert samsyn(to_one(strateg=[1, 1, 2, 4, 4])).agrees is False


def test_the_question_where_roles_differ_most_is_named_from_one_level_on() -> None:
    people = [("fortroendevald", {"q1": 4, "q2": 5})] * 5 + [("strateg", {"q1": 3, "q2": 2})] * 5
    result = samsyn(answered(*people), ["q1", "q2"])
    assert result.widest is not None
    assert (result.widest[0], result.widest[1].levels) == ("q2", Fraction(3))
    assert samsyn(to_one(fortroendevald=[3] * 5, strateg=[3, 3, 3, 3, 2])).widest is None


def test_a_question_that_too_few_answered_is_left_out_of_the_indices() -> None:
    people = [("strateg", {"q1": 1, "q2": 5})] + [("strateg", {"q1": 3})] * 4
    result = samsyn(answered(*people), ["q1", "q2"])
    assert result.questions == 1
    assert result.ad_m == pytest.approx(0.64)  # the mean is 2.6: (1.6 + 4 · 0.4) / 5
    # One complete row on q1 only, so five rows: the index exists and rests on q1.
    assert result.r_wg_j is not None


def test_agreed_answers_do_not_enter() -> None:
    with_agreed = answered(*[("strateg", {"q1": 2})] * 5, outcomes={"q1": 5})
    assert samsyn(with_agreed) == samsyn(to_one(strateg=[2] * 5))


@given(assessments())
def test_nothing_is_shown_of_a_capital_that_fewer_than_five_answered(answers: AssessmentAnswers) -> None:
    result = samsyn(answers, QUESTIONS)
    answering = sum(1 for respondent in answers.respondents if respondent.answers)
    if answering < 5:
        assert result == Samsyn("politiskt", 0, None, None, None, None, None)


def test_a_capital_without_questions_of_its_own_in_the_form_shows_nothing() -> None:
    capital = a_capital("politiskt", [a_question("q1")])
    questionnaire = a_questionnaire(capital)
    result = capital_samsyn(capital, questionnaire, Form.SHORT, to_one(strateg=[1, 2, 3, 4, 5]), 5)
    assert result.questions == 0
