"""Common goals as a table for files: a row for each year in which somebody is counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable
from app.reports.tables.marking import CAPITAL
from app.rounds.goals.follow_up import YearCount
from app.rounds.goals.goal import Goal

KNOWN_TO_REGION = "Kommuner som har fastställt, delar med regionen och har en nivå."
COLUMNS = (
    *CAPITAL,
    Column("level_position", "Nivå, nummer", "Nivåns plats på skalan; 1 är lägst.", ColumnKind.WHOLE),
    Column("level", "Nivå", "Nivån i ord."),
    Column("kommuner", "Mål, antal", "Minst så många kommuner ska nå nivån.", ColumnKind.WHOLE),
    Column("by_year", "Senast", "Året då de ska ha nått den.", ColumnKind.WHOLE),
    Column("decided_on", "Beslutat", "Dagen då målet beslutades.", ColumnKind.DATE),
    Column("diary_number", "Diarienummer", "Beslutets diarienummer."),
    Column("year", "År", "Omgångens år; tomt när ingen räknas.", ColumnKind.WHOLE),
    Column("reached", "Når nivån", "Så många av dem som räknas.", ColumnKind.WHOLE),
)


@dataclass(frozen=True, slots=True)
class GoalYears:
    """A goal, the edition that its level is of, and its years."""

    goal: Goal
    questionnaire: Questionnaire
    years: tuple[YearCount, ...]

    @property
    def counted_years(self) -> tuple[YearCount | None, ...]:
        """None alone where nobody is counted in any."""
        return tuple(year for year in self.years if year.known) or (None,)


def known_column(explanation: str) -> Column:
    """How many are counted; who that is depends on the reader."""
    return Column("known", "Räknas", explanation, ColumnKind.WHOLE)


def goals_of_round(goals: Iterable[GoalYears]) -> ExportTable:
    """As the region follows them in one round."""
    rows = tuple(goal_cells(item, year) for item in goals for year in item.counted_years)
    explanation = "Regionens gemensamma mål som gäller. En rad per mål och år till och med omgången."
    columns = (*COLUMNS, known_column(KNOWN_TO_REGION))
    return ExportTable("goals", "mal", "Gemensamma mål", explanation, columns, rows)


def goal_cells(item: GoalYears, year: YearCount | None) -> tuple[Cell, ...]:
    """Under `COLUMNS` and how many are counted."""
    goal, questionnaire = item.goal, item.questionnaire
    return (
        goal.capital_id,
        questionnaire.capital(goal.capital_id).name,
        goal.position,
        level_name(goal.position, questionnaire),
        goal.kommuner,
        goal.by_year,
        goal.decided_on,
        goal.diary_number,
        *((None, None, None) if year is None else (year.year, year.reached, year.known)),
    )
