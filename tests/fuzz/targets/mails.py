"""Addresses as people write them, the mail server's own, and mails that come back."""

import contextlib
from datetime import UTC, datetime
from email.headerregistry import Address

from app.accounts.kernel.email_addresses import masked_address, read_pasted_address
from app.mail.bounces import read_bounce
from app.mail.message import OutgoingMail, build_message
from app.mail.reasons import redact_addresses
from app.mail.server import read_mail_server, read_sender

NOW = datetime(2026, 11, 30, tzinfo=UTC)
NOBODY = "anna@norrby.example"
SENDER = Address("Prov", addr_spec="prov@prov.example")


def _mail_to(address: str) -> OutgoingMail:
    return OutgoingMail(to_address=address, subject="Ämne", body="Text", message_id="1@prov.example", reply_to="")


def addresses(content: bytes) -> None:
    text = content.decode(errors="replace")
    address = read_pasted_address(text)
    if isinstance(address, str):
        masked_address(address)
    redact_addresses(text, "anna@norrby.example")
    with contextlib.suppress(ValueError):
        read_mail_server(text)
    with contextlib.suppress(ValueError):
        build_message(_mail_to(NOBODY), read_sender(text), NOW).as_bytes()
    if isinstance(address, str):
        with contextlib.suppress(ValueError):
            build_message(_mail_to(address), SENDER, NOW).as_bytes()


def bounces(content: bytes) -> None:
    read_bounce(content)
