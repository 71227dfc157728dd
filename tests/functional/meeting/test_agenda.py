"""The agenda of ninety minutes and the list of those where people agree, all without JavaScript."""

import pytest

from tests.functional.meeting.test_meeting import MEETING, settle, standing
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    LILLA_EDET,
    LILLA_EDET_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

ACCEPTING = f"{MEETING}/eniga"
PROPOSALS = 38
"""So many of Kungsbacka's 59 questions have answers that lie together around a level."""


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    return visit(KUNGSBACKA_COORDINATOR)


def boxes(page: Page) -> list[str]:
    """The questions of the list that can still be ticked."""
    return [name.removeprefix("godta.") for name in page.forms[-1].options if name.startswith("godta.")]


def accept(visitor: Visitor, page: Page, status: int = 200, **fields: str) -> Page:
    return visitor.fill(page.forms[-1], fields, status)


def test_the_agenda_fits_ninety_minutes_has_the_most_disputed_first_and_says_what_does_not_fit(
    coordinator: Visitor,
) -> None:
    page = coordinator.get(MEETING)
    minutes = [text_of(item) for item in page.by_class("agenda-minutes")]
    assert minutes == ["5 min", "10 min", "63 min", "10 min"]
    assert "88 av 90 minuter" in page.text
    assert "38 frågor där svaren ligger nära varandra." in page.text
    assert "8 frågor hinns inte med." in page.text
    questions = [text_of(item) for item in page.by_class("agenda-question")]
    assert len(questions) == 13 + 8
    assert (
        questions[0] == "Realt Vilken överblick har ni över vad byggnader, fordon och anläggningar betyder för målen?"
    )
    assert page.links["Börja: godta där ni är eniga"] == ACCEPTING
    assert "3. Frågor att tala om (63 min)" in page.text
    [mail] = [
        url for url in page.links.values() if url.startswith("mailto:?subject=Gemensamt%20m%C3%B6te%20Kungsbacka")
    ]
    assert "svaren%20skiljer" not in mail


def test_one_act_settles_what_is_ticked_and_what_is_left_out_is_talked_about(coordinator: Visitor) -> None:
    page = coordinator.get(ACCEPTING)
    assert len(boxes(page)) == PROPOSALS
    left_out, other = boxes(page)[0], boxes(page)[1]
    form = page.forms[-1]
    sent = {name: value for name, value in form.values.items() if name != f"godta.{left_out}"}
    coordinator.post(ACCEPTING, sent | {"reason": "Vi är eniga."})
    after = coordinator.get(ACCEPTING)
    assert f"{PROPOSALS - 1} av {PROPOSALS} frågor är avgjorda." in after.text
    assert f"godta.{left_out}" not in after.forms[-1].values  # not ticked: somebody wanted to talk about it
    assert after.links["Till nästa fråga på dagordningen"].startswith(MEETING)
    capital = other.partition("-")[0]
    alone = coordinator.get(f"{MEETING}/{capital}/{other}")
    assert standing(alone, other).startswith("Ni enades om")
    assert "Vi är eniga." in alone.text
    back = settle(coordinator, alone, other, "oppen")
    assert standing(back, other).startswith("Inte bestämt än")
    agenda = coordinator.get(MEETING)
    assert len(agenda.by_class("agenda-question")) == 13 + 2 + 8


def test_what_somebody_settled_meanwhile_stays_and_is_told(visit: NewVisitor, coordinator: Visitor) -> None:
    page = coordinator.get(ACCEPTING)
    question = boxes(page)[0]
    capital = question.partition("-")[0]
    other = visit(KUNGSBACKA_COORDINATOR)
    settle(other, other.get(f"{MEETING}/{capital}/{question}"), question, "enades_inte", comment="Olika.")
    done = accept(coordinator, page)
    notice = text_of(done.by_class("notice-warning")[0])
    assert f"{PROPOSALS - 1} frågor godtogs. 1 fråga stod kvar som någon annan hade bestämt:" in notice
    assert "Ni enades inte." in notice
    alone = coordinator.get(f"{MEETING}/{capital}/{question}")
    assert standing(alone, question).startswith("Ni enades inte")
    again = accept(coordinator, page)  # the same sent twice changes nothing
    assert "1 fråga stod kvar" in again.text
    assert "godtogs" not in text_of(again.by_class("notice-warning")[0])


