"""What can be entered for a question: links as people paste them, and which fields of a invalid entry are kept."""

import pytest

from app.assessment.answering.answers import Answer
from app.assessment.answering.entry import COMMENT_MAX, LINK_MAX, Entry, RawEntry, read_entry, whole_number
from tests.unit.builders import a_question

QUESTION = a_question()


def link_of(text: str) -> str:
    reading = read_entry(QUESTION, RawEntry("", "", text))
    assert reading.errors == ()
    return reading.entry.evidence_url


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://ale.se/beslut", "https://ale.se/beslut"),
        ("  https://ale.se/beslut\n", "https://ale.se/beslut"),
        ("\ufeffhttps://ale.se/\u200bbeslut\u00a0", "https://ale.se/beslut"),
        ("HTTPS://Ale.se/Beslut", "HTTPS://Ale.se/Beslut"),
        ("http://ale.se", "http://ale.se"),
        ("www.ale.se", "https://www.ale.se"),
        (" WWW.ale.se/beslut?id=1", "https://WWW.ale.se/beslut?id=1"),
        ("https://ale.se/Delade dokument/Beslut  7.pdf", "https://ale.se/Delade%20dokument/Beslut%20%207.pdf"),
        ("www.ale.se/a b\u00a0c", "https://www.ale.se/a%20b%20c"),
        ("https://ale.se/redan%20kodad", "https://ale.se/redan%20kodad"),
        ("https://åmål.se/kommunstyrelsen å ä ö", "https://åmål.se/kommunstyrelsen%20å%20ä%20ö"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_link_is_taken_as_people_paste_it(text: str, link: str) -> None:
    assert link_of(text) == link
    assert link_of(link) == link


def test_a_link_of_the_longest_length_is_taken_to_the_letter() -> None:
    longest = "https://ale.se/".ljust(LINK_MAX, "a")
    assert link_of(longest) == longest
    assert LINK_MAX == 2_000


@pytest.mark.parametrize(
    "text",
    [
        "beslutet",
        "ale.se",
        "https://",
        "https:// ale.se",
        "https://a.se/x\ny",
        "https://a.se/\x00",
        "https://.",
        "ftp://a.se",
    ],
)
def test_what_is_no_link_is_a_fault_of_the_link_alone(text: str) -> None:
    reading = read_entry(QUESTION, RawEntry("2", "Se beslutet", text))
    assert [error.field for error in reading.errors] == ["evidence_url"]
    assert reading.entry == Entry(Answer.level(2), "Se beslutet")


def test_a_link_too_long_is_told_by_how_much_spaces_counted_as_they_are_written() -> None:
    link = "https://ale.se/ ".ljust(LINK_MAX, "a")  # one space becomes three characters: two too many
    (error,) = read_entry(QUESTION, RawEntry("", "", link)).errors
    assert error.message.startswith("Länken är 2 tecken för lång.")


def test_over_what_is_stored_only_the_faulty_fields_stay_as_they_were() -> None:
    entry = Entry(Answer.level(1), "Förut", "https://ale.se/1")
    reading = read_entry(QUESTION, RawEntry("9", "å" * (COMMENT_MAX + 1), "www.ale.se/2"))
    assert reading.over(entry) == Entry(Answer.level(1), "Förut", "https://www.ale.se/2")
    assert read_entry(QUESTION, RawEntry("", "", "")).over(entry) == Entry(None)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_a_whole_number_is_read_from_its_figures(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " 1", "1 000", "-1", "1,5", "1e3", "²", "٣", "1" * 10])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text) == 0
