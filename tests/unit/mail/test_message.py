"""A letter as a mail: readable Swedish, marked as written by a machine, and nothing slipped into its headers."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from app.mail.message import OutgoingMail, build_message, read_address
from app.mail.server import read_sender

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SENDER = read_sender("Omställningskollen <noreply@gr.example>")
POST = OutgoingMail(
    "sara.lind@ale.example", "Svara för Ale: år 2026", "Hej!\n\nÅtta frågor – följ länken.\n", "7f@gr.example"
)


def sent(post: OutgoingMail = POST) -> EmailMessage:
    """The mail as the one who gets it reads it."""
    return message_from_bytes(build_message(post, SENDER, AT).as_bytes(), policy=default)


def test_subject_and_text_arrive_as_they_were_written() -> None:
    message = sent()
    assert message["Subject"] == POST.subject
    assert message.get_content().replace("\r\n", "\n") == POST.body
    assert message.get_content_type() == "text/plain"
    assert message["Content-Language"] == "sv"


def test_what_goes_over_the_wire_is_plain_ascii_in_short_lines() -> None:
    long = "https://kollen.example/lank/" + "a" * 300
    raw = build_message(
        OutgoingMail("a@b.example", "Å" * 190, f"Öppna {long}\n.\nFrom här\n", "1@b.example"), SENDER, AT
    )
    content = raw.as_bytes()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert long in message_from_bytes(content, policy=default).get_content()


def test_a_mail_says_who_it_is_from_when_and_that_a_machine_wrote_it() -> None:
    message = sent()
    assert message["From"] == "Omställningskollen <noreply@gr.example>"
    assert message["To"] == "sara.lind@ale.example"
    assert message["Message-ID"] == "<7f@gr.example>"
    assert message["Date"].datetime == AT
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] is None


def test_an_answer_goes_to_the_region() -> None:
    assert sent(OutgoingMail("a@b.example", "Å", "Ä", "1@b", "kontakt@gr.example"))["Reply-To"] == "kontakt@gr.example"


def test_a_domain_with_swedish_letters_is_written_as_the_network_does() -> None:
    assert read_address(" anna@Åmål.example ").addr_spec == "anna@xn--ml-xiab.example"


@pytest.mark.parametrize(
    "address",
    ["", "anna", "@b.example", "anna@", "a b@c.example", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"],
)
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        build_message(OutgoingMail(address, "Å", "Ä", "1@b.example"), SENDER, AT)


def test_a_subject_cannot_add_a_header() -> None:
    with pytest.raises(ValueError, match=r"linefeed|carriage return|newline"):
        build_message(OutgoingMail("a@b.example", "Å\r\nBcc: c@d.example", "Ä", "1@b.example"), SENDER, AT)
