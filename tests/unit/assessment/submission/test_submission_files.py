"""Files of answers as different programs and people write them, and files with agreed answers."""

import unicodedata

import pytest

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AssessmentAnswers
from app.assessment.questionnaires.questionnaire import RoleGroup
from app.assessment.submission.submission import read_submission
from app.assessment.submission.submission_problems import SubmissionError, SubmissionProblem
from tests.unit.builders import a_capital, a_question, a_questionnaire

QUESTIONNAIRE = a_questionnaire(
    a_capital("politiskt", [a_question("q1"), a_question("q2", may_not_apply=False), a_question("q3")])
)
HEADER = "assessment;respondent;role_group;question;value;kind"
ROWS = ("assessment;respondent;role_group;question;value", "Ale;a;strateg;q1;2", "Ale;a;strateg;q2;3")


def read(*lines: str) -> dict[str, AssessmentAnswers]:
    return read_submission("\n".join(lines), QUESTIONNAIRE)


def problems(*lines: str) -> list[SubmissionProblem]:
    with pytest.raises(SubmissionError) as error:
        read(*lines)
    return list(error.value.problems)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["sep=;", *ROWS], id="what Excel is told"),
        pytest.param(['"SEP=;"', *ROWS], id="in quotes"),
        pytest.param(["sep=;;;;;", *ROWS], id="saved again with columns"),
        pytest.param(["sep=,", *ROWS], id="told wrongly"),
        pytest.param(["sep=\t", *(row.replace(";", "\t") for row in ROWS)], id="sep tab"),
        pytest.param(["sep=:", *(row.replace(";", ":") for row in ROWS)], id="an unusual separator"),
        pytest.param([row.replace(";", "\t") for row in ROWS], id="tab"),
        pytest.param([row.replace(";", "|") for row in ROWS], id="pipe"),
        pytest.param([row.replace(";", " | ") for row in ROWS], id="pipe with spaces"),
        pytest.param([f"{row};;" for row in ROWS], id="empty columns at the end"),
        pytest.param([f"{ROWS[0]};;", f"{ROWS[1]};;", ROWS[2]], id="of which a row lacks some"),
        pytest.param([f"{ROWS[0]}", f"{ROWS[1]};; ", ROWS[2]], id="on one row alone"),
        pytest.param([row.replace(";", ";;", 1) for row in ROWS], id="an empty column between"),
        pytest.param([*ROWS, ";;;;", "  ;", ""], id="empty rows at the end"),
        pytest.param(["Kommun;Svarande;Rollgrupp;Fråga;Värde", *ROWS[1:]], id="in Swedish"),
        pytest.param(["SJÄLVSKATTNING;svarande;Role group;FRÅGA;Nivå", *ROWS[1:]], id="in capitals"),
        pytest.param([unicodedata.normalize("NFD", "Kommun;Svarande;Roll;Fråga;Svar"), *ROWS[1:]], id="Mac"),
        pytest.param([ROWS[0], "Al\u200be;\ufeffa;strateg;q1\xad;2", "Ale\xa0;a;strateg;q2;3"], id="what nobody sees"),
        pytest.param([ROWS[0], "Ale;a;Strateg;Q1;2", "Ale;a; STRATEG ;q2;3,0"], id="any case"),
    ],
)
def test_files_from_different_programs_say_the_same(lines: list[str]) -> None:
    (respondent,) = read(*lines)["Ale"].respondents

    assert (respondent.respondent, respondent.role_group) == ("a", "strateg")
    assert respondent.answers == {"q1": Answer.level(3), "q2": Answer.level(4)}


def test_lines_are_counted_from_the_one_that_names_the_separator() -> None:
    assert problems("sep=;", *ROWS, "Ale;b;strateg;q9;0")[0].lines == (5,)


@pytest.mark.parametrize("role", QUESTIONNAIRE.role_groups, ids=lambda role: role.id)
def test_a_role_group_goes_by_its_id_or_its_name_in_any_case(role: RoleGroup) -> None:
    for spelling in (role.id, role.id.upper(), role.name, role.name.upper(), role.name.replace(" ", "_")):
        assert read(ROWS[0], f"Ale;a;{spelling};q1;0")["Ale"].respondents[0].role_group == role.id


