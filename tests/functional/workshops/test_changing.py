"""A planned workshop is changed and taken away; of one that runs the title and the question are put in other words."""

import re

import pytest

from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import FOCUS, TITLE, WORKSHOPS, put_up, running

SAVE = "Spara ändringen"


@pytest.fixture
def leader(visit: NewVisitor) -> Visitor:
    return visit(HARRYDA_COORDINATOR)


@pytest.fixture
def planned(leader: Visitor) -> str:
    """Address of a workshop that nobody has begun."""
    form = leader.get(f"{WORKSHOPS}/ny").form("Planera workshopen")
    return leader.fill(form, {"title": TITLE, "focus": FOCUS, "groups.politiskt": "1", "groups.human": "1"}).address


def names_of_groups(page: Page) -> list[str]:
    return [next(card.iter("a")).text or "" for card in page.by_class("group-card")]


def test_everything_of_a_planned_workshop_can_be_changed(leader: Visitor, planned: str) -> None:
    page = leader.get(leader.get(planned).links["Ändra eller ta bort"])
    assert "Ingen har gått med än" in page.text
    form = page.form(SAVE)
    assert (form.values["title"], form.values["groups.human"], form.values["dots"]) == (TITLE, "1", "3")
    changes = {"title": "Ett nytt namn", "focus": "En ny fråga?", "groups.politiskt": "2", "groups.human": "0"}
    page = leader.fill(form, changes | {"dots": "5"})
    assert page.address == planned
    assert ("Ett nytt namn" in page.text, "En ny fråga?" in page.text) == (True, True)
    assert names_of_groups(page) == ["Politiskt kapital, grupp 1", "Politiskt kapital, grupp 2"]
    made = leader.press(page, "Skapa länken och börja")
    link = re.search(r"/workshop/[A-Za-z0-9_-]{22}", made.text)
    assert link is not None
    assert "Politiskt kapital, grupp 2" in leader.get(link[0]).text


def test_what_cannot_be_saved_is_said_and_kept(leader: Visitor, planned: str) -> None:
    form = leader.get(f"{planned}/andra").form(SAVE)
    page = leader.fill(form, {"title": " ", "dots": "0", "groups.politiskt": "0", "groups.human": "0"}, 422)
    for words in ("Skriv vad workshopen heter.", "Skriv ett antal från 1 till 10.", "Välj minst en grupp"):
        assert words in page.text
    assert page.form(SAVE).values["dots"] == "0"
    assert TITLE in leader.get(planned).text


def test_of_two_who_change_it_at_once_nobody_loses_what_she_wrote(
    leader: Visitor, planned: str, visit: NewVisitor
) -> None:
    other = visit(HARRYDA_COORDINATOR)
    forms = [person.get(f"{planned}/andra").form(SAVE) for person in (leader, other)]
    leader.send(forms[0], title="Den första")
    assert leader.send(forms[0], title="Den första").address == planned, "a double click is no conflict"
    page = other.fill(forms[1], {"title": "Den andra", "groups.human": "3"}, 409)
    assert "Någon annan har ändrat workshopen medan du skrev." in page.text
    assert "Den första" in page.text
    form = page.form(SAVE)
    assert (form.values["title"], form.values["groups.human"]) == ("Den andra", "3")
    assert "Den första" in leader.get(planned).text, "nothing was changed"
    assert "Den andra" in other.send(form).text


def test_a_change_that_was_begun_before_the_link_was_made_is_told_that_it_runs(leader: Visitor, planned: str) -> None:
    form = leader.get(f"{planned}/andra").form(SAVE)
    leader.press(leader.get(planned), "Skapa länken och börja")
    page = leader.fill(form, {"title": "För sent", "groups.human": "3"}, 409)
    assert "Workshopen har börjat medan du skrev, så grupper och prickar ligger fast." in page.text
    assert page.form(SAVE).values["title"] == "För sent"
    page = leader.send(page.form(SAVE))
    assert "För sent" in page.text
    assert names_of_groups(page) == ["Politiskt kapital", "Humankapital"]


