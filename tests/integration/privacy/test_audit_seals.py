"""The audit log's last hash leaves the installation once a day: by mail, in a file, and never half."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app.accounts.audit.seals import read_seals
from app.services.privacy import audit_seals
from app.services.privacy.audit_log import verify
from app.services.privacy.audit_seals import SealKeepers, seal_daily
from app.storage.engine.database import Database
from app.storage.kernel.audit import every_line
from app.storage.tables import MailRow
from tests.builders import NOW, URL, Scene

KEEPER = "logg@drift.example"


def actions(database: Database) -> list[str]:
    with database.read() as session:
        return [line.action for line in every_line(session)]


def test_the_last_hash_is_mailed_and_written_down_once_a_day(scene: Scene, tmp_path: Path) -> None:
    scene.answer_alone("3")
    before = verify(scene.database)
    keepers = SealKeepers(tmp_path / "kontrollsummor.txt", KEEPER)
    outcomes = [seal_daily(scene.database, keepers, NOW, public_url=URL) for _ in range(3)]
    assert outcomes == [True, False, False]
    assert seal_daily(scene.database, keepers, NOW + timedelta(days=1), public_url=URL)
    assert keepers.file is not None
    first, second = read_seals(keepers.file.read_text(encoding="utf-8").splitlines())
    assert (first.at, first.number, first.hash) == (NOW, before.last_number, before.last_hash)
    assert second.number == first.number + 1
    assert verify(scene.database, seals=(first, second)).is_whole
    assert keepers.file.stat().st_mode & 0o777 == 0o600
    with scene.database.read() as session:
        mails = session.exec(select(MailRow).where(MailRow.to_address == KEEPER)).all()
    assert [before.last_hash in mail.body for mail in mails] == [True, False]


def test_a_clock_that_was_a_month_ahead_for_a_moment_leaves_no_month_unsealed(scene: Scene, tmp_path: Path) -> None:
    keepers = SealKeepers(tmp_path / "kontrollsummor.txt", "")
    days = (30, 0, 0, 1, 1, 30)
    outcomes = [seal_daily(scene.database, keepers, NOW + timedelta(days=day), public_url=URL) for day in days]
    assert outcomes == [True, True, False, True, False, False]
    assert keepers.file is not None
    assert verify(scene.database, seals=tuple(read_seals(keepers.file.read_text("utf-8").splitlines()))).is_whole


def test_nothing_is_sealed_where_nobody_keeps_it(scene: Scene) -> None:
    before = actions(scene.database)
    assert not seal_daily(scene.database, SealKeepers(None, ""), NOW, public_url=URL)
    assert actions(scene.database) == before


def test_a_file_that_cannot_be_written_leaves_the_day_unsealed(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="finns-inte"):
        seal_daily(scene.database, SealKeepers(tmp_path / "finns-inte" / "fil", KEEPER), NOW, public_url=URL)
    assert "installation.log_sealed" not in actions(scene.database)
    assert seal_daily(scene.database, SealKeepers(tmp_path / "fil", KEEPER), NOW, public_url=URL)


def test_of_several_processes_one_seals(scene: Scene, database_url: str, tmp_path: Path) -> None:
    keepers = SealKeepers(tmp_path / "fil", "")

    def seal(_: int) -> bool:
        with closing(Database(database_url)) as database:
            return seal_daily(database, keepers, NOW, public_url=URL)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(seal, range(4))) == [False, False, False, True]
    assert (tmp_path / "fil").read_text(encoding="utf-8").count("\n") == 1


def test_nobody_who_saves_waits_for_a_file_that_hangs(scene: Scene, tmp_path: Path) -> None:
    """A pipe that nobody reads from: opening it takes as long as a mount whose server is away."""
    hanging = tmp_path / "hanger"
    os.mkfifo(hanging)
    with ThreadPoolExecutor(2) as threads:
        sealing = threads.submit(seal_daily, scene.database, SealKeepers(hanging, KEEPER), NOW, public_url=URL)
        try:
            threads.submit(scene.answer_alone, "3").result(timeout=20)
            assert not sealing.done()
        finally:
            reader = os.open(hanging, os.O_RDONLY)
            assert isinstance(sealing.exception(timeout=20), OSError), "a pipe is never on disk"
            os.close(reader)


def test_what_dies_between_the_file_and_the_note_gives_the_line_again(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise InterruptedError

    keepers = SealKeepers(tmp_path / "fil", KEEPER)
    with monkeypatch.context() as patch:
        patch.setattr(audit_seals, "note", die)
        with pytest.raises(InterruptedError):
            seal_daily(scene.database, keepers, NOW, public_url=URL)
    assert seal_daily(scene.database, keepers, NOW, public_url=URL)
    seals = read_seals((tmp_path / "fil").read_text(encoding="utf-8").splitlines())
    assert len(seals) == 2
    assert verify(scene.database, seals=seals).is_whole
    assert actions(scene.database).count("installation.log_sealed") == 1
    with scene.database.read() as session:
        assert len(session.exec(select(MailRow).where(MailRow.to_address == KEEPER)).all()) == 1
