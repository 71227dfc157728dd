"""The figures of a file of answers. Position p of the default scale is worth p − 1."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.answering.answers import Answer
from app.assessment.meeting.agreement import Agreement
from app.assessment.questionnaires.questionnaire import Form, Limits
from app.assessment.submission.scored_submission import METHOD_EDITION, ScoredSubmission, score_submission
from app.assessment.submission.submission import read_submission
from tests.paths import DATA
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered, of, to_one


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def scored_reference() -> ScoredSubmission:
    """The reference answers written as a submission, read and scored: one assessment per group."""
    questionnaire = of([a_question(f"q{number}") for number in range(1, 6)], scale=["1", "2", "3", "4", "5"])
    lines = ["assessment;respondent;role_group;question;value"]
    for person, row in enumerate(rows_of("agreement_answers.csv")):
        lines += [f"{row['group']};{person};strateg;q{number};{row[f'COH0{number}']}" for number in range(1, 6)]
    return score_submission(questionnaire, read_submission("\n".join(lines), questionnaire))


def test_the_agreement_of_a_file_is_that_of_the_reference() -> None:
    assessments = {assessment.assessment: assessment.capitals[0] for assessment in scored_reference().assessments}

    for expected in rows_of("agreement_reference.csv"):
        capital = assessments[expected["group"]]
        assert capital.respondents == int(expected["n"])
        assert capital.agreement.ad_m == pytest.approx(float(expected["ad_m"]), abs=1e-9)
        assert capital.agreement.r_wg_j == pytest.approx(float(expected["r_wg_j"]), abs=1e-9)
        assert capital.agreement.a_wg == pytest.approx(float(expected["a_wg"]), abs=1e-9)


def test_the_reliability_of_a_file_is_that_of_the_reference() -> None:
    (reliability,) = scored_reference().reliability
    expected = rows_of("agreement_reference.csv")[0]

    assert (reliability.icc1, reliability.icc2) == pytest.approx(
        (float(expected["icc1"]), float(expected["icc2"])), abs=1e-9
    )


def test_too_few_respondents_give_agreement_but_no_index() -> None:
    capital = scored_reference().assessments[0].capitals[0]

    assert (capital.result.index, capital.level) == (None, None)
    assert capital.agreement.ad_m == 1.0


def test_the_level_is_given_as_its_value_on_the_scale() -> None:
    # Five at position 3 of the values 1…5: index and level 3.
    questionnaire = of([a_question()], scale=["1", "2", "3", "4", "5"])
    capital = score_submission(questionnaire, {"1440": to_one(strateg=[3] * 5)}).assessments[0].capitals[0]

    assert (capital.result.index, capital.level) == (Fraction(3), Decimal(3))


def test_respondents_are_those_who_gave_a_level_in_the_capital() -> None:
    answers = answered(("strateg", {"q1": 3}), ("strateg", {"q1": "?"}), ("ledning", {"q2": 1}))
    questionnaire = of([a_question("q1"), a_question("q2")])

    assert score_submission(questionnaire, {"1440": answers}).assessments[0].capitals[0].respondents == 2


def test_form_and_limits_are_those_asked_for() -> None:
    questionnaire = of([a_question("q1", core=True), a_question("q2")])
    answers = answered(*[("strateg", {"q1": 5, "q2": 1})] * 4)

    scores = score_submission(questionnaire, {"1440": answers}, Form.SHORT, limits=Limits(min_group=3))

    assert scores.assessments[0].capitals[0].result.index == Fraction(4)


def test_everything_comes_out_as_plain_values_for_json() -> None:
    # politiskt 2, 2, 2, 2, 3 (mean 2.2) with one vet ej of six; realt has no answers.
    questionnaire = a_questionnaire(a_capital("politiskt"), a_capital("realt"))
    answers = to_one("politiskt-q1", strateg=[3, 3, 3, 3, 4, "?"])

    plain = score_submission(questionnaire, {"1440": answers}).as_dict()

    read_back = json.loads(json.dumps(plain))
    assert read_back == plain
    (assessment,) = read_back["assessments"]
    politiskt, realt = assessment["capitals"]
    assert (assessment["assessment"], assessment["overall"], assessment["weakest_capital"]) == ("1440", None, None)
    assert {key: politiskt[key] for key in ("capital", "status", "index", "level", "coverage", "n", "capped_by")} == {
        "capital": "politiskt",
        "status": "scored",
        "index": 2.2,
        "level": 2.0,
        "coverage": 1.0,
        "n": 5,
        "capped_by": [],
    }
    # s² = 0.8/4, SE = √(0.2/5) = 0.2, t(0.95; 4) = 2.131847
    assert politiskt["interval"]["low"] == pytest.approx(2.2 - 0.426369, abs=1e-6)
    assert (politiskt["interval"]["respondents"], politiskt["interval"]["few"], politiskt["no_interval"]) == (
        5,
        True,
        None,
    )
    assert politiskt["dont_know_share"] == pytest.approx(1 / 6)
    # mean 2.2: (4·0.2 + 0.8)/5 = 0.32
    assert politiskt["ad_m"] == pytest.approx(0.32)
    assert (realt["status"], realt["index"], realt["level"], realt["coverage"]) == ("insufficient", None, None, 0.0)
    assert (realt["interval"], realt["no_interval"]) == (None, "no_score")
    assert (realt["ad_m"], realt["r_wg_j"], realt["a_wg"], realt["dont_know_share"]) == (None, None, None, None)
    assert plain["reliability"] == [
        {"capital": "politiskt", "icc1": None, "icc2": None, "alpha": None},
        {"capital": "realt", "icc1": None, "icc2": None, "alpha": None},
    ]
    assert {key: plain[key] for key in ("method_edition", "questionnaire", "year", "form")} == {
        "method_edition": METHOD_EDITION,
        "questionnaire": questionnaire.id,
        "year": questionnaire.year,
        "form": "long",
    }


def test_the_overall_figure_stands_with_its_weakest_capital() -> None:
    questionnaire = a_questionnaire(a_capital("politiskt"), a_capital("realt"))
    people = [("strateg", {"politiskt-q1": 4, "realt-q1": 2})] * 5
    (assessment,) = score_submission(questionnaire, {"1440": answered(*people)}).assessments

    assert (assessment.overall, assessment.weakest_capital_id) == (Fraction(2), "realt")
    assert assessment.capitals[1].agreement == Agreement(ad_m=0.0, r_wg_j=1.0, a_wg=1.0)


def test_alpha_is_of_those_who_gave_a_level_on_every_question_for_all() -> None:
    # Sums 2, 5, 5: s² of the questions 1 and 1, of the sums 3, so 2·(1 − 2/3) = 2/3. q3 is not for everybody, and the
    # fourth person has left one question out.
    questionnaire = of([a_question("q1"), a_question("q2"), a_question("q3", meant_for=["ledning"])])
    answers = answered(
        ("strateg", {"q1": 1, "q2": 1}),
        ("strateg", {"q1": 2, "q2": 3}),
        ("ledning", {"q1": 3, "q2": 2, "q3": 5}),
        ("ledning", {"q1": 5, "q2": "?"}),
    )
    scores = score_submission(questionnaire, {"1440": answers})

    assert scores.assessments[0].capitals[0].alpha == pytest.approx(2 / 3)
    assert scores.reliability[0].alpha == pytest.approx(2 / 3)


def test_alpha_over_the_file_takes_everybody_together() -> None:
    # Sums 2, 4 in one kommun and 8, 10 in the other; all answer alike on both questions: 2·(1 − 1/2) = 1.
    questionnaire = of([a_question("q1"), a_question("q2")])
    low = answered(("strateg", {"q1": 1, "q2": 1}), ("strateg", {"q1": 2, "q2": 2}))
    high = answered(("strateg", {"q1": 4, "q2": 4}))

    scores = score_submission(questionnaire, {"low": low, "high": high})

    assert [assessment.capitals[0].alpha for assessment in scores.assessments] == [1.0, None]
    assert scores.reliability[0].alpha == 1.0


def test_how_many_questions_are_agreed_on_is_told() -> None:
    questionnaire = of([a_question("q1"), a_question("q2")])
    answers = replace(answered(*[("strateg", {"q1": 2, "q2": 2})] * 5), agreed={"q1": Answer.level(5)})
    (capital,) = score_submission(questionnaire, {"1440": answers}).assessments[0].capitals

    # Position 5 is worth 4 and position 2 is worth 1: (4 + 1)/2.
    assert (capital.agreed_questions, capital.result.index) == (1, Fraction(5, 2))
