"""An open link is made for a role group, passed on, and gives everybody who begins a personal link of their own."""

import re
from dataclasses import replace

import pytest

from app.services.respondents import open_links
from tests.functional.support.invitations import LINKS, PEOPLE, SARA, enter, letters, link_to
from tests.functional.support.pages import Page, question_ids
from tests.functional.support.people import ALE, ALE_COORDINATOR, HARRYDA, HARRYDA_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor


def make(coordinator: Visitor, group: str = "verksamhet", most: str = "") -> str:
    """The way of a new open link."""
    page = coordinator.send(coordinator.get(LINKS).form("Skapa länken"), rollgrupp=group, antal=most)
    (path,) = re.findall(r'value="https?://[^/"]+(/oppen-lank/[^"]+)"', page.response.text)
    return str(path)


def begin(guest: Visitor, link: str) -> Page:
    return guest.press(guest.get(link), "Börja svara")


def answer_something(guest: Visitor) -> None:
    name = question_ids(guest.get(f"{ALE}/svara/politiskt"))[0]
    guest.answer(f"{ALE}/svara/politiskt", name, "4")


def places(guest: Visitor) -> int:
    ((count,),) = guest.site.rows("SELECT count(*) FROM respondent WHERE open_link_id IS NOT NULL")
    return int(count)


def test_whoever_has_the_link_begins_and_gets_a_personal_link_to_come_back_by(visit: NewVisitor) -> None:
    coordinator, guest, elsewhere = visit(ALE_COORDINATOR), visit(), visit()
    link = make(coordinator)
    page = guest.get(link)
    assert "Du svarar som verksamhet" in page.text
    link_page = begin(guest, link)
    assert link_page.heading == "Spara din personliga länk"
    own = re.search(r"/lank/[A-Za-z0-9_-]{43}", link_page.by_id("din-lank").get("value", ""))
    assert own is not None
    guest.get(link_page.links["Till frågorna"])
    answer_something(guest)
    assert "Fortsätt där du slutade" in enter(elsewhere, own[0]).links


@pytest.mark.parametrize("sign", [".", ")", ">", ",", '"', "%20", "]", "_"])
def test_an_open_link_with_something_stuck_to_it_leads_to_the_link_itself(visit: NewVisitor, sign: str) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    link = make(coordinator)
    answer = guest.fetch("GET", link + sign)
    assert (answer.status_code, answer.headers["location"]) == (303, link)
    assert guest.fetch("GET", f"/oppen-lank/{'a' * 22}{sign}").status_code == 404


def test_the_title_of_the_page_has_the_role_in_words(visit: NewVisitor) -> None:
    link = make(visit(ALE_COORDINATOR), "fortroendevald")
    assert visit().get(link).title.startswith("Svara för Ale 2026 som förtroendevald")


