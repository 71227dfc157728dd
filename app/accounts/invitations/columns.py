"""Which columns of a table hold address, name and role group: by their headings, and by what stands in their cells."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.accounts.invitations.tables.headings import HeadingKind, Headings, find_headings, is_same_heading
from app.accounts.invitations.tables.limits import MAX_CELL_CHARACTERS
from app.accounts.invitations.tables.lines import addresses_in
from app.accounts.invitations.tables.questions import Inquiry, Option
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet, is_address
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address

ALL = "alla"
"""The answer that every column of addresses holds people of its own."""
_WORK = ("arbet", "jobb", "tjänst", "kommun", "work", "business", "office")
_PRIVATE = ("privat", "hem", "home", "personal", "private")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands. Of several columns of addresses, the first that has one in a row is that row's."""

    addresses: tuple[int, ...]
    names: dict[HeadingKind, int] = field(default_factory=dict)
    role_group: int | None = None
    all_addresses: bool = False
    """Whether the addresses of a row are people of their own."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with what is known of its columns: its people, and what stands above the headings."""

    rows: tuple[SheetRow, ...]
    above: tuple[SheetRow, ...]
    headings: Headings | None
    heading: SheetRow | None

    def label(self, column: int) -> str:
        if self.heading is not None and column < len(self.heading.cells) and self.heading.cells[column].strip():
            return " ".join(self.heading.cells[column].split())
        return f"Kolumn {column + 1}"


def table_in(sheet: WrittenSheet) -> SheetTable:
    rows = tuple(row for row in sheet.rows if not row.is_empty)
    headings = find_headings(rows)
    if headings is None:
        return SheetTable(rows, (), None, None)
    heading = rows[headings.row]
    below = tuple(row for row in rows[headings.row + 1 :] if not is_same_heading(row, heading))
    return SheetTable(below, rows[: headings.row], headings, heading)


def used_columns(sheet: WrittenSheet) -> frozenset[int]:
    """The columns that are read or asked about, when they have headings: nothing else of a file needs to be kept."""
    headings = find_headings(tuple(row for row in sheet.rows if not row.is_empty))
    columns = range(max((len(row.cells) for row in sheet.rows), default=0))
    if headings is None:
        return frozenset(columns)
    with_addresses = {column for column in columns if any("@" in cell for cell in cells_of(sheet.rows, column))}
    with_heading = {
        column for column, kind in headings.kinds.items() if kind is not HeadingKind.ADDRESS or not with_addresses
    }
    whole = {column for column in columns if any(map(is_address, cells_of(sheet.rows, column)))}
    return frozenset(with_heading | whole | {column for column in with_addresses if column in headings.kinds})


def cells_of(rows: Iterable[SheetRow], column: int) -> list[str]:
    return [row.cells[column] for row in rows if column < len(row.cells)]


def choose_columns(table: SheetTable, name: str, is_role: Callable[[str], bool], inquiry: Inquiry) -> Columns | None:
    """`name` is that of the question when the column of addresses has to be asked about; None until it is answered."""
    candidates = _candidates(table)
    addresses = _one_a_row(table, candidates)
    all_addresses = False
    if addresses is None:
        answer = _ask(table, name, candidates, inquiry)
        if not answer:
            return None
        all_addresses = answer == ALL
        addresses = candidates if all_addresses else (int(answer),)
    if table.headings is None:
        names, role_group = _guessed(table, candidates, is_role)
    else:
        names, role_group = _named(table.headings.kinds)
    return Columns(addresses=addresses or (0,), names=names, role_group=role_group, all_addresses=all_addresses)


def _candidates(table: SheetTable) -> tuple[int, ...]:
    """Columns with addresses, those first whose heading says so."""
    kinds = {} if table.headings is None else table.headings.kinds
    width = max((len(row.cells) for row in (*table.rows, *([table.heading] if table.heading else []))), default=0)
    with_addresses = [
        column
        for column in range(width)
        if any(
            is_address(cell) or (kinds.get(column) is HeadingKind.ADDRESS and "@" in cell)
            for cell in cells_of(table.rows, column)
        )
    ]
    order = {HeadingKind.ADDRESS: 0, HeadingKind.LOGIN: 1}
    if with_addresses:
        return tuple(sorted(with_addresses, key=lambda column: order.get(kinds.get(column, HeadingKind.NAME), 2)))
    address_columns = [column for column, kind in kinds.items() if kind is HeadingKind.ADDRESS]
    # "Adress" alone is as often a street.
    return tuple(sorted(address_columns, key=lambda column: table.label(column).casefold().startswith("adress"))[:1])


