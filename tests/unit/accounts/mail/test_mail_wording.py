"""A region's own wording of a mail cannot lose what the mail is for, and says how it looks."""

import pytest

from app.accounts.mail.mail_kinds import FORMS, PLACE, MailKind
from app.accounts.mail.mail_wording import (
    EXAMPLES,
    MAX_CHARACTERS,
    MEANINGS,
    Wording,
    errors_of,
    example,
    product_wording,
    read_wording,
)

INVITATION = product_wording(MailKind.INVITATION)


@pytest.mark.parametrize("kind", MailKind)
def test_the_products_own_wording_keeps_the_rules(kind: MailKind) -> None:
    assert errors_of(kind, product_wording(kind)) == {}
    assert read_wording(FORMS[kind].subject, FORMS[kind].body) == product_wording(kind)


@pytest.mark.parametrize(
    ("subject", "body", "part", "words"),
    [
        ("", INVITATION.body, "subject", "Skriv en ämnesrad."),
        ("a\nBcc: x@y.se", INVITATION.body, "subject", "en rad"),
        ("a\x00b", INVITATION.body, "subject", "en rad"),
        ("å" * 201, INVITATION.body, "subject", "200 tecken"),
        ("{namn}", INVITATION.body, "subject", "{namn} finns inte. Det går att använda {formulär}"),
        ("{kommun", INVITATION.body, "subject", "En klammer står ensam."),
        ("Ämne", "", "body", "Skriv en text."),
        ("Ämne", "Hej {namn} {länk}", "body", "{namn} finns inte. Det går att använda {formulär}"),
        ("Ämne", "Hej! {läge} {länk}", "body", "{läge} finns inte."),
        ("Ämne", "Hej {{länk}}", "body", "En klammer står ensam."),
        ("Ämne", "Hej!", "body", "Texten måste innehålla {länk}."),
        ("{länk}", "Hej!", "body", "Texten måste innehålla {länk}."),
        ("Ämne", "{länk}" + "x" * MAX_CHARACTERS, "body", "tecken. Högst"),
        ("Hej", "Läs \x07här {länk}", "body", "tecken som inte går att spara"),
    ],
)
def test_a_wording_that_cannot_be_used_says_what_to_do(subject: str, body: str, part: str, words: str) -> None:
    errors = errors_of(MailKind.INVITATION, Wording(subject, body))
    assert list(errors) == [part]
    assert words in errors[part]


def test_every_fault_is_told_at_once() -> None:
    errors = errors_of(MailKind.INVITATION, Wording("", "{a} {b} }"))
    assert list(errors) == ["subject", "body"]
    assert errors["body"].count("finns inte") == 2
    assert "klammer" in errors["body"]
    assert "måste innehålla" in errors["body"]


def test_line_ends_and_edges_are_put_right() -> None:
    assert read_wording(" Ämne ", "\r\nHej!\r\rHär\r\n\r\n") == Wording("Ämne", "Hej!\n\nHär\n")
    assert read_wording(" ", " \n ") == Wording("", "")


@pytest.mark.parametrize("kind", MailKind)
def test_every_place_has_a_meaning_and_an_example(kind: MailKind) -> None:
    assert FORMS[kind].places <= set(MEANINGS)
    wording = example(product_wording(kind))
    assert PLACE.search(wording.subject + wording.body) is None
    assert EXAMPLES["länk"] in wording.body


def test_an_example_of_a_faulty_wording_shows_the_place_as_it_was_typed() -> None:
    assert example(Wording("{namn} i {kommun}", "{}")) == Wording("{namn} i Exempelby", "{}")
