"""Reading the fields of a question from a form."""

import pytest

from app.assessment.answering.entry import RawEntry
from app.web.shell.http.forms import entries_of, raw_entry, version_of
from tests.unit.builders import a_question


def test_a_questions_fields_are_found_by_its_id() -> None:
    fields = {"q1.choice": "3", "q1.comment": "Så.", "q1.evidence": "https://a.se", "q2.choice": "1"}
    assert raw_entry(fields, "q1") == RawEntry("3", "Så.", "https://a.se")
    assert raw_entry(fields, "q2") == RawEntry("1", "", "")


def test_fields_that_did_not_come_are_empty() -> None:
    assert raw_entry({}, "q1") == RawEntry("", "", "")


@pytest.mark.parametrize(("text", "version"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_version_is_a_whole_number(text: str, version: int) -> None:
    assert version_of({"q1.version": text}, "q1") == version


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "1e3", "0x1", "²", "٣", "1" * 10, "1" * 5_000, "null"])
def test_a_version_that_is_no_number_is_that_of_nothing_saved(text: str) -> None:
    assert version_of({"q1.version": text}, "q1") == 0


def test_a_missing_version_is_that_of_nothing_saved() -> None:
    assert version_of({"q2.version": "4"}, "q1") == 0


def test_a_page_has_an_entry_for_every_question_that_is_asked_and_for_no_other() -> None:
    fields = {"q1.choice": "3", "q1.version": "2", "q3.choice": "5"}
    entries = entries_of(fields, [a_question("q1"), a_question("q2")])
    assert entries == {"q1": (RawEntry("3", "", ""), 2), "q2": (RawEntry("", "", ""), 0)}
