"""The commands for authors: check a questionnaire; and what holds for every command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.cli.commands import COMMANDS
from app.config import PROJECT
from tests.paths import DEFINITIONS

OWN = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"


def test_a_right_questionnaire_has_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(OWN)]) == 0
    assert capsys.readouterr().out == "Inga problem.\n"


def test_several_right_files_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(OWN.parent.glob("*.yaml"))
    assert main(["check", *map(str, files)]) == 0
    assert capsys.readouterr().out == f"Inga problem i {len(files)} filer.\n"


def test_problems_are_told_with_file_line_code_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = placed(tmp_path, "missing-anchor")
    assert main(["check", str(path)]) == 1
    output = capsys.readouterr().out
    assert "2026.yaml" in output
    assert "missing-anchor" in output
    assert "Beskriv vad man kan se i en kommun på den nivån." in output


def test_problems_of_several_files_come_as_one_list_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = placed(tmp_path / "a", "missing-anchor"), placed(tmp_path / "b", "duplicate-id")
    assert main(["check", str(first), str(OWN), str(second), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in problems] == ["missing-anchor", "duplicate-id"]
    assert [problem["file"] for problem in problems] == [str(first), str(second)]
    assert all(isinstance(problem["line"], int) for problem in problems)


def test_no_problems_as_json_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(OWN), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_questionnaire_that_is_not_there_is_a_problem_like_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "2026.yaml"), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["code"] == "missing-file"


@pytest.mark.parametrize("arguments", [[], ["finns-inte"], ["check"], ["score", "a.yaml"], ["correct", "a.yaml"]])
def test_a_command_that_is_called_wrongly_ends_with_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_says_how_it_is_called(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main([name, "--help"])
    assert error.value.code == 0
    assert f"usage: omstallningskollen {name}" in capsys.readouterr().out
    with pytest.raises(SystemExit) as error:
        main(["--help"])
    assert error.value.code == 0
    assert f"\n    {name}" in capsys.readouterr().out


def test_the_installed_command_keeps_what_it_prints_and_how_it_ends_apart(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("omstallningskollen")
    result = subprocess.run(
        [command, "check", placed(tmp_path, "missing-anchor")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "missing-anchor" in result.stdout


def placed(folder: Path, name: str) -> Path:
    """A wrong questionnaire at the place that its own id and year ask for."""
    text = (DEFINITIONS / "invalid" / f"{name}.yaml").read_text(encoding="utf-8")
    where = folder / "exempel"
    where.mkdir(parents=True)
    (where / "2026.yaml").write_text(text, encoding="utf-8")
    return where / "2026.yaml"
