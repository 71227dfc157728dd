"""Reading Vinnova's open data: what becomes a call, and that nothing of markup, persons or odd shapes gets through."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.support.projects.source_call import UnreadableAnswerError, plain_text
from app.support.projects.texts import TEXT_MAX, TITLE_MAX
from app.support.projects.vinnova import address, read_rounds

ANSWER = (Path(__file__).parents[3] / "data" / "vinnova" / "ansokningsomgangar.json").read_bytes()
TODAY = date(2026, 11, 30)


def test_what_is_public_and_can_still_be_applied_to_becomes_a_call() -> None:
    first, second = read_rounds(ANSWER, TODAY)
    assert (first.source_id, second.source_id) == ("2026-01001", "2026-01005")
    call = first.call
    assert (call.funder, call.title, call.link) == (
        "Vinnova",
        "Gemensamma förmågor i kommuner",
        "https://ansok.vinnova.se/utlysning/1001",
    )
    assert (call.opens_on, call.last_day) == (date(2026, 10, 2), date(2027, 1, 13))
    assert call.comment == "Ni kan söka 2 miljoner . Minst tre parter."
    assert call.applicants == ""


def test_markup_unsafe_links_and_persons_stay_outside() -> None:
    _, call = (each.call for each in read_rounds(ANSWER, TODAY))
    assert call.title == "Klimat & kommun"
    assert call.comment == "Text ur beskrivningen"
    assert call.link == "https://www.vinnova.se/sok/?q=2026-01005"
    assert call.opens_on is None
    assert "Person" not in repr(read_rounds(ANSWER, TODAY))


def test_the_last_day_is_part_of_it() -> None:
    assert len(read_rounds(ANSWER, date(2026, 12, 15))) == 2
    assert len(read_rounds(ANSWER, date(2026, 12, 16))) == 1


@pytest.mark.parametrize("answer", [b"", b"<html>", b'{"fel": 1}', b"\xff\xfe", b"null", b"[" * 100_000])
def test_an_answer_of_another_shape_is_refused(answer: bytes) -> None:
    with pytest.raises(UnreadableAnswerError):
        read_rounds(answer, TODAY)


def test_a_round_whose_number_cannot_be_stored_is_left_out() -> None:
    rounds = json.loads(ANSWER)
    rounds[0] |= {"Diarienummer": "2026\x0001001"}
    assert [call.source_id for call in read_rounds(json.dumps(rounds).encode(), TODAY)] == ["2026-01005"]


def test_a_text_is_cut_between_words() -> None:
    assert plain_text("ord " * 100, 20) == "ord ord ord ord…"
    whole = json.loads(ANSWER)[0] | {"Titel": "a" * 500, "Beskrivning": "ord " * 5_000, "WebTextLista": []}
    (call,) = read_rounds(json.dumps([whole]).encode(), TODAY)
    assert len(call.call.title) <= TITLE_MAX
    assert len(call.call.comment) <= TEXT_MAX


def test_the_address_is_encrypted_and_names_the_day() -> None:
    assert address(date(2026, 10, 1)) == "https://data.vinnova.se/api/ansokningsomgangar/2026-10-01"