@pytest.mark.parametrize(
    ("spelling", "answer"),
    [
        *((word, DONT_KNOW) for word in ("vet_ej", "Vet_ej", "VET EJ", "vet-ej", "Vet ej")),
        *((word, NOT_APPLICABLE) for word in ("ej_tillampligt", "ej_tillämpligt", "Ej tillämpligt", "EJ-TILLÄMPLIGT")),
    ],
)
def test_answers_that_are_no_levels_are_spelled_in_many_ways(spelling: str, answer: Answer) -> None:
    assert read(ROWS[0], f"Ale;a;strateg;q1;{spelling}")["Ale"].respondents[0].answers == {"q1": answer}


@pytest.mark.parametrize("kind", ["agreed", "Agreed", "enat", "ENAT SVAR", "enad"])
def test_an_agreed_answer_needs_neither_respondent_nor_role_group(kind: str) -> None:
    answers = read(HEADER, f"Ale;;;q1;4;{kind}", f"Ale;mötet;alla;q3;Ej tillämpligt;{kind}")["Ale"]

    assert answers == AssessmentAnswers(agreed={"q1": Answer.level(5), "q3": NOT_APPLICABLE})


def test_a_file_of_agreed_answers_has_no_columns_for_people() -> None:
    assert read("kommun;fråga;värde;slag", "Ale;q1;1;enat")["Ale"].agreed == {"q1": Answer.level(2)}


@pytest.mark.parametrize("kind", ["", "single", "Enskilt", "enskilt svar"])
def test_single_and_agreed_answers_stand_side_by_side(kind: str) -> None:
    answers = read(HEADER, f"Ale;a;strateg;q1;0;{kind}", "Ale;;;q1;4;agreed", f"Ale;b;strateg;q1;1;{kind}")["Ale"]

    assert [respondent.answers["q1"] for respondent in answers.respondents] == [Answer.level(1), Answer.level(2)]
    assert answers.agreed == {"q1": Answer.level(5)}


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("Ale;;;q1;vet ej;agreed", "Ett enat svar kan inte vara vet_ej"),
        ("Ale;;;q2;ej tillämpligt;agreed", "q2 kan inte besvaras med ej_tillampligt"),
        ("Ale;;;q1;9;agreed", "Värdet ”9” finns inte"),
        ("Ale;;;q9;1;agreed", "Frågan ”q9” finns inte"),
        (";;;q1;1;agreed", "Fält saknas: assessment."),
        ("Ale;;;q1;1;single", "Fält saknas: respondent, role_group."),
        ("Ale;a;strateg;q1;1;preliminärt", "Slaget ”preliminärt” finns inte. Skriv single (enskilt svar) eller agreed"),
        ("Ale;;;q3;1;enat", "Ett enat svar finns redan på frågan q3 på rad 2"),
        ("Ale;a;strateg;q1;1;;;x", "Raden har 8 fält men rubrikraden 6"),
    ],
)
def test_a_faulty_row_of_a_file_with_kinds_is_told(row: str, error: str) -> None:
    (problem,) = problems(HEADER, "Ale;;;q3;1;enat", row)

    assert problem.lines == (3,)
    assert error in problem.message


def test_words_under_no_heading_are_told() -> None:
    (problem,) = problems(ROWS[0].replace(";", ";;", 1), "Ale;?;a;strateg;q1;2")

    assert (problem.lines, problem.message.split(".")[0]) == ((2,), "Raden har innehåll i en kolumn utan rubrik")


@pytest.mark.parametrize(
    ("count", "place"),
    [(1, "rad 2"), (2, "rad 2 och 3"), (3, "rad 2, 3 och 4"), (4, "rad 2, 3, 4 och 1 till")],
)
def test_the_same_fault_is_told_once_with_its_first_lines(count: int, place: str) -> None:
    (problem,) = problems(ROWS[0], *[f"Ale;{number};strateg;q1;9" for number in range(count)])

    assert problem.place == place


def test_rows_sent_twice_are_told_once() -> None:
    (problem,) = problems(*ROWS, *ROWS[1:])

    assert problem.lines == (4, 5)
    assert problem.message.startswith("Samma svarande har redan svarat på samma fråga på en tidigare rad.")
