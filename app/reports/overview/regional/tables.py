"""The tables of a regional report: kommuner by name, capitals in their order, never by level."""

from collections.abc import Sequence

from app.assessment.comparison import regional_change
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.reports.figures.capital_texts import capital_text
from app.reports.figures.figures import FigureTable
from app.reports.goals.goal_words import TABLE_HEADER, GoalText
from app.reports.kernel.wording import number, percent
from app.reports.overview.regional.change_words import difference, fell, interval, rose, verdict
from app.reports.overview.regional.content import ResultCell, ResultRow
from app.reports.overview.regional.subject import KommunState, RegionalFindings, YearChangePanel
from app.rounds.overview.overview import Distribution, MeanChange, Showing


def participation_table(findings: RegionalFindings) -> FigureTable:
    """Every kommun of the round as its board has it. What stands for a result that is not shown are words."""
    rows = tuple(
        (kommun.name, kommun.state.value, number(kommun.invited), number(kommun.handed_in), _result_of(kommun))
        for kommun in findings.kommuner
    )
    return FigureTable("Kommunernas läge", ("Kommun", "Läge", "Tillfrågade", "Klara", "Resultat"), rows)


def _result_of(kommun: KommunState) -> str:
    return "är med här" if kommun.showing is Showing.RESULT else kommun.showing.value


def levels_table(questionnaire: Questionnaire, distributions: tuple[Distribution, ...]) -> FigureTable:
    """How many kommuner are on each level of each capital, and how many have no result and why."""
    header = (
        "Kapitalslag",
        *(level.label for level in questionnaire.scale),
        "Nivå kan inte anges",
        "Otillräckligt underlag",
        "Ej tillämpligt",
    )
    rows = tuple(
        (
            questionnaire.capital(distribution.capital_id).name,
            *map(
                str,
                (
                    *distribution.on_level,
                    distribution.without_level,
                    distribution.insufficient,
                    distribution.not_applicable,
                ),
            ),
        )
        for distribution in distributions
    )
    return FigureTable("Antal kommuner på varje nivå", header, rows)


def result_rows(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[ResultRow, ...]:
    """One row per kommun that shares, with a cell per capital."""
    return tuple(
        ResultRow(kommun.name, tuple(_cell(questionnaire, capital, kommun) for capital in findings.capitals))
        for kommun in findings.sharing
    )


def _cell(questionnaire: Questionnaire, capital: Capital, kommun: KommunState) -> ResultCell:
    result = None if kommun.profile is None else kommun.profile.capital(capital.id)
    if result is None:
        return ResultCell("", "–")
    text = capital_text(result, questionnaire)
    return ResultCell("" if result.index is None else text.index, text.level)


def change_table(questionnaire: Questionnaire, panel: YearChangePanel) -> FigureTable:
    """How the mean has moved, its verdict, and how many kommuner have gone which way."""
    header = (
        "Kapitalslag",
        "Förändring",
        f"{percent(regional_change.CONFIDENCE)} intervall",
        "Bedömning",
        "Upp",
        "Ned",
    )
    caption = f"Förändring från {panel.earlier_year} till {questionnaire.year}"
    return FigureTable(caption, header, tuple(_change_row(questionnaire, change) for change in panel.changes))


def _change_row(questionnaire: Questionnaire, change: MeanChange) -> tuple[str, ...]:
    name = questionnaire.capital(change.capital_id).name
    scale = questionnaire.scale
    return (name, difference(change, scale), interval(change, scale), verdict(change), rose(change), fell(change))


def goals_table(goals: Sequence[GoalText]) -> FigureTable | None:
    """Each goal's years; None where there is nothing to count."""
    rows = tuple((goal.title, *row) for goal in goals for row in goal.rows)
    return FigureTable("Gemensamma mål, år för år", ("Mål", *TABLE_HEADER), rows) if rows else None
