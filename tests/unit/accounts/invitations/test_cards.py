"""Contact cards as phones, Outlook and Google save them."""

import pytest

from tests.unit.accounts.invitations.reading import errors, of_file, pasted, people, waiting


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


@pytest.mark.parametrize(
    "lines",
    [
        ("VERSION:3.0", "N:Öberg;Åsa;;;", "FN:Åsa Öberg", "EMAIL;TYPE=INTERNET:asa@ale.se"),
        ("VERSION:4.0", "FN:Åsa Öberg", "EMAIL:asa@ale.se", "PHOTO:data:image/png;base64,QUJD", " REVGRw=="),
        ("VERSION:3.0", "N:Öberg;Åsa;;;", "item1.EMAIL;type=WORK;type=pref:asa@ale.se", "item1.X-ABLabel:jobb"),
        ("VERSION:3.0", "fn:Åsa Öb", " erg", "email:asa@al", "\te.se"),
        ("VERSION:2.1", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sa =C3=96b=", "erg", "EMAIL;WORK:asa@ale.se"),
    ],
    ids=["3.0", "4.0", "grouped", "folded", "2.1"],
)
def test_a_card_is_a_person(lines: tuple[str, ...]) -> None:
    assert people(of_file(card(*lines).encode(), "ledning")) == [("asa@ale.se", "Åsa Öberg", "ledning")]


def test_signs_in_names_are_those_that_were_meant() -> None:
    assert people(pasted(card(r"FN:Lind\, Sara", "EMAIL:sara@ale.se"), "ledning")) == [
        ("sara@ale.se", "Sara Lind", "ledning")
    ]


def test_a_card_with_two_addresses_is_asked_about() -> None:
    text = card("FN:Sara Lind", "EMAIL;TYPE=WORK:sara@ale.se", "EMAIL;TYPE=HOME:sara@hemma.se")
    assert waiting(of_file(text.encode(), "ledning")) == ["flera-adresser"]


def test_a_card_without_an_address_is_told_and_a_group_is_nobody() -> None:
    text = card("FN:Sara Lind") + card("KIND:group", "FN:Ledningsgruppen") + card("FN:Bo", "EMAIL:bo@ale.se")
    reading = of_file(text.encode(), "ledning")
    assert errors(reading) == [(2, "E-postadressen saknas.")]
    assert [invitee.address for invitee in reading.invitees] == ["bo@ale.se"]
