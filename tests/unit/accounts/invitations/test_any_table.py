"""Tables of every make: wherever the columns stand, whatever they are called, whatever stands above, everybody is read."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.accounts.invitations.tables.questions import LEAVE
from tests.unit.accounts.invitations.reading import GROUPS, of_file, pasted, people, saved, workbook

ADDRESS = ("E-post", "Epostadress", "E-postadress", "Mejl", "mail", "E-mail Address", "E-mail 1 - Value", "Arbetsmejl")
NAME = ("Namn", "Name", "displayName", "För- och efternamn", "Visningsnamn")
ROLE = ("Roll", "Rollgrupp", "Grupp", "Roll i kommunen", "ROLLGRUPP")
BESIDE = (("Telefon", "0303-33 00 00"), ("Adress", "Storgatan 1"), ("E-mail 1 - Type", "* Work"), ("Id", "00-a"))
TITLES = ("Svarande 2026", "E-postlista för kommunstyrelsen", "Uppdaterad 2026-11-29", "")
FIRST = ("Åsa", "Sara", "Åke", "Noomi", "Pär", "My", "Anna-Lena", "Zoë")
LAST = ("Öberg", "Lind", "Åström", "Fält", "Öhrn", "Sjö", "von Essen", "O'Brien")


@dataclass(frozen=True)
class AnyTable:
    """A table and who is in it: address, name, role group's id."""

    rows: list[list[str]]
    people: list[tuple[str, str, str]]


@st.composite
def tables(draw: st.DrawFn) -> AnyTable:
    groups = [draw(st.sampled_from(GROUPS)) for _ in range(draw(st.integers(1, 8)))]
    everybody = [
        (
            f"p{number}.{draw(st.sampled_from(LAST)).lower().encode('ascii', 'ignore').decode().replace(' ', '')}x@ale.example",
            f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}",
            group,
        )
        for number, group in enumerate(groups)
    ]
    heading, example = draw(st.sampled_from(BESIDE))
    columns = {
        draw(st.sampled_from(ADDRESS)): [address for address, _, _ in everybody],
        draw(st.sampled_from(NAME)): [name for _, name, _ in everybody],
        draw(st.sampled_from(ROLE)): [
            draw(st.sampled_from((group.id, group.name, group.name.upper()))) for _, _, group in everybody
        ],
        heading: [example] * len(everybody),
    }
    order = draw(st.permutations(list(columns)))
    titles = [[draw(st.sampled_from(TITLES))] for _ in range(draw(st.integers(0, 3)))]
    rows = [*titles, list(order), *([columns[name][place] for name in order] for place in range(len(everybody)))]
    for _ in range(draw(st.integers(0, 2))):
        rows.insert(draw(st.integers(0, len(rows))), [""] * len(order))
    return AnyTable(rows, [(address, name, group.id) for address, name, group in everybody])


@given(tables())
def test_everybody_in_a_workbook_is_read(table: AnyTable) -> None:
    assert people(of_file(saved(workbook(*map(tuple, table.rows))))) == table.people


@given(tables(), st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
def test_everybody_in_a_text_file_is_read(table: AnyTable, delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in table.rows)
    assert people(of_file(text.encode(encoding))) == table.people


@given(tables(), st.integers(0, 7))
def test_hidden_rows_and_nobody_else_are_left_out(table: AnyTable, place: int) -> None:
    book = workbook(*map(tuple, table.rows))
    sheet = book.worksheets[0]
    address = table.people[place % len(table.people)][0]
    (row,) = (number for number, cells in enumerate(table.rows, 1) if address in cells)
    sheet.row_dimensions[row].hidden = True
    visible = [person for person in table.people if person[0] != address]
    reading = of_file(saved(book), answers={"dolda-rader": LEAVE})
    assert [(invitee.address, invitee.name, invitee.role_group) for invitee in reading.invitees] == visible
    assert [omission.line for omission in reading.left_out if "dold" in omission.reason] == [row]


@given(tables())
def test_people_without_headings_are_read(table: AnyTable) -> None:
    rows = [f"{address}\t{name}\t{group}" for address, name, group in table.people]
    assert people(pasted("\n".join(rows))) == table.people
