"""A region's decision on its ambition as it is typed."""

from datetime import date

import pytest

from app.rounds.goals.decision import AmbitionDecision, RawAmbition, read_decision
from tests.unit.rounds.goals.builders import TODAY

RAW = RawAmbition(level="2", decided="18 mars 2026", diary="GR 2026/113", reason="Vi är redo.", review="16 mars 2028")


def test_a_decision_is_kept_as_it_was_typed() -> None:
    assert read_decision(RAW, TODAY) == AmbitionDecision(
        level=2,
        decided_on=date(2026, 3, 18),
        diary_number="GR 2026/113",
        reason="Vi är redo.",
        review_on=date(2028, 3, 16),
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("level", "0"),
        ("level", "4"),
        ("level", ""),
        ("decided", ""),
        ("decided", "3 november 2026"),
        ("diary", ""),
        ("reason", " "),
        ("reason", "x" * 1001),
        ("reason", "a\x00b"),
        ("review", ""),
        ("review", "18 mars 2026"),
        ("review", "1 januari 2042"),
    ],
)
def test_what_cannot_be_is_told_by_its_own_field(field: str, text: str) -> None:
    reading = read_decision(RAW.model_copy(update={field: text}), TODAY)
    assert not isinstance(reading, AmbitionDecision)
    assert [error.field for error in reading] == [field]


def test_an_empty_form_tells_of_every_field_in_its_order() -> None:
    reading = read_decision(RawAmbition(), TODAY)
    assert not isinstance(reading, AmbitionDecision)
    assert [error.field for error in reading] == ["level", "reason", "decided", "diary", "review"]
