"""A text that is corrected while people answer: they see the old, the new and the reason, and answers stay."""

from pathlib import Path

import pytest

from app.cli import main
from app.config import PROJECT
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import question_ids, text_of
from tests.functional.support.people import ALE, REGION_COORDINATOR
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

OLD = "Vilka omställningsmål har fullmäktige beslutat som gäller längre än mandatperioden?"
NEW = "Vilka <mål> har fullmäktige beslutat som gäller längre än mandatperioden?"
REASON = "Ordet omställningsmål lästes olika."


@pytest.fixture
def corrected_file(tmp_path: Path) -> Path:
    """This year's file with one question put otherwise."""
    folder = PROJECT / "questionnaires" / "omstallningsformaga"
    here = tmp_path / "omstallningsformaga"
    here.mkdir()
    for year in (2025, 2026):
        text = (folder / f"{year}.yaml").read_text(encoding="utf-8")
        assert OLD in text
        (here / f"{year}.yaml").write_text(text.replace(OLD, NEW), encoding="utf-8")
    return here / "2026.yaml"


def test_a_correction_is_shown_where_one_answers_and_the_answer_stays(
    visit: NewVisitor,
    site: Site,
    corrected_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    coordinator.answer(page.address, name, "4")
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    assert main(["correct", str(corrected_file), "--reason", REASON]) == 0
    assert f"före:  {OLD}" in capsys.readouterr().out
    again = coordinator.get(page.address)
    question = again.by_id(f"fraga-{name}")
    (details,) = [element for element in question.iter("details") if element.get("class") == "correction"]
    assert "Formuleringen rättades" in text_of(details)
    assert [text_of(element) for element in details.iter("del")] == [OLD]
    assert [text_of(element) for element in details.iter("ins")] == [NEW]
    assert f"Skäl: {REASON}" in text_of(details)
    assert NEW in text_of(next(question.iter("legend")))
    assert again.form("Spara och fortsätt").values[f"{name}.choice"] == "4"
    assert NEW in coordinator.get(f"{ALE}/svara/sammanfattning").text


def test_a_changed_file_without_a_correction_leaves_the_round_as_it_was(
    visit: NewVisitor,
    site: Site,
    corrected_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    assert main(["publish", str(corrected_file)]) == 1
    assert "är därför fryst" in capsys.readouterr().err
    assert OLD in coordinator.get(page.address).text


def test_a_list_of_files_tells_which_one_differs_from_what_is_published(
    visit: NewVisitor, site: Site, corrected_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
    assert main(["correct", str(corrected_file), "--reason", REASON]) == 0
    page = visit(REGION_COORDINATOR).get("/frageformular")
    state = {row[1]: row[2] for row in page.table[1:]}
    assert "skiljer sig från det publicerade" in state["omstallningsformaga/2026.yaml"]
    assert state["omstallningsformaga/2025.yaml"] == "publicerat"
