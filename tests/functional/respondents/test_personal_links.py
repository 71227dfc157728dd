"""A personal link lets one person in to one place, without an account, and does nothing by being looked at."""

from collections.abc import Callable

import pytest

from tests.functional.support.invitations import BO, PEOPLE, SARA, ask, enter, letters, link_to, person_page
from tests.functional.support.pages import question_ids
from tests.functional.support.people import ALE, ALE_COORDINATOR, ALINGSAS, HARRYDA, ROUND
from tests.functional.support.visitor import NewVisitor, Visitor

NO_LINK = "/lank/" + "a" * 43


def test_a_person_without_account_answers_by_her_link_and_the_coordinator_sees_that_she_is_done(
    visit: NewVisitor,
) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    page = guest.get(link_to(guest.site, SARA))
    assert page.heading == "Svara för Ale"
    assert "Svara senast" in page.text
    begin = guest.press(page, "Till frågorna")
    assert (begin.address, begin.heading) == (f"{ALE}/svara", "Svara för Ale")
    questions = guest.get(begin.links["Börja"])
    fields = {f"{name}.choice": "4" for name in question_ids(questions)}
    guest.fill(questions.form("Spara och fortsätt"), fields | {f"{question_ids(questions)[0]}.comment": "Hemligt."})
    guest.press(guest.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    people = coordinator.get(PEOPLE)
    assert people.table[1][:2] == [SARA, "klar"]
    assert "1 av 1 är klara" in people.text
    assert "Hemligt" not in people.text + person_page(coordinator, SARA).text


def test_looking_at_a_link_starts_nothing(visit: NewVisitor) -> None:
    """As programs do that look for harmful links in mails."""
    ask(visit(ALE_COORDINATOR), SARA)
    scanner = visit()
    before = scanner.site.rows("SELECT count(*) FROM sign_in")
    link = link_to(scanner.site, SARA)
    for method in ("GET", "HEAD", "GET"):
        answer = scanner.fetch(method, link)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    assert scanner.site.rows("SELECT count(*) FROM sign_in") == before
    enter(visit(), link)


def test_one_goes_on_where_one_was_on_another_device(visit: NewVisitor) -> None:
    ask(visit(ALE_COORDINATOR), SARA)
    first, second = visit(), visit()
    link = link_to(first.site, SARA)
    enter(first, link)
    name = question_ids(first.get(f"{ALE}/svara/politiskt"))[0]
    first.answer(f"{ALE}/svara/politiskt", name, "4")
    begin = enter(second, link)
    assert "Fortsätt där du slutade" in begin.links
    assert "1 av" in begin.text
    first.answer(f"{ALE}/svara/politiskt", name, "3", version=1)


STUCK = [
    ".",
    ",",
    ")",
    ">",
    '"',
    "%20",
    "]",
    ").",
    "%3E",
    "%22",
    "%E2%80%9D",
    ";",
    "!",
    "_",
    "*",
    "&gt;",
    "%0A",
    ".%20Svara",
]
"""What mail programs and people take for part of a link."""


@pytest.mark.parametrize("sign", STUCK)
def test_a_link_with_something_stuck_to_it_leads_to_the_link_itself(visit: NewVisitor, sign: str) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    link = link_to(guest.site, SARA)
    answer = guest.fetch("GET", link + sign)
    assert (answer.status_code, answer.headers["location"]) == (303, link)
    assert guest.fetch("GET", NO_LINK + sign).status_code == 404
    assert guest.fetch("GET", link[:-1] + sign).status_code == 404
    assert enter(guest, link + sign).address == f"{ALE}/svara"


def test_after_the_last_day_everybody_is_told_that_answering_goes_on_until_it_is_ended(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    link = link_to(guest.site, SARA)
    assert "har passerat" not in guest.get(link).text
    coordinator.site.change("UPDATE round SET closes_on = '2026-01-12' WHERE closed_at IS NULL")
    words = "Sista dagen att svara var 12\u00a0januari\u00a02026. Det går att svara tills"
    sentence = " ".join(words.split())
    assert sentence in guest.get(link).text
    begin = enter(guest, link)
    assert f"{sentence} svarstiden avslutas. Har du frågor? Vänd dig till den i kommunen som bjöd in dig." in begin.text
    assert "Svara senast" not in begin.text
    for page in ("politiskt", "sammanfattning"):
        assert sentence in guest.get(f"{ALE}/svara/{page}").text
    for page in (ALE, PEOPLE):
        text = coordinator.get(page).text
        assert f"{sentence} ni avslutar svarstiden eller regionen stänger omgången." in text
        assert "Behöver ni mer tid? Be" in text
    coordinator.site.change("UPDATE round SET closed_at = '2026-01-20 12:00:00' WHERE closed_at IS NULL")
    page_after = guest.get(f"{ALE}/svara").text
    assert sentence not in page_after
    assert "Omgången är stängd." in page_after
    assert "Vänd dig till den i kommunen som bjöd in dig." in page_after
    assert sentence not in coordinator.get(ALE).text


@pytest.mark.parametrize("end", ["withdrawn", "unknown", "odd", "mended", "unlinked"])
def test_every_link_that_leads_nowhere_looks_the_same_and_says_whom_to_ask(visit: NewVisitor, end: str) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    link = link_to(guest.site, SARA)
    if end == "withdrawn":
        coordinator.press(person_page(coordinator, SARA), "Återkalla inbjudan")
    elif end == "mended":
        coordinator.send(person_page(coordinator, SARA).form("Ändra och skicka"), adress=BO)
    elif end == "unlinked":
        guest.site.change("UPDATE respondent SET person_id = NULL WHERE invited_at IS NOT NULL")
    link = {"unknown": NO_LINK, "odd": "/lank/%F0%9F%8C%B1"}.get(end, link)
    nowhere = guest.fetch("GET", "/lank/finns-inte")
    for method in ("GET", "POST"):
        answer = guest.fetch(method, link, None if method == "GET" else {})
        assert (answer.status_code, answer.text) == (404, nowhere.text)
        assert "set-cookie" not in answer.headers
    assert "fråga den som bad dig svara" in nowhere.text
    assert "Ale" not in nowhere.text.split("<main")[1]


REACHED = [ALE, f"{ALE}/svarande", f"{ALE}/lankar", f"{ALE}/avsluta", f"{ALE}/resultat", f"{ALE}/rapport", ROUND]


def test_who_came_by_a_link_sees_her_own_place_and_nothing_else(visit: NewVisitor) -> None:
    ask(visit(ALE_COORDINATOR), SARA)
    guest = visit()
    enter(guest, link_to(guest.site, SARA))
    for address in (*REACHED, HARRYDA, f"{HARRYDA}/svara", f"{ALINGSAS}/svara", "/frageformular"):
        assert guest.get(address, 404).heading == "Sidan finns inte", address
    for address in (f"{ALE}/svara-ensam", f"{PEOPLE}/bjud-in", f"{PEOPLE}/1/aterkalla", f"{ALE}/lankar"):
        guest.post(address, {"lista": BO, "rollgrupp": "strateg"}, 404)
    assert guest.get("/").links["Svara på frågorna: Ale 2026"] == f"{ALE}/svara"
    assert letters(guest.site, BO) == []


def test_a_link_does_not_open_what_else_its_person_may_do(visit: NewVisitor) -> None:
    """The coordinator is invited at her own address: by the link she is one of those who answer, no more."""
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ((person,),) = coordinator.site.rows("SELECT person_id FROM sign_in")
    coordinator.site.change("UPDATE person SET email = ? WHERE id = ?", SARA, person)
    ask(coordinator, SARA)
    enter(guest, link_to(guest.site, SARA))
    assert list(guest.get("/").links).count("Svara på frågorna: Ale 2026") == 1
    guest.get(PEOPLE, 404)
    assert "kommunens samordnare" in coordinator.get("/mitt/uppgifter").text
    assert "kommunens samordnare" not in guest.get("/mitt/uppgifter").text.split("Så räknar vi")[1]
    coordinator.get(PEOPLE)


def test_somebody_signed_in_is_told_that_going_on_signs_her_out(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    page = coordinator.get(link_to(coordinator.site, SARA))
    assert "Du är inloggad här som" in page.text
    assert "kommunens samordnare" in page.text
    coordinator.get(PEOPLE)
    coordinator.press(page, "Till frågorna")
    assert coordinator.get(PEOPLE, 404).heading == "Sidan finns inte"
    assert coordinator.site.rows("SELECT way FROM sign_in") == [("PERSONAL_LINK",)]


def test_a_second_link_in_the_same_browser_changes_whose_answers_are_shown(visit: NewVisitor) -> None:
    ask(visit(ALE_COORDINATOR), SARA, BO)
    guest = visit()
    enter(guest, link_to(guest.site, SARA))
    name = question_ids(guest.get(f"{ALE}/svara/politiskt"))[0]
    guest.answer(f"{ALE}/svara/politiskt", name, "4")
    assert "Börja" in enter(guest, link_to(guest.site, BO)).links


def test_the_link_tells_who_is_already_in_by_it(visit: NewVisitor) -> None:
    ask(visit(ALE_COORDINATOR), SARA)
    guest = visit()
    link = link_to(guest.site, SARA)
    enter(guest, link)
    page = guest.get(link)
    assert page.heading == "Du är inne med din personliga länk"
    assert page.links["Till frågorna"] == f"{ALE}/svara"
    assert "/lank/" not in page.response.text.split("<main")[1]


def test_a_link_pressed_from_another_site_does_nothing(visit: NewVisitor) -> None:
    ask(visit(ALE_COORDINATOR), SARA)
    guest = visit()
    answer = guest.fetch("POST", link_to(guest.site, SARA), {}, {"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def withdraw(coordinator: Visitor) -> None:
    coordinator.press(person_page(coordinator, SARA), "Återkalla inbjudan")


def test_who_is_withdrawn_while_signed_in_can_save_no_more_and_is_told_so(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    enter(guest, link_to(guest.site, SARA))
    name = question_ids(guest.get(f"{ALE}/svara/politiskt"))[0]
    guest.answer(f"{ALE}/svara/politiskt", name, "4")
    withdraw(coordinator)
    fields = {f"{name}.choice": "1", f"{name}.version": "1"}
    assert "tillbakadragen" in guest.put(f"{ALE}/svara/politiskt/{name}", fields, 409)
    guest.post(f"{ALE}/svara/lamna-in", status=409)
    assert "Det du sparat finns kvar och räknas" in guest.get(f"{ALE}/svara").text
    assert coordinator.get(PEOPLE).table[1][1] == "återkallad"
    coordinator.press(person_page(coordinator, SARA), "Ångra återkallandet")
    guest.put(f"{ALE}/svara/politiskt/{name}", fields)
    enter(visit(), link_to(guest.site, SARA))


def test_after_closing_a_link_leads_to_ones_own_answers_for_reading(visit: NewVisitor) -> None:
    coordinator, guest = visit(ALE_COORDINATOR), visit()
    ask(coordinator, SARA)
    link = link_to(guest.site, SARA)
    enter(guest, link)
    name = question_ids(guest.get(f"{ALE}/svara/politiskt"))[0]
    guest.answer(f"{ALE}/svara/politiskt", name, "4")
    coordinator.press(coordinator.get(f"{ALE}/avsluta"), "Ja, avsluta svarstiden")
    other = visit()
    page = other.get(link)
    assert "Svarstiden är slut. Du kan läsa det du har svarat." in page.text
    assert "Se dina svar" in other.press(page, "Läs dina svar").links


FORGED: list[Callable[[str], str]] = [lambda link: link[:-1] + "A", str.upper, lambda link: link + "x"]


@pytest.mark.parametrize("forge", FORGED)
def test_a_link_that_is_nearly_right_leads_nowhere(visit: NewVisitor, forge: Callable[[str], str]) -> None:
    ask(visit(ALE_COORDINATOR), SARA)
    guest = visit()
    token = link_to(guest.site, SARA).removeprefix("/lank/")
    guest.get("/lank/" + (forge(token) if forge(token) != token else token[:-1] + "B"), 404)
