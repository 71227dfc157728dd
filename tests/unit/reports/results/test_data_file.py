import csv
import io
from dataclasses import replace

import pytest

from app.reports.results.data_file import escape_formula, profile_csv
from tests.unit.reports.results.test_content import FINDINGS, PROFILE, QUESTIONNAIRE, SUBJECT, content, divided
from tests.unit.reports.support import samples


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_the_csv_has_each_capital_followed_by_its_questions() -> None:
    data_rows = rows(profile_csv(content()))
    expected = [
        identifier
        for capital in QUESTIONNAIRE.capitals
        for identifier in ("", *(question.id for question in capital.questions))
    ]
    assert [row["question_id"] for row in data_rows] == expected


def test_numbers_have_a_decimal_point_and_at_most_four_decimals() -> None:
    first, second = rows(profile_csv(content()))[0], rows(profile_csv(content()))[2]
    assert (first["index"], first["level_position"], first["coverage"]) == ("2", "2", "1")
    assert second["index"] == "2.6667"


def test_a_capital_without_score_is_exported_empty_and_never_as_zero() -> None:
    row = next(row for row in rows(profile_csv(content())) if row["capital_id"] == samples.MISSING)
    assert row["status"] == "insufficient"
    assert (row["index"], row["level_position"], row["interval_low"], row["change_on_shared_questions"]) == (
        "",
        "",
        "",
        "",
    )


def test_the_earlier_year_its_index_and_the_trend_stand_in_the_capitals_row() -> None:
    row = rows(profile_csv(content()))[0]
    # As it was settled 1,75; on three of the four questions, which both years share, 2 now and 1,25 then.
    assert (row["earlier_year"], row["earlier_index"]) == ("2025", "1.75")
    assert (row["change_on_shared_questions"], row["trend"]) == ("0.75", "up")
    assert (row["shared_questions"], row["questions"]) == ("3", "4")


def test_every_row_says_whose_it_is_and_whether_it_is_example_data() -> None:
    data_rows = rows(profile_csv(content(replace(SUBJECT, is_example_data=True))))
    assert {(row["municipality_code"], row["year"], row["example_data"]) for row in data_rows} == {
        ("1440", "2026", "yes")
    }


def test_every_row_says_whether_it_is_of_a_trial_round() -> None:
    for is_trial, words in ((True, "yes"), (False, "no")):
        data_rows = rows(profile_csv(content(replace(SUBJECT, is_trial=is_trial))))
        assert {row["trial"] for row in data_rows} == {words}


def test_text_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    original = content()
    header, first, *rest = original.data
    sly = replace(original, data=(header, (*first[:3], "=HYPERLINK(1)", *first[4:]), *rest))
    assert rows(profile_csv(sly))[0]["name"] == "'=HYPERLINK(1)"


def test_negative_numbers_stay_numbers() -> None:
    row = next(row for row in rows(profile_csv(content())) if row["capital_id"] == "relations")
    assert row["change_on_shared_questions"] == "-0.6667"


def test_a_question_they_did_not_agree_on_is_marked_and_keeps_its_index() -> None:
    usual = rows(profile_csv(content()))
    data_rows = rows(profile_csv(content(findings=replace(FINDINGS, profile=divided(PROFILE)))))
    ids = [row["question_id"] for row in data_rows if row["not_united"] == "yes"]
    assert ids == [PROFILE.capitals[0].questions[0].question_id]
    assert {row["not_united"] for row in usual if row["record"] == "question"} == {"no"}
    assert {row["not_united"] for row in usual if row["record"] == "capital"} == {""}
    assert [row["index"] for row in data_rows] == [row["index"] for row in usual]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+46 31", "'+46 31"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        ("\rtext", "'\rtext"),
        # Read with another separator, what follows it would be a cell of its own.
        ("Möte;=1+1", "Möte;'=1+1"),
        ("rad\n=1+1", "rad\n'=1+1"),
        ("-", "-"),
        ("..", ".."),
        ("-0,25", "-0,25"),
        ("2.5", "2.5"),
        ("e-post = bra, +5", "e-post = bra, +5"),
    ],
)
def test_what_begins_a_formula_is_made_harmless_and_marks_and_numbers_stay(text: str, cell: str) -> None:
    assert escape_formula(text) == cell
