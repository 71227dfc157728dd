"""What one person's own answers come to: by the method's rules, and of what that person was asked."""

from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.method import CURRENT
from app.assessment.results.own_profile import own_profile
from app.assessment.results.results import CapitalResult, CapitalStatus
from tests.unit.builders import a_question, an_answer, of

QUESTIONNAIRE = of([a_question("q1", core=True), a_question("q2"), a_question("q3", core=True, meant_for=["ledning"])])


def result(role_group: str = "strateg", **choices: int | str) -> CapitalResult:
    answers = {question_id: an_answer(choice) for question_id, choice in choices.items()}
    (capital,) = own_profile(QUESTIONNAIRE, Form.LONG, answers, role_group, ["politiskt"], CURRENT).capitals
    return capital


def test_the_level_is_that_of_the_mean_of_ones_own_answers() -> None:
    # positions 3 and 4 have the values 2 and 3: (2 + 3) / 2 = 2.5, which reaches the third level
    assert (result(q1=3, q2=4).index, result(q1=3, q2=4).level) == (Fraction(5, 2), 3)


def test_a_question_for_another_role_group_leaves_no_gap() -> None:
    assert result("strateg", q1=3, q2=3).coverage == 1
    assert result("ledning", q1=3, q2=3).level is None


def test_vet_ej_is_no_result() -> None:
    assert result(q1="?", q2="?").status is CapitalStatus.INSUFFICIENT
    assert result(q1="?", q2="?").level is None


def test_what_does_not_apply_leaves_the_denominator() -> None:
    assert result(q1=5, q2="-").level == 5
    assert result(q1="-", q2="-").status is CapitalStatus.NOT_APPLICABLE
