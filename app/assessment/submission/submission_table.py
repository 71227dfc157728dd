"""The rows of a file of answers, whichever program saved it: where fields are split, and which column is which."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from operator import itemgetter

from app.assessment.submission.submission_problems import ProblemList, brief, listed

COLUMNS = ("assessment", "respondent", "role_group", "question", "value")
KIND = "kind"
"""The column that tells agreed answers from single ones. It may be left out."""
Cells = tuple[str, ...]
"""A row's cells in the order of COLUMNS and then KIND; empty for a column that the file does not have."""

MAX_FIELD_CHARACTERS = 1_000
_TOO_LONG = f"Ett fält har fler än {MAX_FIELD_CHARACTERS} tecken. Troligen saknas ett citattecken på raden."
_UNREADABLE = "Raden går inte att läsa. Se över citattecknen från den här raden."
_ALL = (*COLUMNS, KIND)
OF_SINGLE_ANSWERS = frozenset({"respondent", "role_group"})
_NAMES = {
    "assessment": ("assessment", "självskattning", "kommun"),
    "respondent": ("respondent", "svarande"),
    "role_group": ("rolegroup", "rollgrupp", "roll"),
    "question": ("question", "fråga"),
    "value": ("value", "värde", "svar", "nivå"),
    KIND: ("kind", "slag"),
}
_COLUMN_BY_NAME = {name: column for column, names in _NAMES.items() for name in names}
_DELIMITERS = ";\t|,"
"""The first wins a tie."""
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[;,|\t ]*', re.IGNORECASE)
"""How Excel is told what splits the fields, on the first line."""
_QUOTED = re.compile('"[^"]*"')


def read_table(text: str, problems: ProblemList) -> Iterator[tuple[int, Cells]]:
    """The rows under the header with the lines they start on. Errors in how the file is built become problems."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        _report_nulls(text, problems)
        return
    records = _records(text, problems)
    line, header = next(records, (1, []))
    if problems:
        return
    layout = _layout(header, line, problems)
    if layout is None:
        return
    width, pick = layout.width, layout.pick
    for line, record in records:
        if len(record) == width and not layout.unnamed:
            cells = pick((*record, ""))
        else:
            fields = _fitted(record, layout, line, problems)
            if fields is None:
                continue
            cells = pick((*fields, ""))
        yield line, cells


def _report_nulls(text: str, problems: ProblemList) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\x00" in line:
            problems.add(number, "Raden har ett osynligt nolltecken. Spara om filen som CSV UTF-8.")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which place of a record holds what. A record is picked from with an empty cell put last."""

    width: int
    """How many fields the header has, empty ones at its end left out."""
    needed: int
    """How many a row must have so that only columns that may be left out are missing."""
    unnamed: tuple[int, ...]
    pick: Callable[[Sequence[str]], Cells]


def _layout(header: Sequence[str], line: int, problems: ProblemList) -> _Layout | None:
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    columns = [_column(name) for name in names]
    for error in _header_errors(names, columns):
        problems.add(line, error)
    if problems:
        return None
    places = {column: columns.index(column) for column in _ALL if column in columns}
    return _Layout(
        width=len(names),
        needed=max(place for column, place in places.items() if column != KIND) + 1,
        unnamed=tuple(place for place, name in enumerate(names) if not name),
        pick=itemgetter(*(places.get(column, -1) for column in _ALL)),
    )


def _column(name: str) -> str | None:
    return _COLUMN_BY_NAME.get("".join(filter(str.isalnum, name.casefold())))


def _header_errors(names: Sequence[str], columns: Sequence[str | None]) -> list[str]:
    if not names:
        return [f"Filen är tom. Den ska börja med rubrikerna {', '.join(COLUMNS)}."]
    required_columns = [name for name in COLUMNS if KIND not in columns or name not in OF_SINGLE_ANSWERS]
    missing = [name for name in required_columns if name not in columns]
    unknown = [brief(name) for name, column in zip(names, columns, strict=True) if name and column is None]
    errors = []
    if missing:
        errors.append(f"{_columns(missing)} saknas. Den första raden ska ha rubrikerna {', '.join(COLUMNS)}.")
    if unknown:
        errors.append(f"{_columns(unknown)} ska inte vara med. Ta bort {'den' if len(unknown) == 1 else 'dem'}.")
    errors += [f"Kolumnen {name} finns två gånger. Ta bort den ena." for name in _ALL if columns.count(name) > 1]
    return errors


def _columns(names: Sequence[str]) -> str:
    return f"Kolumnen {names[0]}" if len(names) == 1 else f"Kolumnerna {listed(names)}"


def _fitted(record: list[str], layout: _Layout, line: int, problems: ProblemList) -> list[str] | None:
    """The record with as many fields as the header; None when something is missing or stands outside the columns."""
    inside, outside = record[: layout.width], record[layout.width :]
    if len(record) < layout.needed or any(cell.strip() for cell in outside):
        problems.add(
            line,
            f"Raden har {len(record)} fält men rubrikraden {layout.width}. Se över skiljetecken och citattecken.",
        )
        return None
    inside += [""] * (layout.width - len(inside))
    if any(inside[place].strip() for place in layout.unnamed):
        problems.add(line, "Raden har innehåll i en kolumn utan rubrik. Ta bort det.")
        return None
    return inside


def _records(text: str, problems: ProblemList) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank: the line it starts on and its fields."""
    first, _, rest = text.partition("\n")
    match = _SEPARATOR_LINE.fullmatch(first.strip("\n "))
    offset = 1 if match else 0
    body = rest if match else text
    header = next((line for line in body.split("\n", 100) if line.strip()), "")
    reader = csv.reader(StringIO(body), delimiter=_delimiter(header, match[1] if match else ""), strict=True)
    line = offset + 1
    try:
        for record in reader:
            whole = "".join(record)
            if len(whole) > MAX_FIELD_CHARACTERS and max(map(len, record)) > MAX_FIELD_CHARACTERS:
                problems.add(line, _TOO_LONG)
            elif whole and not whole.isspace():
                yield line, record
            line = reader.line_num + offset + 1
    except csv.Error as error:
        problems.add(line, _TOO_LONG if "field larger" in str(error) else _UNREADABLE)


def _delimiter(header: str, declaration: str) -> str:
    """What the file says on its first line, if the header keeps to it, or else what the header has most of."""
    outside_quotes = _QUOTED.sub("", header)
    return declaration if declaration and declaration in outside_quotes else max(_DELIMITERS, key=outside_quotes.count)
