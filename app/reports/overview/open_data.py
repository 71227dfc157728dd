"""Results that kommuner show everybody, as one table. Each row says whose it is, since files travel alone."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult, Profile
from app.reports.figures.capital_facts import level_name
from app.reports.goals import goal_table
from app.reports.goals.goal_table import GoalYears
from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable, Mark, measure
from app.reports.kernel.wording import STATUSES
from app.reports.tables.kolada import kolada_row, kolada_table, kpi_id
from app.reports.tables.marking import CAPITAL, absent, index_of, yes
from app.reports.tables.table_files import table_values

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
COLUMNS = (
    Column("region", "Region", "Regionen som kommunen följer upp tillsammans med."),
    Column("municipality_code", "Kommunkod", "SCB:s fyrsiffriga kod, som text."),
    Column("municipality", "Kommun", "Kommunens namn."),
    Column("questionnaire", "Frågeformulär", "Formulärets id."),
    Column("year", "År", "Omgångens år.", ColumnKind.WHOLE),
    Column("approved_on", "Fastställt", "Dagen då kommunen fastställde resultatet.", ColumnKind.DATE),
    *CAPITAL,
    Column("status", "Underlag", "Om det finns ett resultat, och annars varför inte."),
    Column("index", "Index", "Vägt medel av frågornas resultat, på frågeformulärets skala.", ColumnKind.DECIMAL),
    Column("level_position", "Nivå, nummer", "Nivåns plats på skalan; 1 är lägst.", ColumnKind.WHOLE),
    Column("level", "Nivå", "Nivån i ord."),
    Column("coverage", "Täckning", "Andel av frågorna, räknat efter vikt, som har ett resultat.", ColumnKind.SHARE),
    Column("example_data", "Exempeldata", "Ja om uppgifterna är påhittade och inte säger något om kommunen."),
)


GOAL_COLUMNS = (
    Column("region", "Region", "Regionen som har satt målet."),
    Column("questionnaire", "Frågeformulär", "Formulärets id."),
    *goal_table.COLUMNS,
    goal_table.known_column("Kommuner som visar sitt resultat för alla och har en nivå."),
    Column("example_data", "Exempeldata", "Ja om uppgifterna är påhittade och inte säger något om kommunen."),
)


@dataclass(frozen=True, slots=True)
class PublicGoal:
    """A region's common goal that is in force, over the results that kommuner show everybody."""

    region: str
    followed: GoalYears
    is_example: bool


@dataclass(frozen=True, slots=True)
class PublicResult:
    """One kommun's approved result of a year."""

    region: str
    code: str
    municipality: str
    approved_on: dt.date
    questionnaire: Questionnaire
    profile: Profile
    is_example: bool
    is_small: bool
    """Whether so few have answered that a missing figure is marked as protected."""


def open_table(results: Iterable[PublicResult]) -> ExportTable:
    """One row per kommun, year and capital."""
    rows = tuple(_row(result, capital) for result in results for capital in result.profile.capitals)
    explanation = "En rad per kommun, år och kapitalslag. Bara det som kommunen själv har valt att visa för alla."
    return ExportTable("results", "resultat", "Kommuners omställningsförmåga", explanation, COLUMNS, rows)


def open_goals_table(goals: Iterable[PublicGoal]) -> ExportTable:
    """One row per goal and year in which somebody is counted, and one for a goal that has no such year."""
    rows = tuple(
        (
            public.region,
            public.followed.goal.questionnaire_id,
            *goal_table.goal_cells(public.followed, year),
            yes(public.is_example),
        )
        for public in goals
        for year in public.followed.counted_years
    )
    explanation = "En rad per mål och år. Bara kommuner som själva har valt att visa resultatet för alla räknas."
    return ExportTable("goals", "mal", "Regioners gemensamma mål", explanation, GOAL_COLUMNS, rows)


def open_kolada(results: Iterable[PublicResult]) -> ExportTable:
    """The indices in Kolada's shape."""
    return kolada_table(
        kolada_row(
            kpi_id(result.questionnaire.id, capital.capital_id),
            result.code,
            result.questionnaire.year,
            index_of(capital, result.questionnaire, is_small=result.is_small),
        )
        for result in results
        for capital in result.profile.capitals
    )


def open_json(table: ExportTable) -> bytes:
    """The table with its columns explained; a cell with a mark is null and named in its row's `marks`."""
    document = {"licence": LICENCE, "marks": {mark.word: mark.value for mark in Mark}} | table_values(table)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _row(result: PublicResult, capital: CapitalResult) -> tuple[Cell, ...]:
    questionnaire = result.questionnaire
    mark = absent(capital, is_small=result.is_small)
    return (
        result.region,
        result.code,
        result.municipality,
        questionnaire.id,
        questionnaire.year,
        result.approved_on,
        capital.capital_id,
        questionnaire.capital(capital.capital_id).name,
        STATUSES[capital.status],
        index_of(capital, questionnaire, is_small=result.is_small),
        mark if capital.level is None else capital.level,
        mark if capital.level is None else level_name(capital.level, questionnaire),
        Mark.NOT_APPLICABLE if capital.coverage is None else measure(capital.coverage, 2),
        yes(result.is_example),
    )
