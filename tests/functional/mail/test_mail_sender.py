"""The running service sends what is queued; without a mail server nothing leaves it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.accounts.mail.mail_kinds import MailKind
from app.services.mail.mail_queue import queue_mail
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import About
from tests.functional.support.serving import Site, serving
from tests.mail_catcher import SENDER, MailCatcher, catching_mail

SARA = "sara.lind@ale.example"
LINK = "https://kollen.example/logga-in/lank/hemlig"


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with catching_mail() as catching:
        yield catching


@pytest.fixture
def real_site(tmp_path: Path, empty_database: Path, catcher: MailCatcher) -> Iterator[Site]:
    with serving(tmp_path, empty_database, demo=False, smtp_url=catcher.url, mail_from=SENDER) as site:
        yield site


def queue(database: Database) -> None:
    values = {"länk": LINK, "kod": "123456", "minuter": "20"}
    database.write(
        lambda session: queue_mail(
            session, MailKind.SIGN_IN, SARA, values, About(), datetime.now(UTC), public_url="https://kollen.example"
        )
    )


def test_the_service_sends_what_is_queued(real_site: Site, catcher: MailCatcher) -> None:
    queue(real_site.database)
    letter = catcher.next_to(SARA)
    assert (letter.link, letter.code) == (LINK, "123456")
    assert letter.subject == "Logga in i Omställningskollen"
    assert letter.message["From"] == SENDER


def test_what_was_queued_before_the_service_began_is_sent(
    tmp_path: Path, empty_database: Path, catcher: MailCatcher
) -> None:
    """As when a command has queued a mail."""
    path = tmp_path / "filled.db"
    path.write_bytes(empty_database.read_bytes())
    database = Database(f"sqlite:///{path}")
    queue(database)
    database.close()
    with serving(tmp_path / "site", path, demo=False, smtp_url=catcher.url, mail_from=SENDER):
        catcher.next_to(SARA)


def test_without_a_mail_server_a_letter_waits_and_the_log_says_so(
    tmp_path: Path, empty_database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path, empty_database, demo=False) as site:
        queue(site.database)
        site_rows = site.rows("SELECT status, attempts FROM mail")
    assert site_rows == [("QUEUED", 0)]
    assert "mail_is_not_set_up" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("public_url", "is_warning"), [("http://127.0.0.1:8000", True), ("https://kollen.example", False)]
)
def test_links_that_nobody_else_can_follow_are_told_at_the_start(
    tmp_path: Path,
    empty_database: Path,
    catcher: MailCatcher,
    capfd: pytest.CaptureFixture[str],
    public_url: str,
    is_warning: bool,
) -> None:
    with serving(tmp_path, empty_database, demo=False, smtp_url=catcher.url, mail_from=SENDER, public_url=public_url):
        pass
    assert ("links_in_mails_lead_to_this_machine" in capfd.readouterr().err) is is_warning
