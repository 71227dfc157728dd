"""A common goal of a region: so many kommuner on a level of a capital by a year; and reading one as typed."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied, whole_number
from app.rounds.assessments.plans import DIARY_MAX, YEARS_AHEAD
from app.rounds.goals import words
from app.rounds.kernel.days import read_day

LOWEST_POSITION = 2
"""Every kommun is on the lowest level, so that no goal is to reach it."""
REASON_MAX = 300


@dataclass(frozen=True, slots=True)
class Goal:
    """What is decided. `position` is on the scale of the questionnaire's edition of `scale_year`."""

    questionnaire_id: str
    scale_year: int
    capital_id: str
    position: int
    kommuner: int
    """At least so many are to reach it."""
    by_year: int
    decided_on: dt.date
    diary_number: str


@dataclass(frozen=True, slots=True)
class StoredGoal:
    """A goal as it is stored. `reason` is why it ended, empty while it is in force."""

    id: int
    goal: Goal
    version: int
    ended_on: dt.date | None
    reason: str

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None


class RawGoal(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    capital: str = ""
    level: str = ""
    kommuner: str = ""
    year: str = ""
    decided: str = ""
    diary: str = ""


@dataclass(frozen=True, slots=True)
class GoalChoices:
    """What a goal can be set among: a questionnaire's capitals and levels, and how many kommuner the region has."""

    questionnaire_id: str
    scale_year: int
    capital_ids: Collection[str]
    levels: int
    kommuner: int
    today: dt.date


def as_typed(goal: Goal) -> RawGoal:
    """The goal as its form shows it."""
    return RawGoal(
        capital=goal.capital_id,
        level=str(goal.position),
        kommuner=str(goal.kommuner),
        year=str(goal.by_year),
        decided=goal.decided_on.isoformat(),
        diary=goal.diary_number,
    )


def read_goal(raw: RawGoal, choices: GoalChoices) -> Goal | tuple[FieldError, ...]:
    """The goal, or every error in it, in the order of the form."""
    level, kommuner, year = (whole_number(text.strip()) for text in (raw.level, raw.kommuner, raw.year))
    decided_on, diary_number = read_day(raw.decided), tidied(raw.diary)
    errors = (
        *_errors_of_aim(raw.capital, level, kommuner, year, choices),
        *decision_errors(decided_on, diary_number, choices.today),
    )
    if errors or decided_on is None:
        return errors
    return Goal(
        questionnaire_id=choices.questionnaire_id,
        scale_year=choices.scale_year,
        capital_id=raw.capital,
        position=level,
        kommuner=kommuner,
        by_year=year,
        decided_on=decided_on,
        diary_number=diary_number,
    )


def _errors_of_aim(capital_id: str, level: int, kommuner: int, year: int, choices: GoalChoices) -> Iterator[FieldError]:
    first, last = choices.today.year, choices.today.year + YEARS_AHEAD
    if capital_id not in choices.capital_ids:
        yield FieldError("capital", words.CAPITAL_MISSING)
    if not LOWEST_POSITION <= level <= choices.levels:
        yield FieldError("level", words.LEVEL_MISSING)
    if not 1 <= kommuner <= choices.kommuner:
        yield FieldError("kommuner", words.KOMMUNER_WRONG.with_facts(kommuner=choices.kommuner))
    if not first <= year <= last:
        yield FieldError("year", words.YEAR_WRONG.with_facts(first=first, last=last, example=first + 2))


def decision_errors(decided_on: dt.date | None, diary_number: str, today: dt.date) -> Iterator[FieldError]:
    """Of the day of a decision and the number that it is registered under."""
    if decided_on is None:
        yield FieldError("decided", words.DECIDED_MISSING)
    elif decided_on > today:
        yield FieldError("decided", words.DECIDED_LATER)
    if not diary_number:
        yield FieldError("diary", words.DIARY_MISSING)
    elif len(diary_number) > DIARY_MAX:
        yield FieldError("diary", words.DIARY_TOO_LONG.with_facts(limit=DIARY_MAX))
    elif not is_text(diary_number):
        yield FieldError("diary", words.NOT_TEXT)


def read_reason(text: str) -> str | FieldError:
    """Why a goal ends, or what is wrong with it."""
    reason = tidied(text)
    if not reason:
        return FieldError("reason", words.REASON_MISSING)
    if len(reason) > REASON_MAX:
        return FieldError("reason", words.REASON_TOO_LONG.with_facts(over=len(reason) - REASON_MAX, limit=REASON_MAX))
    return reason if is_text(reason) else FieldError("reason", words.NOT_TEXT)
