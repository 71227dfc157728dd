"""Lists of people to invite: whatever way they are written, each row is a person or an error that tells how to mend
it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.invitations.tables.limits import MAX_PEOPLE, MAX_TEXT_CHARACTERS
from app.accounts.invitations.tables.reading import UnreadableListError
from app.accounts.invitations.tables.rows import SheetRow, WrittenSheet
from app.accounts.invitations.tables.tables import as_text, rows_of, sheets_of
from tests.unit.accounts.invitations.reading import addresses, errors, pasted, people, waiting

SARA, BO = ("sara@ale.se", "", "ledning"), ("bo@ale.se", "", "ledning")
SARA_LIND, BO_EK = ("sara@ale.se", "Sara Lind", "ledning"), ("bo@ale.se", "Bo Ek", "ledning")


@pytest.mark.parametrize(
    "text",
    [
        "sara@ale.se\nbo@ale.se",
        "sara@ale.se\r\nbo@ale.se\r\n",
        "sara@ale.se\rbo@ale.se",
        "sara@ale.se, bo@ale.se",
        "sara@ale.se;bo@ale.se;",
        "sara@ale.se bo@ale.se",
        "sara@ale.se / bo@ale.se",
        "sara@ale.se och bo@ale.se",
        "\n\n sara@ale.se  ,,\n;bo@ale.se\u200b\n",
        "SARA@ale.se\n<bo@ale.se>",
        "mailto:sara@ale.se\nbo@ale.se <bo@ale.se>",
        "sara@ale.se<mailto:sara@ale.se>\nbo@ale.se [mailto:bo@ale.se]",
        "\"sara@ale.se\",\n'bo@ale.se'.",
        "sara@ale.se.\n”bo@ale.se”",
        "- sara@ale.se\n- bo@ale.se",
        "•sara@ale.se\n• bo@ale.se",
        "1. sara@ale.se\n2) bo@ale.se",
        "•\tsara@ale.se\n•\tbo@ale.se",
        "Till: sara@ale.se; bo@ale.se",
        "E-post: sara@ale.se\nMejl: bo@ale.se",
        "E-post\nsara@ale.se\nbo@ale.se",
        "Svarande 2026\n\nE-post\nsara@ale.se\nbo@ale.se",
        "E-post\tTelefon\nsara@ale.se\t0303\nbo@ale.se\t0304",
    ],
)
def test_addresses_may_stand_one_after_another_with_any_separator(text: str) -> None:
    assert people(pasted(text, "ledning")) == [SARA, BO]


@pytest.mark.parametrize(
    "text",
    [
        "Sara Lind <sara@ale.se>\nBo Ek <bo@ale.se>",
        "Sara Lind <sara@ale.se>; Bo Ek <bo@ale.se>;",
        "Sara Lind <sara@ale.se>, Bo Ek <bo@ale.se>",
        "Lind, Sara <sara@ale.se>; Ek, Bo <bo@ale.se>",
        "Lind, Sara <sara@ale.se>, Ek, Bo <bo@ale.se>",
        '"Lind, Sara" <sara@ale.se>, "Ek, Bo" <bo@ale.se>',
        "'Sara Lind' <sara@ale.se>\n'Bo Ek' <bo@ale.se>",
        "Sara Lind (sara@ale.se)\nBo Ek (bo@ale.se)",
        "Sara Lind sara@ale.se\nbo@ale.se Bo Ek",
        "Sara Lind – sara@ale.se\nBo Ek: bo@ale.se",
        "Sara  Lind\u00a0<sara@ale.se> Bo Ek <bo@ale.se>",
        "Sara Lind <mailto:sara@ale.se>\nBo Ek [mailto:bo@ale.se]",
        "• Sara Lind <sara@ale.se>\n• Bo Ek <bo@ale.se>",
        "1. Sara Lind, sara@ale.se\n2. Bo Ek, bo@ale.se",
        "Från: Sara Lind <sara@ale.se>\nKopia: Bo Ek <bo@ale.se>",
        "Namn\tE-post\nSara Lind\tsara@ale.se\nBo Ek\tbo@ale.se",
        "Sara Lind\tsara@ale.se\nBo Ek\tbo@ale.se",
        "sara@ale.se\tSara Lind\nbo@ale.se\tBo Ek",
        "sara@ale.se; Sara Lind\nbo@ale.se; Bo Ek",
        "Lind, Sara;sara@ale.se\nEk, Bo;bo@ale.se",
        "sara@ale.se | Sara Lind\nbo@ale.se | Bo Ek",
        "E-post;Namn\nSara Lind <sara@ale.se>;\nbo@ale.se;Bo Ek",
        "Namn\tE-post\nLind, Sara\tsara@ale.se\n\nNamn\tE-post\nEk, Bo\tbo@ale.se",
        "BEGIN:VCARD\nFN:Sara Lind\nEMAIL:sara@ale.se\nEND:VCARD\nBEGIN:VCARD\nFN:Bo Ek\nEMAIL:bo@ale.se\nEND:VCARD",
    ],
)
def test_names_come_along_however_they_stand_beside_the_address(text: str) -> None:
    assert people(pasted(text, "ledning")) == [SARA_LIND, BO_EK]


def test_an_address_before_one_with_a_name_is_a_person_of_its_own() -> None:
    assert people(pasted("bo@ale.se, Lind, Sara <sara@ale.se>", "ledning")) == [BO, SARA_LIND]
    assert people(pasted("bo@ale.se; Sara Lind <sara@ale.se>", "ledning")) == [BO, SARA_LIND]


@pytest.mark.parametrize(
    "text",
    [
        "e-post;namn;rollgrupp\nsara@ale.se;Sara Lind;Ledning",
        "E-postadress,Namn,Rollgrupp\nsara@ale.se,Sara Lind,LEDNING",
        "Rollgrupp\tMejl\tFörnamn\tEfternamn\nledning\tsara@ale.se\tSara\tLind",
        "\nsara@ale.se\tSara Lind\tledning",
        '"E-post";"Namn";"Rollgrupp"\n"sara@ale.se";"Sara Lind";"Ledning"',
        "Nummer;E-post;Telefon;Namn;Roll\n1;sara@ale.se;0303;Sara Lind;ledning",
    ],
)
def test_a_table_has_its_columns_in_any_order_when_they_are_named(text: str) -> None:
    assert people(pasted(text)) == [SARA_LIND]


@pytest.mark.parametrize(
    "text",
    [
        "sara@ale.se; Sara Lind; Ledning\nbo@ale.se; Bo Ek; Ledning",
        "Sara Lind\tLedning\tsara@ale.se\nBo Ek\tLedning\tbo@ale.se",
        "1\tSara Lind\tsara@ale.se\tLedning\n2\tBo Ek\tbo@ale.se\tLedning",
        "Ledning, sara@ale.se, Sara Lind\nLedning, bo@ale.se, Bo Ek",
    ],
)
def test_columns_without_headings_are_known_by_what_stands_in_them(text: str) -> None:
    assert people(pasted(text)) == [SARA_LIND, BO_EK]


def test_two_columns_are_an_address_and_a_name_or_a_role_that_several_have() -> None:
    assert people(pasted("sara@ale.se;Ledning")) == [SARA]
    assert waiting(pasted("sara@ale.se;Politiker\nbo@ale.se;Politiker")) == ["roll.politiker"]
    assert people(pasted("sara@ale.se;Sara Lind\nbo@ale.se;Bo Ek", "ledning")) == [SARA_LIND, BO_EK]


@pytest.mark.parametrize(
    "name", ["strateg", "Strateg eller samordnare", " STRATEG ELLER SAMORDNARE ", "Strateg-eller samordnare"]
)
def test_a_role_group_is_known_by_its_name_or_its_id(name: str) -> None:
    assert people(pasted(f"e-post;rollgrupp\nsara@ale.se;{name}")) == [("sara@ale.se", "", "strateg")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("sara@ale.se\nBo Ek", 2, "Det finns inget @."),
        ("sara@ale.se\n\n\nbo@ale", 4, "Det som står efter @ är ingen adress."),
        (
            "e-post;rollgrupp\nsara@ale.se;ledning\nsara@ale.se;strateg",
            3,
            "Adressen står redan på rad 2, i en annan rollgrupp.",
        ),
        ("e-post;namn\n;Sara Lind", 2, "E-postadressen saknas."),
        ("e-post;namn\nsara@ale.se, bo@ale;Sara Lind", 2, "Det finns mer än ett @."),
        ("e-post;namn\nsara@ale.se;=1+1", 2, "Raden har en formel."),
        ("e-post;namn\nsara@ale.se;#REF!", 2, "Raden har en formel."),
        ("e-post;namn\nsara@ale.se;@SUM(A1)", 2, "Raden har en formel."),
        ('e-post;namn\n"=HYPERLINK(""mailto:sara@ale.se"")";Sara', 2, "Raden har en formel."),
        ("e-post;namn\nsara@ale.se;" + "a" * 101, 2, "Namnet är längre än 100 tecken."),
        ("e-post;namn\nsara@ale.se;Sara\x07", 2, "Namnet har tecken som inte går att visa."),
        ("Sara <>", 1, "E-postadressen saknas."),
    ],
)
def test_a_faulty_row_is_told_with_its_line_and_what_is_wrong(text: str, line: int, message: str) -> None:
    assert errors(pasted(text, "ledning")) == [(line, message)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("sara@ale.se\nSARA@ale.se ", "på rad 1"),
        ("sara@ale.se, bo@ale.se, sara@ale.se", "på samma rad"),
        ("e-post;namn\nsara@ale.se;Sara Lind\nSara@ale.se;Lind, Sara", "på rad 2"),
    ],
)
def test_somebody_who_is_there_twice_counts_once_and_is_told(text: str, where: str) -> None:
    reading = pasted(text, "ledning")
    assert addresses(reading).count("sara@ale.se") == 1
    assert [row.reason for row in reading.left_out] == [f"Adressen står redan {where}. Den räknas en gång."]


def test_the_first_name_beside_an_address_is_kept_wherever_it_stands() -> None:
    assert people(pasted("sara@ale.se\nSara Lind <sara@ale.se>", "ledning")) == [SARA_LIND]


def test_every_fault_of_a_list_is_told_at_once_and_the_good_rows_are_kept() -> None:
    reading = pasted("sara@ale.se\nfel\nbo@ale.se\nockså fel", "ledning")
    assert [error.line for error in reading.errors] == [2, 4]
    assert [invitee.address for invitee in reading.invitees] == ["sara@ale.se", "bo@ale.se"]


@pytest.mark.parametrize("text", ["", "  \n\t\n ", ";;,,", "e-post;namn;rollgrupp\n"])
def test_a_list_without_anybody_is_told_to_be_empty(text: str) -> None:
    assert errors(pasted(text, "ledning")) == [(0, "Listan är tom.")]


def test_a_list_may_have_so_many_people_and_no_more() -> None:
    names = [f"p{number}@ale.se" for number in range(MAX_PEOPLE + 1)]
    assert len(people(pasted("\n".join(names[:-1]), "ledning"))) == MAX_PEOPLE
    assert errors(pasted("\n".join(names), "ledning")) == [(0, f"Listan har fler än {MAX_PEOPLE} personer.")]


def test_what_is_shown_of_a_faulty_row_is_short_and_visible() -> None:
    (error,) = pasted("x" * 5_000 + "\u202e").errors
    assert len(error.written) == 80
    assert error.written.isprintable()


def test_a_quotation_that_never_ends_is_told() -> None:
    with pytest.raises(UnreadableListError, match="citattecken"):
        pasted('e-post;namn\nsara@ale.se;"' + "a" * 140_000)


def test_a_quotation_mark_too_many_takes_nobody_along() -> None:
    with pytest.raises(UnreadableListError, match="citattecken"):
        pasted('e-post;namn\nsara@ale.se;"Sara Lind\nbo@ale.se;Bo Ek\nkim@ale.se;"Kim Ek"', "ledning")
    assert people(pasted('e-post;namn\nsara@ale.se;"Sara" Lind\nbo@ale.se;Bo Ek', "ledning")) == [SARA_LIND, BO_EK]


def test_a_text_without_end_is_told() -> None:
    with pytest.raises(UnreadableListError, match="för lång"):
        pasted("a" * (MAX_TEXT_CHARACTERS + 1))


_TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)


@given(st.lists(st.lists(_TEXTS, min_size=1, max_size=4), max_size=6), st.booleans())
def test_a_table_made_into_text_says_the_same(table: list[list[str]], is_hidden: bool) -> None:
    rows = tuple(
        SheetRow(number, tuple(cells), is_hidden) for number, cells in enumerate([["E-post", "Namn"], *table], 1)
    )
    (again,) = sheets_of(rows_of(as_text([WrittenSheet(rows)])))

    def filled(sheet: WrittenSheet) -> list[tuple[int, list[str], bool]]:
        lines = ((row, " ".join(row.cells).rstrip(" ;")) for row in sheet.rows)
        return [(row.line, text.split(), row.is_hidden) for row, text in lines if text]

    assert filled(again) == filled(WrittenSheet(rows))


def test_sheets_made_into_text_are_told_apart() -> None:
    people_2026 = WrittenSheet((SheetRow(1, ("sara@ale.se",)),), "Svarande 2026")
    old = WrittenSheet((SheetRow(1, ("bo@ale.se", "Bo; Ek")),), "Gamla", is_hidden=True)
    again = sheets_of(rows_of(as_text([people_2026, old])))
    assert [(sheet.name, sheet.is_hidden) for sheet in again] == [("Svarande 2026", False), ("Gamla", True)]
    assert [row.cells for row in again[1].rows] == [("bo@ale.se", "Bo; Ek")]


@pytest.mark.parametrize(
    "text",
    [
        "Sara Lind, sara@ale.se, ledning\nBo Ek, bo@ale.se, strateg",
        "Sara Lind <sara@ale.se>, Ledning\nBo Ek <bo@ale.se>, Strateg eller samordnare",
        "Sara Lind <sara@ale.se>, ledning; Bo Ek <bo@ale.se>, strateg",
        "Sara Lind sara@ale.se ledning\nBo Ek bo@ale.se strateg",
    ],
)
def test_a_role_beside_a_person_is_that_person_s_whatever_is_chosen_for_the_list(text: str) -> None:
    assert people(pasted(text, "verksamhet")) == [SARA_LIND, ("bo@ale.se", "Bo Ek", "strateg")]


def test_who_stands_twice_with_a_word_that_is_asked_about_is_counted_once() -> None:
    (question,) = pasted("Sara Lind, sara@ale.se, rektor\nSara Lind, SARA@ale.se, rektor", "ledning").questions
    assert question.text == "Till vilken rollgrupp hör ”rektor” (1 person)?"


@given(st.text(max_size=300), st.booleans())
def test_whatever_is_pasted_every_row_is_a_person_a_fault_a_question_or_left_out(text: str, table: bool) -> None:
    try:
        reading = pasted(text, "ledning", table=table)
    except UnreadableListError:
        return
    assert reading.invitees or reading.errors or reading.questions or reading.left_out
    assert all(invitee.address.isascii() and " " not in invitee.address for invitee in reading.invitees)


@given(
    st.lists(st.integers(0, 999), min_size=1, max_size=30, unique=True),
    st.sampled_from(["\n", "; ", ", ", " ", "\n- ", "\n\n", ";\n"]),
    st.sampled_from(["{}", "<{}>", "Namn Namnsson <{}>", "mailto:{}", "{}.", "'{}'", "\u200b{}\u00ad"]),
)
def test_nobody_is_lost_whatever_stands_between_and_around(numbers: list[int], between: str, form: str) -> None:
    invitees = [f"p{number}@ale.se" for number in numbers]
    text = between.join(form.format(address) for address in invitees)
    assert addresses(pasted(text, "ledning")) == invitees