def test_while_it_runs_title_and_question_are_changed_and_everybody_sees_it(leader: Visitor, visit: NewVisitor) -> None:
    workshop = running(leader)
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", "Utbilda alla chefer")
    version = re.search(r'data-version="(\d+)"', person.get(workshop.board()).response.text)
    assert version is not None
    page = leader.get(leader.get(workshop.url).links["Ändra namn och fråga"])
    assert "De som har gått med är kvar i sina grupper" in page.text
    form = page.form(SAVE)
    assert not any(name.startswith("groups.") or name == "dots" for name in form.values)
    leader.send(form, focus="Hur gör vi det tillsammans?")
    news = person.fetch("GET", f"{workshop.board()}/lappar?efter={version[1]}").text
    assert "Hur gör vi det tillsammans?" in news
    assert "Utbilda alla chefer" not in news, "no list has changed"
    assert "Utbilda alla chefer" in person.get(workshop.board()).text
    fresh = leader.get(f"{workshop.url}/andra").form(SAVE)
    leader.post(fresh.action, fresh.values | {"dots": "9", "groups.human": "4"})
    assert len(names_of_groups(leader.get(workshop.url))) == 3


def test_a_planned_workshop_is_taken_away_once_it_has_been_asked(leader: Visitor, planned: str) -> None:
    page = leader.get(leader.get(f"{planned}/andra").links["Ta bort workshopen"])
    assert "Ingen har gått med och det finns inga lappar." in page.text
    assert TITLE in leader.get(WORKSHOPS).text
    again = page.form("Ta bort workshopen")
    page = leader.send(again)
    assert "Workshopen är borttagen." in page.text
    assert TITLE not in page.text
    leader.get(planned, 404)
    assert "Den kan vara borttagen redan." in leader.send(again, 404).text, "a second click is told so"
    log = leader.get("/gr/kommuner/1401-harryda/logg").text
    assert log.count("togs bort innan den hade börjat.") == 1


def test_what_was_typed_into_one_that_is_taken_away_meanwhile_can_be_copied(leader: Visitor, planned: str) -> None:
    form = leader.get(f"{planned}/andra").form(SAVE)
    leader.post(f"{planned}/ta-bort", {})
    page = leader.send(form, 404, title="Det jag skrev")
    assert "Den kan vara borttagen redan." in page.text
    assert "Det jag skrev" in page.text


def test_what_was_typed_into_one_that_is_closed_meanwhile_can_be_copied(leader: Visitor) -> None:
    workshop = running(leader)
    form = leader.get(f"{workshop.url}/andra").form(SAVE)
    workshop.close()
    page = leader.send(form, 409, title="Det rätta namnet", focus="Den rätta frågan?")
    assert "Någon avslutade den medan du skrev." in page.text
    assert "Det rätta namnet" in page.text
    assert "Den rätta frågan?" in page.text
    assert leader.get(page.links["Till workshopen"]).address == workshop.url
    assert "Det rätta namnet" not in leader.get(workshop.url).text


def test_one_that_has_begun_is_not_taken_away(leader: Visitor) -> None:
    workshop = running(leader)
    assert "Ta bort workshopen" not in leader.get(f"{workshop.url}/andra").text
    assert "Den har börjat." in leader.get(f"{workshop.url}/ta-bort").text
    leader.post(f"{workshop.url}/ta-bort", {}, 409)
    assert TITLE in leader.get(WORKSHOPS).text


def test_one_that_is_closed_is_not_changed(leader: Visitor) -> None:
    closed = running(leader)
    closed.close()
    for address in (f"{closed.url}/andra", f"{closed.url}/ta-bort"):
        leader.get(address, 403)
        leader.post(address, {"title": "Nytt", "focus": "Nytt?"}, 409)


def test_nobody_else_changes_or_removes_it(planned: str, visit: NewVisitor) -> None:
    texts = {"title": "Nytt", "focus": "Nytt?"}
    reader = visit(HARRYDA_READER)
    assert "Ändra" not in reader.get(planned).text
    for address in (f"{planned}/andra", f"{planned}/ta-bort"):
        reader.get(address, 403)
        reader.post(address, texts, 409)
        for outsider in (ALE_COORDINATOR, REGION_COORDINATOR):
            visit(outsider).get(address, 404)
    for address in (f"{planned}/andra", f"{planned}/ta-bort"):
        visit(REGION_COORDINATOR).post(address, texts, 404)
    assert TITLE in reader.get(planned).text


def test_the_log_says_what_was_changed(leader: Visitor, planned: str) -> None:
    leader.send(leader.get(f"{planned}/andra").form(SAVE), title="Ett nytt namn", dots="4")
    number = planned.rsplit("/", 1)[1]
    assert f"Workshop {number} ändrades: namnet, prickarna." in leader.get("/gr/kommuner/1401-harryda/logg").text
