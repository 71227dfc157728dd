"""The file of single answers: read whole, or refused with every error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.submission.submission import read_submission
from app.assessment.submission.submission_problems import SubmissionError
from tests.unit.builders import a_capital, a_question, a_questionnaire

QUESTIONNAIRE = a_questionnaire(
    a_capital(
        "politiskt",
        [
            a_question("q1"),
            a_question("q2", may_not_know=False, may_not_apply=False),
            a_question("q3", meant_for=["fortroendevald"]),
        ],
        has_direction=True,
    ),
    scale=["0", "1", "2.5", "3", "4"],
)
HEADER = "assessment,respondent,role_group,question,value\n"


def read(
    *rows: str, header: str = HEADER, questionnaire: Questionnaire = QUESTIONNAIRE
) -> dict[str, AssessmentAnswers]:
    return read_submission(header + "".join(f"{row}\n" for row in rows), questionnaire)


def choices(submission: dict[str, AssessmentAnswers]) -> dict[str, dict[str, tuple[str, dict[str, Answer]]]]:
    """Assessment -> respondent -> role group and answers."""
    return {
        assessment: {
            respondent.respondent: (respondent.role_group, dict(respondent.answers))
            for respondent in answers.respondents
        }
        for assessment, answers in submission.items()
    }


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(SubmissionError) as error:
        read_submission(text, QUESTIONNAIRE)
    return [(problem.lines[0], problem.message) for problem in error.value.problems]


def row_problems(*rows: str) -> list[tuple[int, str]]:
    return problems(HEADER + "".join(f"{row}\n" for row in rows))


ONE = {"1440": {"a": ("strateg", {"q1": Answer.level(3)})}}


def test_rows_are_gathered_per_assessment_and_respondent() -> None:
    submission = read(
        "1440,a,strateg,q1,0",
        "1401,a,fortroendevald,q3,4",
        "1440,b,ledning,q1,vet_ej",
        "1440,a,strateg,q2,1",
        "1440,b,ledning,politiskt-unity,ej_tillampligt",
    )

    assert choices(submission) == {
        "1440": {
            "a": ("strateg", {"q1": Answer.level(1), "q2": Answer.level(2)}),
            "b": ("ledning", {"q1": DONT_KNOW, "politiskt-unity": NOT_APPLICABLE}),
        },
        "1401": {"a": ("fortroendevald", {"q3": Answer.level(5)})},
    }


def test_single_answers_are_never_taken_for_agreed_ones() -> None:
    assert read("1440,a,strateg,q1,0")["1440"].agreed == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + "1440,a,strateg,q1,2.5\n", id="comma and decimal point"),
        pytest.param(HEADER + '1440,a,strateg,q1,"2,5"', id="decimal comma in quotes, no end of line"),
        pytest.param(HEADER.replace(",", ";") + "1440;a;strateg;q1;2,5\n", id="semicolon and decimal comma"),
        pytest.param("\ufeff" + HEADER + "1440,a,strateg,q1,2.50\n", id="byte order mark and a further zero"),
        pytest.param((HEADER + "1440,a,strateg,q1,2.5\n").replace("\n", "\r\n"), id="CRLF"),
        pytest.param((HEADER + "1440,a,strateg,q1,2.5\n").replace("\n", "\r"), id="CR alone"),
        pytest.param("\n" + HEADER + "\n  \n,,,,\n1440,a,strateg,q1,2.5\n\n", id="blank lines"),
        pytest.param(
            '"assessment","respondent","role_group","question","value"\n"1440","a","strateg","q1","2.5"', id="q"
        ),
        pytest.param("value,question,role_group,respondent,assessment\n2.5,q1,strateg,a,1440\n", id="any order"),
        pytest.param(" Assessment , respondent,ROLE_GROUP,question,value\n 1440 ,a, strateg,q1 , 2.5\n", id="space"),
    ],
)
def test_the_usual_kinds_of_csv_are_read_alike(text: str) -> None:
    assert choices(read_submission(text, QUESTIONNAIRE)) == ONE


def test_quoted_fields_may_hold_separators_and_quotes() -> None:
    assert list(read('"Ale, ""Ale""",a,strateg,q1,0')) == ['Ale, "Ale"']


def test_a_respondents_id_holds_within_its_assessment() -> None:
    submission = read("1440,a,strateg,q1,0", "1401,a,ledning,q1,1")

    assert [answers.respondents[0].role_group for answers in submission.values()] == ["strateg", "ledning"]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", " \r\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    ((line, message),) = problems(text)

    assert line == 1
    assert "Filen är tom" in message


def test_a_file_of_headings_alone_is_refused() -> None:
    assert "inga svar" in problems(HEADER)[0][1]


@pytest.mark.parametrize(
    ("header", "errors"),
    [
        ("assessment,respondent,question,value", ["Kolumnen role_group saknas"]),
        ("respondent,role_group,value", ["Kolumnerna assessment och question saknas"]),
        ("assessment,respondent,role_group,question,value,namn", ["Kolumnen ”namn” ska inte vara med"]),
        (
            "assessment,respondent,role_group,question,value,a,b,c,d,e",
            ["Kolumnerna ”a”, ”b”, ”c” och 2 till ska inte vara med"],
        ),
        ("assessment,respondent,role_group,question,value,value", ["Kolumnen value finns två gånger"]),
    ],
)
def test_columns_are_those_named_and_no_others(header: str, errors: list[str]) -> None:
    faults = problems(f"{header}\n1440,a,strateg,q1,0,x\n")

    assert [(line, message.split(".")[0]) for line, message in faults] == [(1, error) for error in errors]


