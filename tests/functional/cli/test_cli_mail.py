"""The commands about mail: noting what comes back, the queue, and a trial."""

import io
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.accounts.mail.mail_status import MailStatus
from app.cli import main
from app.storage.engine.database import Database
from app.storage.tables import MailRow
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.paths import DATA

BOUNCES = DATA / "bounces"
SARA = "sara.lind@ale.example"


@pytest.fixture
def database(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    path = tmp_path / "mejl.db"
    path.write_bytes(empty_database.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    with closing(Database(f"sqlite:///{path}")) as connection:
        yield connection


def add(database: Database, status: MailStatus, message_id: str = "0123456789abcdef@kollen.example") -> None:
    created_at = datetime.now(UTC) - timedelta(minutes=7, seconds=30)
    row = MailRow(
        kind="inbjudan",
        status=status,
        to_address=SARA,
        subject="Svara",
        body="https://kollen.example/lank/hemlig",
        message_id=message_id,
        created_at=created_at,
        try_at=created_at,
    )
    database.write(lambda session: session.add(row))


def only_mail(database: Database) -> MailRow:
    def work(session: Session) -> MailRow:
        return session.exec(select(MailRow)).one()

    with database.read() as session:
        return work(session)


def bounce(name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """What a mail server does that hands a mail over to the command."""
    content = (BOUNCES / f"{name}.eml").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return main(["mail", "bounced"])


@pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.QUEUED])
def test_a_mail_that_came_back_is_marked_with_the_reason_and_no_address(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: MailStatus
) -> None:
    """Also one that the mail sender has not noted as sent yet: a mail server can be that quick."""
    add(database, status)
    assert bounce("postfix", monkeypatch) == 0
    row = only_mail(database)
    assert (row.status, row.body, row.to_address) == (MailStatus.BOUNCED, "", SARA)
    assert row.problem == "550 5.1.1 (adressen): Recipient address rejected: User unknown"
    assert SARA not in capsys.readouterr().out
    assert bounce("postfix", monkeypatch) == 0
    assert only_mail(database).problem == row.problem


@pytest.mark.parametrize("name", ["delayed", "away"])
def test_what_is_no_bounce_changes_nothing_and_is_taken(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    add(database, MailStatus.SENT)
    assert bounce(name, monkeypatch) == 0
    assert only_mail(database).status is MailStatus.SENT
    assert "Ingen studs." in capsys.readouterr().out


def test_a_bounce_of_somebody_elses_mail_changes_nothing_and_is_taken(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(database, MailStatus.SENT, "another@kollen.example")
    assert bounce("postfix", monkeypatch) == 0
    assert only_mail(database).status is MailStatus.SENT
    assert "hör inte till något mejl härifrån" in capsys.readouterr().out


def test_a_bounce_waits_at_the_mail_server_while_the_database_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tom.db'}")
    assert bounce("postfix", monkeypatch) == 75
    assert SARA not in capsys.readouterr().err


def test_the_queue_is_counted_and_its_age_told(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    add(database, MailStatus.QUEUED, "1@b.example")
    add(database, MailStatus.SENT, "2@b.example")
    add(database, MailStatus.SENT, "3@b.example")
    assert main(["mail", "status"]) == 0
    output = capsys.readouterr().out
    rows = [line.rsplit(maxsplit=1) for line in output.splitlines()[1:5]]
    assert {name.strip(): int(count) for name, count in rows} == {
        "väntar": 1,
        "skickade": 2,
        "gick inte att skicka": 0,
        "kom tillbaka": 0,
    }
    assert "Det äldsta har väntat i 7 minuter." in output
    assert "SMTP_URL är inte satt" in output


@pytest.fixture
def catcher(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailCatcher]:
    with catching_mail() as catching:
        monkeypatch.setenv("SMTP_URL", catching.url)
        monkeypatch.setenv("MAIL_FROM", SENDER)
        monkeypatch.setenv("MAIL_BOUNCES_TO", "studsar@gr.example")
        yield catching


def test_a_trial_mail_arrives_as_the_settings_say(catcher: MailCatcher, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "test", SARA]) == 0
    letter = catcher.next_to(SARA)
    assert (letter.from_address, letter.message["From"]) == ("studsar@gr.example", SENDER)
    assert "å, ä och ö" in letter.text
    assert "tog emot mejlet" in capsys.readouterr().out


def test_a_trial_mail_that_is_refused_says_why(catcher: MailCatcher, capsys: pytest.CaptureFixture[str]) -> None:
    catcher.refuse("550 5.7.1 Relay access denied")
    assert main(["mail", "test", SARA]) == 1
    assert "550 5.7.1 Relay access denied" in capsys.readouterr().err


def test_a_trial_mail_needs_an_address(catcher: MailCatcher, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "test", "sara"]) == 1
    assert "Skriv en e-postadress" in capsys.readouterr().err
    assert catcher.letters == []


def test_a_trial_mail_needs_a_mail_server(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "test", SARA]) == 1
    assert "Sätt SMTP_URL och MAIL_FROM" in capsys.readouterr().err
