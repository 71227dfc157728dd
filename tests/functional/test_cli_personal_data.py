"""The commands about personal data."""

import json
import stat
from pathlib import Path

import pytest

from app.cli import main
from tests.functional.serving import Site

ADDRESS = "nagon@ale.example"


@pytest.fixture
def known(site: Site, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of somebody with an address; the commands work on the site's database."""
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    [(person,)] = site.rows("SELECT person_id FROM membership WHERE role = 'kommun_coordinator' ORDER BY id LIMIT 1")
    site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, person)
    return int(person)


def test_an_extract_is_written_to_the_screen_and_logged(
    known: int, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["person", "extract", ADDRESS]) == 0
    assert json.loads(capsys.readouterr().out)["account"]["number"] == known
    assert site.rows("SELECT actor_id, action, facts FROM audit_line") == [
        (None, "person.extracted", f'{{"person_id":{known}}}')
    ]


def test_an_extract_in_a_file_can_be_read_by_its_owner_only(
    known: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "utdrag.json"
    assert main(["person", "extract", ADDRESS, "--output", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["account"]["address"] == ADDRESS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert capsys.readouterr().out == ""


def test_an_address_that_nobody_has_is_told(known: int, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", "extract", "ingen@ale.example"]) == 1
    assert capsys.readouterr().err == "Ingen person har den e-postadressen.\n"
    assert site.rows("SELECT number FROM audit_line") == []
