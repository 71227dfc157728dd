"""A full disk, a database that cannot be written, a command that is killed half-way: nothing is left behind."""

import errno
import os
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import text

from app.cli import main
from app.services.privacy.audit_log import verify
from app.services.transfer import importing
from app.storage.engine.database import Database
from app.storage.kernel import audit
from tests.integration.transfer.moving import imported, rows_of


class KilledError(BaseException):
    """As a signal that ends the command."""


def kill(*_: object, **__: object) -> None:
    raise KilledError


def fill_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def export(path: Path) -> int:
    return main(["transfer", "export", "--region", "provland", str(path)])


@pytest.fixture
def folder(source_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", source_url)
    (tmp_path / "export").mkdir()
    return tmp_path / "export"


def test_a_full_disk_leaves_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "fsync", fill_disk)
    assert export(folder / "file.zip") == 1
    assert "Ingen fil skrevs. Disken är full" in capsys.readouterr().err
    assert not list(folder.iterdir())


def test_a_file_that_cannot_be_noted_does_not_leave(
    folder: Path, source_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no file without its line in the log."""
    trigger = "CREATE TRIGGER full BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'full'); END"
    with closing(Database(source_url)) as database, database.engine.begin() as connection:
        connection.execute(text(trigger))
    assert export(folder / "file.zip") == 1
    assert "Ingen fil skrevs." in capsys.readouterr().err
    assert not list(folder.iterdir())


def test_a_name_that_somebody_takes_meanwhile_is_theirs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "file.zip"
    link = os.link

    def taken(source: str, target: str) -> None:
        path.write_text("Någon annans")
        link(source, target)

    monkeypatch.setattr(os, "link", taken)
    assert export(path) == 1
    assert path.read_text() == "Någon annans"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("step", ["join_editions", "prove_results", "take_log"])
def test_an_import_that_is_killed_has_changed_nothing(
    target: Database, region_file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = rows_of(target)
    with monkeypatch.context() as patch:
        patch.setattr(importing, step, kill)
        with pytest.raises(KilledError):
            imported(target, region_file)
    assert rows_of(target) == before
    imported(target, region_file)
    assert verify(target).is_whole


def test_others_can_save_while_results_are_worked_out(
    target: Database, region_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL nobody notes anything from the first line of the log that an import adds until its end."""
    steps: list[str] = []

    def watch(module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        def watched(*arguments: object, **options: object) -> object:
            steps.append(name)
            return function(*arguments, **options)

        monkeypatch.setattr(module, name, watched)

    watch(importing, "prove_results")
    watch(audit, "lock")
    imported(target, region_file)
    assert steps[0] == "prove_results"
    assert set(steps[1:]) == {"lock"}
    with target.read() as session:
        actions = {line.action for line in audit.every_line(session)}
    assert "questionnaire.published" in actions, "an edition came along, and is noted"
    assert verify(target).is_whole
