"""Pages that are behind, buttons that are pressed twice, and what is gone when it is saved."""

import re

import pytest

from app.support.workshops.names import PHASE_TASKS
from app.support.workshops.workshop import GroupPhase
from tests.functional.support.people import ALE_COORDINATOR, HARRYDA_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import (
    TRAIN,
    RunningWorkshop,
    closed_workshop,
    note_of,
    note_of_end,
    put_up,
    running,
)

FIRST = "Utbilda alla chefer"


@pytest.fixture
def leader(visit: NewVisitor) -> Visitor:
    return visit(HARRYDA_COORDINATOR)


@pytest.fixture
def workshop(leader: Visitor) -> RunningWorkshop:
    return running(leader)


def test_a_page_that_is_behind_throws_no_group_back(workshop: RunningWorkshop, leader: Visitor) -> None:
    """As on a telephone that has slept while somebody else led on."""
    workshop.go_to(2)
    page = leader.get(workshop.url)
    workshop.go_to(4)
    for button in ("Börja gruppera", "Tillbaka till skriv tyst"):
        assert PHASE_TASKS[GroupPhase.PRIORITISE] in leader.press(page, button).text
    page = leader.get(workshop.board())
    leader.post(f"{workshop.url}/fas", {"fas": "5", "grupp": "1"})
    form = next(form for form in page.forms if "Tillbaka till gruppera" in form.buttons)
    assert PHASE_TASKS[GroupPhase.ONE_LINER] in leader.send(form).text
    assert PHASE_TASKS[GroupPhase.PRIORITISE] in leader.get(workshop.board(2)).text


def test_a_double_click_steps_once(workshop: RunningWorkshop, leader: Visitor) -> None:
    page = leader.get(workshop.url)
    leader.press(page, "Visa lapparna")
    assert PHASE_TASKS[GroupPhase.SHOW] in leader.press(page, "Visa lapparna").text


def test_those_who_follow_learn_that_somebody_has_gone_over_to_another_group(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    person = workshop.join(visit, 1)

    def version() -> int:
        match = re.search(r'data-version="(\d+)"', leader.get(workshop.url).response.text)
        assert match is not None
        return int(match[1])

    before = version()
    person.post(f"{workshop.board(2)}/byt", {})
    after = version()
    assert after > before
    person.post(f"{workshop.board(2)}/byt", {})
    assert version() == after, "she is there already"


def test_words_for_a_note_that_somebody_has_taken_away_can_be_copied(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    person, board = workshop.join(visit), workshop.board()
    put_up(person, board, "starka", FIRST)
    workshop.go_to(3)
    address = f"{board}/lapp/{note_of(person.get(board), FIRST)}"
    form = person.get(address).form("Spara texten")
    leader.post(address, {"gor": "ta-bort"})
    page = person.post(address, form.filled({"text": "Mina nya ord"}) | {"gor": "andra"}, 409)
    assert "Lappen finns inte kvar på tavlan." in page.text
    assert "Mina nya ord" in page.text
    page = person.post(address, {"gor": "flytta", "ny": "En ny rubrik", "rubrik": "", "fraga": "starka"}, 409)
    assert "En ny rubrik" in page.text
    person.post(address, {"gor": "något annat"}, 404)
    visit(ALE_COORDINATOR).post(address, {"gor": "andra", "text": "Utifrån"}, 404)


def test_a_workshop_that_nobody_came_to_is_closed_and_says_so(workshop: RunningWorkshop, leader: Visitor) -> None:
    page = workshop.close()
    assert "Ingen skrev någon lapp." in page.text
    assert leader.fetch("GET", f"{workshop.url}/protokoll.pdf").content.startswith(b"%PDF-")


def test_what_a_second_leader_writes_of_a_note_that_is_an_action_by_then_is_shown(
    leader: Visitor, visit: NewVisitor
) -> None:
    end, colleague = f"{closed_workshop(leader, visit).url}/avslut", visit(HARRYDA_COORDINATOR)
    address = f"{end}/{note_of_end(leader.get(end), TRAIN)}/atgard"
    first, second = (each.get(address).form("Lägg i planen") for each in (leader, colleague))
    for _ in range(2):  # a double click
        assert "Åtgärden står i planen." in leader.send(first, owner="HR-chef").text
    page = colleague.send(second, 409, text="Halvdag för alla chefer", owner="Kanslichef", due="2027-06-30")
    assert "Lappen är redan en åtgärd" in page.text
    for there in (TRAIN, "HR-chef", "Det här är inte sparat.", "Halvdag för alla chefer", "Kanslichef", "30 juni 2027"):
        assert there in page.text
    assert colleague.get(page.links["Till lappen"]).text.count("Blev åtgärd") == 1
    change = colleague.get(page.links["Ändra åtgärden i planen"]).form("Spara ändringen")
    assert (change.values["text"], change.values["owner"]) == (TRAIN, "HR-chef")


def test_a_note_whose_action_is_taken_out_of_the_plan_is_not_told_to_stand_there(
    leader: Visitor, visit: NewVisitor
) -> None:
    end = f"{closed_workshop(leader, visit).url}/avslut"
    form = leader.get(f"{end}/{note_of_end(leader.get(end), TRAIN)}/atgard").form("Lägg i planen")
    leader.send(form, owner="HR-chef")
    leader.site.change("UPDATE action SET deleted_at = CURRENT_TIMESTAMP WHERE owner = 'HR-chef' AND text = ?", TRAIN)
    page = leader.send(form, 409, owner="HR-chef")
    assert "Åtgärden är borttagen ur planen." in page.text
    assert "HR-chef" in page.text
    assert leader.get(page.links["Till planen"]).address.endswith("/atgarder")
