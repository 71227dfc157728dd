"""What mail servers say is told in plain words where it can be."""

import pytest

from app.accounts.mail.mail_status import MailStatus
from app.web.mail.mail_words import reason_in_words
from app.web.shell.wording import MAIL


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("550 5.1.1 (adressen): Recipient address rejected: User unknown", "Adressen finns inte."),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "Adressen finns inte."),
        ("550 No such user here", "Adressen finns inte."),
        ("554 5.2.2 mailbox full", "Brevlådan är full."),
        ("5.4.4", "Mottagarens mejlserver går inte att nå."),
        ("550 5.7.1 blocked by policy", "Mottagarens mejlserver släppte inte igenom mejlet."),
        ("451 4.7.1 Greylisted", "Mottagarens mejlserver släppte inte igenom mejlet."),
        ("Mejlet hann inte skickas i tid.", ""),
        ("[Errno 111] Connection refused", ""),
        ("", ""),
    ],
)
def test_a_reason_is_put_in_plain_words(problem: str, words: str) -> None:
    assert reason_in_words(problem) == words


def test_every_status_has_words() -> None:
    assert set(MAIL) == set(MailStatus)
