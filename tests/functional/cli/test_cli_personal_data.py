"""The commands about personal data."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from app.cli import main
from tests.functional.support.serving import Site

ADDRESS = "nagon@ale.example"
EXTRACTED = "SELECT actor_id, facts FROM audit_line WHERE action = 'person.extracted'"


@pytest.fixture
def person_id(site: Site, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of somebody with an address; the commands work on the site's database."""
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    [(person,)] = site.rows("SELECT person_id FROM membership WHERE role = 'kommun_coordinator' ORDER BY id LIMIT 1")
    site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, person)
    return int(person)


def test_an_extract_is_written_to_the_screen_and_logged(
    person_id: int, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["person", "extract", ADDRESS]) == 0
    assert json.loads(capsys.readouterr().out)["account"]["number"] == person_id
    assert site.rows(EXTRACTED) == [(None, f'{{"person_id":{person_id}}}')]


def test_an_extract_in_a_file_can_be_read_by_its_owner_only(
    person_id: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "utdrag.json"
    assert main(["person", "extract", ADDRESS, "--output", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["account"]["address"] == ADDRESS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert capsys.readouterr().out == ""


def test_an_address_that_nobody_has_is_told(person_id: int, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", "extract", "ingen@ale.example"]) == 1
    assert capsys.readouterr().err == "Ingen person har den e-postadressen.\n"
    assert site.rows(EXTRACTED) == []


def test_old_rounds_are_unlinked_by_command_and_a_dry_run_only_tells(
    person_id: int, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.change("UPDATE round SET closed_at = '2021-01-15 12:00:00' WHERE region_id = 1")
    site.change("DELETE FROM mail")
    query = "SELECT count(*) FROM respondent WHERE person_id IS NOT NULL"
    before = site.rows(query)
    assert main(["retention", "run", "gr", "--dry-run"]) == 0
    assert capsys.readouterr().out == "omstallningsformaga 2026: 4 svarande, 0 länkar, 0 mejl\n"
    assert site.rows(query) == before
    assert main(["retention", "run", "gr"]) == 0
    assert "Klart. 4 svarande är utan namn, och 4 personer är borttagna helt." in capsys.readouterr().out
    assert site.rows("SELECT actor_id FROM audit_line WHERE action = 'retention.run'") == [(None,)]
    assert main(["retention", "run", "gr"]) == 0
    assert capsys.readouterr().out == "Det finns inget att gallra.\n"


def test_a_round_that_nobody_has_closed_is_told_of(
    person_id: int, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.change("UPDATE round SET closed_at = NULL, closes_on = '2021-01-15' WHERE region_id = 1 AND is_trial = 0")
    assert main(["retention", "run", "gr", "--dry-run"]) == 0
    told = "omstallningsformaga 2026: sista dagen var 2021-01-15, men tiden börjar först när omgången stängs.\n"
    assert told in capsys.readouterr().out


def test_a_region_that_is_not_there_or_has_not_decided_is_told(
    person_id: int, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["retention", "run", "ingenstans"]) == 1
    assert capsys.readouterr().err == "Det finns ingen sådan region.\n"
    site.change("UPDATE round SET closed_at = '2021-01-15 12:00:00' WHERE region_id = 1")
    site.change("UPDATE region SET retention_decision = ''")
    assert main(["retention", "run", "gr"]) == 1
    assert "gallringsbeslut" in capsys.readouterr().err


HANDING_OUT = ["disclose", "--region", "gr", "--year", "2026", "--kommun", "1401", "--decision", "KS 2026/56 § 3"]


def test_single_answers_are_handed_out_by_command_to_a_file_of_ones_own(
    person_id: int, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ut.zip"
    assert main([*HANDING_OUT, "--output", str(path)]) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        assert "enskilda-svar.csv" in archive.namelist()
        assert "inbjudna.csv" not in archive.namelist()
    [(actor, facts)] = site.rows("SELECT actor_id, facts FROM audit_line WHERE action = 'assessment.answers_disclosed'")
    assert actor is None
    assert '"decision":"KS 2026/56 § 3","names":false' in facts
    capsys.readouterr()
    assert main([*HANDING_OUT, "--output", str(path)]) == 1
    assert "finns redan" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"1401": "1499"}, "Det finns ingen sådan självskattning."),
        ({"KS 2026/56 § 3": "muntligt"}, "Skriv beslutet med siffror"),
    ],
    ids=["no such kommun", "no decision"],
)
def test_what_cannot_be_handed_out_is_told(
    person_id: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], words: str
) -> None:
    path = tmp_path / "ut.zip"
    assert main([change.get(part, part) for part in HANDING_OUT] + ["--output", str(path)]) == 1
    assert words in capsys.readouterr().err
    assert not path.exists()
