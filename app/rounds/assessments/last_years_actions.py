"""What became of last year's actions: done, goes on or dropped, each with its outcome or reason."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.assessment.answering.entry import FieldError, is_text, tidied
from app.rounds.assessments.due_actions import OPEN
from app.rounds.assessments.plans import OUTCOME_MAX, Action, ActionStatus, StoredAction
from app.rounds.kernel.days import read_day


class Fate(StrEnum):
    """What became of an action when its year was over."""

    DONE = "done"
    GOES_ON = "goes_on"
    DROPPED = "dropped"


STATUS_OF = {Fate.DONE: ActionStatus.DONE, Fate.DROPPED: ActionStatus.DROPPED}
NEEDS_REASON = {
    Fate.DONE: "Skriv kort vad det ledde till. Det står bredvid den nya nivån.",
    Fate.DROPPED: "Skriv kort varför åtgärden stryks.",
}


@dataclass(frozen=True, slots=True)
class RawFate:
    """As typed: one of `Fate` or nothing, outcome or reason, and the day when it goes on."""

    fate: str = ""
    reason: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ActionAccount:
    """What the kommun has said of an action."""

    fate: Fate
    reason: str
    due_on: dt.date | None


def read_account(raw: RawFate) -> ActionAccount | tuple[FieldError, ...] | None:
    """The account, None where nothing is said of the action yet, or every error."""
    reason, due = tidied(raw.reason), read_day(raw.due)
    fate = next((option for option in Fate if option == raw.fate), None)
    errors = []
    if fate is None:
        if not raw.fate and not reason:
            return None
        errors.append(FieldError("fate", "Välj vad som hände med åtgärden."))
    elif fate in NEEDS_REASON and not reason:
        errors.append(FieldError("reason", NEEDS_REASON[fate]))
    if len(reason) > OUTCOME_MAX:
        over = len(reason) - OUTCOME_MAX
        errors.append(FieldError("reason", f"Texten är {over} tecken för lång. Korta till {OUTCOME_MAX} tecken."))
    if not is_text(reason):
        errors.append(FieldError("reason", "Texten innehåller ett tecken som inte går att spara. Skriv om den."))
    if fate is Fate.GOES_ON and due is None and raw.due.strip():
        errors.append(FieldError("due", "Skriv en dag, till exempel 30 juni 2027 eller 2027-06-30."))
    if errors or fate is None:
        return tuple(errors)
    return ActionAccount(fate, reason, due if fate is Fate.GOES_ON else None)


def waiting(actions: Iterable[StoredAction], continued_ids: Collection[int]) -> tuple[StoredAction, ...]:
    """Those of last year's actions that nothing is said of: open, and none of this year's goes on from them."""
    return tuple(
        stored_action
        for stored_action in actions
        if stored_action.action.status in OPEN and stored_action.id not in continued_ids
    )


def account_of(action: Action, heir: Action | None) -> ActionAccount | None:
    """What is already said of it. `heir` is this year's action that goes on from it."""
    if heir is not None:
        return ActionAccount(Fate.GOES_ON, action.outcome, heir.due_on)
    fate = next((fate for fate, status in STATUS_OF.items() if status is action.status), None)
    return None if fate is None else ActionAccount(fate, action.outcome, None)


def closing(action: Action, account: ActionAccount, today: dt.date) -> Action:
    """Last year's action with the account in it. One that goes on stays as open as it was."""
    return replace(
        action,
        status=STATUS_OF.get(account.fate, action.status),
        outcome=account.reason,
        done_on=today if account.fate is Fate.DONE else None,
    )


def heir_of(last: StoredAction, account: ActionAccount, question_ids: Collection[str]) -> Action:
    """This year's action that goes on from last year's. Questions that are not asked any more are left out."""
    return replace(
        last.action,
        due_on=account.due_on,
        questions=tuple(question_id for question_id in last.action.questions if question_id in question_ids),
        done_on=None,
        outcome="",
        follows_id=last.id,
    )
