"""What the documentation is made of by script is up to date, and its lists can be read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_generated_parts_of_the_documentation_are_up_to_date() -> None:
    """The wings with what their packages say of themselves, and the index of decisions with their status and date."""
    command = [sys.executable, str(ROOT / "scripts" / "docs.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.returncode == 0


def test_the_list_of_right_words_is_sorted_and_names_none_twice() -> None:
    words = [line for line in (ROOT / "docs" / "words.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert words == sorted({word.casefold(): word for word in words}.values(), key=str.casefold)


def test_every_command_of_the_makefile_says_what_it_does() -> None:
    output = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    targets = {
        line.split(":")[0]
        for line in (ROOT / "Makefile").read_text("utf-8").splitlines()
        if ":" in line and line[0].isalpha()
    }
    assert {line.split()[1] for line in output.splitlines()} == targets


FLOORS = {path.parent.name for path in (ROOT / "app").glob("*/__init__.py")}
PAGES = [
    ROOT / "README.md",
    ROOT / "tests" / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
CODE = re.compile(r"`(?:app[/.])?(\w+(?:[/.]\w+)+)/?(?:\(\))?`")


def exists(name: str) -> bool:
    """Whether a folder, module or name of a module is in app/, written as services/rounds/round_board.py or rounds.kernel.Round."""
    path = ROOT / "app" / re.sub(r"\.(?!(?:html|css|csv|js|docx)$)", "/", name.removesuffix(".py"))
    if path.exists() or path.with_suffix(".py").exists():
        return True
    module = next(
        (file for file in (path.parent.with_suffix(".py"), path.parent / "__init__.py") if file.is_file()), None
    )
    return module is not None and re.search(rf"\b{path.name}\b", module.read_text("utf-8")) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_piece_of_code_that_a_page_names_with_its_folder_exists(page: Path) -> None:
    names = [name for name in CODE.findall(page.read_text("utf-8")) if re.split(r"[/.]", name)[0] in FLOORS]
    assert [name for name in names if not exists(name)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_test_that_a_page_names_exists(page: Path) -> None:
    names = re.findall(r"\btests/[\w/]+(?:\.\w+)?", page.read_text("utf-8"))
    assert [name for name in names if not (ROOT / name).exists()] == []
