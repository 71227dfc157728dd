"""Scores as text: what is read back is exactly what was written, whatever it holds."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years
from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    Interval,
    LevelCap,
    NoInterval,
    Profile,
    QuestionResult,
    YearComparison,
)
from app.assessment.results.scoring import score
from app.storage.results.score_texts import UnreadableScoreError, score_from, score_text
from tests.unit.builders import a_question, of
from tests.unit.strategies import QUESTIONS, assessments

numbers = st.floats(allow_nan=False, allow_infinity=False)
counts = st.integers(0, 10**6)
intervals = st.builds(
    Interval,
    low=numbers,
    high=numbers,
    respondents=counts,
    standard_error=numbers,
    degrees_of_freedom=counts,
    few=st.booleans(),
    before_meeting=st.booleans(),
)
capitals = st.builds(
    CapitalResult,
    capital_id=st.text(),
    status=st.sampled_from(CapitalStatus),
    index=st.none() | st.fractions(),
    coverage=st.none() | st.fractions(),
    level=st.none() | st.integers(1, 7),
    cap=st.none() | st.from_type(LevelCap),
    interval=intervals | st.sampled_from(NoInterval),
    dont_know_share=st.none() | st.fractions(),
    questions=st.lists(st.from_type(QuestionResult), max_size=3).map(tuple),
    near=st.none() | st.integers(1, 7),
)
profiles = st.builds(Profile, capitals=st.lists(capitals, max_size=3).map(tuple))


@given(profile=profiles)
@settings(max_examples=150)
def test_any_profile_is_read_as_it_was_written(profile: Profile) -> None:
    assert score_from(Profile, score_text(Profile, profile)) == profile


@given(comparison=st.from_type(YearComparison))
def test_any_change_is_read_as_it_was_written(comparison: YearComparison) -> None:
    assert score_from(YearComparison, score_text(YearComparison, comparison)) == comparison


@given(answers=assessments(), before=assessments(), method=st.sampled_from(MethodEdition))
@settings(max_examples=60)
def test_what_answers_come_to_is_read_as_it_was_written(
    answers: AssessmentAnswers, before: AssessmentAnswers, method: MethodEdition
) -> None:
    questionnaire = of([a_question(question_id, core=question_id == "q1") for question_id in QUESTIONS])
    later, earlier = (
        YearResult(
            year=year,
            questionnaire=questionnaire,
            form=Form.LONG,
            answers=given_answers,
            profile=score(questionnaire, Form.LONG, given_answers, method=method),
            method=method,
        )
        for year, given_answers in ((2026, answers), (2025, before))
    )
    change = compare_years(later, earlier, set(QUESTIONS), {position: position for position in range(1, 6)})
    again = score_from(Profile, score_text(Profile, later.profile))
    assert again == later.profile
    assert all(isinstance(result.index, Fraction | None) for result in again.capitals)
    assert score_from(YearComparison, score_text(YearComparison, change)) == change


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "{}", "null", '[[["politiskt"]],[],null]', "[[],[],[]]", '[[],[["p","1/0",null,null]],null]'],
)
def test_what_was_not_written_so_cannot_be_read(text: str) -> None:
    with pytest.raises(UnreadableScoreError):
        score_from(Profile, text)


def test_a_figure_that_is_no_number_is_not_written() -> None:
    interval = Interval(low=float("nan"), high=1.0, respondents=5, standard_error=1.0, degrees_of_freedom=3, few=True)
    capital = CapitalResult(
        capital_id="politiskt",
        status=CapitalStatus.SCORED,
        index=Fraction(1),
        coverage=Fraction(1),
        level=1,
        cap=None,
        interval=interval,
        dont_know_share=None,
        questions=(),
    )
    with pytest.raises(ValueError, match="JSON"):
        score_text(Profile, Profile((capital,), (), None))
