"""The command that scores, at terminals and with files that break things."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import BROKEN_PIPE_STATUS, main
from app.cli.scoring.scoring import MAX_PROBLEMS
from tests.functional.support.answer_files import COLUMNS, answers_of, five_items_in

COMMAND = Path(sys.executable).with_name("omstallningskollen")


@pytest.fixture
def five_items(tmp_path: Path) -> Path:
    return five_items_in(tmp_path)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman", "utf-16"])
def test_names_come_out_right_whatever_saved_the_file(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    answers = tmp_path / "svar.csv"
    answers.write_bytes("kommun;svarande;rollgrupp;fråga;värde\nHärryda;Åsa;ALLA;coh01;2\n".encode(encoding))
    assert main(["score", str(five_items), str(answers)]) == 0
    assert "\nHärryda\n" in capsys.readouterr().out


def test_the_same_fault_on_many_rows_is_one_line(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of(tmp_path / "svar.csv", *[f"Ale;p{person};alla;coh01;9;" for person in range(1207)])
    assert main(["score", str(five_items), str(answers)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{answers}: rad 2, 3, 4 och 1\N{NO-BREAK SPACE}204 till: Värdet ”9” finns inte på skalan.")


def test_many_different_faults_are_counted_after_the_first(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of(tmp_path / "svar.csv", *[f"Ale;p;alla;q{number};1;" for number in range(MAX_PROBLEMS + 7)])
    assert main(["score", str(five_items), str(answers)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1] == f"{answers}: och 7 fel till. Rätta de här först."


def test_nothing_from_a_file_or_its_name_steers_the_terminal(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of(tmp_path / "a\x1b[31m\nb.csv", "Al\u009b31m\u202ee;p;alla;coh01;1;")
    assert main(["score", str(five_items), str(answers)]) == 0
    assert "\nAl\ufffd31m\ufffde\n" in capsys.readouterr().out
    assert main(["score", str(five_items), str(answers), "--json"]) == 0
    output = capsys.readouterr().out
    assert not set(output) & set("\u009b\u202e")
    assert json.loads(output)["assessments"][0]["assessment"] == "Al\u009b31m\u202ee"
    answers_of(answers, "Ale;p;alla;coh\u009b;1;")
    for command in (["score", str(five_items), str(answers)], ["check", str(answers)]):
        assert main(command) == 1
        output = "".join(capsys.readouterr())
        assert "a\ufffd[31m\ufffdb.csv" in output
        assert not set(output) & set("\x1b\u009b")


def test_what_was_typed_wrongly_is_said_without_steering_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["score", "a.yaml", "b.csv", "\x1b[31mc.csv"])
    assert error.value.code == 2
    assert "unrecognized arguments: \ufffd[31mc.csv" in capsys.readouterr().err


def test_output_that_nobody_reads_any_more_ends_quietly(five_items: Path, tmp_path: Path) -> None:
    answers = answers_of(tmp_path / "svar.csv", *[f"K{number};p;alla;coh01;1;" for number in range(500)])
    with subprocess.Popen(
        [COMMAND, "score", five_items, answers], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == BROKEN_PIPE_STATUS


def test_a_terminal_without_unicode_gets_what_it_can_show(five_items: Path, tmp_path: Path) -> None:
    answers = answers_of(tmp_path / "svar.csv", "Łódź å;p;alla;coh01;1;")
    for more, expected in (([], "\n?ód? å\n"), (["--json"], '"\\u0141\\u00f3d\\u017a \\u00e5"')):
        result = subprocess.run(
            [COMMAND, "score", five_items, answers, *more],
            capture_output=True,
            check=True,
            env={"PYTHONIOENCODING": "latin-1"},
        )
        assert expected in result.stdout.decode("latin-1")


def test_help_is_shown_on_a_terminal_that_knows_only_ascii() -> None:
    environment = {"PYTHONIOENCODING": "ascii"}
    for words in (["--help"], ["score", "--help"]):
        result = subprocess.run([COMMAND, *words], capture_output=True, check=True, env=environment)
        assert result.stdout.startswith(b"usage: omstallningskollen")


def test_help_tells_the_columns_and_loads_neither_the_service_nor_the_arithmetic(tmp_path: Path) -> None:
    program = (
        "import sys; from app.cli import main\n"
        "try: main(['score', '--help'])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert all(f"\n  {column} " in result.stdout for column in (*COLUMNS, "kind"))
    modules = set(result.stderr.split())
    assert modules & {"app.cli.scoring.commands", "fastapi", "sqlalchemy", "pydantic", "scipy", "uvicorn"} == {
        "app.cli.scoring.commands"
    }
