"""From the mail to the task: who is told, by which link, what the page says then, and turning mails off."""

import re

import pytest

from tests.functional.support.journeys import answer_everything
from tests.functional.support.members import errors, logged
from tests.functional.support.pages import Page
from tests.functional.support.people import ALE, ALE_COORDINATOR, ALE_READER, Person
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

APPROVER = Person("Ale", "godkännare i kommunen")
HANDING_IN = f"{ALE}/lamna-in-resultat"
NILS = "nils.ek@ale.example"
OF_ALE = "municipality_id = (SELECT id FROM municipality WHERE slug = '1440-ale')"


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Ale's coordinator, who has answered everything alone."""
    visitor: Visitor = visit()
    visitor.press(answer_everything(visitor), "Lämna in svaren")
    return visitor


@pytest.fixture
def without_approver(coordinator: Visitor) -> Visitor:
    coordinator.site.change(f"UPDATE membership SET ended_at = since WHERE role = 'kommun_approver' AND {OF_ALE}")
    return coordinator


def told(site: Site) -> list[tuple[str, str, str]]:
    """Address, subject and text of every notification."""
    query = "SELECT to_address, subject, body FROM mail WHERE body LIKE '%/mitt#mejl%' ORDER BY id"
    return [(to, subject, body) for to, subject, body in site.rows(query)]


def address_of(site: Site, role: str) -> str:
    query = f"SELECT email FROM person JOIN membership ON person_id = person.id WHERE role = ? AND {OF_ALE}"
    return str(site.rows(query, role)[0][0])


def link_in(site: Site, body: str) -> str:
    """The path of the first link: that of the task."""
    match = re.search(re.escape(site.settings.public_url) + r"(/\S*)", body)
    assert match is not None
    return match[1]


def follow(visit: NewVisitor, site: Site, person: Person, body: str) -> tuple[Visitor, Page]:
    """Somebody who is not signed in opens the link, signs in and is there."""
    visitor = visit()
    link = link_in(site, body)
    choice = visitor.get(link)
    assert choice.address == "/demo"
    return visitor, visitor.send(choice.form("Fortsätt"), person=visitor.number_of(person))


