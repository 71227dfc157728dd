"""Targets and actions as they are typed: what can be kept, and what is said of what cannot."""

import datetime as dt

import pytest

from app.rounds.assessments.plans import (
    OWNER_MAX,
    TEXT_MAX,
    Action,
    ActionStatus,
    RawAction,
    RawTarget,
    Target,
    read_action,
    read_target,
)

CAPITALS = frozenset({"politiskt", "human"})


@pytest.mark.parametrize(
    ("level", "year", "expected"),
    [
        ("4", "2028", Target(4, 2028)),
        (" 1 ", " 2026 ", Target(1, 2026)),
        ("5", "2041", Target(5, 2041)),
        ("", "", None),
    ],
)
def test_a_level_and_a_year_make_a_target_and_neither_makes_none(level: str, year: str, expected: object) -> None:
    assert read_target(RawTarget(level, year), 5, 2026) == expected


@pytest.mark.parametrize(
    ("level", "year", "words"),
    [
        ("", "2028", "Välj en målnivå"),
        ("6", "2028", "finns inte på skalan"),
        ("0", "2028", "finns inte på skalan"),
        ("²", "2028", "finns inte på skalan"),
        ("9999", "2028", "finns inte på skalan"),
        ("4", "", "från 2026 till 2041, till exempel 2028"),
        ("4", "2025", "från 2026"),
        ("4", "2042", "till 2041"),
        ("4", "28", "från 2026"),
        ("4", "om två år", "från 2026"),
    ],
)
def test_half_a_target_or_an_impossible_one_says_what_to_do(level: str, year: str, words: str) -> None:
    errors = read_target(RawTarget(level, year), 5, 2026)
    assert isinstance(errors, tuple)
    assert words in errors[0].message


def test_an_action_needs_only_a_capital_and_a_text() -> None:
    assert read_action(
        RawAction(capital="human", text=" Utbilda\r\nchefer ", owner="", due="", status="planned"), CAPITALS
    ) == Action("human", "Utbilda\nchefer")


def test_an_action_keeps_owner_day_and_status() -> None:
    read = read_action(
        RawAction(capital="politiskt", text="Anta mål", owner="Kommundirektören", due="2027-06-30", status="under_way"),
        CAPITALS,
    )
    assert read == Action("politiskt", "Anta mål", "Kommundirektören", dt.date(2027, 6, 30), ActionStatus.UNDER_WAY)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (RawAction(capital="human", text="  ", owner="", due="", status="planned"), "text"),
        (RawAction(capital="human", text="å" * (TEXT_MAX + 1), owner="", due="", status="planned"), "text"),
        (RawAction(capital="human", text="ett\x00två", owner="", due="", status="planned"), "text"),
        (RawAction(capital="human", text="a", owner="å" * (OWNER_MAX + 1), due="", status="planned"), "owner"),
        (RawAction(capital="realt", text="a", owner="", due="", status="planned"), "capital"),
        (RawAction(capital="", text="a", owner="", due="", status="planned"), "capital"),
        (RawAction(capital="human", text="a", owner="", due="30/6", status="planned"), "due"),
        (RawAction(capital="human", text="a", owner="", due="2027-02-30", status="planned"), "due"),
        (RawAction(capital="human", text="a", owner="", due="2027063", status="planned"), "due"),
        (RawAction(capital="human", text="a", owner="", due="", status="klar"), "status"),
    ],
)
def test_a_faulty_action_names_the_field(raw: RawAction, field: str) -> None:
    errors = read_action(raw, CAPITALS)
    assert isinstance(errors, tuple)
    assert [error.field for error in errors] == [field]


def test_every_fault_is_told_at_once() -> None:
    errors = read_action(RawAction(capital="", text="", owner="", due="igår", status=""), CAPITALS)
    assert isinstance(errors, tuple)
    assert {error.field for error in errors} == {"text", "capital", "status", "due"}
