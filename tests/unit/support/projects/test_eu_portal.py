"""Reading the search of the EU's portal: what becomes a call, and that nothing of markup or odd shapes gets through."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.support.projects.eu_portal import PAGE_SIZE, read_page
from app.support.projects.source_call import UnreadableAnswerError

ANSWER = (Path(__file__).parents[3] / "data" / "eu_portal" / "search.json").read_bytes()
TODAY = date(2026, 11, 30)
TOPICS = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/"


def test_what_can_still_be_applied_for_becomes_a_call_with_its_next_last_day() -> None:
    first, second, again = read_page(ANSWER, 1, TODAY).calls
    assert (first.source_id, second.source_id, again.source_id) == (
        "LIFE-2027-CET-LOCAL",
        "HORIZON-MISS-2027-CIT-01",
        "LIFE-2027-CET-LOCAL",
    )
    call = first.call
    assert (call.funder, call.title) == ("Europeiska unionen", "Helping local authorities to transform")
    assert call.link == TOPICS + "LIFE-2027-CET-LOCAL"
    assert (call.opens_on, call.last_day) == (date(2026, 10, 15), date(2027, 2, 10))
    assert call.comment == "For municipalities & regions."
    assert call.applicants == ""


def test_markup_and_links_of_the_answer_stay_outside() -> None:
    _, second, _ = (each.call for each in read_page(ANSWER, 1, TODAY).calls)
    assert second.title == "Cities mission"
    assert second.comment == "Climate-neutral cities"
    assert second.link == TOPICS + "HORIZON-MISS-2027-CIT-01"
    assert second.opens_on is None  # told as after the last day


def test_the_last_day_is_part_of_it() -> None:
    assert len(read_page(ANSWER, 1, date(2027, 9, 16)).calls) == 1
    assert read_page(ANSWER, 1, date(2027, 9, 17)).calls == ()


def test_pages_are_asked_for_until_there_are_no_more() -> None:
    whole = json.loads(ANSWER)
    more = json.dumps(whole | {"totalResults": PAGE_SIZE + 1}).encode()
    assert [read_page(more, page, TODAY).is_last for page in (1, 2)] == [False, True]
    assert read_page(json.dumps(whole | {"results": []}).encode(), 1, TODAY).is_last


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"null", b'{"type": "throwable", "message": "x"}', b'{"results": {}}', b"[" * 100_000],
)
def test_an_answer_of_another_shape_is_refused(answer: bytes) -> None:
    with pytest.raises(UnreadableAnswerError):
        read_page(answer, 1, TODAY)