def _one_a_row(table: SheetTable, candidates: tuple[int, ...]) -> tuple[int, ...] | None:
    """The columns to take the address of each row from, or None where it is not clear whose address another one is."""
    kinds = {} if table.headings is None else table.headings.kinds
    address_columns = tuple(column for column in candidates if kinds.get(column) is HeadingKind.ADDRESS)
    if all(len(_distinct(row, candidates)) <= 1 for row in table.rows):
        first = candidates[:1]
        if all(len(_distinct(row, first)) == len(_distinct(row, candidates)) for row in table.rows):
            return first
        return candidates if all(kinds.get(column) is HeadingKind.LOGIN for column in candidates[1:]) else None
    if (
        address_columns
        and address_columns != candidates
        and all(kinds.get(column) is HeadingKind.LOGIN for column in candidates[len(address_columns) :])
    ):
        return _one_a_row(table, address_columns)
    return None


def _distinct(row: SheetRow, columns: Sequence[int]) -> set[tuple[str | AddressProblem, ...]]:
    cells = (row.cells[column] for column in columns if column < len(row.cells))
    return {tuple(map(read_pasted_address, addresses_in(cell))) for cell in cells if "@" in cell}


def _ask(table: SheetTable, name: str, candidates: tuple[int, ...], inquiry: Inquiry) -> str:
    options = []
    for column in candidates:
        addresses = [cell for cell in cells_of(table.rows, column) if "@" in cell]
        example = " ".join(addresses[0].split())[:MAX_CELL_CHARACTERS]
        options.append(
            Option(str(column), f"{table.label(column)} ({len(addresses)} adresser, till exempel {example})")
        )
    options.append(Option(ALL, "Alla kolumnerna: varje adress är en egen person"))
    suggestion = _suggestion({column: table.label(column).casefold() for column in candidates})
    return inquiry.ask(
        name, "Vilken kolumn har adressen som inbjudan ska till?", "Listan har flera kolumner med adresser.", options,
        suggestion,
    )  # fmt: skip


def _suggestion(labels: dict[int, str]) -> str:
    """The column for work, or the only one that is not private, where the headings say so."""
    work = [column for column, label in labels.items() if any(word in label for word in _WORK)]
    public = [column for column, label in labels.items() if not any(word in label for word in _PRIVATE)]
    for columns in (work, public):
        if len(columns) == 1:
            return str(columns[0])
    return ""


def _named(kinds: dict[int, HeadingKind]) -> tuple[dict[HeadingKind, int], int | None]:
    places: dict[HeadingKind, int] = {}
    for column, kind in kinds.items():
        places.setdefault(kind, column)
    return places, places.get(HeadingKind.ROLE_GROUP)


def _guessed(
    table: SheetTable, candidates: tuple[int, ...], is_role: Callable[[str], bool]
) -> tuple[dict[HeadingKind, int], int | None]:
    """Without headings: the column that names role groups, or else the last that says the same of several people."""
    width = max((len(row.cells) for row in table.rows), default=0)
    texts = {column: [cell.strip() for cell in cells_of(table.rows, column) if cell.strip()] for column in range(width)}
    others = [
        column
        for column, cells in texts.items()
        if column not in (candidates or (0,)) and any(letter.isalpha() for cell in cells for letter in cell)
    ]
    role_group = next((column for column in others if any(map(is_role, texts[column]))), None)
    if role_group is None and len(others) == 2:
        role_group = others[1]
    if role_group is None:
        repeating = [column for column in others if 2 * len(set(texts[column])) <= len(texts[column])]
        role_group = repeating[-1] if repeating else None
    name = next((column for column in others if column != role_group), None)
    return {} if name is None else {HeadingKind.NAME: name}, role_group
