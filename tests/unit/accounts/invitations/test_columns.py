"""Which column is what, in the exports of directories and mail programs and in people's own tables."""

import pytest

from app.accounts.invitations.tables.headings import HeadingKind, kind_of
from tests.unit.accounts.invitations.reading import addresses, errors, pasted, people, waiting

SARA, BO = ("sara@ale.se", "Sara Lind", "ledning"), ("bo@ale.se", "Bo Ek", "ledning")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("E-post", HeadingKind.ADDRESS),
        ("Epostadress", HeadingKind.ADDRESS),
        ("E-mail 1 - Value", HeadingKind.ADDRESS),
        ("E-mail Address", HeadingKind.ADDRESS),
        ("mail", HeadingKind.ADDRESS),
        ("Arbetsmejl", HeadingKind.ADDRESS),
        ("Privat e-post", HeadingKind.ADDRESS),
        ("Adress", HeadingKind.ADDRESS),
        ("E-mail 1 - Type", None),
        ("E-mail Display Name", None),
        ("E-postadress, visningsnamn", None),
        ("Typ av e-postadress", None),
        ("mailNickname", None),
        ("userPrincipalName", HeadingKind.LOGIN),
        ("User principal name", HeadingKind.LOGIN),
        ("Namn", HeadingKind.NAME),
        ("För- och efternamn", HeadingKind.NAME),
        ("Name", HeadingKind.NAME),
        ("Name Prefix", None),
        ("displayName", HeadingKind.DISPLAY_NAME),
        ("Visningsnamn", HeadingKind.DISPLAY_NAME),
        ("Given Name", HeadingKind.FIRST_NAME),
        ("Förnamn", HeadingKind.FIRST_NAME),
        ("Family Name", HeadingKind.LAST_NAME),
        ("surname", HeadingKind.LAST_NAME),
        ("Rollgrupp", HeadingKind.ROLE_GROUP),
        ("Roll i kommunen", HeadingKind.ROLE_GROUP),
        ("Gruppmedlemskap", None),
        ("Group Membership", None),
        ("sara@ale.se", None),
        ("Namn: Sara Lind", None),
        ("Anna Mailand", None),
        ("Rolle Larsson", None),
        ("Postadress", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, kind: HeadingKind | None) -> None:
    assert kind_of(heading) == kind


@pytest.mark.parametrize(
    "text",
    [
        # Google Contacts, before and after 2024.
        (
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\n"
            "Sara Lind,Sara,Lind,* myContacts,* Work,sara@ale.se\n,Bo,Ek,* myContacts,* Work,bo@ale.se"
        ),
        (
            "First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\n"
            "Sara,,Lind,* myContacts,Work,sara@ale.se,,\nBo,,Ek,* myContacts,Work,bo@ale.se,,"
        ),
        # Outlook in English and in Swedish.
        (
            "First Name,Middle Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name\n"
            "Sara,,Lind,sara@ale.se,SMTP,Sara Lind (sara@ale.se)\nBo,,Ek,bo@ale.se,SMTP,Bo Ek (bo@ale.se)"
        ),
        (
            '"Titel","Förnamn","Efternamn","E-postadress","Typ av e-postadress","E-postadress, visningsnamn"\n'
            '"","Sara","Lind","sara@ale.se","SMTP","Sara Lind (sara@ale.se)"\n'
            '"","Bo","Ek","bo@ale.se","SMTP","bo@ale.se"'
        ),
        # Directories: what one signs in with is not always an address that mail comes to.
        (
            "userPrincipalName,displayName,surname,mail,givenName\n"
            "sl01@ale.onmicrosoft.com,Lind Sara (KS),Lind,sara@ale.se,Sara\nbo@ale.se,Ek Bo (KS),Ek,bo@ale.se,Bo"
        ),
        "Visningsnamn;Användarens huvudnamn;Användarnamn\nSara Lind;;sara@ale.se\nBo Ek;;bo@ale.se",
        "Name;SamAccountName;UserPrincipalName\nSara Lind;salin;sara@ale.se\nBo Ek;boek;bo@ale.se",
        # People's own.
        "Namn;Adress;Postnr;Ort;E-post\nSara Lind;Storgatan 1;440 30;Nödinge;sara@ale.se\nBo Ek;;;;bo@ale.se",
        "Namn;Adress\nSara Lind;sara@ale.se\nBo Ek;bo@ale.se",
        "Namn;Kontakt\nSara Lind;sara@ale.se\nBo Ek;bo@ale.se",
        "Namn;E-post;E-post igen\nSara Lind;sara@ale.se;Sara@ale.se\nBo Ek;bo@ale.se;",
        "Efternamn;Förnamn;E-post\nLind;Sara;sara@ale.se\nEk;Bo;bo@ale.se",
        "Frågor? Mejla kim@ale.se;;\n;;\nNamn;E-post;Telefon\nSara Lind;sara@ale.se;1\nBo Ek;bo@ale.se;2",
    ],
)
def test_the_people_of_an_export_are_read(text: str) -> None:
    assert people(pasted(text, "ledning")) == [SARA, BO]


