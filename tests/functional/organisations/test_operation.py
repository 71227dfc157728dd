"""The operators' page: how the installation is, and which mails did not arrive."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.accounts.kernel.email_addresses import masked_address
from app.cli import main
from tests.functional.support.members import as_operator
from tests.functional.support.people import REGION_COORDINATOR
from tests.functional.support.visitor import NewVisitor

UNDELIVERED = "/drift/utskick"


def test_it_tells_version_database_and_schema(visit: NewVisitor) -> None:
    page = as_operator(visit()).get("/drift")
    ((revision,),) = visit().site.rows("SELECT version_num FROM alembic_version")
    assert re.search(r"Version \d+\.\d+\.\d+", page.text)
    assert f"SQLite, schema {revision}" in page.text


def test_it_counts_mails_that_wait_were_sent_today_and_did_not_arrive(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    operator.site.change(
        "UPDATE mail SET sent_at = datetime('now', '-3 days'), created_at = datetime('now', '-3 days')"
    )
    ((failures,),) = operator.site.rows("SELECT count(*) FROM mail WHERE status IN ('FAILED', 'BOUNCED')")
    before = operator.get("/drift").text
    assert "Mejl som väntar inga" in before
    assert "Skickade mejl i dag 0" in before
    assert f"Mejl som inte kom fram {failures} de senaste 30 dagarna" in before
    operator.site.change("UPDATE mail SET sent_at = datetime('now') WHERE id <= 2")
    assert "Skickade mejl i dag 2" in operator.get("/drift").text


def test_work_that_failed_is_told_with_its_round(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    assert "Arbete som inte gick bra" not in operator.get("/drift").text
    for status, problem in (("FAILED", "no room"), ("DONE", "1401-harryda 1480-goteborg"), ("DONE", "")):
        operator.site.change(
            "INSERT INTO job (kind, round_id, status, total, done, file_name, problem, created_at, finished_at) "
            "VALUES ('x', 1, ?, 2, 0, '', ?, '2026-11-01 08:00:00', '2026-11-01 09:00:00')",
            status,
            problem,
        )
    text = operator.get("/drift").text
    assert re.search(r"Alla rapporter i en fil, Göteborgsregionen \d{4}: det blev ingen fil 1 november 2026", text)
    assert "2 rapporter gick inte att göra" in text
    assert text.count("Alla rapporter i en fil") == 2


def test_a_copy_by_the_command_is_whole_and_its_time_is_shown(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    operator, target = as_operator(visit()), tmp_path / "kopia.db"
    assert "Tjänsten vet inte om någon säkerhetskopia." in operator.get("/drift").text
    monkeypatch.setenv("DATABASE_URL", operator.site.settings.database_url)
    assert main(["backup", "make", str(target)]) == 0
    assert "gjord och kontrollerad" in capsys.readouterr().out
    assert target.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM answer").fetchall() == operator.site.rows(
            "SELECT count(*) FROM answer"
        )
    assert [path.name for path in tmp_path.glob("kopia.db*")] == ["kopia.db"]
    page = operator.get("/drift")
    assert "säkerhetskopia." not in page.text
    assert re.search(r"Senaste säkerhetskopian \d+ \w+ \d{4} kl\.", page.text)
    assert "Databasen säkerhetskopierades." in operator.get("/drift/logg").text
    operator.site.change("UPDATE mail SET problem = problem")
    assert main(["backup", "make", str(target)]) == 1
    assert "finns redan" in capsys.readouterr().err


def test_a_backup_made_by_other_means_is_noted(visit: NewVisitor, monkeypatch: pytest.MonkeyPatch) -> None:
    operator = as_operator(visit())
    monkeypatch.setenv("DATABASE_URL", operator.site.settings.database_url)
    assert main(["backup", "note"]) == 0
    assert "Databasen säkerhetskopierades på annat sätt." in operator.get("/drift/logg").text
    assert "Tjänsten vet inte" not in operator.get("/drift").text


def test_mail_that_did_not_arrive_is_listed_with_its_reason_and_without_whole_addresses(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    page = operator.get(operator.get("/drift").links["Mejl som inte har kommit fram"])
    stored = operator.site.rows(
        "SELECT to_address FROM mail WHERE status IN ('FAILED', 'BOUNCED') OR (status = 'QUEUED' AND problem != '')"
    )
    assert stored
    assert len(page.table[1:]) == len(stored)
    assert sorted(row[2] for row in page.table[1:]) == sorted(masked_address(address) for (address,) in stored)
    for (address,) in stored:
        assert address not in page.text
    assert any("Adressen finns inte." in row[4] for row in page.table[1:])
    assert any("Göteborgsregionen, Alingsås" in row[3] for row in page.table[1:])


def test_only_operators_find_it(visit: NewVisitor) -> None:
    assert visit(REGION_COORDINATOR).get(UNDELIVERED, 404).heading == "Sidan finns inte"
