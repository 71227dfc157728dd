"""The command `doctor`, and a start with wrong settings: everything that is wrong is told at once, with what to do."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.cli.serving import doctor
from app.services.kernel import readiness
from app.storage.engine.schema import MIGRATIONS
from tests.functional.support.serving import free_port
from tests.mail_catcher import SENDER, catching_mail

LATEST = max(path.name[:4] for path in MIGRATIONS.glob("versions/0*.py"))


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_database: Path) -> Path:
    path = tmp_path / "data" / "service.db"
    path.parent.mkdir()
    shutil.copy(empty_database, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(doctor, "LITTLE_BYTES", 0)
    monkeypatch.setattr(readiness, "MIN_FREE_BYTES", 0)
    return path


def verdicts(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """By what was looked at: the verdict and its words."""
    lines = (line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    return {rest.split(":")[0]: f"{verdict} {rest.partition(': ')[2]}" for verdict, rest in lines}


def test_an_installation_that_is_well_is_told_so(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["backup", "make", str(tmp_path / "backup.db")]) == 0
    capsys.readouterr()
    with catching_mail() as catcher:
        for name, value in {"SMTP_URL": catcher.url, "MAIL_FROM": SENDER, "PUBLIC_URL": "https://a.example"}.items():
            monkeypatch.setenv(name, value)
        assert main(["doctor"]) == 0
    found = verdicts(capsys)
    assert list(found) == [
        "Inställningar",
        "Databas",
        "Schema",
        "Säkerhetskopia",
        "Disk",
        "Cache",
        "Mejl",
        "Passnycklar",
    ]
    assert {words.split()[0] for words in found.values()} == {"OK"}


def test_everything_that_is_wrong_is_told_with_what_to_do(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    (tmp_path / "cache").write_text("en fil", encoding="utf-8")
    monkeypatch.setattr(readiness, "MIN_FREE_BYTES", 10**18)
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setenv("MAIL_FROM", SENDER)
    assert main(["doctor"]) == 1
    found = verdicts(capsys)
    wrong = [subject for subject, words in found.items() if words.startswith("FEL")]
    assert wrong == ["Schema", "Disk", "Cache"]
    assert found["Schema"] == (
        f"FEL Databasen har 0001. Den här versionen behöver {LATEST}. Kör omstallningskollen migrate."
    )
    assert "Frigör plats genast" in found["Disk"]
    assert "ändra CACHE_DIR" in found["Cache"]
    assert found["Säkerhetskopia"].startswith("OBS Ingen är uppskriven.")
    assert "Sätt PUBLIC_URL" in found["Mejl"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"PUBLIC_URL": "https://kollen.example", "SECOND_FACTOR": "required"}, "OK går att använda (required)."),
        ({"PUBLIC_URL": "https://192.0.2.7"}, "OBS webbläsare har inga passnycklar på adressen"),
        ({"PUBLIC_URL": "http://kollen.example"}, "OBS webbläsare har inga passnycklar på adressen"),
        ({"SECOND_FACTOR": "off"}, "OBS avstängda"),
    ],
    ids=str,
)
def test_whether_passkeys_can_be_used_is_told(
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, str],
    words: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    main(["doctor"])
    assert verdicts(capsys)["Passnycklar"].startswith(words)


def test_passkeys_are_not_required_where_browsers_have_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else nobody could run the installation any more."""
    monkeypatch.setenv("PUBLIC_URL", "http://192.0.2.7:8000")
    monkeypatch.setenv("SECOND_FACTOR", "required")
    assert main(["doctor"]) == 2
    assert capsys.readouterr().err.startswith("SECOND_FACTOR: ")


def test_a_questionnaire_whose_id_a_page_has_taken_is_told_with_what_to_do(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            "INSERT INTO edition (questionnaire, year, content_hash, definition, published_at) VALUES (?, ?, ?, '{}', ?)",
            [
                (name, year, f"{name}{year}", "2025-01-01 00:00:00")
                for name in ("projekt", "kollen")
                for year in (2024, 2025)
            ],
        )
    assert main(["doctor"]) == 0
    words = verdicts(capsys)["Frågeformulär"]
    assert words.startswith("OBS projekt (2024, 2025) har samma id som en av tjänstens egna sidor.")
    assert "ge nästa utgåva ett annat id" in words
    assert "kollen" not in words


def test_a_database_that_is_not_there_is_not_made(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.unlink()
    assert main(["doctor"]) == 1
    assert verdicts(capsys)["Databas"] == "FEL Den finns inte än. Kör omstallningskollen migrate."
    assert not database.exists()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TABLE alembic_version", "Databasen saknar tjänstens schema."),
        ("DELETE FROM alembic_version", "Databasen saknar tjänstens schema."),
        ("UPDATE alembic_version SET version_num = '0007'", "Databasen har 0007."),
    ],
)
def test_a_database_that_is_not_migrated_is_told_by_its_schema(
    database: Path, capsys: pytest.CaptureFixture[str], statement: str, words: str
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)
    assert main(["doctor"]) == 1
    found = verdicts(capsys)
    assert found["Databas"] == "OK går att läsa och skriva."
    assert found["Schema"] == f"FEL {words} Den här versionen behöver {LATEST}. Kör omstallningskollen migrate."


def test_an_empty_file_is_told_by_its_schema(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.write_bytes(b"")
    assert main(["doctor"]) == 1
    assert verdicts(capsys)["Schema"].startswith("FEL Databasen saknar tjänstens schema.")


def test_a_schema_of_a_later_version_is_not_to_be_migrated(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["doctor"]) == 1
    words = verdicts(capsys)["Schema"]
    assert words.startswith("FEL Databasen har 9999, som den här versionen inte känner till.")
    assert "Installera den version som databasen hör till" in words
    assert "migrate" not in words


def test_what_is_no_database_is_told(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.write_bytes(b"not a database at all" * 1000)
    assert main(["doctor"]) == 1
    assert "återställ den senaste säkerhetskopian" in verdicts(capsys)["Databas"]


@pytest.mark.parametrize("command", ["doctor", "serve", "migrate"])
def test_all_settings_that_are_wrong_are_told_at_once_and_without_their_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    settings = {
        "DATABASE_URL": "mysql://hemlig@host/x",
        "PUBLIC_URL": "hemlig.example.se",
        "LOG_LEVEL": "hemlig",
        "SESSION_HOURS": "0",
        "SMTP_URL": "smtp://127.0.0.1:25",
        "MAIL_FROM": "",
        "MAIL_BOUNCES_TO": "hemlig",
        "TRUSTED_PROXIES": "127.0.0.1, hemlig",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main([command]) == 2
    told = capsys.readouterr().err
    names = {line.split(":")[0] for line in told.splitlines()}
    assert names == {*settings} - {"SMTP_URL"}
    assert "hemlig" not in told
