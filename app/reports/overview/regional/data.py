"""A regional report's figures for machines, as a CSV file that also travels inside the PDF.

Written as a kommun's (see `exports`). A row's `record` is "kommun" (where it stands; `result` says whether its result
is shown), "capital" (one kommun's result in one capital), "level" (how many kommuner are on a level; an empty position
counts those without a result, by `status`) or "change" (how the mean of the same kommuner has moved between two years,
on the questions that both share; `trend` is the verdict on it and `judged` what that rests on; `up`, `down` and
`unclear` count kommuner that have changed clearly each by itself, `rose` and `fell` those whose index is higher or
lower).
"""

import csv
import io

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalStatus
from app.reports.figures.capital_facts import level_name
from app.reports.overview.regional.content import RegionalContent
from app.reports.overview.regional.subject import KommunState, RegionalFindings
from app.reports.results.data_file import escape_formula, plain
from app.rounds.overview.overview import Distribution, MeanChange, Showing

SUBJECT_HEADER = ("region", "year", "example_data")
HEADER = (
    "record", "municipality_code", "municipality", "stage", "result", "invited", "handed_in", "capital_id", "capital",
    "status", "index", "level_position", "level", "coverage", "kommuner", "earlier_year",
    "change_on_shared_questions", "trend", "up", "down", "unclear", "untested", "rose", "fell", "judged",
    "interval_low", "interval_high",
)  # fmt: skip
NO_LEVEL = "no_level"
"""With an index, but without a level."""
RESULTS = {
    Showing.RESULT: "shown",
    Showing.NOT_SHARED: "not_shared",
    Showing.NOT_READY: "not_ready",
    Showing.NOT_ANSWERED: "not_answered",
}


def regional_csv(content: RegionalContent) -> bytes:
    """The report's `data` as CSV. Every row says of which region and year it is, and whether it is invented."""
    subject = (content.region_slug, str(content.year), "yes" if content.is_example_data else "no")
    text = io.StringIO()
    writer = csv.writer(text)
    header, *rows = content.data
    writer.writerow((*SUBJECT_HEADER, *header))
    writer.writerows((*subject, *(escape_formula(field) for field in row)) for row in rows)
    return text.getvalue().encode()


def data_rows(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[tuple[str, ...], ...]:
    """The header, then kommuner by name with their capitals, then each capital's levels and its change."""
    rows: list[tuple[str, ...]] = [HEADER]
    for kommun in findings.kommuner:
        rows.append(_kommun(kommun))
        rows.extend(_capitals(questionnaire, findings, kommun))
    for distribution in findings.distributions if findings.sharing else ():
        rows.extend(_levels(questionnaire, distribution))
    if findings.panel is not None:
        rows.extend(_change(questionnaire, findings.panel.earlier_year, change) for change in findings.panel.changes)
    return tuple(rows)


def _row(**fields: str) -> tuple[str, ...]:
    return tuple(fields.get(name, "") for name in HEADER)


def _kommun(kommun: KommunState) -> tuple[str, ...]:
    return _row(
        record="kommun",
        municipality_code=kommun.code,
        municipality=kommun.name,
        stage=kommun.stage.name.lower(),
        result=RESULTS[kommun.showing],
        invited=str(kommun.invited),
        handed_in=str(kommun.handed_in),
    )


def _capitals(questionnaire: Questionnaire, findings: RegionalFindings, kommun: KommunState) -> list[tuple[str, ...]]:
    results = [kommun.profile.capital(capital.id) for capital in findings.capitals] if kommun.profile else []
    return [
        _row(
            record="capital",
            municipality_code=kommun.code,
            municipality=kommun.name,
            capital_id=result.capital_id,
            capital=questionnaire.capital(result.capital_id).name,
            status=result.status.value,
            index=plain(result.index),
            level_position="" if result.level is None else str(result.level),
            level="" if result.level is None else level_name(result.level, questionnaire),
            coverage=plain(result.coverage),
        )
        for result in results
        if result is not None
    ]


def _levels(questionnaire: Questionnaire, distribution: Distribution) -> list[tuple[str, ...]]:
    capital = {"capital_id": distribution.capital_id, "capital": questionnaire.capital(distribution.capital_id).name}
    rows = [
        _row(
            record="level",
            **capital,
            status=CapitalStatus.SCORED.value,
            level_position=str(position),
            level=level.label,
            kommuner=str(amount),
        )
        for amount, (position, level) in zip(distribution.on_level, questionnaire.levels(), strict=True)
    ]
    missing = (
        (CapitalStatus.INSUFFICIENT, distribution.insufficient),
        (CapitalStatus.NOT_APPLICABLE, distribution.not_applicable),
    )
    without = _row(record="level", **capital, status=NO_LEVEL, kommuner=str(distribution.without_level))
    return [*rows, without] + [
        _row(record="level", **capital, status=status.value, kommuner=str(amount)) for status, amount in missing
    ]


def _change(questionnaire: Questionnaire, earlier_year: int, change: MeanChange) -> tuple[str, ...]:
    return _row(
        record="change",
        capital_id=change.capital_id,
        capital=questionnaire.capital(change.capital_id).name,
        kommuner=str(change.kommuner),
        earlier_year=str(earlier_year),
        change_on_shared_questions=plain(change.difference),
        trend="" if change.trend is None else change.trend.value,
        up=str(change.up),
        down=str(change.down),
        unclear=str(change.unclear),
        untested=str(change.untested),
        rose=str(change.rose),
        fell=str(change.fell),
        judged="" if change.judged is None else change.judged.value,
        interval_low=plain(change.low),
        interval_high=plain(change.high),
    )
