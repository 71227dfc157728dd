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
DETAILS = (OWNER, DUE, STATUS)
"""What is told of an action besides its text, in this order everywhere."""
CAPITAL_HEADING, CAPITAL_INCHES = "Kapitalslag", 2.3
HEADER = (TEXT.heading, CAPITAL_HEADING, *(column.heading for column in DETAILS))
SLIDE_INCHES = (TEXT.slide_inches, CAPITAL_INCHES, *(column.slide_inches for column in DETAILS))


def in_words(action: Action, capital: str) -> tuple[str, ...]:
    """The action as a row below HEADER, with the capital's name."""
    return TEXT.words(action), capital, *(column.words(action) for column in DETAILS)


def in_order(actions: Iterable[Action], capital_ids: Iterable[str]) -> list[Action]:
    """By capital in the order given, within a capital as they stand."""
    all_actions = tuple(actions)
    return [action for capital_id in capital_ids for action in all_actions if action.capital_id == capital_id]
