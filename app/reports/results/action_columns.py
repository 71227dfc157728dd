"""Actions in tables: what is told of an action is listed here once, and made into cells and words.

The plan of the report, the pages of actions, handed-in versions, and the files of figures take their columns from here.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.reports.kernel.tables import Cell, Column, ColumnKind
from app.reports.kernel.wording import date
from app.rounds.assessments.plans import Action, ActionStatus

STATUSES = {
    ActionStatus.PLANNED: "planerad",
    ActionStatus.UNDER_WAY: "pågår",
    ActionStatus.DONE: "klar",
    ActionStatus.DROPPED: "ströks",
}


@dataclass(frozen=True, slots=True)
class ActionColumn:
    """One thing told of an action. `unset` is what readers see where there is nothing to tell."""

    column: Column
    cell: Callable[[Action], Cell]
    slide_inches: float
    unset: str = ""

    @property
    def heading(self) -> str:
        return self.column.heading

    def text(self, action: Action) -> str:
        """The cell in words; empty where it is not set."""
        cell = self.cell(action)
        if cell is None:
            return ""
        return date(cell) if isinstance(cell, dt.date) else str(cell)

    def words(self, action: Action) -> str:
        """The cell in words, or that it is not set."""
        return self.text(action) or self.unset


TEXT = ActionColumn(
    column=Column("action", "Åtgärd", "Det som ska göras."),
    cell=lambda action: action.text,
    slide_inches=4.5,
)
OWNER = ActionColumn(
    column=Column("owner", "Ansvarig", "Tom när ingen är utsedd."),
    cell=lambda action: action.owner or None,
    slide_inches=2.5,
    unset="ej utsedd",
)
DUE = ActionColumn(
    column=Column("due_on", "Klar senast", "Tom när ingen dag är satt.", ColumnKind.DATE),
    cell=lambda action: action.due_on,
    slide_inches=1.6,
    unset="ej satt",
)
STATUS = ActionColumn(
    column=Column("status", "Läge", "Planerad, pågår, klar eller ströks."),
    cell=lambda action: STATUSES[action.status],
    slide_inches=1.2,
)
DECIDED = ActionColumn(
    column=Column("decided_on", "Beslutad", "Tom när inget beslut är noterat.", ColumnKind.DATE),
    cell=lambda action: action.decided_on,
    slide_inches=1.6,
)
DIARY = ActionColumn(
    column=Column("diary_number", "Diarienummer", "Under vilket beslutet är diariefört."),
    cell=lambda action: action.diary_number or None,
    slide_inches=1.6,
)
DONE = ActionColumn(
    column=Column("done_on", "Blev klar", "Dagen då åtgärden noterades som klar.", ColumnKind.DATE),
    cell=lambda action: action.done_on,
    slide_inches=1.6,
)
OUTCOME = ActionColumn(
    column=Column("outcome", "Utfall eller skäl", "Vad åtgärden ledde till, eller varför den ströks eller går vidare."),
    cell=lambda action: action.outcome or None,
    slide_inches=3.0,
    unset="–",
)
DETAILS = (OWNER, DUE, STATUS)
"""What is told of an action besides its text, in this order everywhere."""
FOLLOW_UP = (DECIDED, DIARY, DONE, OUTCOME)
"""What is told of it besides, in files; readers get it as `notes_on`."""
CAPITAL_HEADING, CAPITAL_INCHES = "Kapitalslag", 2.3
HEADER = (TEXT.heading, CAPITAL_HEADING, *(column.heading for column in DETAILS))
SLIDE_INCHES = (TEXT.slide_inches, CAPITAL_INCHES, *(column.slide_inches for column in DETAILS))


def in_words(action: Action, capital: str) -> tuple[str, ...]:
    """The action as a row below HEADER, with the capital's name."""
    return text_with_notes(action), capital, *(column.words(action) for column in DETAILS)


def notes_on(action: Action) -> str:
    """Decision and outcome, where they are noted: "beslutad 1 december 2026, KS 2026/12; alla är utbildade"."""
    decision = [DECIDED.text(action), DIARY.text(action)]
    words = [f"beslutad {', '.join(filter(None, decision))}" if any(decision) else "", OUTCOME.text(action)]
    return "; ".join(filter(None, words))


def text_with_notes(action: Action) -> str:
    notes = notes_on(action)
    return f"{TEXT.words(action)} ({notes})" if notes else TEXT.words(action)


def in_order(actions: Iterable[Action], capital_ids: Iterable[str]) -> list[Action]:
    """By capital in the order given, within a capital as they stand."""
    all_actions = tuple(actions)
    return [action for capital_id in capital_ids for action in all_actions if action.capital_id == capital_id]
