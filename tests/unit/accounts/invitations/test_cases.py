"""Files that people have sent, and the people who are in them."""

import pytest

from app.accounts.invitations.tables.questions import LEAVE
from app.accounts.invitations.tables.reading import Reading
from tests.paths import DATA
from tests.unit.accounts.invitations.reading import of_file, people, waiting

CASES = DATA / "cases"
SIX = [
    ("asa.oberg@ale.example", "Åsa Öberg"),
    ("sara.lind@ale.example", "Sara Lind"),
    ("ake.astrom@ale.example", "Åke Åström"),
    ("noomi.falt@ale.example", "Noomi Fält"),
    ("par.ohrn@ale.example", "Pär Öhrn"),
    ("my.sjo@ale.example", "My Sjö"),
]
ASA, SARA = ("asa.oberg@exempel.se", "Åsa Öberg", "ledning"), ("sara.lind@exempel.se", "Sara Lind", "fortroendevald")


def case(name: str, **answers: str) -> Reading:
    return of_file((CASES / name).read_bytes(), "verksamhet", {key.replace("_", "-"): answers[key] for key in answers})


@pytest.mark.parametrize(
    "name",
    [
        "duplicates-case.csv",
        "empty-formatted-rows-6000.xlsx",
        "entra-users.csv",
        "kontakter.vcf",
        "street-address-column.csv",
        "strict-open-xml.xlsx",
    ],
)
def test_the_six_of_ale_are_read_from_whatever_they_stand_in(name: str) -> None:
    assert people(case(name)) == [(address, person, "verksamhet") for address, person in SIX]


def test_of_a_private_and_a_work_address_the_one_for_work_is_suggested_and_asked_about() -> None:
    reading = case("two-mail-columns.csv")
    assert reading.invitees == ()
    (question,) = reading.questions
    assert question.suggestion == "2"
    assert "E-post arbete" in question.options[1].label
    assert people(case("two-mail-columns.csv", adress="2")) == [(*person, "verksamhet") for person in SIX]


def test_those_of_a_list_who_are_there_twice_are_told() -> None:
    assert [(row.line, row.reason) for row in case("duplicates-case.csv").left_out] == [
        (8, "Adressen står redan på rad 2. Den räknas en gång."),
        (9, "Adressen står redan på rad 3. Den räknas en gång."),
        (10, "Adressen står redan på rad 7. Den räknas en gång."),
    ]


def test_nobody_in_a_hidden_row_is_invited_without_being_asked_about() -> None:
    name = "invitations-hidden-row.xlsx"
    assert waiting(case(name)) == ["dolda-rader"]
    assert [invitee.address for invitee in case(name).invitees] == [ASA[0], SARA[0]]
    assert people(case(name, dolda_rader=LEAVE)) == [ASA, SARA]
    assert people(case(name, dolda_rader="ta-med")) == [ASA, SARA, ("dold@exempel.se", "Dold Person", "ledning")]


def test_a_sheet_to_be_read_first_is_no_list() -> None:
    assert people(case("invitations-second-sheet.xlsx")) == [ASA, SARA]


def test_a_title_above_the_headings_is_no_person_and_is_told() -> None:
    reading = case("invitations-header-on-row-3.csv")
    assert people(reading) == [ASA]
    assert [(row.line, row.written) for row in reading.left_out] == [(1, "Svarande 2026")]


def test_contacts_exported_from_google_are_read() -> None:
    assert people(case("invitations-google.csv")) == [("asa.oberg@exempel.se", "Åsa Öberg", "verksamhet")]


def test_names_may_stand_before_addresses() -> None:
    assert people(case("pasted-name-first.txt")) == [
        ("sara.lind@ale.example", "Sara Lind", "verksamhet"),
        ("bo.ek@ale.example", "Bo Ek", "verksamhet"),
    ]


def test_characters_that_do_not_show_are_no_part_of_an_address() -> None:
    names = [
        "asa.oberg",
        "sara.lind",
        "ake.astrom",
        "noomi.falt",
        "par.ohrn",
        "my.sjo",
        "eva.strom",
        "bo.ek",
        "ida.al-karr",
        "kim-ek",
    ]
    assert people(case("invisible-signs.txt")) == [(f"{name}@ale.example", "", "verksamhet") for name in names]
