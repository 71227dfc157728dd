"""The audit log as files: CSV for a spreadsheet, in Swedish, and JSON with everything that a hash was made of."""

import csv
import io
from collections.abc import Iterable, Iterator

from app.accounts.audit.chain import Line
from app.accounts.audit.log_export import as_json
from app.rounds.kernel.days import STOCKHOLM
from app.rounds.kernel.log_names import LogNames
from app.web.privacy.log_words import doer, sentence, where

BYTE_ORDER_MARK = "\ufeff"
"""By which a spreadsheet knows that it is UTF-8."""
HEADER = (
    "nummer",
    "tidpunkt",
    "vem",
    "vad",
    "var",
    "händelse",
    "uppgifter",
    "föregående kontrollsumma",
    "kontrollsumma",
)
ROWS_AT_ONCE = 200


def log_csv(lines: Iterable[tuple[Line, LogNames]]) -> Iterator[str]:
    """Semicolons, as Swedish spreadsheets want them; times as on Swedish clocks."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    text.write(BYTE_ORDER_MARK)
    writer.writerow(HEADER)
    for number, (line, names) in enumerate(lines, start=1):
        writer.writerow([line.number, *map(escape_formula, _cells(line, names))])
        if number % ROWS_AT_ONCE == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def log_json(lines: Iterable[tuple[Line, LogNames]]) -> Iterator[str]:
    return as_json(line for line, _ in lines)


def escape_formula(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _cells(line: Line, names: LogNames) -> tuple[str, ...]:
    at = line.at.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M:%S")
    texts = (doer(line, names), sentence(line, names), where(line, names))
    return (at, *texts, line.action, line.facts, line.previous_hash, line.hash)
