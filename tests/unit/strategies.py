"""Made-up answers and scales for property tests."""

from fractions import Fraction

from hypothesis import strategies as st

from app.assessment.answering.answers import AssessmentAnswers
from tests.unit.builders import ROLES, answered

QUESTIONS = ("q1", "q2", "q3")

choices = st.one_of(st.integers(1, 5), st.sampled_from(["?", "-"]))


def people(
    least: int = 0, most: int = 24, choice: st.SearchStrategy[int | str] = choices
) -> st.SearchStrategy[list[tuple[str, dict[str, int | str]]]]:
    """Role group and choices (question id -> choice) of some people, questions left out at will."""
    answers = st.dictionaries(st.sampled_from(QUESTIONS), choice, max_size=len(QUESTIONS))
    return st.lists(st.tuples(st.sampled_from(ROLES), answers), min_size=least, max_size=most)


def assessments(least: int = 0, most: int = 24) -> st.SearchStrategy[AssessmentAnswers]:
    return people(least, most).map(lambda sample: answered(*sample))


weights = st.integers(1, 40).map(lambda tenths: Fraction(tenths, 10))

scales = st.lists(st.integers(-50, 50), min_size=5, max_size=5, unique=True).map(sorted)
