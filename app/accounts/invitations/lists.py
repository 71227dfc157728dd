"""Reading a list of people to invite, from text or from the text that a file was made into."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from app.accounts.invitations.cards import cards_as_rows, is_cards
from app.accounts.invitations.columns import Columns, choose_columns, table_in
from app.accounts.invitations.pasted import table_in_text
from app.accounts.invitations.people import INCLUDE, read_rows
from app.accounts.invitations.role_words import find_group, short
from app.accounts.invitations.tables.headings import HeadingKind, find_headings, plain
from app.accounts.invitations.tables.limits import MAX_PEOPLE, MAX_ROWS, MAX_TEXT_CHARACTERS
from app.accounts.invitations.tables.lines import addresses_in, name_before_bracket, read_lines, without_bullets
from app.accounts.invitations.tables.questions import LEAVE, Inquiry, Option
from app.accounts.invitations.tables.reading import ListRow, Reading, SkippedRow, UnreadableListError, WrittenList
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet
from app.accounts.invitations.tables.tables import rows_of, sheets_of, tidy
from app.assessment.questionnaires.questionnaire import RoleGroup


def read_list(source_list: WrittenList, groups: Sequence[RoleGroup]) -> Reading:
    """Everybody whom a list names, what it leaves to be asked, and every error of it. Raises UnreadableListError."""
    if len(source_list.text) > MAX_TEXT_CHARACTERS:
        raise UnreadableListError("Listan är för lång.", f"Dela upp den, med högst {MAX_PEOPLE} personer i varje.")
    inquiry = Inquiry(source_list.answers)
    source = _Source(groups, inquiry)
    rows = source.rows(tidy(source_list.text), is_table=source_list.is_table)
    if rows is None:
        return Reading(invitees=(), errors=(), questions=inquiry.questions, left_out=tuple(source.left_out))
    reading = read_rows(rows, groups, source_list.chosen, inquiry)
    return replace(reading, left_out=(*source.left_out, *reading.left_out))


class _Source:
    """Rows of a text, and what of it is left out on the way."""

    def __init__(self, groups: Sequence[RoleGroup], inquiry: Inquiry) -> None:
        self._groups, self._inquiry = groups, inquiry
        self.left_out: list[SkippedRow] = []

    def rows(self, text: str, *, is_table: bool) -> list[ListRow] | None:
        """None while it has to be asked where the people stand."""
        if is_cards(text):
            return self._of_sheet(WrittenSheet(cards_as_rows(text)), "adress")
        if is_table:
            return self._of_sheets(sheets_of(rows_of(text)))
        table = table_in_text(text)
        if table is not None:
            return self._of_sheet(WrittenSheet(table), "adress")
        return self._of_lines(without_bullets(text))

    def _of_lines(self, text: str) -> list[ListRow]:
        """What stands above a heading is a title."""
        lines = text.split("\n")
        places = [place for place, line in enumerate(lines) if line.strip()]
        headings = find_headings([SheetRow(place + 1, (lines[place],)) for place in places])
        if headings is not None:
            above = places[: headings.row]
            self._leave_above([SheetRow(place + 1, (lines[place],)) for place in above])
            for place in places[: headings.row + 1]:
                lines[place] = ""
        return self._with_roles(islice(read_lines("\n".join(lines)), MAX_ROWS))

    def _with_roles(self, rows: Iterable[ListRow]) -> list[ListRow]:
        """A role group's name that stands after a person on the same line is the person's."""
        people: list[ListRow] = []
        for row in rows:
            before = people[-1] if people else None
            if before is not None and before.line == row.line and not before.role_group and self._is_role(row.address):
                people[-1] = replace(before, role_group=row.address)
                continue
            name, _, last = row.name.rpartition(" ")
            people.append(replace(row, name=name, role_group=last) if name and self._is_role(last) else row)
        return people

    def _of_sheets(self, sheets: Sequence[WrittenSheet]) -> list[ListRow] | None:
        if len(sheets) == 1 and not sheets[0].is_hidden:
            return self._of_sheet(sheets[0], "adress")
        several = sum(not sheet.is_hidden for sheet in sheets) > 1
        numbered_sheets = []
        is_waiting = False
        for number, sheet in enumerate(sheets, 1):
            answer = self._ask_sheet(sheet, number) if sheet.is_hidden or several else INCLUDE
            is_waiting = is_waiting or not answer
            if answer == INCLUDE:
                numbered_sheets.append((number, sheet))
            elif answer == LEAVE:
                self.left_out.append(SkippedRow(0, f"{sheet.name} ({_addresses(sheet)})", "Bladet är inte med."))
        rows = [self._of_sheet(sheet, f"adress.{number}") for number, sheet in numbered_sheets]
        list_rows = [row for sheet_rows in rows if sheet_rows is not None for row in sheet_rows]
        return None if is_waiting or None in rows else list_rows

    def _ask_sheet(self, sheet: WrittenSheet, number: int) -> str:
        options = [Option(INCLUDE, "Ta med bladet"), Option(LEAVE, "Lämna bladet")]
        text = f"Bladet ”{short(sheet.name)}” har {_addresses(sheet)}"
        hint = "Bladet är dolt i filen." if sheet.is_hidden else ""
        return self._inquiry.ask(f"blad.{number}", text, hint, options, LEAVE if sheet.is_hidden else "")

    def _of_sheet(self, sheet: WrittenSheet, question: str) -> list[ListRow] | None:
        table = table_in(sheet)
        self._leave_above(table.above)
        columns = choose_columns(table, question, self._is_role, self._inquiry)
        return None if columns is None else [list_row for row in table.rows for list_row in _list_rows(row, columns)]

    def _is_role(self, cell: str) -> bool:
        return find_group(cell, self._groups) is not None

    def _leave_above(self, rows: Sequence[SheetRow]) -> None:
        for row in rows:
            text = short("; ".join(filter(None, (cell.strip() for cell in row.cells))))
            self.left_out.append(SkippedRow(row.line, text, "Raden står ovanför rubrikerna."))


def _addresses(sheet: WrittenSheet) -> str:
    count = sum(any("@" in cell for cell in row.cells) for row in sheet.rows)
    return "1 rad med adress" if count == 1 else f"{count} rader med adress"


def _list_rows(row: SheetRow, columns: Columns) -> Iterator[ListRow]:
    """The person of a row; the people of a row, where every column of addresses has people of its own."""
    cells = [row.cells[column].strip() for column in columns.addresses if column < len(row.cells)]
    cells = [cell for cell in cells if "@" in cell] or [cell for cell in cells if cell] or [""]
    role_group = _cell(row, columns.role_group)
    role_group = role_group if plain(role_group) else ""  # a dash
    for number, cell in enumerate(dict.fromkeys(cells) if columns.all_addresses else cells[:1]):
        name = "" if number else _name(row, columns.names) or name_before_bracket(cell)
        address, *others = addresses_in(cell) or (cell,)
        yield ListRow(
            line=row.line,
            address=address,
            name=name,
            role_group=role_group,
            others=tuple(others),
            is_hidden=row.is_hidden,
        )


def _name(row: SheetRow, places: dict[HeadingKind, int]) -> str:
    name, display, first, last = (
        _cell(row, places.get(kind))
        for kind in (HeadingKind.NAME, HeadingKind.DISPLAY_NAME, HeadingKind.FIRST_NAME, HeadingKind.LAST_NAME)
    )
    both = " ".join(filter(None, (first, last)))
    return name or (both if first and last else display or both)


def _cell(row: SheetRow, column: int | None) -> str:
    return row.cells[column].strip() if column is not None and column < len(row.cells) else ""
