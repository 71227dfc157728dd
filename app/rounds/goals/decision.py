"""A region's decision on its ambition: which step, when and why, and when to look again; and reading one as typed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied
from app.rounds.assessments.plans import YEARS_AHEAD
from app.rounds.goals import words
from app.rounds.goals.ambition import HIGHEST_STEP, LOWEST_STEP, ConditionKey, ConditionState
from app.rounds.goals.goal import decision_errors
from app.rounds.kernel.days import read_day

WHY_MAX = 1_000


@dataclass(frozen=True, slots=True)
class AmbitionDecision:
    """What is decided. A later decision takes its place; it is never changed."""

    level: int
    decided_on: dt.date
    diary_number: str
    reason: str
    review_on: dt.date


@dataclass(frozen=True, slots=True)
class KeptCondition:
    """A condition as it stood on the day that a decision was noted. `figure` is in words; empty for not known."""

    key: ConditionKey
    state: ConditionState
    figure: str


@dataclass(frozen=True, slots=True)
class StoredAmbition:
    id: int
    decision: AmbitionDecision
    kept: tuple[KeptCondition, ...]
    noted_at: dt.datetime


class RawAmbition(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    level: str = ""
    decided: str = ""
    diary: str = ""
    reason: str = ""
    review: str = ""


def read_decision(raw: RawAmbition, today: dt.date) -> AmbitionDecision | tuple[FieldError, ...]:
    """The decision, or every error in it, in the order of the form."""
    decided_on, review_on = read_day(raw.decided), read_day(raw.review)
    diary_number, reason = tidied(raw.diary), tidied(raw.reason)
    level = next((step for step in range(LOWEST_STEP, HIGHEST_STEP + 1) if raw.level == str(step)), None)
    errors = (
        *(() if level else (FieldError("level", words.STEP_MISSING),)),
        *_reason_errors(reason),
        *decision_errors(decided_on, diary_number, today),
        *_review_errors(review_on, decided_on, today),
    )
    if errors or level is None or decided_on is None or review_on is None:
        return errors
    return AmbitionDecision(
        level=level, decided_on=decided_on, diary_number=diary_number, reason=reason, review_on=review_on
    )


def _reason_errors(reason: str) -> Iterator[FieldError]:
    if not reason:
        yield FieldError("reason", words.WHY_MISSING)
    elif len(reason) > WHY_MAX:
        yield FieldError("reason", words.REASON_TOO_LONG.with_facts(over=len(reason) - WHY_MAX, limit=WHY_MAX))
    elif not is_text(reason):
        yield FieldError("reason", words.NOT_TEXT)


def _review_errors(review_on: dt.date | None, decided_on: dt.date | None, today: dt.date) -> Iterator[FieldError]:
    if review_on is None:
        yield FieldError("review", words.REVIEW_MISSING)
    elif decided_on is not None and review_on <= decided_on:
        yield FieldError("review", words.REVIEW_TOO_EARLY)
    elif review_on.year > today.year + YEARS_AHEAD:
        yield FieldError("review", words.REVIEW_TOO_FAR.with_facts(last=today.year + YEARS_AHEAD))
