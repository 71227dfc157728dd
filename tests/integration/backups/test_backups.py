"""Backups as an operator makes, tries and restores them, on both kinds of database."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session, delete, func, select

from app.accounts.kernel.sign_in_way import SignInWay
from app.cli import main
from app.services.organisations import backups
from app.services.privacy import audit_log
from app.storage.engine.backup import copy_database
from app.storage.engine.backup_errors import DatabaseInUseError
from app.storage.engine.database import Database
from app.storage.engine.schema import downgrade, is_current
from app.storage.tables import AnswerRow, PersonRow, SignInRow
from tests.builders import NOW
from tests.integration.backups.reading import answers


def lose_answers(url: str) -> None:
    with closing(Database(url)) as database:
        database.write(lambda session: session.exec(delete(AnswerRow)))
    assert answers(url) == 0


def test_what_was_lost_is_there_again_and_what_stood_there_is_kept(
    url: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answers(url)
    lose_answers(url)
    capsys.readouterr()
    assert main(["backup", "restore", str(backup)]) == 0
    printed = capsys.readouterr().out
    assert f"Svar: {before}." in printed
    assert answers(url) == before > 0
    kept = printed.split("som fanns heter ")[1].split(". ")[0]
    name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[1]
    assert kept.startswith(f"{name}")
    assert answers(url.replace(f"/{name}", f"/{kept}")) == 0


def test_the_log_tells_of_it_and_its_chain_goes_on(url: str, backup: Path, opened: Database) -> None:
    opened.close()
    assert main(["backup", "restore", str(backup)]) == 0
    with closing(Database(url)) as database:
        chain = audit_log.verify(database)
        last = list(audit_log.take_out_whole(database))[-1][0]
    assert chain.is_whole
    assert (last.action, json.loads(last.facts)["last_number"]) == ("installation.restored", last.number - 1)


def test_a_session_that_the_backup_holds_signs_nobody_in(url: str, tmp_path: Path) -> None:
    def sessions() -> int:
        with closing(Database(url)) as database, database.read() as session:
            return session.exec(select(func.count()).select_from(SignInRow)).one()

    def sign_in(session: Session) -> None:
        person = session.exec(select(PersonRow)).first()
        assert person is not None
        assert person.id is not None
        session.add(
            SignInRow(
                token_hash="x",
                person_id=person.id,
                way=SignInWay.DEMO,
                created_at=NOW,
                expires_at=NOW,
                last_seen_at=NOW,
            )
        )

    with closing(Database(url)) as database:
        database.write(sign_in)
    assert main(["backup", "make", str(tmp_path / "copy")]) == 0
    assert sessions() == 1
    assert main(["backup", "restore", str(tmp_path / "copy")]) == 0
    assert sessions() == 0


def test_a_backup_is_tried_without_touching_the_database(
    url: str, backup: Path, opened: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened.read() as session:
        session.exec(select(AnswerRow)).first()
        assert main(["backup", "verify", str(backup)]) == 0
    assert "Säkerhetskopian går att använda" in capsys.readouterr().out
    assert list(backup.parent.glob("*restoring*")) == []


def test_a_running_service_stops_a_restore(
    url: str, backup: Path, opened: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    opened.write(lambda session: session.exec(select(AnswerRow)).first())
    assert main(["backup", "restore", str(backup)]) == 1
    assert "Stoppa tjänsten och försök igen." in capsys.readouterr().err
    with pytest.raises(DatabaseInUseError):
        backups.restore(backup, url, NOW)
    assert answers(url) > 0


def test_a_cut_file_is_refused_and_nothing_changes(url: str, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    before = answers(url)
    for verb in ("verify", "restore"):
        assert main(["backup", verb, str(backup)]) == 1
        assert "Filen är skadad" in capsys.readouterr().err
    assert answers(url) == before


def test_what_is_no_backup_or_is_not_there_is_told(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Hej")
    assert main(["backup", "verify", str(tmp_path / "letter.txt")]) == 1
    assert "letter.txt är ingen säkerhetskopia" in capsys.readouterr().err
    assert main(["backup", "restore", str(tmp_path / "none")]) == 1
    assert "finns inte" in capsys.readouterr().err


def test_a_backup_of_an_older_version_is_brought_to_this_one(url: str, tmp_path: Path) -> None:
    with closing(Database(url)) as database:
        downgrade(database, "0017")
    old = tmp_path / "old.backup"
    copy_database(url, old)
    assert backups.try_backup(old, url).revision == "0017"
    backups.restore(old, url, NOW)
    with closing(Database(url)) as database:
        assert is_current(database)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_backup_whose_log_was_changed_is_refused(
    url: str, backup: Path, backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE audit_line SET action = 'x' WHERE number = (SELECT min(number) FROM audit_line)")
    assert main(["backup", "restore", str(backup)]) == 1
    assert "Händelseloggen i den är ändrad" in capsys.readouterr().err


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_backup_of_a_newer_version_is_refused(
    url: str, backup: Path, backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["backup", "verify", str(backup)]) == 1
    assert "nyare version" in capsys.readouterr().err


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_backup_of_the_other_kind_of_database_is_refused(
    url: str,
    backup: Path,
    backend: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert main(["backup", "verify", str(backup)]) == 1
    assert "är från PostgreSQL och installationen använder SQLite" in capsys.readouterr().err


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_restore_into_an_empty_folder_makes_the_database(
    url: str, backup: Path, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f"sqlite:///{tmp_path / 'new' / 'region.db'}"
    monkeypatch.setenv("DATABASE_URL", other)
    assert main(["backup", "restore", str(backup)]) == 0
    assert answers(other) == answers(url)
    assert [path.name for path in (tmp_path / "new").iterdir() if "-" not in path.name] == ["region.db"]
