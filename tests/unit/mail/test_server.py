"""Which mail servers and senders an installation may have; the rest stops the start with what to write instead."""

import pytest

from app.mail.server import Encryption, MailServer, read_mail_server, read_sender


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mejl.example", MailServer("mejl.example", 25, Encryption.NONE)),
        ("smtp://mejl.example:2525/", MailServer("mejl.example", 2525, Encryption.NONE)),
        ("smtp://[::1]:25", MailServer("::1", 25, Encryption.NONE)),
        (
            "smtp://anna:hem%40lig%2F@mejl.example?starttls=required",
            MailServer("mejl.example", 587, Encryption.STARTTLS, "anna", "hem@lig/"),
        ),
        ("smtps://anna:hemlig@mejl.example", MailServer("mejl.example", 465, Encryption.TLS, "anna", "hemlig")),
        ("smtp://anna:hemlig@localhost", MailServer("localhost", 25, Encryption.NONE, "anna", "hemlig")),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mejl.example",
        "http://mejl.example",
        "smtp://",
        "smtp://mejl.example:0x19",
        "smtp://mejl.example:70000",
        "smtp://mejl.example/inkorg",
        "smtp://mejl.example?starttls=maybe",
        "smtp://mejl.example?starttls",
        "smtp://mejl.example?tls=required",
        "smtps://mejl.example?starttls=required",
    ],
)
def test_another_address_is_no_mail_server(url: str) -> None:
    with pytest.raises(ValueError, match=r"smtp|port"):
        read_mail_server(url)


def test_a_password_never_goes_unencrypted_over_the_network() -> None:
    with pytest.raises(ValueError, match="unencrypted") as error:
        read_mail_server("smtp://anna:hemlig@mejl.example")
    assert "hemlig" not in str(error.value)


def test_a_password_that_could_not_be_sent_is_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        read_mail_server("smtps://anna:h%C3%A4st@mejl.example")


def test_a_password_is_not_shown_with_the_server() -> None:
    assert "hemlig" not in repr(read_mail_server("smtps://anna:hemlig@mejl.example"))


def test_a_sender_may_have_a_name() -> None:
    assert read_sender("noreply@gr.example").addr_spec == "noreply@gr.example"
    sender = read_sender("Omställningskollen <noreply@gr.example>")
    assert (sender.display_name, sender.addr_spec) == ("Omställningskollen", "noreply@gr.example")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GR: Omställningskollen <noreply@gr.example>", "GR: Omställningskollen"),
        ('"GR: Omställningskollen" <noreply@gr.example>', "GR: Omställningskollen"),
        ('"Kollen \\"GR\\"" <noreply@gr.example>', 'Kollen "GR"'),
        ("Kollen, GR <noreply@gr.example>", "Kollen, GR"),
        ("  Kollen  <noreply@gr.example> ", "Kollen"),
        ("<noreply@gr.example>", ""),
    ],
)
def test_a_senders_name_may_have_any_sign_and_quotation_marks_round_it(text: str, name: str) -> None:
    sender = read_sender(text)
    assert (sender.display_name, sender.addr_spec) == (name, "noreply@gr.example")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gr",
        "A <a@gr.example>, B <b@gr.example>",
        "GR: a@gr.example;",
        "noreply@gr",
        "a@gr.example, b@gr.example",
        "<>",
        "GR <a@gr.example>\nBcc: b@gr.example",
        "å@gr.example",
        "m@[",
    ],
)
def test_a_sender_is_exactly_one_address(text: str) -> None:
    with pytest.raises(ValueError, match="write one address"):
        read_sender(text)
