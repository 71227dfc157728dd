"""Backups where something is wrong already: the database damaged or missing, settings wrong, two commands at once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from app.cli import main
from app.storage.engine.backup import staged
from tests.integration.backups.reading import answers


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 4096)


def drop_database(url: str) -> None:
    server = make_url(url)
    engine = create_engine(server.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{server.database}" WITH (FORCE)')
    engine.dispose()


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_restore_on_a_server_without_the_database_makes_it(
    url: str, backup: Path, backend: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_url(url).set(database=f"{make_url(url).database}_new").render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", other)
    try:
        assert main(["backup", "restore", str(backup)]) == 0
        assert "som fanns" not in capsys.readouterr().out
        assert answers(other) == answers(url)
    finally:
        drop_database(other)


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("is_open", [False, True])
def test_a_damaged_database_is_restored_over_and_kept_unless_somebody_has_it_open(
    url: str, backup: Path, backend: str, is_open: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(make_url(url).database or "")
    # A process that was killed with its last pages in the log, or that is still there.
    work = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode=WAL');"
    work += "c.execute('UPDATE alembic_version SET version_num = version_num'); c.commit(); print('ready', flush=True); sys.stdin.read(); os._exit(0)"
    with subprocess.Popen(
        [sys.executable, "-c", work, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        if not is_open:
            process.communicate()
        size = path.stat().st_size
        os.truncate(path, size // 2)
        result = main(["backup", "restore", str(backup)])
    printed = capsys.readouterr()
    if is_open:
        assert (result, "Någon är ansluten" in printed.err) == (1, True)
        return
    assert result == 0
    assert answers(url) > 0
    predecessor = path.with_name(printed.out.split("som fanns heter ")[1].split(". ")[0])
    assert predecessor.stat().st_size == size // 2
    assert Path(f"{predecessor}-wal").stat().st_size > 0


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_wrong_path_makes_neither_a_database_nor_a_backup(
    url: str, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'wrong.db'}")
    assert main(["backup", "make", str(tmp_path / "copy")]) == 1
    assert "wrong.db finns inte." in capsys.readouterr().err
    assert not {"wrong.db", "copy"} & {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("backend", ["sqlite"])
def test_another_programs_database_is_no_backup(
    url: str, backend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "photos.db")) as connection, connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    before = answers(url)
    assert main(["backup", "restore", str(tmp_path / "photos.db")]) == 1
    assert "photos.db är ingen säkerhetskopia" in capsys.readouterr().err
    assert answers(url) == before


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_restored_file_may_be_read_by_those_who_might_before(url: str, backup: Path, backend: str) -> None:
    path = Path(make_url(url).database or "")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12, 34)
    owner = (path.stat().st_uid, path.stat().st_gid)
    assert main(["backup", "restore", str(backup)]) == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_two_backups_are_tried_at_the_same_time(url: str, backup: Path) -> None:
    with staged(backup, url), staged(backup, url):
        assert main(["backup", "verify", str(backup)]) == 0


def test_wrong_settings_are_told_as_at_every_command(
    url: str, backup: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECURE_COOKIES", "maybe")
    assert main(["backup", "verify", str(backup)]) == 2
    printed = capsys.readouterr().err
    assert "SECURE_COOKIES" in printed
    assert "Säkerhetskopian" not in printed


def test_a_database_that_does_not_answer_is_told_without_a_traceback(
    url: str, backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if backend == "sqlite":
        damage(Path(make_url(url).database or ""))
    else:
        monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    assert main(["backup", "note"]) == 1
    assert "Det blev inte uppskrivet. Så här svarade datorn:" in capsys.readouterr().err
    assert main(["backup", "make", str(tmp_path / "copy")]) == 1
    assert "Det blev ingen säkerhetskopia." in capsys.readouterr().err
    assert not (tmp_path / "copy").exists()
