"""Questions that have moved otherwise than the rest (method 12): by hand, and against numpy."""

from fractions import Fraction

import numpy as np
import pytest

from app.assessment.comparison.shared_questions import YearResult
from app.assessment.instrument import drift
from app.assessment.instrument.drift import question_drift, question_pairs
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.scoring import score
from tests.unit.builders import a_question, answered, of

Pairs = dict[str, list[tuple[Fraction, Fraction]]]


def moved(**tenths: int) -> Pairs:
    """Five kommuner from 2,0, all by the same tenths in a question."""
    return {name: [(Fraction(2), 2 + Fraction(change, 10))] * 5 for name, change in tenths.items()}


def test_robust_z_by_hand() -> None:
    """Changes 0, 1, 2, 3 and 14 tenths: median 2, quartiles 1 and 3, so z = (d − 2)/(0,74·2)."""
    result = question_drift(moved(a=0, b=1, c=2, d=3, e=14))
    assert (result.median, result.iqr) == (Fraction(1, 5), Fraction(1, 5))
    assert [question.z for question in result.questions] == pytest.approx([(d - 2) / 1.48 for d in (0, 1, 2, 3, 14)])
    assert [question.question_id for question in result.flagged] == ["e"]
    last = result.questions[4]
    assert (last.earlier, last.later, last.kommuner) == (Fraction(2), Fraction(17, 5), 5)


def test_a_question_that_falls_behind_is_flagged_too() -> None:
    assert [question.question_id for question in question_drift(moved(a=5, b=6, c=7, d=8, e=-9)).flagged] == ["e"]


def test_just_at_the_limit_is_not_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    result = question_drift(moved(a=0, b=1, c=2, d=3, e=14))
    monkeypatch.setattr(drift, "LIMIT", result.questions[4].z)
    assert not result.flagged


def test_where_most_questions_have_changed_alike_there_is_no_z() -> None:
    result = question_drift(moved(a=1, b=1, c=1, d=1, e=9))
    assert result.iqr == 0
    assert all(question.z is None and not question.is_flagged for question in result.questions)


def test_a_question_with_results_both_years_in_four_kommuner_only_is_left_out() -> None:
    pairs = moved(a=0, b=1, c=2, d=3, e=14)
    pairs["e"] = pairs["e"][:4]
    assert [question.question_id for question in question_drift(pairs).questions] == ["a", "b", "c", "d"]
    assert question_drift({"e": pairs["e"]}) == drift.Drift((), None, None)


def test_it_agrees_with_a_recount_in_numpy() -> None:
    chance = np.random.default_rng(5)
    years = chance.integers(0, 41, (2, 20, 7))
    pairs = {
        str(question): [
            (Fraction(int(years[0, question, kommun]), 10), Fraction(int(years[1, question, kommun]), 10))
            for kommun in range(7)
        ]
        for question in range(20)
    }
    d = (years[1] - years[0]).mean(axis=1) / 10
    low, high = np.percentile(d, [25, 75])
    expected = (d - np.median(d)) / (0.74 * (high - low))
    assert [drift_of_question.z for drift_of_question in question_drift(pairs).questions] == pytest.approx(
        list(expected)
    )


def year(questionnaire: Questionnaire, **choices: int | str) -> YearResult:
    answers = answered(*[("ledning", choices)] * 5)
    return YearResult(questionnaire.year, questionnaire, Form.LONG, answers, score(questionnaire, Form.LONG, answers))


def test_shared_questions_with_a_result_both_years_are_paired() -> None:
    questions = [a_question(name) for name in ("q1", "q2", "q3")]
    before, now = of(questions, year=2025), of(questions, year=2026)
    same = {position: position for position in range(1, 6)}
    earlier, later = year(before, q1=2, q2=3, q3=4), year(now, q1=4, q3=5, q2="?")
    assert question_pairs(later, earlier, ("q1", "q2"), same) == {"q1": (Fraction(1), Fraction(3))}
    assert question_pairs(later, earlier, ("q1",), None) == {}


def test_earlier_levels_are_worth_what_they_equal_on_the_later_scale() -> None:
    """An old scale of 0–4 whose levels equal 0, 25, 50, 75 and 100 on the new."""
    before = of([a_question("q1")], year=2025)
    now = of([a_question("q1")], year=2026, scale=("0", "25", "50", "75", "100"))
    same = {position: position for position in range(1, 6)}
    assert question_pairs(year(now, q1=4), year(before, q1=2), ("q1",), same) == {"q1": (Fraction(25), Fraction(75))}
    assert question_pairs(year(now, q1=4), year(before, q1=2), ("q1",), {1: 1}) == {}


def test_a_question_does_not_drift_because_one_politician_fewer_answers() -> None:
    """5 at 4 and 15 at 2, then 4 and 15: in each year's own pools 2,86 and 2,42; alike in both years 2,5 and 2,42."""

    def answers(politicians: int) -> YearResult:
        edition = of([a_question("q1")], year=2030 - politicians)
        people = answered(*[("fortroendevald", {"q1": 5})] * politicians, *[("strateg", {"q1": 3})] * 15)
        return YearResult(edition.year, edition, Form.LONG, people, score(edition, Form.LONG, people))

    pair = question_pairs(answers(4), answers(5), ("q1",), {position: position for position in range(1, 6)})["q1"]
    assert pair == (Fraction(50, 20), Fraction(46, 19))
