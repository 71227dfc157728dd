"""A common goal as it is typed: what is kept, and what is said of what cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.answering.entry import FieldError
from app.rounds.goals.goal import Goal, RawGoal, as_typed, read_goal, read_reason
from tests.unit.rounds.goals.builders import CHOICES, RAW, a_goal


def fields(raw: RawGoal) -> list[str]:
    """With an error, in the order of the form."""
    reading = read_goal(raw, CHOICES)
    return [] if isinstance(reading, Goal) else [error.field for error in reading]


def test_a_goal_is_kept_as_it_was_typed_and_can_be_typed_again() -> None:
    goal = read_goal(RAW, CHOICES)
    assert goal == a_goal(kommuner=10)
    assert isinstance(goal, Goal)
    assert read_goal(as_typed(goal), CHOICES) == goal


def test_an_empty_form_tells_of_every_field_at_once() -> None:
    assert fields(RawGoal()) == ["capital", "level", "kommuner", "year", "decided", "diary"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("capital", "kärlek"),
        ("level", "1"),
        ("level", "6"),
        ("kommuner", "0"),
        ("kommuner", "14"),
        ("kommuner", "tio"),
        ("kommuner", "٣"),
        ("year", "2025"),
        ("year", "2042"),
        ("decided", "31 februari 2026"),
        ("decided", "3 november 2026"),
        ("diary", " "),
        ("diary", "x" * 61),
        ("diary", "a\x00b"),
    ],
)
def test_what_cannot_be_is_told_by_its_own_field(field: str, text: str) -> None:
    assert fields(RAW.model_copy(update={field: text})) == [field]


def test_the_message_says_what_can_be_typed_instead() -> None:
    reading = read_goal(RAW.model_copy(update={"kommuner": "20", "year": "1999"}), CHOICES)
    assert not isinstance(reading, Goal)
    assert [error.message for error in reading] == [
        "Skriv hur många kommuner, ett tal från 1 till 13.",
        "Skriv ett årtal från 2026 till 2041, till exempel 2028.",
    ]


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=30))
def test_whatever_is_typed_a_goal_that_is_kept_can_be_reached(level: str, kommuner: str, year: str, day: str) -> None:
    raw = RAW.model_copy(update={"level": level, "kommuner": kommuner, "year": year, "decided": day})
    goal = read_goal(raw, CHOICES)
    if isinstance(goal, Goal):
        assert 2 <= goal.position <= 5
        assert 1 <= goal.kommuner <= 13
        assert 2026 <= goal.by_year <= 2041
        assert goal.decided_on <= date(2026, 11, 2)


def test_a_goal_ends_with_a_reason() -> None:
    assert read_reason("  Ersätts av ett nytt. ") == "Ersätts av ett nytt."
    for text in ("", " ", "x" * 301, "a\x00b"):
        assert isinstance(read_reason(text), FieldError)
