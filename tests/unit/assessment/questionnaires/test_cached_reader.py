"""A questionnaire file is parsed once, until it or the edition before it is another."""

from pathlib import Path

import pytest

from app.assessment.questionnaires import cached_reader
from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import Steps, load
from tests.paths import DEFINITIONS

EARLIER = (DEFINITIONS / "valid" / "earlier-edition.yaml").read_text(encoding="utf-8")
LATER = (DEFINITIONS / "valid" / "later-edition.yaml").read_text(encoding="utf-8")


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """An edition that continues the one beside it."""
    folder = tmp_path / "exempel"
    folder.mkdir()
    (folder / "2025.yaml").write_text(EARLIER, encoding="utf-8")
    file = folder / "2026.yaml"
    file.write_text(LATER, encoding="utf-8")
    return file


@pytest.fixture
def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that was parsed, in turn."""
    files: list[Path] = []

    def counted(path: Path, *, steps: Steps) -> object:
        files.append(path)
        return load(path, steps=steps)

    monkeypatch.setattr(cached_reader, "load", counted)
    return files


def codes(path: Path, steps: Steps = Steps.MAY_LACK) -> list[str]:
    with pytest.raises(QuestionnaireError) as error:
        load_cached(path, steps=steps)
    return [problem.code for problem in error.value.problems]


def test_an_unchanged_file_is_parsed_once(later: Path, parsed_files: list[Path]) -> None:
    assert load_cached(later) == load_cached(later) == load(later)
    assert parsed_files == [later]


def test_a_changed_file_is_parsed_again(later: Path, parsed_files: list[Path]) -> None:
    before = load_cached(later)
    later.write_text(LATER.replace(before.title, "Ett annat namn"), encoding="utf-8")
    assert load_cached(later).title == "Ett annat namn"
    assert parsed_files == [later, later]


def test_an_edition_before_that_changes_is_seen(later: Path) -> None:
    load_cached(later)
    (later.parent / "2025.yaml").write_text("inget formulär", encoding="utf-8")
    assert codes(later) == ["previous-edition-broken"]
    (later.parent / "2025.yaml").write_text(EARLIER, encoding="utf-8")
    assert load_cached(later) == load(later)


def test_whether_next_steps_are_required_is_told_apart(later: Path) -> None:
    lines = [line for line in LATER.splitlines(keepends=True) if "next_step" not in line]
    later.write_text("".join(lines), encoding="utf-8")
    assert load_cached(later) == load(later)
    assert set(codes(later, Steps.REQUIRED)) == {"missing-next-step"}


def test_problems_are_never_cached(later: Path, parsed_files: list[Path]) -> None:
    later.write_text("inget formulär", encoding="utf-8")
    assert codes(later) == codes(later) == ["not-a-mapping"]
    assert parsed_files == [later, later]


def test_what_cannot_be_read_is_told_as_when_nothing_is_cached(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere" / "2026.yaml") == ["missing-file"]
    assert codes(tmp_path) == ["not-a-file"]
