"""Handing mails to a real mail server: encryption that is checked, signing in, and which refusals are for good."""

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from app.mail.message import OutgoingMail, build_message
from app.mail.server import read_mail_server, read_sender
from app.mail.smtp import RejectedError, ServerUnreachableError, Smtp, TemporaryDeliveryError
from tests.mail_catcher import SENDER, MailCatcher, catching_mail

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SARA = "sara.lind@ale.example"
PASSWORD = "tio hattar"
Open = Callable[..., Smtp]


@pytest.fixture
def open_way() -> Iterator[Open]:
    """A way to the mail server with this address, closed afterwards."""
    connections: list[Smtp] = []

    def new(url: str) -> Smtp:
        connections.append(Smtp(read_mail_server(url), "studsar@gr.example", timeout_seconds=10))
        return connections[-1]

    yield new
    for way in connections:
        way.rest()


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """One that this machine trusts for the length of the test."""
    certificate_authority = trustme.CA()
    certificate_authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return certificate_authority


def tls_for(host: str, authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(host).configure_cert(context)
    return context


def send(way: Smtp, to_address: str = SARA, text: str = "Hej!\n") -> None:
    way.send(build_message(OutgoingMail(to_address, "Ämne", text, "7@gr.example"), read_sender(SENDER), NOW))


def test_a_mail_arrives_with_the_address_for_bounces_on_its_envelope(open_way: Open) -> None:
    with catching_mail() as catcher:
        send(open_way(catcher.url), text="Åtta frågor: https://kollen.example/lank/abc\n")
    (letter,) = catcher.letters
    assert (letter.from_address, letter.to_address, letter.subject) == ("studsar@gr.example", SARA, "Ämne")
    assert letter.link == "https://kollen.example/lank/abc"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("GR: Omstallning", '"GR: Omstallning" <noreply@gr.example>'),
        ("Kollen, GR", '"Kollen, GR" <noreply@gr.example>'),
        ("Kollen (GR) @ gr.example", '"Kollen (GR) @ gr.example" <noreply@gr.example>'),
        ('GR "Kollen"', r'"GR \"Kollen\"" <noreply@gr.example>'),
        ("Göteborgsregionen: Kollen, åäö", None),
        ("Kollen", "Kollen <noreply@gr.example>"),
    ],
)
def test_a_senders_name_arrives_as_it_was_written(open_way: Open, name: str, header: str | None) -> None:
    """Unquoted, a colon begins a group and a comma a further address: the mail is from somebody else, or refused."""
    sender = read_sender(f"{name} <noreply@gr.example>")
    with catching_mail() as catcher:
        open_way(catcher.url).send(build_message(OutgoingMail(SARA, "Ämne", "Hej!\n", "7@gr.example"), sender, NOW))
    (letter,) = catcher.letters
    (address,) = letter.message["From"].addresses
    assert (address.display_name, address.addr_spec) == (name, "noreply@gr.example")
    assert not any(group.display_name for group in letter.message["From"].groups)
    head = letter.raw.split(b"\r\nTo:")[0]
    assert head.isascii()
    assert header is None or f"From: {header}".encode() in head


def test_a_bounce_is_asked_to_name_the_mail_and_leave_out_its_text(open_way: Open) -> None:
    with catching_mail() as catcher:
        send(open_way(catcher.url))
    assert catcher.letters[0].wishes == "RET=HDRS ENVID=7@gr.example"


def test_an_address_with_swedish_letters_before_the_at_is_sent_to(open_way: Open) -> None:
    with catching_mail() as catcher:
        send(open_way(catcher.url), "åsa.öberg@ale.example")
    assert [letter.to_address for letter in catcher.letters] == ["åsa.öberg@ale.example"]


def test_many_mails_share_a_connection(open_way: Open) -> None:
    with catching_mail() as catcher:
        way = open_way(catcher.url)
        for _ in range(5):
            send(way)
    assert (len(catcher.letters), catcher.connections) == (5, 1)


def test_a_connection_that_the_server_has_dropped_is_opened_anew(open_way: Open) -> None:
    with catching_mail() as catcher:
        way = open_way(catcher.url)
        send(way)
        catcher.stop()
        catcher.start()
        send(way)
    assert len(catcher.letters) == 2


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
def test_a_mail_and_a_password_go_encrypted(open_way: Open, authority: trustme.CA, at_once: bool) -> None:
    with catching_mail(tls_for("localhost", authority), tls_at_once=at_once, password=PASSWORD) as catcher:
        send(open_way(secure_url(catcher, at_once, PASSWORD)))
    (letter,) = catcher.letters
    assert letter.user == "anna"
    assert letter.encrypted or at_once


def secure_url(catcher: MailCatcher, at_once: bool, password: str = "") -> str:
    user = f"anna:{password.replace(' ', '%20')}@" if password else ""
    host = f"{user}localhost:{catcher.port}"
    return f"smtps://{host}" if at_once else f"smtp://{host}?starttls=required"


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
def test_a_server_with_the_certificate_of_another_gets_nothing(
    open_way: Open, authority: trustme.CA, at_once: bool
) -> None:
    with (
        catching_mail(tls_for("mejl.example", authority), tls_at_once=at_once) as catcher,
        pytest.raises(ServerUnreachableError, match="certificate verify failed"),
    ):
        send(open_way(secure_url(catcher, at_once)))
    assert catcher.letters == []


def test_a_server_that_nobody_vouches_for_gets_nothing(open_way: Open) -> None:
    with (
        catching_mail(tls_for("localhost", trustme.CA())) as catcher,
        pytest.raises(ServerUnreachableError, match="certificate verify failed"),
    ):
        send(open_way(secure_url(catcher, at_once=False)))
    assert catcher.letters == []


def test_where_encryption_is_required_a_server_without_it_gets_nothing(open_way: Open) -> None:
    with catching_mail() as catcher, pytest.raises(ServerUnreachableError, match="STARTTLS"):
        send(open_way(f"{catcher.url}?starttls=required"))
    assert catcher.letters == []


def test_a_wrong_password_is_no_fault_of_the_mail(open_way: Open, authority: trustme.CA) -> None:
    """So it is tried again, and all are not lost for a slip of the pen in the settings."""
    with (
        catching_mail(tls_for("localhost", authority), password=PASSWORD) as catcher,
        pytest.raises(ServerUnreachableError, match="535"),
    ):
        send(open_way(secure_url(catcher, False, "fel")))
    assert catcher.letters == []


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "error"), [("451 4.7.1 Senare", TemporaryDeliveryError), ("550 5.1.1 Okänd", RejectedError)]
)
def test_a_refused_mail_says_whether_it_may_be_tried_again(
    open_way: Open, step: str, answer: str, error: type[Exception]
) -> None:
    with catching_mail() as catcher:
        way = open_way(catcher.url)
        catcher.refuse(answer, at=step)
        with pytest.raises(error) as raised_error:
            send(way)
        assert type(raised_error.value) is error
        assert str(raised_error.value) == answer
        send(way)
    assert len(catcher.letters) == 1


def test_a_sender_that_is_refused_is_no_fault_of_the_mail(open_way: Open) -> None:
    with catching_mail() as catcher:
        way = open_way(catcher.url)
        catcher.refuse("553 5.7.1 Inte din adress", at="MAIL")
        with pytest.raises(ServerUnreachableError, match="553"):
            send(way)
        send(way)


def test_a_server_that_is_away_is_unreachable(open_way: Open) -> None:
    with catching_mail() as catcher:
        url = catcher.url
    with pytest.raises(ServerUnreachableError):
        send(open_way(url))
