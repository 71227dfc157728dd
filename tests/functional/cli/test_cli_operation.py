"""The commands for those who run an installation: migrate, publish, correct, health."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.config import PROJECT
from tests.functional.support.serving import Site, free_port

FOLDER = PROJECT / "questionnaires" / "omstallningsformaga"
DEFINITIONS = PROJECT / "tests" / "definitions"
OLD = "Vilka omställningsmål har fullmäktige beslutat som gäller längre än mandatperioden?"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands find their database; nothing is there yet."""
    path = tmp_path / "ny" / "databas.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def database_path(database: Path, empty_database: Path) -> Path:
    """As after `migrate`, which is tested by itself."""
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_database, database)
    return database


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def edited(folder: Path, old: str, new: str) -> Path:
    """This year's questionnaire and the one before, with one text put otherwise in both."""
    here = folder / "omstallningsformaga"
    here.mkdir()
    for year in (2025, 2026):
        text = (FOLDER / f"{year}.yaml").read_text(encoding="utf-8")
        assert old in text
        (here / f"{year}.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return here / "2026.yaml"


def test_migrating_makes_the_tables_and_again_changes_nothing(database: Path) -> None:
    assert main(["migrate"]) == 0
    tables = rows(database, "SELECT sql FROM sqlite_master ORDER BY name")
    assert {"answer", "assessment", "round"} <= {
        str(row[0]) for row in rows(database, "SELECT name FROM sqlite_master")
    }
    assert main(["migrate"]) == 0
    assert rows(database, "SELECT sql FROM sqlite_master ORDER BY name") == tables


def test_publishing_stores_the_edition_and_says_its_hash(
    database_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(FOLDER / "2026.yaml")]) == 0
    ((year, content_hash),) = rows(database_path, "SELECT year, content_hash FROM edition")
    assert year == 2026
    assert f"kontrollsumma: {content_hash}" in capsys.readouterr().out
    assert main(["publish", str(FOLDER / "2026.yaml")]) == 0
    assert f"redan publicerat, likadant. Innehållets kontrollsumma: {content_hash}" in capsys.readouterr().out
    assert rows(database_path, "SELECT count(*) FROM edition") == [(1,)]


def test_an_edition_that_nobody_has_answered_is_replaced(database_path: Path, tmp_path: Path) -> None:
    assert main(["publish", str(FOLDER / "2026.yaml")]) == 0
    before = rows(database_path, "SELECT content_hash FROM edition")
    assert main(["publish", str(edited(tmp_path, OLD, "Vilka mål gäller längre än mandatperioden?"))]) == 0
    after = rows(database_path, "SELECT content_hash FROM edition")
    assert len(after) == 1
    assert after != before


def test_an_edition_without_next_steps_is_refused_with_the_lines_that_lack_them(
    database_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "prov" / "2026.yaml"
    path.parent.mkdir()
    text = (DEFINITIONS / "valid" / "minimal.yaml").read_text(encoding="utf-8").replace("id: exempel", "id: prov", 1)
    path.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "next_step" not in line), encoding="utf-8"
    )
    assert main(["publish", str(path)]) == 1
    problem = f"{path}:24:9: [missing-next-step] Frågan ”politiskt-mal” saknar nästa steg för nivå: 0, 1."
    assert problem in capsys.readouterr().err
    assert rows(database_path, "SELECT * FROM edition") == []
    assert main(["check", str(path)]) == 1
    assert problem in capsys.readouterr().out


def test_a_questionnaire_with_problems_is_not_published(
    database_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text("id: x\n", encoding="utf-8")
    assert main(["publish", str(path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "saknas" in output.err
    assert rows(database_path, "SELECT * FROM edition") == []


def test_a_correction_is_logged_with_old_text_new_text_and_reason(
    database_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(FOLDER / "2026.yaml")]) == 0
    path = edited(tmp_path, OLD, "Vilka mål gäller längre än mandatperioden?")
    assert main(["correct", str(path), "--reason", " Kortare. "]) == 0
    assert f"före:  {OLD}\n  efter: Vilka mål gäller längre än mandatperioden?" in capsys.readouterr().out
    corrections = rows(database_path, "SELECT place, field, old, new, reason FROM wording_correction")
    assert corrections == [
        ("politiskt-langsiktiga-mal", "text", OLD, "Vilka mål gäller längre än mandatperioden?", "Kortare.")
    ]
    assert main(["correct", str(path), "--reason", "Igen."]) == 0
    assert "Inget att rätta." in capsys.readouterr().out
    assert len(rows(database_path, "SELECT * FROM wording_correction")) == 1


def test_more_than_wording_is_no_correction(
    database_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(FOLDER / "2026.yaml")]) == 0
    path = edited(tmp_path, "min_group: 5", "min_group: 4")
    assert main(["correct", str(path), "--reason", "Fler."]) == 1
    assert "min_group" in capsys.readouterr().err
    assert rows(database_path, "SELECT * FROM wording_correction") == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_correction_needs_a_reason(database_path: Path, capsys: pytest.CaptureFixture[str], reason: str) -> None:
    assert main(["correct", str(FOLDER / "2026.yaml"), "--reason", reason]) == 1
    assert "Skriv varför" in capsys.readouterr().err


def test_what_is_not_published_needs_no_correction(database_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", str(FOLDER / "2026.yaml"), "--reason", "Bättre."]) == 1
    assert "inte publicerat än" in capsys.readouterr().err


def test_a_service_that_is_well_is_told_by_the_status(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "--url", f"{site.url}/halsa"]) == 0
    assert capsys.readouterr().err == ""


def test_a_service_that_does_not_answer_or_answers_badly_is_told_by_the_status(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    for url in (f"http://127.0.0.1:{free_port()}/halsa", f"{site.url}/finns-inte/alls"):
        assert main(["health", "--url", url]) == 1
        assert "Tjänsten svarar inte" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["serve"], ["serve", "--prepare"], ["migrate"]])
def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    command: list[str], database_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(database_path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(command) == 1
    assert "9999, som den här versionen inte känner till" in capsys.readouterr().err
    database_path.write_bytes(b"No database. " * 100)
    assert main(command) == 1
    assert "Den är skadad." in capsys.readouterr().err
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    assert main(command) == 1
    assert "Den svarar inte. Kontrollera DATABASE_URL" in capsys.readouterr().err


def test_a_service_without_its_schema_says_which_command_to_run(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve"]) == 1
    assert "Den finns inte än. Kör omstallningskollen migrate." in capsys.readouterr().err
    assert not database.exists()
    database.parent.mkdir()
    database.touch()
    assert main(["serve"]) == 1
    assert "Databasen saknar tjänstens schema." in capsys.readouterr().err
