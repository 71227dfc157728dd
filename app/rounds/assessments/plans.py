"""What a kommun decides from its result: target levels and actions, and what is wrong with how they were entered."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied, whole_number
from app.rounds.kernel.days import read_day

YEARS_AHEAD = 15
"""A target further away than this is a slip of the keyboard."""
TEXT_MAX, OWNER_MAX = 500, 120
DIARY_MAX, OUTCOME_MAX, REASON_MAX = 60, 1000, 300
RESTORABLE = dt.timedelta(days=30)
"""So long a deleted action can be taken back; then it is gone for good."""
ORIGIN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What the id of an item of support looks like."""


class ActionStatus(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class ActionOrigin(StrEnum):
    """What an action came from: the kommun's own words, or an item of the catalogue of support."""

    OWN = "own"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Target:
    """The level (position 1…A) to reach in a capital, and the year by which."""

    position: int
    by_year: int
    reason: str = ""
    """Why it lies below the level that the kommun is on; empty where it does not."""


@dataclass(frozen=True, slots=True)
class RawTarget:
    """As typed: a level's position or nothing, a year, and why the level is that low."""

    level: str
    year: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What will be done in a capital, by whom and when."""

    capital_id: str
    text: str
    owner: str = ""
    due_on: dt.date | None = None
    status: ActionStatus = ActionStatus.PLANNED
    origin_kind: ActionOrigin = ActionOrigin.OWN
    origin_id: str | None = None
    questions: tuple[str, ...] = ()
    """Ids of the questions that it is meant to raise."""
    decided_on: dt.date | None = None
    diary_number: str = ""
    """Under which the decision is registered."""
    done_on: dt.date | None = None
    outcome: str = ""
    """What it led to, or why it was dropped or goes on."""
    follows_id: int | None = None
    """The action of an earlier year that it goes on from."""


class RawAction(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    capital: str = ""
    text: str = ""
    owner: str = ""
    due: str = ""
    status: str = ActionStatus.PLANNED
    origin: str = ""
    """The item of support that it came from, if any."""
    questions: tuple[str, ...] = ()
    decided: str = ""
    diary: str = ""
    outcome: str = ""


def as_typed(action: Action) -> RawAction:
    """The action as its form shows it."""
    return RawAction(
        capital=action.capital_id,
        text=action.text,
        owner=action.owner,
        due="" if action.due_on is None else action.due_on.isoformat(),
        status=action.status,
        origin=action.origin_id or "",
        questions=action.questions,
        decided="" if action.decided_on is None else action.decided_on.isoformat(),
        diary=action.diary_number,
        outcome=action.outcome,
    )


def read_target(
    raw: RawTarget, levels: int, year: int, level_now: int | None = None
) -> Target | tuple[FieldError, ...] | None:
    """The target, None when there is to be none, or every error. `year` is the round's own. Below the level that the
    kommun is on now it needs a reason; elsewhere none is kept.
    """
    level, by_year, reason = raw.level.strip(), raw.year.strip(), tidied(raw.reason)
    if not level and not by_year:
        return None
    errors = []
    if not level:
        errors.append(FieldError("level", "Välj en målnivå, eller ta bort årtalet."))
    elif not 1 <= whole_number(level) <= levels:
        errors.append(FieldError("level", "Målnivån finns inte på skalan. Välj en av nivåerna på sidan."))
    last = year + YEARS_AHEAD
    if not year <= whole_number(by_year) <= last:
        errors.append(FieldError("year", f"Skriv ett årtal från {year} till {last}, till exempel {year + 2}."))
    if errors:
        return tuple(errors)
    if level_now is None or int(level) >= level_now:
        return Target(int(level), int(by_year))
    errors += _text_errors("reason", reason, REASON_MAX, "Skälet")
    if not reason:
        errors.append(FieldError("reason", "Målet ligger under nivån ni är på nu. Skriv varför, eller höj målet."))
    return tuple(errors) or Target(int(level), int(by_year), reason)


def read_action(
    raw: RawAction, questions: Mapping[str, Collection[str]], new_on: dt.date | None = None
) -> Action | tuple[FieldError, ...]:
    """The action, or every error in it. `questions` are ids by the year's capitals; what is ticked
    of another capital than the chosen one is left out. `new_on` is today for an action that is new: what is still to be
    done cannot have been due already.
    """
    text, owner = tidied(raw.text), tidied(raw.owner)
    diary_number, outcome = tidied(raw.diary), tidied(raw.outcome)
    errors = [
        *_text_errors("text", text, TEXT_MAX, "Åtgärden"),
        *_text_errors("owner", owner, OWNER_MAX, "Ansvarig"),
        *_text_errors("diary", diary_number, DIARY_MAX, "Diarienumret"),
        *_text_errors("outcome", outcome, OUTCOME_MAX, "Texten om vad det blev"),
    ]
    if not text:
        errors.append(FieldError("text", "Skriv vad ni ska göra."))
    if raw.origin and not ORIGIN.fullmatch(raw.origin):
        errors.append(FieldError("text", "Förslaget som åtgärden bygger på finns inte. Börja om från sidan Stöd."))
    if raw.capital not in questions:
        errors.append(FieldError("capital", "Välj vilket kapitalslag åtgärden gäller."))
    status = next((option for option in ActionStatus if option == raw.status), None)
    if status is None:
        errors.append(FieldError("status", "Välj hur långt åtgärden har kommit."))
    days = {"due": read_day(raw.due), "decided": read_day(raw.decided)}
    for field, entry in (("due", raw.due), ("decided", raw.decided)):
        if days[field] is None and entry.strip():
            errors.append(FieldError(field, "Skriv en dag, till exempel 30 juni 2027 eller 2027-06-30."))
    is_open = status in (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)
    if is_open and new_on is not None and days["due"] is not None and days["due"] < new_on:
        errors.append(FieldError("due", "Dagen har redan varit. Skriv en dag som kommer, eller välj läget klar."))
    if errors or status is None:
        return tuple(errors)
    return Action(
        capital_id=raw.capital,
        text=text,
        owner=owner,
        due_on=days["due"],
        status=status,
        origin_kind=ActionOrigin.SUPPORT if raw.origin else ActionOrigin.OWN,
        origin_id=raw.origin or None,
        questions=tuple(question_id for question_id in questions[raw.capital] if question_id in raw.questions),
        decided_on=days["decided"],
        diary_number=diary_number,
        outcome=outcome,
    )


def with_history(action: Action, before: Action | None, today: dt.date) -> Action:
    """What is not typed: since when the action is done, and what it goes on from."""
    is_done, was_done = (other is not None and other.status is ActionStatus.DONE for other in (action, before))
    done_on = before.done_on if before is not None and was_done else today
    follows_id = None if before is None else before.follows_id
    return replace(action, done_on=done_on if is_done else None, follows_id=follows_id)


def _text_errors(field: str, text: str, most: int, name: str) -> list[FieldError]:
    errors = []
    if len(text) > most:
        errors.append(FieldError(field, f"{name} är {len(text) - most} tecken för lång. Korta till {most} tecken."))
    if not is_text(text):
        errors.append(FieldError(field, f"{name} innehåller ett tecken som inte går att spara. Skriv om texten."))
    return errors


@dataclass(frozen=True, slots=True)
class StoredAction:
    id: int
    action: Action
    version: int
