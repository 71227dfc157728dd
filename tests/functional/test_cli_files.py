"""The commands for authors and analysts: check a questionnaire, score a file of answers."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.config import PROJECT

TESTS = Path(__file__).parent.parent
DEFINITIONS = TESTS / "definitions"
OWN = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"
COLUMNS = ("assessment", "respondent", "role_group", "question", "value")


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TESTS / "data" / name).read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def five_items(tmp_path: Path) -> Path:
    """A questionnaire with the five levels and five items of the reference, in one capital."""
    anchors = ", ".join(f"{value}: Nivå {value}." for value in range(1, 6))

    def asked(name: str, more: str = "") -> str:
        return f"{{id: {name}, text: Fråga {name}?, anchors: {{{anchors}}}, source: Prov, previous: new{more}}}"

    folder = tmp_path / "prov"
    folder.mkdir()
    lines = [
        "id: prov",
        "year: 2026",
        "title: Prov 2026",
        "language: sv",
        "introduction: Prov.",
        "scale:",
        *(f"  - {{value: {value}, label: Steg {value}}}" for value in range(1, 6)),
        "role_groups:",
        *(f"  - {{id: {name}, name: {name}, description: Prov.}}" for name in ("alla", "andra")),
        "capitals:",
        "  - id: coh",
        "    name: Sammanhållning",
        "    short_name: Samman",
        "    explanation: Prov.",
        "    source: Prov",
        "    questions:",
        *(f"      - {asked(f'coh0{item}', ', core: true' if item == 1 else '')}" for item in range(1, 6)),
        "    direction:",
        f"      unity: {asked('enighet')}",
        f"      predictability: {asked('vagen')}",
    ]
    (folder / "2026.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "2026.yaml"


def reference_answers(path: Path, separator: str) -> Path:
    """The reference data with one row per person and item, every group an assessment."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(COLUMNS)
        for person, row in enumerate(rows_of("agreement_answers.csv")):
            writer.writerows((row["group"], person, "alla", f"coh0{item}", row[f"COH0{item}"]) for item in range(1, 6))
    return path


@pytest.mark.parametrize("separator", [",", ";"])
def test_scoring_gives_the_agreement_of_the_reference(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], separator: str
) -> None:
    answers = reference_answers(tmp_path / "svar.csv", separator)
    assert main(["score", str(five_items), str(answers), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    scored = json.loads(printed.out)
    found = {one["assessment"]: one["capitals"][0] for one in scored["assessments"]}
    expected = rows_of("agreement_reference.csv")
    assert list(found) == [row["group"] for row in expected]
    for row in expected:
        figures = found[row["group"]]
        assert figures["n"] == int(row["n"])
        for name in ("ad_m", "r_wg_j", "a_wg"):
            assert figures[name] == pytest.approx(float(row[name]), abs=1e-9), (row["group"], name)
    (reliability,) = scored["reliability"]
    assert reliability["icc1"] == pytest.approx(float(expected[0]["icc1"]), abs=1e-9)
    assert reliability["icc2"] == pytest.approx(float(expected[0]["icc2"]), abs=1e-9)


def test_scoring_without_json_is_a_table_for_people(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = reference_answers(tmp_path / "svar.csv", ",")
    assert main(["score", str(five_items), str(answers)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "1044B-1ST"
    assert lines[2].split()[:2] == ["capital", "index"]
    assert lines[3].split()[0] == "coh"
    assert lines[-1].split() == ["coh", "0.101", "0.218"]
    widths = {len(line) for line in lines[2:4]}
    assert len(widths) == 1


def test_the_short_form_scores_core_questions_only(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "svar.csv"
    rows = [f"A,{person},alla,coh0{item},{1 if item == 1 else 5}" for person in range(6) for item in range(1, 6)]
    answers.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    index = []
    for more in ([], ["--short"]):
        assert main(["score", str(five_items), str(answers), "--json", *more]) == 0
        index.append(json.loads(capsys.readouterr().out)["assessments"][0]["capitals"][0]["index"])
    assert index == [4.2, 1.0]


def test_every_bad_row_is_told_with_its_line_and_nothing_is_scored(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ",".join(COLUMNS),
        "A,1,alla,coh01,3",
        "A,1,alla,coh02,6",
        "A,1,alla,finns-inte,3",
        "A,1,ingen,coh03,3",
        "A,1,alla,coh01,4",
        "A,1,alla,coh04",
        "A,,alla,coh04,3",
    ]
    answers = tmp_path / "svar.csv"
    answers.write_text("\n".join(rows), encoding="utf-8")
    assert main(["score", str(five_items), str(answers), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    told = printed.err.splitlines()
    assert [line.split(": ")[1] for line in told] == [f"rad {number}" for number in range(3, 9)]
    assert all(line.startswith(str(answers)) for line in told)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("assessment;respondent\nå".encode("latin-1"), "inte text i UTF-8 (byte 22)"),
        (b"", "Filen är tom"),
        (b"a,b,c\n1,2,3\n", "Kolumnen assessment saknas"),
        (",".join(COLUMNS).encode(), "inga svar"),
    ],
)
def test_a_file_that_cannot_be_scored_is_told_why(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    answers = tmp_path / "svar.csv"
    answers.write_bytes(content)
    assert main(["score", str(five_items), str(answers)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err


def test_a_file_that_is_not_there_or_is_a_folder_is_told_so(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "finns-inte.csv", tmp_path):
        assert main(["score", str(five_items), str(path)]) == 1
        assert "filen går inte att läsa" in capsys.readouterr().err
    assert main(["score", str(tmp_path / "finns-inte.yaml"), str(five_items)]) == 1
    assert "Filen finns inte." in capsys.readouterr().err


def test_a_byte_order_mark_from_a_spreadsheet_is_no_fault(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = reference_answers(tmp_path / "svar.csv", ";")
    answers.write_bytes(b"\xef\xbb\xbf" + answers.read_bytes())
    assert main(["score", str(five_items), str(answers)]) == 0


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
    told = capsys.readouterr().out
    assert "2026.yaml" in told
    assert "missing-anchor" in told
    assert "Beskriv vad man kan se i en kommun på den nivån." in told


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
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


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