def test_nothing_ticked_and_a_reason_too_long_are_told_and_keep_what_was_typed(coordinator: Visitor) -> None:
    page = coordinator.get(ACCEPTING)
    nothing = coordinator.post(ACCEPTING, {"reason": "Mitt skäl."}, 422)
    assert "Kryssa i minst en fråga" in text_of(nothing.by_id("fel"))
    assert "Mitt skäl." in nothing.text
    question = boxes(page)[0]
    position = page.forms[-1].values[f"godta.{question}"]
    too_long = coordinator.post(ACCEPTING, {f"godta.{question}": position, "reason": "a" * 2_001}, 422)
    assert "Texten är 1 tecken för lång" in text_of(too_long.by_id("fel"))
    assert [name for name in too_long.forms[-1].values if name.startswith("godta.")] == [f"godta.{question}"]
    assert coordinator.get(MEETING).table[1] == ["Politiskt kapital", "0 av 8", "0", "0", "8"]


def test_the_whole_agenda_leads_from_question_to_question_to_its_end(coordinator: Visitor) -> None:
    accept(coordinator, coordinator.get(ACCEPTING))
    page = coordinator.get(coordinator.get(MEETING).links["Till nästa fråga på dagordningen"])
    seen = []
    while "Avsluta dagordningen" not in page.links:
        question = page.address.rpartition("/")[2]
        seen.append(question)
        settle(coordinator, page, question, "parkerad" if len(seen) == 2 else "3")
        page = coordinator.get(page.address)
        [onward] = [
            url for label, url in page.links.items() if label.startswith("Nästa ") or label == "Avsluta dagordningen"
        ]
        page = coordinator.get(onward)
    question = page.address.rpartition("/")[2]
    assert len(seen) == 13
    assert question == seen[1]  # what was parked comes last
    settle(coordinator, page, question, "3")
    end = coordinator.get(page.links["Avsluta dagordningen"])
    assert "Dagordningen är klar. 51 av 59 frågor är avgjorda." in end.text


def test_where_too_few_have_answered_nothing_is_proposed_and_the_agenda_says_what_is_left(visit: NewVisitor) -> None:
    coordinator = visit(LILLA_EDET_COORDINATOR)
    page = coordinator.get(f"{LILLA_EDET}/moten")
    assert "Godta där ni är eniga" not in page.text
    assert [text_of(item) for item in page.by_class("agenda-minutes")] == ["5 min", "75 min", "10 min"]
    assert "34 frågor hinns inte med. Där för få har svarat blir det inget resultat förrän ni enas" in page.text
    assert "Här finns inget att godta." in coordinator.get(f"{LILLA_EDET}/moten/eniga").text


def test_a_locked_meeting_shows_what_was_agreed_with_its_reasons_and_nothing_to_press(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    page = coordinator.get(f"{HARRYDA}/moten")
    assert len(page.by_class("settled-words")) == 59
    assert text_of(page.by_class("settled-words")[0]) == "2 Delvis på plats"
    assert page.by_class("settled-reason")
    for address in ("", "/eniga", "/politiskt", "/politiskt/politiskt-langsiktiga-mal"):
        assert [form.action for form in coordinator.get(f"{HARRYDA}/moten{address}").forms] == ["/logga-ut"]
    refusal = coordinator.post(f"{HARRYDA}/moten/eniga", {"godta.politiskt-partistod": "3"}, 409)
    assert "Resultatet är fastställt och låst." in refusal.text


def test_a_reader_sees_the_agenda_and_the_list_and_the_region_neither(visit: NewVisitor) -> None:
    reader = visit(KUNGSBACKA_READER)
    for address in (MEETING, ACCEPTING):
        assert [form.action for form in reader.get(address).forms] == ["/logga-ut"]
        assert "Din roll ger inte rätt" in visit(REGION_COORDINATOR).get(address, 403).text
    assert "Öppna som mejl" not in reader.get(MEETING).links
    assert "Din roll ger inte rätt" in reader.post(ACCEPTING, {"godta.politiskt-partistod": "3"}, 409).text