def test_an_approver_comes_by_the_mail_to_what_waits_and_the_coordinator_hears_what_came_of_it(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    site = coordinator.site
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    [(to, subject, body)] = told(site)
    assert (to, subject) == (address_of(site, "kommun_approver"), "Att fastställa: Omställningsförmåga 2026 för Ale")
    approver, page = follow(visit, site, APPROVER, body)
    assert (page.address, page.heading) == (HANDING_IN, "Fastställ resultatet för Ale 2026")
    main = page.text[page.text.index("Fastställ resultatet för Ale 2026", len(page.title)) :]
    assert main.index("Nu är det din tur") < main.index("Det här saknas")
    approver.send(page.form("Skicka tillbaka"), reason="Sätt mål för realt kapital.")
    to, subject, body = told(site)[-1]
    assert to == address_of(site, "kommun_coordinator")
    assert "Sätt mål för realt kapital." in body
    _, page = follow(visit, site, ALE_COORDINATOR, body)
    assert page.address == HANDING_IN
    coordinator.press(page, "Lämna in")
    approver.send(approver.get(HANDING_IN).form("Fastställ och lås"), title="kommunstyrelsen")
    to, subject, body = told(site)[-1]
    assert subject.startswith("Fastställt: ")
    _, page = follow(visit, site, ALE_COORDINATOR, body)
    assert page.address == f"{ALE}/rapport"
    assert len(told(site)) == 4


def test_after_handing_in_the_page_says_who_it_waits_for(visit: NewVisitor, coordinator: Visitor) -> None:
    coordinator.site.change(
        "UPDATE person SET name = 'Nils Ek' WHERE email = ?", address_of(coordinator.site, "kommun_approver")
    )
    page = coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    assert re.search(r"Väntar på Nils Ek sedan \d+ \w+ 20\d\d\.", page.text)
    assert "Väntar på Nils Ek sedan" in visit(ALE_READER).get(HANDING_IN).text


def test_an_approver_is_named_by_who_hands_in_where_there_is_none(visit: NewVisitor, without_approver: Visitor) -> None:
    coordinator, site = without_approver, without_approver.site
    page = coordinator.get(HANDING_IN)
    assert "Vem ska fastställa?" in page.text
    page = coordinator.send(page.form("Lämna in"), namn="Nils Ek", adress=NILS)
    assert "Väntar på Nils Ek sedan" in page.text
    [(to, _, body)] = told(site)
    assert to == NILS
    approver, page = follow(visit, site, APPROVER, body)
    page = approver.send(page.form("Fastställ och lås"), title="kommundirektören")
    assert "av kommundirektören och är låst" in page.text
    assert logged(site)[-3:] == ["membership.granted", "result.submitted", "result.approved"]
    assert "Nils Ek" in coordinator.get("/gr/kommuner/1440-ale/personer").text


def test_what_was_typed_of_an_approver_stays_when_something_is_wrong(without_approver: Visitor) -> None:
    coordinator, site = without_approver, without_approver.site
    site.change("DELETE FROM agreed_answer WHERE question_id = 'politiskt-langsiktiga-mal'")
    form = coordinator.get(HANDING_IN).form("Lämna in")
    page = coordinator.send(form, 422, namn="Nils Ek", adress="nils.ek", reason="")
    assert page.title.startswith("Fel:")
    assert set(errors(page)) == {"adress", "reason"}
    assert (page.by_id("namn").get("value"), page.by_id("adress").get("value")) == ("Nils Ek", "nils.ek")
    page = coordinator.send(page.form("Lämna in"), 422, adress="", reason="Avgörs i januari")
    assert set(errors(page)) == {"adress"}
    assert (page.by_id("reason").text or "").strip() == "Avgörs i januari"
    assert told(site) == []
    page = coordinator.send(page.form("Lämna in"), adress=NILS)
    assert "Väntar på Nils Ek sedan" in page.text


def test_when_the_approver_has_left_the_page_says_what_to_do(coordinator: Visitor) -> None:
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    coordinator.site.change(f"UPDATE membership SET ended_at = since WHERE role = 'kommun_approver' AND {OF_ALE}")
    page = coordinator.get(HANDING_IN)
    assert "Ingen i kommunen kan fastställa." in page.text
    assert coordinator.get(page.links["Ge någon rollen godkännare"]).address == "/gr/kommuner/1440-ale/personer"


def test_a_mail_is_turned_off_where_the_mail_says_and_on_again(visit: NewVisitor, coordinator: Visitor) -> None:
    site = coordinator.site
    approver = visit(APPROVER)
    form = approver.get("/mitt").form("Spara valet av mejl")
    boxes = {name for name in form.values if name.startswith("mejl.")}
    assert boxes == {"mejl.resultat-inlamnat", "mejl.fraga-till-natverk", "mejl.fraga-utan-svar"}
    unticked = {name: value for name, value in form.values.items() if not name.startswith("mejl.")}
    page = approver.post("/mitt/mejl", unticked)
    assert "Valet av mejl är sparat." in page.text
    assert "mejl.resultat-inlamnat" not in page.form("Spara valet av mejl").values
    assert "Mejl du har valt bort" in approver.get("/mitt/uppgifter").text
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    assert told(site) == []
    coordinator.press(coordinator.get(HANDING_IN), "Ta tillbaka")
    approver.fill(page.form("Spara valet av mejl"), {"mejl.resultat-inlamnat": "ja"})
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    assert len(told(site)) == 1


def test_a_coordinator_has_a_box_for_each_mail_and_all_are_ticked(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get("/mitt")
    for label in (
        "En vecka kvar",
        "Alla har svarat",
        "Resultatet är tillbakaskickat",
        "Resultatet är fastställt",
        "Omgången är stängd",
        "En åtgärd ska snart vara klar",
        "En åtgärd är sen",
        "Ni är anmälda till ett erbjudande",
        "Ni står på reservlistan",
        "Ett erbjudande är ändrat",
        "Ett erbjudande är inställt",
    ):
        assert label in page.text
    assert len([name for name in page.form("Spara valet av mejl").values if name.startswith("mejl.")]) == 15
    reading = visit(ALE_READER).get("/mitt").form("Spara valet av mejl").values
    assert {name for name in reading if name.startswith("mejl.")} == {"mejl.fraga-till-natverk", "mejl.fraga-utan-svar"}


def test_an_empty_choice_of_mails_changes_nothing_and_what_is_made_up_is_left_out(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    visitor.post("/mitt/mejl")
    visitor.post(
        "/mitt/mejl", {"visat.inloggning": "ja", "visat.<b>": "ja", "mejl.": "ja", "visat.resultat-inlamnat": "x"}
    )
    assert visitor.site.rows("SELECT count(*) FROM mail_opt_out") == [(0,)]
    visit().post("/mitt/mejl", {}, 401)
