"""The commands about the audit log: a log that somebody has been at is found out, and taken out it can be checked."""

import json
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.accounts.audit.chain import FIRST, Line, broken_lines, canonical
from app.accounts.audit.events import AssessmentModeChosen
from app.accounts.kernel.roles import INSTALLATION
from app.cli import main
from app.services.privacy.audit_seals import SealKeepers, seal_daily
from app.storage.engine.database import Database
from app.storage.kernel.audit import append

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database whose log has four lines."""
    path = tmp_path / "logg.db"
    path.write_bytes(empty_database.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    with closing(Database(f"sqlite:///{path}")) as database:
        for number in range(1, 5):
            event = AssessmentModeChosen(assessment_id=number, mode="several")
            database.write(lambda session, event=event: append(session, 7, event, INSTALLATION, NOW))  # type: ignore[misc]
    return path


def tamper(path: Path, statement: str) -> None:
    """As somebody with the file and its password can."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for change in ("update", "delete"):
            connection.execute(f"DROP TRIGGER audit_line_no_{change}")
        connection.execute(statement)


def last_hash(output: str) -> str:
    return output.strip().rpartition(" ")[2]


def test_a_whole_log_is_told_with_its_last_hash(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify"]) == 0
    output = capsys.readouterr()
    assert "Till och med rad 4: kedjan är hel." in output.out
    assert len(last_hash(output.out)) == 64
    assert output.err == ""


def test_an_empty_log_is_whole(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{empty_database}")
    assert main(["log", "verify"]) == 0
    assert main(["log", "verify", "--expect", FIRST]) == 0


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("UPDATE audit_line SET actor_id = 8 WHERE number = 2", [2]),
        ("UPDATE audit_line SET facts = replace(facts, 'several', 'simple') WHERE number = 3", [3]),
        ("UPDATE audit_line SET at = '2026-11-01 09:30:00.000000' WHERE number = 4", [4]),
        ("DELETE FROM audit_line WHERE number = 2", [3]),
        ("DELETE FROM audit_line WHERE number = 1", [2]),
    ],
)
def test_a_changed_log_is_told_and_the_line_is_named(
    path: Path, capsys: pytest.CaptureFixture[str], statement: str, numbers: list[int]
) -> None:
    tamper(path, statement)
    assert main(["log", "verify"]) == 1
    output = capsys.readouterr()
    assert [int(line.split()[1]) for line in output.err.splitlines()] == numbers
    assert "kedjan är bruten." in output.out


def test_a_log_whose_end_was_cut_off_is_found_by_the_hash_that_was_kept(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["log", "verify"])
    hash_before = last_hash(capsys.readouterr().out)
    tamper(path, "DELETE FROM audit_line WHERE number = 4")
    assert main(["log", "verify"]) == 0
    assert main(["log", "verify", "--expect", hash_before]) == 1
    assert f"Ingen rad har kontrollsumman {hash_before}." in capsys.readouterr().err


def test_a_log_that_has_grown_since_still_has_the_line_that_was_last(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["log", "verify"])
    hash_before = last_hash(capsys.readouterr().out)
    with closing(Database(f"sqlite:///{path}")) as database:
        event = AssessmentModeChosen(assessment_id=5, mode="several")
        database.write(lambda session: append(session, 7, event, INSTALLATION, NOW))
    assert main(["log", "verify", "--expect", hash_before]) == 0


def test_what_is_taken_out_can_be_checked_by_whoever_has_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "export"]) == 0
    records = json.loads(capsys.readouterr().out)
    lines = [
        Line(
            record["number"],
            datetime.fromisoformat(record["at"]),
            record["actor_id"],
            record["action"],
            record["region_id"],
            record["municipality_id"],
            canonical(record["facts"]),
            record["previous_hash"],
            record["hash"],
        )
        for record in records
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert list(broken_lines(lines)) == []


def test_a_file_with_the_log_is_for_its_owner_alone(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "logg.json"
    assert main(["log", "export", "--output", str(target)]) == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 4
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_empty_log_is_an_empty_list(
    empty_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{empty_database}")
    assert main(["log", "export"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def seal(path: Path, file: Path) -> None:
    """As the service does once a day."""
    with closing(Database(f"sqlite:///{path}")) as database:
        assert seal_daily(database, SealKeepers(file, ""), NOW, public_url="https://kollen.example")


def test_a_log_whose_end_was_cut_off_does_not_fit_the_file_that_the_service_kept(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kontrollsummor.txt"
    seal(path, file)
    assert main(["log", "verify", "--seals", str(file)]) == 0
    assert "Jämförd med 1 sparade kontrollsummor, den senaste från 2026-11-02." in capsys.readouterr().out
    tamper(path, "DELETE FROM audit_line WHERE number > 3")
    assert main(["log", "verify"]) == 0  # the chain alone does not tell
    monkeypatch.setenv("AUDIT_SEAL_FILE", str(file))
    capsys.readouterr()
    assert main(["log", "verify"]) == 1
    assert "Rad 4 hade en annan kontrollsumma 2026-11-02, eller finns inte längre." in capsys.readouterr().err


def test_a_log_that_was_written_again_does_not_fit_it_either(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kontrollsummor.txt"
    seal(path, file)
    tamper(path, "DELETE FROM audit_line")
    with closing(Database(f"sqlite:///{path}")) as database:
        event = AssessmentModeChosen(assessment_id=9, mode="simple")
        for _ in range(6):
            database.write(lambda session: append(session, 7, event, INSTALLATION, NOW))
    assert main(["log", "verify", "--seals", str(file)]) == 1
    assert "Rad 4 hade en annan" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["x", "2026-11-02 4 abc", f"i går 4 {'a' * 64}"])
def test_a_file_of_something_else_is_told(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "annat.txt"
    file.write_text(f"\n{text}\n", encoding="utf-8")
    assert main(["log", "verify", "--seals", str(file)]) == 1
    assert "Rad 2 i filen" in capsys.readouterr().err
    assert main(["log", "verify", "--seals", str(tmp_path / "borta.txt")]) == 1
