"""The command that scores a file of answers, as somebody at a terminal meets it."""

import csv
import json
from pathlib import Path

import pytest

from app.assessment.results.results import NoInterval
from app.cli import main
from app.config import PROJECT
from app.reports.kernel.wording import NO_INTERVALS
from tests.functional.support.answer_files import COLUMNS, answers_of, five_items_in
from tests.paths import DATA

OWN = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def five_items(tmp_path: Path) -> Path:
    return five_items_in(tmp_path)


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
    output = capsys.readouterr()
    assert output.err == ""
    scores = json.loads(output.out)
    capitals = {assessment["assessment"]: assessment["capitals"][0] for assessment in scores["assessments"]}
    expected = rows_of("agreement_reference.csv")
    assert list(capitals) == [row["group"] for row in expected]
    for row in expected:
        figures = capitals[row["group"]]
        assert figures["n"] == int(row["n"])
        for name in ("ad_m", "r_wg_j", "a_wg"):
            assert figures[name] == pytest.approx(float(row[name]), abs=1e-9), (row["group"], name)
    (reliability,) = scores["reliability"]
    assert reliability["icc1"] == pytest.approx(float(expected[0]["icc1"]), abs=1e-9)
    assert reliability["icc2"] == pytest.approx(float(expected[0]["icc2"]), abs=1e-9)


