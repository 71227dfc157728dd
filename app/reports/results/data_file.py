"""A report's figures for machines, as a CSV file that also travels inside the PDF.

UTF-8 with comma between fields, decimal point, one header row and CRLF (RFC 4180). A row's `record` is "capital" or
"question". Numbers have at most four decimals, the ends of an interval as many as the pages; an empty field means that
there is no value, never zero. Positions count the levels from 1, the lowest. The earlier index is that year's own
result, on its own scale; the change is counted on the questions that both years share, so it need not be the difference
of the two. A question's `not_united` is "yes" when the kommun talked about it and did not agree; its index is then that
of the single answers.
"""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, Interval, QuestionResult
from app.assessment.results.rounding import rounded, scale_decimals
from app.reports.figures.capital_texts import CapitalText, ProfileText
from app.reports.results.content import ReportContent
from app.reports.results.subject import Findings
from app.rounds.assessments.plans import Target

HEADER = (
    "record", "capital_id", "question_id", "name", "status", "index", "level_position", "level", "coverage",
    "interval_low", "interval_high", "target_position", "earlier_year", "earlier_index",
    "change_on_shared_questions", "trend", "shared_questions", "questions", "not_united",
)  # fmt: skip
SUBJECT_HEADER = ("municipality_code", "year", "example_data", "trial")


def profile_csv(content: ReportContent) -> bytes:
    """The report's `data` as CSV. Every row says whose it is, of which year, and whether it is invented or a trial."""
    marks = ("yes" if applies else "no" for applies in (content.is_example_data, content.is_trial))
    subject = (content.municipality_code, str(content.year), *marks)
    text = io.StringIO()
    writer = csv.writer(text)
    header, *rows = content.data
    writer.writerow((*SUBJECT_HEADER, *header))
    writer.writerows((*subject, *(escape_formula(field) for field in row)) for row in rows)
    return text.getvalue().encode()


_NUMBER = re.compile(r"-|-?[0-9]+([.,][0-9]+)?")
_BEGINS_FORMULA = re.compile(r"(?<![^;,|\t\r\n])(?=[=+\-@＝＋－＠])|\A(?=[\t\r\n])")
"""The start of a text, or of what a spreadsheet set to another separator would take for a cell of its own."""


def escape_formula(field: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers and a bare - stay."""
    return field if _NUMBER.fullmatch(field) else _BEGINS_FORMULA.sub("'", field)


def data_rows(texts: ProfileText, findings: Findings) -> tuple[tuple[str, ...], ...]:
    """The header, then each capital followed by its questions, in the questionnaire's order."""
    rows: list[tuple[str, ...]] = [HEADER]
    for text in texts.capitals:
        rows.append(_capital_row(texts, findings, text))
        rows.extend(_question_row(texts.questionnaire, text.key, question) for question in text.result.questions)
    return tuple(rows)


def _capital_row(texts: ProfileText, findings: Findings, text: CapitalText) -> tuple[str, ...]:
    questionnaire, result = texts.questionnaire, text.result
    interval = result.interval if isinstance(result.interval, Interval) else None
    decimals = scale_decimals(questionnaire.scale)
    since = texts.since.change(text.key) if texts.since else None
    return (
        "capital",
        result.capital_id,
        "",
        text.name,
        result.status.value,
        plain(result.index),
        "" if result.level is None else str(result.level),
        "" if result.level is None else text.level,
        plain(result.coverage),
        _end(interval.low if interval else None, decimals),
        _end(interval.high if interval else None, decimals),
        _target(findings.targets.get(result.capital_id)),
        *_earlier(findings.earlier, result.capital_id),
        *_changed(None if since is None else since.change),
        "",
    )


def _earlier(earlier: EarlierYear | None, capital_id: str) -> tuple[str, str]:
    if earlier is None:
        return ("", "")
    result = earlier.capital(capital_id)
    return (str(earlier.year), "" if result is None else plain(result.index))


def _changed(change: CapitalChange | None) -> tuple[str, str, str, str]:
    if change is None:
        return ("", "", "", "")
    trend = change.trend.value if change.trend else ""
    return (plain(change.difference), trend, str(change.shared_questions), str(change.questions))


def _question_row(questionnaire: Questionnaire, capital_id: str, result: QuestionResult) -> tuple[str, ...]:
    text = questionnaire.questions[result.question_id].text
    first = ("question", capital_id, result.question_id, text, result.source.value, plain(result.value))
    return first + ("",) * (len(HEADER) - len(first) - 1) + ("yes" if result.not_united else "no",)


def plain(value: Fraction | float | None) -> str:
    """A number for machines: decimal point, at most four decimals; empty for None."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    figure = exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return f"{figure:f}".rstrip("0").rstrip(".") if figure else "0"


def _end(value: float | None, decimals: int) -> str:
    """An end of an interval, as the pages have it."""
    return "" if value is None else plain(Fraction(rounded(Fraction(str(value)), decimals)))


def _target(target: Target | None) -> str:
    return "" if target is None else str(target.position)
