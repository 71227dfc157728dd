"""What became of last year's actions: what can be kept, what is said of what cannot, and what is left to tell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rounds.assessments.last_years_actions import (
    ActionAccount,
    Fate,
    RawFate,
    account_of,
    closing,
    heir_of,
    read_account,
    waiting,
)
from app.rounds.assessments.plans import OUTCOME_MAX, Action, ActionStatus, StoredAction

TODAY = dt.date(2026, 11, 2)
ACTION = Action(
    capital_id="human",
    text="Utbilda chefer",
    owner="HR-chef",
    due_on=dt.date(2026, 6, 30),
    status=ActionStatus.UNDER_WAY,
    questions=("human-kurs", "human-borta"),
    decided_on=dt.date(2025, 12, 1),
    diary_number="KS 2025/12",
)
LAST = StoredAction(7, ACTION, 3)


@pytest.mark.parametrize(
    ("raw", "account"),
    [
        (RawFate(), None),
        (RawFate(due="2027-06-30"), None),
        (RawFate("done", " Alla är utbildade. "), ActionAccount(Fate.DONE, "Alla är utbildade.", None)),
        (RawFate("dropped", "Pengarna tog slut", "2027-06-30"), ActionAccount(Fate.DROPPED, "Pengarna tog slut", None)),
        (RawFate("goes_on", "", "15 mars 2027"), ActionAccount(Fate.GOES_ON, "", dt.date(2027, 3, 15))),
        (RawFate("goes_on"), ActionAccount(Fate.GOES_ON, "", None)),
    ],
)
def test_an_account_is_read_and_nothing_typed_is_none(raw: RawFate, account: ActionAccount | None) -> None:
    assert read_account(raw) == account


@pytest.mark.parametrize(
    ("raw", "field", "words"),
    [
        (RawFate("done"), "reason", "vad det ledde till"),
        (RawFate("dropped", "  "), "reason", "varför åtgärden stryks"),
        (RawFate("", "Den blev klar"), "fate", "Välj vad som hände"),
        (RawFate("kanske"), "fate", "Välj vad som hände"),
        (RawFate("goes_on", "", "i vår"), "due", "Skriv en dag"),
        (RawFate("done", "å" * (OUTCOME_MAX + 2)), "reason", "2 tecken för lång"),
        (RawFate("done", "noll\x00"), "reason", "inte går att spara"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(raw: RawFate, field: str, words: str) -> None:
    errors = read_account(raw)
    assert isinstance(errors, tuple)
    assert [(error.field, words in error.message) for error in errors] == [(field, True)]


def test_what_goes_on_keeps_its_decision_and_loses_what_is_over() -> None:
    account = ActionAccount(Fate.GOES_ON, "Hann inte", dt.date(2027, 3, 15))
    heir = heir_of(LAST, account, {"human-kurs"})
    assert (heir.follows_id, heir.due_on, heir.questions) == (7, dt.date(2027, 3, 15), ("human-kurs",))
    assert (heir.decided_on, heir.diary_number, heir.owner) == (ACTION.decided_on, "KS 2025/12", "HR-chef")
    assert (heir.outcome, heir.done_on, heir.status) == ("", None, ActionStatus.UNDER_WAY)


@given(st.sampled_from(Fate), st.text(max_size=20), st.sampled_from([ActionStatus.PLANNED, ActionStatus.UNDER_WAY]))
def test_an_action_that_was_told_of_waits_no_more_and_says_what_was_told(
    fate: Fate, reason: str, status: ActionStatus
) -> None:
    last = StoredAction(7, Action("human", "Utbilda chefer", status=status), 1)
    account = ActionAccount(fate, reason, None)
    heir = heir_of(last, account, set()) if fate is Fate.GOES_ON else None
    end = StoredAction(7, closing(last.action, account, TODAY), 2)
    assert waiting([last], ()) == (last,)
    assert waiting([end], () if heir is None else {7}) == ()
    assert account_of(end.action, heir) == account
    assert (end.action.done_on == TODAY) is (fate is Fate.DONE)
