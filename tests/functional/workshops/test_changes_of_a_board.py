"""What a page that follows a board fetches: the lists that have changed, and nothing of what its reader must not see."""

import re

import pytest

from tests.functional.support.people import HARRYDA_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import RunningWorkshop, press_on, put_up, running

FIRST, SECOND = "Utbilda alla chefer", "Chefer behöver kunskap"


@pytest.fixture
def workshop(visit: NewVisitor) -> RunningWorkshop:
    return running(visit(HARRYDA_COORDINATOR))


def changes(visitor: Visitor, workshop: RunningWorkshop, since: int = 0) -> str:
    return visitor.fetch("GET", f"{workshop.board()}/lappar?efter={since}").text


def version_of(fragment: str) -> int:
    match = re.search(r'data-version="(\d+)"', fragment)
    assert match is not None
    return int(match[1])


def test_a_fragment_has_only_the_columns_that_have_changed(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", FIRST)
    whole = person.fetch("GET", f"{workshop.board()}/lappar?efter=0").text
    match = re.search(r'data-version="(\d+)"', whole)
    assert match is not None
    assert FIRST in whole
    put_up(person, workshop.board(), "regionen", SECOND)
    later = person.fetch("GET", f"{workshop.board()}/lappar?efter={match[1]}").text
    assert (FIRST in later, SECOND in later) == (False, True)
    assert "<html" not in later


def test_a_note_that_a_script_puts_up_is_answered_with_what_has_changed_alone(
    workshop: RunningWorkshop, visit: NewVisitor
) -> None:
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", FIRST)
    known = version_of(changes(person, workshop))
    fields = {"fraga": "regionen", "text-regionen": SECOND, "efter": str(known)}
    answer = person.fetch("POST", workshop.board(), fields)
    assert answer.headers["location"] == f"{workshop.board()}/lappar?efter={known}"
    news = person.fetch("GET", answer.headers["location"]).text
    assert (FIRST in news, SECOND in news, "<html" in news) == (False, True, False)
    assert version_of(news) > known


def test_the_changes_hide_what_the_board_hides(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    """Each asks in turn, so that nothing of one reader's answer can be another's."""
    writer, other, leader = workshop.join(visit), workshop.join(visit), workshop.leader
    put_up(writer, workshop.board(), "starka", FIRST)
    put_up(other, workshop.board(), "starka", SECOND)
    for _ in range(2):
        answers = [changes(reader, workshop) for reader in (writer, other, leader)]
        assert [(FIRST in text, SECOND in text) for text in answers] == [(True, False), (False, True), (False, False)]
    workshop.go_to(4)
    press_on(writer, workshop.board(), FIRST, "prick")
    for _ in range(2):
        own, others = changes(writer, workshop), changes(other, workshop)
        assert ("Du har satt 1 här" in own, "Du har satt 1 här" in others) == (True, False)
        assert "note-dots" not in others
        assert ("2 prickar kvar" in own.replace("\u00a0", " "), "3 prickar kvar" in others.replace("\u00a0", " ")) == (
            True,
            True,
        )