def test_without_json_figures_come_in_a_table_with_swedish_words_and_decimal_commas(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = reference_answers(tmp_path / "svar.csv", ",")
    assert main(["score", str(five_items), str(answers)]) == 0
    heading, first, *_, of_all = capsys.readouterr().out.strip().split("\n\n")
    assert heading == "Prov 2026, långa formuläret (alla frågor). Metodens utgåva 2."
    name, columns, row = first.split("\n")
    assert name == "1044B-1ST"
    assert columns.split() == [
        *("Kapitalslag", "Läge", "Index", "Nivå", "Täckning", "Svarande", "Enade", "90", "%", "AD_M", "r_wg(j)"),
        *("a_wg", "Alfa", "Vet", "ej", "Skäl"),
    ]  # fmt: skip
    assert row.startswith("Samman       otillräckligt underlag      –     –")
    assert row.endswith(
        "för index krävs minst 60\N{NO-BREAK SPACE}% täckning; en fråga kräver 5 svarande eller ett enat svar"
    )
    # AD_M 0.947 and so on in agreement_reference.csv
    assert of_all.split("\n")[0] == "Över alla självskattningar"
    assert of_all.split("\n")[2].split()[:3] == ["Samman", "0,10", "0,22"]


def levels(*values: int) -> list[str]:
    """One assessment's agreed levels on the five items."""
    return [f"Ale;;;coh0{item};{value};enat" for item, value in enumerate(values, start=1)]


def test_the_result_of_a_meeting_alone_has_index_and_level(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of(tmp_path / "mote.csv", *levels(1, 4, 4, 4, 4))
    assert main(["score", str(five_items), str(answers), "--json"]) == 0
    (assessment,) = json.loads(capsys.readouterr().out)["assessments"]
    (capital,) = assessment["capitals"]
    # (1 + 4·4)/5 = 3.4; the core question at 1 lets the level be 2 at most.
    figures = {name: capital[name] for name in ("status", "index", "level", "n", "agreed_questions", "capped_by")}
    assert figures == {
        "status": "scored", "index": 3.4, "level": 2.0, "n": 0, "agreed_questions": 5, "capped_by": ["coh01"]
    }  # fmt: skip
    assert main(["score", str(five_items), str(answers)]) == 0
    output = capsys.readouterr().out
    assert "nivån hålls nere av coh01" in output
    assert "Samlat index 3,4, svagast är Samman." in output
    assert " har resultat " in output


def test_agreed_answers_stand_before_single_ones_and_alpha_is_of_the_single_ones(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    single = [f"Ale;p{person};alla;coh0{item};{person};" for person in range(1, 6) for item in range(1, 6)]
    answers = answers_of(tmp_path / "svar.csv", *single, *levels(5, 5, 5, 5, 5))
    assert main(["score", str(five_items), str(answers), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    (capital,) = scores["assessments"][0]["capitals"]
    # Everybody answers all items alike: alpha is 5/4·(1 − 5·2.5/(25·2.5)) = 1.
    assert (capital["index"], capital["n"], capital["alpha"]) == (5.0, 5, 1.0)
    assert scores["reliability"][0]["alpha"] == 1.0


def test_a_file_of_one_person_is_told_what_is_lacking(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = answers_of(tmp_path / "svar.csv", *[f"Ale;p;alla;coh0{item};3;" for item in range(1, 6)])
    assert main(["score", str(five_items), str(answers)]) == 0
    assert "täckning; en fråga kräver 5 svarande eller ett enat svar\n" in capsys.readouterr().out


def test_json_says_what_it_was_scored_by(five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = answers_of(tmp_path / "mote.csv", *levels(1, 1, 1, 1, 1))
    assert main(["score", str(five_items), str(answers), "--json", "--short"]) == 0
    scores = json.loads(capsys.readouterr().out)
    head = [scores[name] for name in ("method_edition", "questionnaire", "year", "form")]
    assert head == [2, "prov", 2026, "short"]


@pytest.mark.parametrize("name", ["answers-excel-sep.csv", "answers-tab.tsv", "answers-trailing-columns.csv"])
def test_files_that_people_have_are_scored(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(OWN), str(DATA / "cases" / name), "--json"]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    (assessment,) = json.loads(output.out)["assessments"]
    politiskt, *others = assessment["capitals"]
    # Six people, all at level 2 on one question: no deviation, and a_wg = 1 − 2·0/… = 1.
    figures = [politiskt[figure] for figure in ("capital", "n", "ad_m", "a_wg", "dont_know_share")]
    assert (assessment["assessment"], figures) == ("ale", ["politiskt", 6, 0.0, 1.0, 0.0])
    assert [other["n"] for other in others] == [0] * len(others)


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
    output = capsys.readouterr()
    assert output.out == ""
    lines = output.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"rad {number}" for number in range(3, 9)]
    assert all(line.startswith(str(answers)) for line in lines)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("assessment;respondent\nå".encode("utf-16-le"), "Spara den som ”CSV UTF-8"),
        (bytes(range(1, 200)), "Filen är inte text"),
        (b"PK\x03\x04\x14\x00", "Filen är en Excel-fil"),
        ("Привет".encode("koi8-r"), "vilka tecken som är å, ä och ö"),
        (b"a;\x1b[31mb\n", "osynligt styrtecken på rad 1"),
        (b"", "Filen är tom"),
        (b"a,b,c\n1,2,3\n", "Kolumnerna assessment, respondent, role_group och 2 till saknas"),
        (",".join(COLUMNS).encode(), "inga svar"),
    ],
)
def test_a_file_that_cannot_be_scored_is_told_why(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    answers = tmp_path / "svar.csv"
    answers.write_bytes(content)
    assert main(["score", str(five_items), str(answers)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert words in output.err


def test_a_file_that_cannot_be_opened_is_told_why(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.scoring.scoring.MAX_BYTES", 1_000_000)
    large = tmp_path / "stor.csv"
    large.write_bytes(b"a" * 1_000_001)
    reasons = {
        tmp_path / "finns-inte.csv": "den finns inte",
        tmp_path: "det är en mapp",
        large: "den är större än 1 MB",
    }
    for path, reason in reasons.items():
        assert main(["score", str(five_items), str(path)]) == 1
        assert f"{path}: filen går inte att läsa: {reason}" in capsys.readouterr().err
    answers = answers_of(tmp_path / "svar.csv", *levels(1, 1, 1, 1, 1))
    assert main(["score", str(tmp_path / "finns-inte.yaml"), str(answers)]) == 1
    assert "Filen finns inte." in capsys.readouterr().err


def test_a_byte_order_mark_from_a_spreadsheet_is_no_fault(
    five_items: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = reference_answers(tmp_path / "svar.csv", ";")
    answers.write_bytes(b"\xef\xbb\xbf" + answers.read_bytes())
    assert main(["score", str(five_items), str(answers)]) == 0


def test_every_reason_for_having_no_interval_has_words() -> None:
    assert NO_INTERVALS.keys() == set(NoInterval)


@pytest.mark.parametrize("source", ["help", "docs"])
def test_the_example_of_a_file_can_be_scored(source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if source == "help":
        with pytest.raises(SystemExit):
            main(["score", "--help"])
        text = capsys.readouterr().out
    else:
        text = (PROJECT / "docs" / "scoring-files.md").read_text(encoding="utf-8")
    rows = [line.strip() for line in text.splitlines() if line.count(";") == 5]
    assert len(rows) == 4
    answers = tmp_path / "svar.csv"
    answers.write_text("\n".join(rows), encoding="utf-8")
    assert main(["score", str(OWN), str(answers), "--json"]) == 0
    politiskt = json.loads(capsys.readouterr().out)["assessments"][0]["capitals"][0]
    # One of the two people gave a level, the other vet ej; the meeting agreed.
    assert (politiskt["n"], politiskt["dont_know_share"], politiskt["agreed_questions"]) == (1, 0.5, 1)
