"""The coordinator follows those who answer, mends addresses that do not work, reminds, and learns nothing more."""

import pytest

from tests.functional.support.invitations import (
    BO,
    LINKS,
    PEOPLE,
    SARA,
    all_sent,
    ask,
    enter,
    letters,
    link_to,
    person_page,
    sent_long_ago,
)
from tests.functional.support.pages import question_ids
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

TYPO = "sarra@ale.example"


def answer_something(visitor: Visitor) -> None:
    name = question_ids(visitor.get(f"{ALE}/svara/politiskt"))[0]
    visitor.answer(f"{ALE}/svara/politiskt", name, "4")


def test_a_mail_that_came_back_is_shown_and_mended_where_it_is_shown(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, TYPO)
    all_sent(coordinator.site)
    coordinator.site.change("UPDATE mail SET status = 'BOUNCED', problem = '550 no such user'")
    people = coordinator.get(PEOPLE)
    assert "Ett mejl kom inte fram." in people.text
    assert people.table[1][2].endswith("mejlet kom i retur")
    person = coordinator.get(people.links[TYPO])
    assert "Mejlservern svarade: 550 no such user" in person.text
    reply = coordinator.send(person.form("Ändra och skicka"), adress=SARA)
    assert "Adressen är ändrad och en ny inbjudan är på väg." in reply.text
    assert reply.heading == SARA
    assert [kind for kind, _ in letters(coordinator.site, SARA)] == ["inbjudan"]
    assert "kom inte fram" not in coordinator.get(PEOPLE).text
    enter(visit(), link_to(coordinator.site, SARA))


@pytest.mark.parametrize(("address", "words"), [("sara", "inget @"), ("", "saknas"), (BO, "redan inbjuden")])
def test_an_address_that_cannot_be_used_is_told_beside_the_field(visit: NewVisitor, address: str, words: str) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, TYPO, BO)
    page = coordinator.send(person_page(coordinator, TYPO).form("Ändra och skicka"), 422, adress=address)
    assert words in page.text
    field = page.by_id("adress")
    assert (field.get("aria-invalid"), field.get("value")) == ("true", address)