def test_an_address_in_a_title_above_the_headings_is_nobody_to_invite_and_is_told() -> None:
    reading = pasted("kim@ale.se;;\nNamn;E-post;Telefon\nSara Lind;sara@ale.se;1", "ledning")
    assert people(reading) == [SARA]
    assert [row.written for row in reading.left_out] == ["kim@ale.se"]


TWO = "Namn;E-post;Chefens e-post\nSara Lind;sara@ale.se;bo@ale.se\nBo Ek;bo@ale.se;kim@ale.se"


def test_two_columns_with_different_addresses_are_asked_about() -> None:
    reading = pasted(TWO, "ledning")
    assert (reading.invitees, waiting(reading)) == ((), ["adress"])
    labels = [option.label for option in reading.questions[0].options]
    assert labels[0].startswith("E-post (2 adresser, till exempel sara@ale.se)")
    assert labels[1].startswith("Chefens e-post (2 adresser")
    assert people(pasted(TWO, "ledning", {"adress": "1"})) == [SARA, BO]


def test_every_column_of_addresses_may_hold_people_of_its_own() -> None:
    reading = pasted(TWO, "ledning", {"adress": "alla"})
    assert addresses(reading) == ["sara@ale.se", "bo@ale.se", "kim@ale.se"]
    assert reading.invitees[2].name == ""


def test_an_address_of_somebody_else_does_not_stand_in_for_one_that_is_missing() -> None:
    text = "Namn;E-post;Chefens e-post\nSara Lind;sara@ale.se;\nKim Ek;;bo@ale.se"
    assert waiting(pasted(text, "ledning")) == ["adress"]
    assert errors(pasted(text, "ledning", {"adress": "1"})) == [(3, "E-postadressen saknas.")]
    assert addresses(pasted(text, "ledning", {"adress": "alla"})) == ["sara@ale.se", "bo@ale.se"]


def test_an_answer_that_is_none_of_the_options_is_no_answer() -> None:
    assert waiting(pasted(TWO, "ledning", {"adress": "0"})) == ["adress"]
    assert waiting(pasted(TWO, "ledning", {"adress": "../1"})) == ["adress"]


def test_whoever_lacks_an_address_in_the_chosen_column_is_told() -> None:
    text = "Namn;Privat;Arbete\nSara Lind;s@x.se;sara@ale.se\nBo Ek;b@x.se;"
    assert pasted(text, "ledning").questions[0].suggestion == "2"
    assert errors(pasted(text, "ledning", {"adress": "2"})) == [(3, "E-postadressen saknas.")]


SEVERAL = "e-post;namn\nsara@ale.se, sara@hemma.se;Sara Lind\nbo@ale.se;Bo Ek"


@pytest.mark.parametrize(
    ("answer", "invitees"),
    [
        ("forsta", ["sara@ale.se", "bo@ale.se"]),
        ("alla", ["sara@ale.se", "sara@hemma.se", "bo@ale.se"]),
        ("lamna", ["bo@ale.se"]),
    ],
)
def test_two_addresses_in_a_cell_are_asked_about(answer: str, invitees: list[str]) -> None:
    reading = pasted(SEVERAL, "ledning")
    assert waiting(reading) == ["flera-adresser"]
    assert "sara@ale.se och sara@hemma.se" in reading.questions[0].hint
    assert addresses(pasted(SEVERAL, "ledning", {"flera-adresser": answer})) == invitees


@pytest.mark.parametrize("cell", ["sara@ale.se; Sara@ale.se", "sara@ale.se <mailto:sara@ale.se>", "mailto:sara@ale.se"])
def test_the_same_address_twice_in_a_cell_is_one(cell: str) -> None:
    assert addresses(pasted(f'e-post;namn\n"{cell}";Sara Lind', "ledning")) == ["sara@ale.se"]


@pytest.mark.parametrize("typo", ["karin.ny@", "@ale.se", "karin.ny@ale", "karin@ny@ale.se", "karin.ny"])
@pytest.mark.parametrize("separator", ["; ", ", ", "\t", " | "])
def test_one_mistyped_address_is_one_fault_and_the_others_keep_names_and_roles(separator: str, typo: str) -> None:
    lines = (
        ("Sara Lind", "sara@ale.se", "Ledning"),
        ("Bo Ek", "bo@ale.se", "Verksamhet"),
        ("Karin Ny", typo, "Ledning"),
    )
    reading = pasted("\n".join(separator.join(line) for line in lines))
    assert [line for line, _ in errors(reading)] == [3]
    assert [(invitee.address, invitee.name, invitee.role_group) for invitee in reading.invitees] == [
        ("sara@ale.se", "Sara Lind", "ledning"),
        ("bo@ale.se", "Bo Ek", "verksamhet"),
    ]


def test_a_mistyped_address_that_stands_alone_on_its_line_is_one_fault_too() -> None:
    assert errors(pasted("sara@ale.se; Sara Lind; Ledning\nkarin.ny@")) == [
        (2, "Det som står efter @ är ingen adress.")
    ]


def test_where_hardly_a_line_has_an_address_of_its_own_there_are_no_columns() -> None:
    text = "bo@ale.se, tack\nVi ses, sara.lind@, eva.ek@"
    assert "bo@ale.se" in [invitee.address for invitee in pasted(text, "ledning").invitees]
    assert (2, "Det finns inget @.") in errors(pasted(text, "ledning"))
