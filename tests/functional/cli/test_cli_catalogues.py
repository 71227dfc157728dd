"""The commands for those who write catalogues of support."""

import json
from pathlib import Path

import pytest

from app.cli import main
from tests.paths import CATALOGUES, DEFINITIONS

OWN = CATALOGUES / "omstallningsstod" / "2026.yaml"
FOLDER = DEFINITIONS / "catalogues" / "valid"


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A folder with two editions of a catalogue, and their questionnaire beside it."""
    questionnaire = tmp_path / "questionnaires" / "exempel" / "2026.yaml"
    folder = tmp_path / "catalogues" / "exempelstod"
    questionnaire.parent.mkdir(parents=True)
    folder.mkdir(parents=True)
    questionnaire.write_bytes((DEFINITIONS / "valid" / "minimal.yaml").read_bytes())
    (folder / "2025.yaml").write_bytes((FOLDER / "earlier-edition.yaml").read_bytes())
    (folder / "2026.yaml").write_bytes((FOLDER / "later-edition.yaml").read_bytes())
    return folder


def test_our_own_catalogue_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "check", str(OWN)]) == 0
    assert capsys.readouterr().out == "Inga problem.\n"


def test_problems_are_told_with_line_code_and_remedy_or_as_json(
    editions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = editions / "2026.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("weight: medel", "weight: stor"), encoding="utf-8")

    assert main(["catalogue", "check", str(file)]) == 1
    assert (
        "[not-an-option] ”stor” är inget värde för ”weight”. Välj ett av: latt, medel, tung." in capsys.readouterr().out
    )
    assert main(["catalogue", "check", "--json", str(file), str(editions / "2026.yaml")]) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)] == ["not-an-option"] * 2
    assert main(["catalogue", "preview", str(file)]) == 1


def test_a_preview_shows_the_items_that_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "preview", str(OWN), "policylabb"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("Policylabb och försök [policylabb]\n")
    assert "  Timmar per person: förtroendevalda 12, chefer 8, strateger 30\n" in output
    assert "Känsligt:" in output

    assert main(["catalogue", "preview", str(OWN), "policylabbet"]) == 1
    assert capsys.readouterr().err == "Insatsen finns inte i katalogen: policylabbet.\n"


def test_two_editions_are_compared_item_by_item(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "compare", str(editions / "2025.yaml"), str(editions / "2026.yaml")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "same      kurs",
        "reworded  natverk (gives)",
        "retired   mote",
        "new       lunch",
    ]


def test_the_schema_is_that_of_the_file_beside_the_catalogues(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "schema"]) == 0
    published = (CATALOGUES / "catalogue.schema.json").read_text(encoding="utf-8")
    assert json.loads(capsys.readouterr().out) == json.loads(published)