def test_a_new_link_is_sent_and_both_lead_there(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    first = link_to(coordinator.site, SARA)
    sent_long_ago(coordinator.site)
    page = person_page(coordinator, SARA)
    for _ in range(2):
        reply = coordinator.press(page, "Skicka länken igen")
        assert "En ny länk är på väg" in reply.text
    assert len(letters(coordinator.site, SARA)) == 2
    assert link_to(coordinator.site, SARA) != first
    for link in (first, link_to(coordinator.site, SARA)):
        enter(visit(), link)


def test_a_role_group_is_changed_until_something_is_saved(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    page = coordinator.send(person_page(coordinator, SARA).form("Ändra rollgrupp"), rollgrupp="ledning")
    assert "Rollgruppen är ändrad." in page.text
    assert "ledning" in enter(guest, link_to(guest.site, SARA)).text
    answer_something(guest)
    later = person_page(coordinator, SARA)
    assert "har börjat svara" in later.text
    assert "Ändra rollgrupp" not in [button for form in later.forms for button in form.buttons]
    refusal = coordinator.post(f"{later.address}/rollgrupp", {"rollgrupp": "strateg"}, 409)
    assert "Då går rollgruppen inte att ändra" in refusal.text
    coordinator.post(f"{later.address}/adress", {"adress": BO}, 409)


def test_a_role_group_that_the_page_does_not_offer_is_told(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    address = person_page(coordinator, SARA).address
    assert "Välj en av rollgrupperna" in coordinator.post(f"{address}/rollgrupp", {"rollgrupp": "kung"}, 422).text


def test_reminders_are_shown_before_they_are_sent_and_go_to_those_who_are_not_done(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA, BO)
    enter(guest, link_to(guest.site, BO))
    answer_something(guest)
    guest.press(guest.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    today = coordinator.get(coordinator.get(PEOPLE).links["Påminn dem som inte är klara"])
    assert "Har fått mejl det senaste dygnet" in today.text
    coordinator.send(today.form("Skicka påminnelser"))
    assert len(letters(coordinator.site, SARA)) == 1
    sent_long_ago(coordinator.site)
    confirm = coordinator.get(f"{PEOPLE}/paminn")
    assert "1 person får ett mejl" in confirm.text
    assert "Du är inbjuden att svara på" in confirm.text
    for _ in range(2):
        assert "Påminnelserna är på väg." in coordinator.press(confirm, "Skicka påminnelser").text
    assert [kind for kind, _ in letters(coordinator.site, SARA)] == ["inbjudan", "paminnelse"]
    assert len(letters(coordinator.site, BO)) == 1


def test_when_there_is_nobody_to_remind_the_page_says_so(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    page = coordinator.get(f"{PEOPLE}/paminn")
    assert "Det finns ingen att påminna just nu." in page.text
    assert [form.action for form in page.forms if "paminn" in form.action and form.buttons] == []


def test_a_coordinator_who_answers_stands_in_the_list_like_everybody_else(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.send(coordinator.get(f"{ALE}/hur-ni-svarar").form("Svara som en av flera"), roll="strateg")
    people = coordinator.get(coordinator.get(ALE).links["Svarande"])
    assert people.table[1][1:] == ["inte klar", "–"]


def test_the_list_is_for_the_kommuns_coordinator_only(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    person = person_page(coordinator, SARA).address
    for address in (PEOPLE, person, f"{PEOPLE}/bjud-in", f"{PEOPLE}/paminn", LINKS):
        assert "Din roll ger inte rätt" in visit(ALE_READER).get(address, 403).text
        assert "Din roll ger inte rätt" in visit(REGION_COORDINATOR).get(address, 403).text
        for outsider in (ALINGSAS_COORDINATOR, HARRYDA_COORDINATOR):
            assert SARA not in visit(outsider).get(address, 404).text


@pytest.mark.parametrize("number", ["0", "-1", "999999", "99999999999999999999", "ett", "1.5"])
def test_a_respondent_that_is_not_there_is_not_found(visit: NewVisitor, number: str) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.get(f"{PEOPLE}/{number}", 404)
    coordinator.post(f"{PEOPLE}/{number}/aterkalla", status=404)


def test_a_respondent_of_another_kommun_is_not_found_here(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ((other,), *_) = coordinator.site.rows(
        "SELECT r.id FROM respondent r JOIN assessment a ON a.id = r.assessment_id JOIN municipality m "
        "ON m.id = a.municipality_id WHERE m.name = 'Alingsås' AND r.person_id IS NOT NULL"
    )
    coordinator.get(f"{PEOPLE}/{other}", 404)
    for verb in ("aterkalla", "angra", "skicka-igen", "adress", "rollgrupp"):
        coordinator.post(f"{PEOPLE}/{other}/{verb}", {"adress": SARA, "rollgrupp": "strateg"}, 404)
    assert coordinator.site.rows("SELECT count(*) FROM respondent WHERE withdrawn_at IS NOT NULL") == [(0,)]


def test_once_answering_is_closed_the_page_of_a_respondent_says_that_nothing_can_be_changed(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    assert "Återkalla inbjudan" in person_page(coordinator, SARA).text
    coordinator.site.change(
        "UPDATE assessment SET answering_closed_at = ? WHERE id IN (SELECT assessment_id FROM respondent "
        "JOIN person ON person.id = respondent.person_id WHERE person.email = ?)",
        "2026-11-02 09:30:00",
        SARA,
    )
    page = person_page(coordinator, SARA)
    assert "Vilka som är inbjudna går inte längre att ändra" in page.text
    assert "Återkalla inbjudan" not in page.text
    coordinator.post(f"{page.address}/aterkalla", status=409)
