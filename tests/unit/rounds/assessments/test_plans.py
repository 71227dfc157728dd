"""Targets and actions as they are typed: what can be kept, and what is said of what cannot."""

import datetime as dt

import pytest

from app.rounds.assessments.plans import (
    DIARY_MAX,
    OUTCOME_MAX,
    OWNER_MAX,
    REASON_MAX,
    TEXT_MAX,
    Action,
    ActionStatus,
    RawAction,
    RawTarget,
    Target,
    as_typed,
    read_action,
    read_target,
    with_history,
)

CAPITALS = {"politiskt": ("politiskt-mal",), "human": ("human-kurs", "human-tid")}


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


@pytest.mark.parametrize(
    ("level", "reason", "expected"),
    [
        ("3", "", Target(3, 2028)),
        ("4", "behövs inte", Target(4, 2028)),
        ("2", " Pengarna  minskar ", Target(2, 2028, "Pengarna  minskar")),
    ],
)
def test_a_target_below_todays_level_keeps_its_reason(level: str, reason: str, expected: Target) -> None:
    assert read_target(RawTarget(level, "2028", reason), 5, 2026, level_now=3) == expected


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Skriv varför"), ("å" * (REASON_MAX + 1), "1 tecken för lång"), ("a\x00", "går att spara")],
)
def test_a_target_below_todays_level_asks_for_a_reason_that_can_be_kept(reason: str, words: str) -> None:
    errors = read_target(RawTarget("2", "2028", reason), 5, 2026, level_now=3)
    assert isinstance(errors, tuple)
    assert [(error.field, words in error.message) for error in errors] == [("reason", True)]


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
        (RawAction(capital="human", text="a", decided="i våras"), "decided"),
        (RawAction(capital="human", text="a", diary="å" * (DIARY_MAX + 1)), "diary"),
        (RawAction(capital="human", text="a", outcome="å" * (OUTCOME_MAX + 1)), "outcome"),
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


def test_decision_outcome_and_the_chosen_capitals_questions_are_kept_and_typed_back() -> None:
    raw = RawAction(
        capital="human",
        text="Utbilda chefer",
        status="done",
        questions=("human-tid", "politiskt-mal", "finns-inte"),
        decided="15 mars 2027",
        diary=" KS 2027/12 ",
        outcome="Alla är utbildade.",
    )
    action = read_action(raw, CAPITALS)
    assert isinstance(action, Action)
    assert (action.questions, action.decided_on) == (("human-tid",), dt.date(2027, 3, 15))
    assert (action.diary_number, action.outcome) == ("KS 2027/12", "Alla är utbildade.")
    assert read_action(as_typed(action), CAPITALS) == action


def test_the_day_it_was_done_is_noted_once_and_taken_away_when_it_is_opened_again() -> None:
    today, later = dt.date(2027, 3, 15), dt.date(2027, 4, 1)
    done = with_history(Action("human", "Utbilda chefer", status=ActionStatus.DONE), None, today)
    assert done.done_on == today
    assert with_history(done, done, later).done_on == today
    assert with_history(Action("human", "Utbilda chefer"), done, later).done_on is None
    heir = Action("human", "Utbilda chefer", follows_id=7)
    assert with_history(Action("human", "Utbilda alla"), heir, today).follows_id == 7
