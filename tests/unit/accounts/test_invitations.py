"""Lists of people to invite: whatever way they are written, each row is a person or a fault that tells how to mend it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.invitation_lists import as_text, read_cells, read_pasted, table_of
from app.accounts.invitations import MOST_PEOPLE, ListRow, Reading, UnreadableList, read_rows
from app.assessment.questionnaire import RoleGroup

GROUPS = tuple(
    RoleGroup(id=name, name=title, description=title)
    for name, title in (
        ("ledning", "Ledning"),
        ("strateg", "Strateg eller samordnare"),
        ("fortroendevald", "Förtroendevald"),
    )
)


def people(text: str, chosen: str = "ledning", *, table: bool = False) -> list[tuple[str, str, str]]:
    """Address, name and role group of a list without faults."""
    reading = read_rows(read_pasted(text, table=table), GROUPS, chosen)
    assert reading.faults == ()
    return [(found.address, found.name, found.role_group) for found in reading.invitees]


def faults(text: str, chosen: str = "ledning") -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in reading(text, chosen).faults]


def reading(text: str, chosen: str = "ledning") -> Reading:
    return read_rows(read_pasted(text), GROUPS, chosen)


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
        "\n\n sara@ale.se  ,,\n;bo@ale.se\u200b\n",
        "SARA@ale.se\n<bo@ale.se>",
        "mailto:sara@ale.se\nbo@ale.se <bo@ale.se>",
        "E-post\nsara@ale.se\nbo@ale.se",
    ],
)
def test_addresses_may_stand_one_after_another_with_any_separator(text: str) -> None:
    assert people(text) == [SARA, BO]


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
        "Sara  Lind\u00a0<sara@ale.se> Bo Ek <bo@ale.se>",
        "Namn\tE-post\nSara Lind\tsara@ale.se\nBo Ek\tbo@ale.se",
    ],
)
def test_names_come_along_as_mail_programs_copy_them(text: str) -> None:
    assert people(text) == [SARA_LIND, BO_EK]


def test_an_address_before_one_with_a_name_is_a_person_of_its_own() -> None:
    assert people("bo@ale.se, Lind, Sara <sara@ale.se>") == [BO, SARA_LIND]
    assert people("bo@ale.se; Sara Lind <sara@ale.se>") == [BO, SARA_LIND]


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
    assert people(text, "") == [SARA_LIND]


def test_a_table_without_names_of_columns_has_them_in_the_usual_order() -> None:
    assert people("sara@ale.se;Sara Lind;Ledning\n\nbo@ale.se;Bo Ek;Ledning", "", table=True) == [SARA_LIND, BO_EK]
    assert people("sara@ale.se;Ledning", "", table=True) == [SARA]


@pytest.mark.parametrize(
    "written", ["strateg", "Strateg eller samordnare", " STRATEG ELLER SAMORDNARE ", "Strateg-eller samordnare"]
)
def test_a_role_group_is_known_by_its_name_or_its_id(written: str) -> None:
    assert people(f"e-post;rollgrupp\nsara@ale.se;{written}", "") == [("sara@ale.se", "", "strateg")]


def test_a_role_group_in_the_list_goes_before_the_one_chosen_for_all() -> None:
    assert people("e-post;rollgrupp\nsara@ale.se;Förtroendevald\nbo@ale.se;") == [
        ("sara@ale.se", "", "fortroendevald"),
        BO,
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("sara@ale.se\nBo Ek", 2, "Det finns inget @."),
        ("sara@ale.se\n\n\nbo@ale", 4, "Det som står efter @ är ingen adress."),
        ("sara@ale.se\nSARA@ale.se", 2, "Adressen står redan på rad 1."),
        ("sara@ale.se, bo@ale.se, sara@ale.se", 1, "Adressen står redan på samma rad."),
        ("e-post;rollgrupp\nsara@ale.se;Pressen", 2, "Rollgruppen Pressen finns inte."),
        (
            "e-post;rollgrupp\nsara@ale.se;ledning\nsara@ale.se;strateg",
            3,
            "Adressen står redan på rad 2, i en annan rollgrupp.",
        ),
        ("e-post;namn\n;Sara Lind", 2, "E-postadressen saknas."),
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
    assert faults(text) == [(line, message)]


def test_an_unknown_role_group_is_told_with_those_that_there_are() -> None:
    (fault,) = reading("e-post;rollgrupp\nsara@ale.se;Pressen").faults
    assert fault.remedy == "Skriv en av: Ledning, Strateg eller samordnare, Förtroendevald."


def test_a_row_without_a_role_group_tells_where_to_choose_one() -> None:
    (fault,) = reading("sara@ale.se", "").faults
    assert fault.message == "Rollgruppen saknas."
    assert "Välj rollgrupp ovanför listan" in fault.remedy


def test_every_fault_of_a_list_is_told_at_once_and_the_good_rows_are_kept() -> None:
    found = reading("sara@ale.se\nfel\nbo@ale.se\nsara@ale.se\nockså fel")
    assert [fault.line for fault in found.faults] == [2, 4, 5]
    assert [invitee.address for invitee in found.invitees] == ["sara@ale.se", "bo@ale.se"]


@pytest.mark.parametrize("text", ["", "  \n\t\n ", ";;,,", "e-post;namn;rollgrupp\n"])
def test_a_list_without_anybody_is_told_to_be_empty(text: str) -> None:
    assert faults(text) == [(0, "Listan är tom.")]


def test_a_list_may_have_so_many_people_and_no_more() -> None:
    names = [f"p{number}@ale.se" for number in range(MOST_PEOPLE + 1)]
    assert len(people("\n".join(names[:-1]))) == MOST_PEOPLE
    assert faults("\n".join(names)) == [(0, "Listan har fler än 500 personer.")]


def test_what_is_shown_of_a_faulty_row_is_short_and_visible() -> None:
    (fault,) = reading("x" * 5_000 + "\u202e").faults
    assert len(fault.written) == 80
    assert fault.written.isprintable()


def test_a_quotation_that_never_ends_is_told() -> None:
    with pytest.raises(UnreadableList, match="citattecken"):
        read_pasted('e-post;namn\nsara@ale.se;"' + "a" * 140_000)


def test_a_table_made_into_text_is_read_the_same_again_row_by_row() -> None:
    table = list(table_of('e-post;namn;rollgrupp\n\nsara@ale.se;"Lind; ""Sara""";Ledning\nfel;\n'))
    again = read_pasted(as_text(table), table=True)
    assert again == read_cells(table)
    assert again == (ListRow(3, "sara@ale.se", 'Lind; "Sara"', "Ledning"), ListRow(4, "fel"))


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12), max_size=4), max_size=6))
def test_a_table_made_into_text_says_the_same(table: list[list[str]]) -> None:
    assert read_pasted(as_text(table), table=True) == read_cells(table)


@given(st.text(max_size=300))
def test_whatever_is_pasted_each_row_is_a_person_or_a_fault(text: str) -> None:
    try:
        rows = read_pasted(text)
    except UnreadableList:
        return
    found = read_rows(rows, GROUPS, "ledning")
    assert len(found.invitees) + len(found.faults) == max(len(rows), 1)
    assert all(invitee.address.isascii() and " " not in invitee.address for invitee in found.invitees)