def test_a_file_without_headings_is_refused() -> None:
    line, message = problems("1440,a,strateg,q1,0\n")[0]

    assert line == 1
    assert message.startswith("Kolumnerna assessment, respondent, role_group och 2 till saknas.")


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("1440,a,strateg,q9,0", "Frågan ”q9” finns inte"),
        ("1440,a,praktikant,q1,0", "Rollgruppen ”praktikant” finns inte"),
        ("1440,a,strateg,q1,2", "Värdet ”2” finns inte på skalan. Ange en nivå (0, 1, 2,5, 3, 4)"),
        ("1440,a,strateg,q1,-1", "Värdet ”-1”"),
        ("1440,a,strateg,q1,nan", "Värdet ”nan”"),
        ("1440,a,strateg,q1,1e0", "Värdet ”1e0”"),
        ("1440,a,strateg,q1,1_0", "Värdet ”1_0”"),
        ("1440,a,strateg,q1,١", "Värdet ”١”"),
        ("1440,a,strateg,q1,vet inte", "Värdet ”vet inte”"),
        (f"1440,a,strateg,q1,{'9' * 900}", f"Värdet ”{'9' * 40}…”"),
        (f"1440,a,strateg,q1,{'9' * 1001}", "Ett fält har fler än 1000 tecken"),
        (f"1440,a,strateg,q1,{'9' * 200_000}", "Ett fält har fler än 1000 tecken"),
        ("1440,a,strateg,q1,\x1b[31m", "Värdet ”\N{REPLACEMENT CHARACTER}[31m”"),
        ("1440,a,strateg,q2,vet_ej", "q2 kan inte besvaras med vet_ej"),
        ("1440,a,strateg,q2,ej_tillampligt", "q2 kan inte besvaras med ej_tillampligt"),
        ("1440,a,strateg,q3,0", "q3 ställs inte till rollgruppen strateg"),
        ("1440,a,strateg,q1,", "Fält saknas: value"),
        (",,strateg,q1,0", "Fält saknas: assessment, respondent"),
        ("1440,a,strateg,q1", "Raden har 4 fält men rubrikraden 5"),
        ("1440,a,strateg,q1,0,1", "Raden har 6 fält men rubrikraden 5"),
        ("1440,a\x00,strateg,q1,0", "nolltecken"),
        ('1440,"a"b,strateg,q1,0', "Raden går inte att läsa"),
        ('1440,"a,strateg,q1,0', "Raden går inte att läsa"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_reason(row: str, error: str) -> None:
    ((line, message),) = row_problems("1440,b,strateg,q1,0", row)

    assert line == 3
    assert error in message


def test_the_same_question_twice_from_the_same_respondent_is_refused() -> None:
    ((line, message),) = row_problems("1440,a,strateg,q1,0", "1401,a,strateg,q1,0", "1440,a,strateg,q1,0")

    assert line == 4
    assert "på rad 2" in message


def test_a_respondent_with_two_roles_is_refused() -> None:
    ((line, message),) = row_problems("1440,a,strateg,q1,0", "1440,b,ledning,q1,0", "1440,a,ledning,q2,0")

    assert line == 4
    assert "rollgruppen strateg på rad 2 men ledning här" in message


def test_every_fault_is_told_at_once_in_the_order_of_lines() -> None:
    faults = row_problems("1440,a,strateg,q9,0", "1440,a,strateg,q1,0", "1440,b,x,q1,7", "1440,c,strateg,q2,vet_ej")

    assert [line for line, _ in faults] == [2, 4, 4, 5]


def test_a_line_is_counted_in_the_file_also_after_blank_lines_and_fields_over_two_lines() -> None:
    faults = row_problems("", '1440,"a\nb",strateg,q1,0', "1440,c,strateg,q9,0")

    assert [line for line, _ in faults] == [5]


def test_a_quote_that_is_never_closed_is_told_on_the_line_where_it_opens() -> None:
    faults = row_problems("1440,a,strateg,q1,0", '1440,"b,strateg,q1,0', "1440,c,strateg,q1,0")

    assert [line for line, _ in faults] == [3]


def test_the_fault_says_itself_in_words() -> None:
    with pytest.raises(SubmissionError, match=r"rad 2: Frågan ”q9” finns inte"):
        read("1440,a,strateg,q9,0")


rows = st.lists(
    st.tuples(
        st.sampled_from(["1440", "1401"]),
        st.sampled_from("abc"),
        st.sampled_from(["q1", "q2"]),
        st.sampled_from("0134"),
    ),
    min_size=1,
    unique_by=lambda row: row[:3],
)


@given(rows, st.data())
def test_the_order_of_rows_does_not_matter(sample: list[tuple[str, str, str, str]], data: st.DataObject) -> None:
    shuffle = data.draw(st.permutations(sample))

    def lines(of: list[tuple[str, str, str, str]]) -> list[str]:
        return [f"{assessment},{who},strateg,{question},{value}" for assessment, who, question, value in of]

    assert choices(read(*lines(shuffle))) == choices(read(*lines(sample)))


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_under_the_headings_is_read_or_refused_in_words(text: str) -> None:
    def outcome() -> list[object]:
        try:
            return [answers.respondents for answers in read_submission(HEADER + text, QUESTIONNAIRE).values()]
        except SubmissionError as refused:
            return [problem.message for problem in refused.problems]

    assert all(outcome())
    assert outcome()
