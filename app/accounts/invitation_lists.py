"""Lists as people paste them: addresses in any order and with any separator, or a table with columns."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from app.accounts.invitations import ListRow, UnreadableList

_COLUMNS = {
    "address": ("epost", "mejl", "mail", "email", "adress"),
    "name": ("namn", "name", "förochefternamn"),
    "first_name": ("förnamn", "fornamn"),
    "last_name": ("efternamn",),
    "role_group": ("roll", "grupp"),
}
"""How the names of columns begin, in small letters and without signs."""
_IN_BRACKETS = re.compile(r"([^<>\n]*)<([^<>\n]*)>")
_BETWEEN = re.compile(r"[,;]")
_DELIMITERS = ";\t,"
_QUOTED = re.compile('"[^"]*"')
_OF_NO_WIDTH = dict.fromkeys(
    map(ord, "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff\xad")
)


def read_pasted(text: str, *, table: bool = False) -> tuple[ListRow, ...]:
    """`table` when the text is known to have columns; otherwise tabs or a first line with names of columns tell.

    Raises UnreadableList.
    """
    text = tidy(text)
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    columns = _header_of(lines[first].split(_delimiter(lines[first])))
    if table or "\t" in text or len(columns) > 1:
        return read_cells(table_of(text))
    if columns:
        lines[first] = ""
    return tuple(row for number, line in enumerate(lines, 1) for row in _read_line(number, line))


def tidy(text: str) -> str:
    """With one kind of line break, and without the signs of no width that come along from mails and web pages."""
    return text.translate(_OF_NO_WIDTH).replace("\r\n", "\n").replace("\r", "\n")


def _read_line(number: int, line: str) -> Iterator[ListRow]:
    """Names with addresses in brackets, as mail programs copy them, and whatever stands between and after those."""
    rest = 0
    for found in _IN_BRACKETS.finditer(line):
        rest = found.end()
        *before, name = _split_before(found[1])
        for part in before:
            if part.strip("'\"") != found[2].strip():
                yield from _read_part(number, part)
        yield ListRow(number, found[2].strip(), _turned(name))
    for part in _BETWEEN.split(line[rest:]):
        yield from _read_part(number, part)


def _split_before(text: str) -> list[str]:
    """What stands before a bracket: addresses of their own, and last the name, which may have a comma in it."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    own = max((place for place, part in enumerate(parts) if "@" in part), default=-1) + 1
    if ";" in text:
        own = max(own, len(parts) - text.rpartition(";")[2].count(",") - 1)
    return [*filter(None, parts[:own]), ", ".join(filter(None, parts[own:]))]


def _turned(name: str) -> str:
    """Lind, Sara -> Sara Lind."""
    plain = name.strip().strip("\"'").strip()
    last, comma, first = plain.partition(", ")
    return f"{first} {last}" if comma and "," not in first else plain


def _read_part(number: int, part: str) -> Iterator[ListRow]:
    """Addresses with spaces between, or one with a name before or after it."""
    words = part.replace("(", " ").replace(")", " ").split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) == 1:
        yield ListRow(number, addresses[0], " ".join(word for word in words if "@" not in word).strip("\"'"))
    elif len(addresses) > 1 and len(addresses) == len(words):
        yield from (ListRow(number, address) for address in addresses)
    elif words:
        yield ListRow(number, " ".join(words))


def table_of(text: str) -> Iterator[list[str]]:
    """The cells of a table written as text. A cell may hold line breaks, so a row is not always a line.

    Raises UnreadableList.
    """
    first, _, after = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], "\n" + after
    else:
        delimiter = _delimiter(next((line for line in text.split("\n") if line.strip()), ""))
    try:
        yield from csv.reader(text.split("\n"), delimiter=delimiter)
    except csv.Error as fault:
        raise UnreadableList(
            "Listan har ett citattecken som aldrig slutar, eller en rad som är för lång.",
            "Ta bort citattecknen och försök igen.",
        ) from fault


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=_QUOTED.sub("", line).count)


def read_cells(rows: Iterable[Sequence[str]]) -> tuple[ListRow, ...]:
    """The rows of a table. Without names of columns they are e-post, namn, rollgrupp, or e-post, rollgrupp."""
    columns: dict[str, int] | None = None
    found = []
    for number, row in enumerate(rows, 1):
        if not any(cell.strip() for cell in row):
            continue
        if columns is None:
            columns = _header_of(row)
            if columns:
                continue
        found.append(_row_of(number, row, columns or _usual(row)))
    return tuple(found)


def _usual(row: Sequence[str]) -> dict[str, int]:
    filled = max(place for place, cell in enumerate(row) if cell.strip()) + 1
    return {"address": 0, "role_group": 1} if filled < 3 else {"address": 0, "name": 1, "role_group": 2}


def _row_of(number: int, row: Sequence[str], columns: dict[str, int]) -> ListRow:
    texts = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
    name = texts.get("name") or " ".join(filter(None, (texts.get("first_name"), texts.get("last_name"))))
    return ListRow(number, texts.get("address", ""), name, texts.get("role_group", ""))


def _header_of(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what, when the row names them; empty when it is no such row."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = "".join(letter for letter in cell.casefold() if letter.isalnum())
        column = next((column for column, names in _COLUMNS.items() if plain.startswith(names)), None)
        if column and "@" not in cell:
            found.setdefault(column, place)
    return found if "address" in found else {}


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """A table as text with one line for each row, to be mended on a page."""
    return "\n".join(";".join(_on_one_line(cell) for cell in row).rstrip("; ") for row in rows)


def _on_one_line(text: str) -> str:
    plain = " ".join(text.split())
    return '"' + plain.replace('"', '""') + '"' if any(sign in plain for sign in ';,"') else plain
