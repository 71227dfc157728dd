"""A catalogue at its place: held against the questionnaire beside it and the edition before it, and parsed once."""

from pathlib import Path

import pytest

from app.support.catalogue import reader
from app.support.catalogue.problems import CatalogueError
from tests.paths import DEFINITIONS

FOLDER = DEFINITIONS / "catalogues" / "valid"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A catalogue of 2026 that continues the one of 2025, and the questionnaire that both answer to."""
    questionnaire = tmp_path / "questionnaires" / "exempel" / "2026.yaml"
    folder = tmp_path / "catalogues" / "exempelstod"
    questionnaire.parent.mkdir(parents=True)
    folder.mkdir(parents=True)
    questionnaire.write_bytes((DEFINITIONS / "valid" / "minimal.yaml").read_bytes())
    (folder / "2025.yaml").write_bytes((FOLDER / "earlier-edition.yaml").read_bytes())
    (folder / "2026.yaml").write_bytes((FOLDER / "later-edition.yaml").read_bytes())
    return folder / "2026.yaml"


def codes(path: Path) -> list[str]:
    with pytest.raises(CatalogueError) as error:
        reader.load(path)
    return [problem.code for problem in error.value.problems]


def test_a_catalogue_is_held_against_the_edition_before_it(place: Path) -> None:
    assert reader.load(place).year == 2026
    place.write_text(place.read_text(encoding="utf-8").replace("Ni får en gemensam grund.", "Annat."), encoding="utf-8")
    assert codes(place) == ["same-differs"]


def test_without_its_questionnaire_a_catalogue_cannot_be_checked(place: Path) -> None:
    (place.parents[2] / "questionnaires" / "exempel" / "2026.yaml").unlink()
    assert codes(place) == ["missing-questionnaire"]


def test_a_questionnaire_with_problems_is_one_problem_of_the_catalogue(place: Path) -> None:
    (place.parents[2] / "questionnaires" / "exempel" / "2026.yaml").write_text("id: exempel\n", encoding="utf-8")
    assert codes(place) == ["broken-questionnaire"]


def test_a_file_that_is_not_there_is_a_problem_like_others(place: Path) -> None:
    assert codes(place.with_name("2027.yaml")) == ["missing-file"]
    with pytest.raises(CatalogueError):
        reader.load_cached(place.with_name("2027.yaml"))


def test_a_catalogue_is_parsed_again_only_when_a_file_that_it_hangs_on_has_changed(place: Path) -> None:
    first = reader.load_cached(place)
    assert reader.load_cached(place) is first

    questionnaire = place.parents[2] / "questionnaires" / "exempel" / "2026.yaml"
    questionnaire.write_text(questionnaire.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = reader.load_cached(place)
    assert second is not first
    assert second == first


def test_a_retired_item_keeps_its_name_and_is_not_offered(place: Path) -> None:
    catalogue = reader.load(place)
    assert "mote" in catalogue.by_id
    assert "mote" not in {item.id for item in catalogue.offered}