def test_nobody_counts_before_the_first_saved_answer_and_nobody_is_named(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    link = make(coordinator)
    for _ in range(3):
        guest.get(link)
    assert places(guest) == 0
    begin(guest, link)
    assert "Klara 0 av 0" in coordinator.get(PEOPLE).text
    answer_something(guest)
    people = coordinator.get(PEOPLE)
    assert "Klara 0 av 1" in people.text
    assert "0 av 1 är klara. 1 visas inte med namn." in people.text
    assert list(people.tree.iter("table")) == []
    assert "1 har börjat" in coordinator.get(LINKS).text


def test_pressing_twice_makes_one_place(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    page = guest.get(make(coordinator))
    first = guest.press(page, "Börja svara")
    second = guest.press(page, "Börja svara")
    assert first.address == second.address
    assert places(guest) == 1


def test_a_browser_that_is_answering_goes_on_and_a_colleague_begins_when_it_is_done(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    link = make(coordinator)
    waiting = guest.get(link)
    begin(guest, link)
    answer_something(guest)
    again = guest.get(link)
    assert again.links["Fortsätt svara"] == f"{ALE}/svara"
    assert "Ska någon annan svara här?" in again.text
    assert [button for form in again.forms for button in form.buttons] == ["Logga ut"]
    answer = guest.fetch("POST", link, {"plats": "b" * 43})
    assert (answer.headers["location"], places(guest)) == (f"{ALE}/svara", 1)
    assert guest.press(waiting, "Börja svara").address == f"{ALE}/svara"
    guest.site.change("UPDATE respondent SET handed_in_at = '2026-01-01 00:00:00' WHERE open_link_id IS NOT NULL")
    guest.press(guest.get(link), "Börja ett nytt svar")
    assert places(guest) == 2
    assert "Börja" in guest.get(f"{ALE}/svara").links


def test_the_link_can_be_mailed_to_oneself_and_no_log_of_kommun_or_region_has_the_address(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    link_page = begin(guest, make(coordinator))
    invalid = guest.send(link_page.form("Skicka länken till mig"), 422, adress="sara")
    assert "inget @" in invalid.text
    reply = guest.send(link_page.form("Skicka länken till mig"), adress=f"Sara <{SARA}>")
    assert "Länken är på väg till din e-post." in reply.text
    assert [kind for kind, _ in letters(guest.site, SARA)] == ["egen-lank"]
    enter(visit(), link_to(guest.site, SARA))
    about = "region_id, municipality_id, assessment_id, respondent_id"
    assert guest.site.rows(f"SELECT {about} FROM mail WHERE to_address = ?", SARA) == [(None,) * 4]
    assert guest.site.rows("SELECT id FROM person WHERE email = ?", SARA) == []


def test_who_was_invited_by_mail_cannot_have_the_link_sent_elsewhere(visit: NewVisitor) -> None:
    from tests.functional.support.invitations import ask

    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    enter(guest, link_to(guest.site, SARA))
    guest.post(f"{link_to(guest.site, SARA)}/mejla", {"adress": "annan@ale.example"}, 404)
    assert letters(guest.site, "annan@ale.example") == []


def test_the_same_link_is_not_mailed_without_end(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    link_page = begin(guest, make(coordinator))
    for number in range(5):
        guest.send(link_page.form("Skicka länken till mig"), adress=f"p{number}@ale.example")
    refusal = guest.send(link_page.form("Skicka länken till mig"), 429, adress="p9@ale.example")
    assert "Försök igen efter klockan" in refusal.text


def test_the_limit_holds_and_the_page_says_whom_to_ask(visit: NewVisitor) -> None:
    coordinator, first, second = visit(ALE_COORDINATOR), visit(), visit()
    link = make(coordinator, most="1")
    waiting = second.get(link)
    begin(first, link)
    refusal = second.press(waiting, "Börja svara", 409)
    assert "redan börjat svara. Fråga den som gav dig länken." in refusal.text
    assert "Börja svara" not in [button for form in second.get(link).forms for button in form.buttons]
    assert "1 av högst 1 har börjat" in coordinator.get(LINKS).text
    assert first.get(link).links["Fortsätt svara"] == f"{ALE}/svara"


@pytest.mark.parametrize("most", ["noll", "0", "-5", "1e3"])
def test_a_limit_that_is_no_number_is_told_beside_the_field(visit: NewVisitor, most: str) -> None:
    coordinator = visit(ALE_COORDINATOR)
    page = coordinator.send(coordinator.get(LINKS).form("Skapa länken"), 422, rollgrupp="ledning", antal=most)
    assert "Skriv ett tal mellan 1 och" in page.text
    values = page.form("Skapa länken").values
    assert (values["rollgrupp"], values["antal"]) == ("ledning", most)


def test_an_ended_link_leads_nowhere_and_who_has_begun_goes_on(visit: NewVisitor) -> None:
    coordinator, guest, late = visit(ALE_COORDINATOR), visit(), visit()
    link = make(coordinator)
    begin(guest, link)
    page = coordinator.get(LINKS)
    reply = coordinator.press(page, "Avsluta länken för verksamhet")
    assert "Avslutade länkar" in reply.text
    coordinator.press(page, "Avsluta länken för verksamhet")
    nowhere = late.fetch("GET", "/oppen-lank/finns-inte")
    assert late.fetch("GET", link).text == nowhere.text == late.fetch("GET", "/lank/finns-inte").text
    assert late.fetch("POST", link, {"plats": "a" * 43}).status_code == 404
    answer_something(guest)


def test_a_new_link_is_shown_once_to_copy_and_as_a_poster(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    form = coordinator.get(LINKS).form("Skapa länken")
    made = coordinator.send(form, rollgrupp="verksamhet")
    assert made.heading == "Kopiera länken nu"
    address = made.by_id("lank").get("value", "")
    assert made.text.count(address) == 1
    (code,) = (
        element for element in made.tree.iter() if str(element.tag).endswith("svg") and element.get("role") == "img"
    )
    assert code.get("aria-label")
    coordinator.site.change("UPDATE open_link SET created_at = '2026-01-01 00:00:00'")
    again = coordinator.send(form, rollgrupp="verksamhet")
    assert again.heading == "Länken visas inte igen"
    assert "/oppen-lank/" not in again.response.text + coordinator.get(LINKS).response.text
    assert coordinator.site.rows("SELECT count(*) FROM open_link") == [(1,)]
    assert address.rpartition("/")[2] not in str(coordinator.site.rows("SELECT * FROM open_link"))


def test_only_those_who_lead_end_a_link(visit: NewVisitor) -> None:
    coordinator, other = visit(ALE_COORDINATOR), visit(HARRYDA_COORDINATOR)
    make(coordinator)
    ((number,),) = coordinator.site.rows("SELECT id FROM open_link")
    other.post(f"{HARRYDA}/lankar/{number}/avsluta", status=404)
    assert coordinator.site.rows("SELECT ended_at FROM open_link") == [(None,)]


def test_a_whole_office_can_begin_from_one_network_but_no_flood(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_links.JOINS_FROM_CLIENT.most >= 200
    for name, most in (("JOINS_BY_LINK", 2), ("JOINS_FROM_CLIENT", 3)):
        monkeypatch.setattr(open_links, name, replace(getattr(open_links, name), most=most))
    coordinator, late = visit(ALE_COORDINATOR), visit()
    link, other = make(coordinator), make(coordinator, "ledning")
    for _ in range(2):
        begin(visit(), link)
    refusal = late.press(late.get(link), "Börja svara", 429)
    assert "genom länken på kort tid. Försök igen efter klockan" in refusal.text
    assert re.search(
        r"nått sin gräns\. Högst \d+ kan börja på en timme\. .* klockan \d\d\.\d\d", coordinator.get(LINKS).text
    )
    begin(visit(), other)
    assert "härifrån" in late.press(late.get(other), "Börja svara", 429).text
    assert places(late) == 3
