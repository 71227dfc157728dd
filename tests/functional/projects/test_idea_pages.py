"""Ideas as pages: from caught to everyday work without JavaScript, who writes and who reads, and what stays typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.rounds.kernel.days import day_of
from tests.functional.projects.acts import act, plain
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_RESPONDENT,
    HARRYDA_COORDINATOR,
    KUNGSBACKA_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

IDEAS = "/gr/ideer"
CONTROLLER, CAUGHT, PRIORITISED = f"{IDEAS}/8", f"{IDEAS}/9", f"{IDEAS}/4"
TYPED = {"title": "Gemensam laddplan", "problem": "Alla planerar laddstolpar var för sig.", "capital": "realt"}
TODAY = day_of(datetime.now(UTC))


def gates(page: Page) -> list[str]:
    """The state of each, in order."""
    return re.findall(r"(Uppfyllt|Inte uppfyllt|Inte känt)", page.text)


def join(visitor: Visitor, address: str, kommun: str, **fields: str) -> Page:
    form = visitor.get(f"{address}/med?kommun={kommun}").form("Spara svaret")
    return visitor.fill(form, fields)


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


def test_an_idea_through_every_gate_to_everyday_work(visit: NewVisitor, region: Visitor) -> None:
    ale, harryda, kungsbacka = visit(ALE_COORDINATOR), visit(HARRYDA_COORDINATOR), visit(KUNGSBACKA_COORDINATOR)
    page = ale.fill(ale.get(f"{IDEAS}/ny").form("Spara idén"), TYPED)
    address = page.address.partition("?")[0]
    assert "Idén är fångad." in page.text
    # The gap is measured before anybody has said anything.
    assert gates(page) == ["Inte känt", "Inte känt", "Uppfyllt", "Inte uppfyllt", "Inte uppfyllt"]
    owner = {"role": "agare", "function": "Fastighetschefen", "mandate": "ja"}
    for visitor, kommun, answer in (
        (ale, "1440-ale", owner),
        (harryda, "1401-harryda", owner),
        (kungsbacka, "1384-kungsbacka", {"role": "med"}),
    ):
        page = join(visitor, address, kommun, **answer)
    assert gates(page)[:2] == ["Uppfyllt", "Uppfyllt"]
    form = ale.get(f"{address}/andra").form("Spara beskrivningen")
    ale.fill(
        form, {"receiver": "Fastighetschefen", "follow_up": "Varje år", "obligation": "Lagen om laddinfrastruktur"}
    )
    page = region.press(region.get(address), "Ta upp i beredningen")
    assert gates(page) == ["Uppfyllt"] * 5
    decision = {"outcome": "prioriterad", "text": "Vi börjar här.", "diary": "GR 2026/9", "decided": str(TODAY)}
    decision["review"] = str(TODAY + timedelta(days=300))
    page = act(region, f"{address}/beslut", "Beslutet är klart", "klart", 200, **decision)
    assert "Idén är prioriterad" in page.text
    form = region.get(page.links["Gör projekt av idén"]).form("Spara projektet")
    page = region.fill(form, {"state": "pagar"})
    project = page.address.partition("?")[0]
    assert "När projektet är slut tar Fastighetschefen över." in page.text
    form = region.get(f"{project}/andra").form("Spara projektet")
    region.fill(form, {"result": "30 stolpar", "goes_over": "Planen ses över varje år", "replication": "En vecka"})
    for state in ("avslutat", "i-vardagen"):
        page = region.fill(region.get(f"{project}/lage").form("Spara läget"), {"state": state})
    assert "I vardagen" in page.text
    page = ale.get("/gr/projekt")
    assert "2 av 3 projekt som har avslutats lever vidare i vardagen." in page.text
    assert "Gemensam laddplan" in page.text.partition("Resultat att ta efter")[2]
    assert "2 av 3" in plain(region.get("/gr/ambition").text)


def test_people_of_the_region_and_its_kommuner_read_and_not_everybody_writes(visit: NewVisitor) -> None:
    for person in (REGION_READER, ALE_READER):
        visitor = visit(person)
        page = visitor.get(IDEAS)
        assert "En delad energicontroller" in page.links
        assert "Fånga en idé" not in page.links
        opened = visitor.get(CONTROLLER)
        assert "Beskriv idén mer" not in opened.text
        assert not {"Skriv in beslutet", "Slå ihop med en annan idé"} & set(opened.links)
        for address in (f"{IDEAS}/ny", f"{CONTROLLER}/andra", f"{CONTROLLER}/med", f"{CONTROLLER}/beslut"):
            visitor.get(address, 403 if person is REGION_READER or address.endswith("med") else 404)


def test_others_do_not_learn_that_there_are_ideas(visit: NewVisitor) -> None:
    for person in (OTHER_REGION_COORDINATOR, ALINGSAS_RESPONDENT):
        for address in (IDEAS, CONTROLLER, "/gr/poang", "/gr/projekt", "/gr/projekt/1", "/gr/utlysningar/1"):
            visit(person).get(address, 404)


@pytest.mark.parametrize(
    ("person", "sees_figures"), [(REGION_COORDINATOR, True), (REGION_READER, True), (ALE_COORDINATOR, False)]
)
def test_how_many_have_the_gap_is_for_the_region_alone(visit: NewVisitor, person: Person, sees_figures: bool) -> None:
    text = visit(person).get(CONTROLLER).text
    assert ("som delar sitt resultat från 2025" in text) == sees_figures


def test_what_is_wrong_is_told_by_each_field_and_what_was_typed_stays(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    page = ale.fill(ale.get(f"{IDEAS}/ny").form("Spara idén"), TYPED | {"title": " ", "capital": ""}, 422)
    assert "Skriv vad idén ska heta, på en rad." in page.text
    assert "Välj vilket kapitalslag idén stärker mest." in page.text
    assert page.form("Spara idén").values["problem"] == TYPED["problem"]
    page = ale.fill(ale.get(f"{CAUGHT}/med").form("Spara svaret"), {"role": "agare", "function": "Chefen"}, 422)
    assert "Välj om funktionen får besluta om det här." in page.text
    assert page.form("Spara svaret").values["function"] == "Chefen"
    assert "Ingen kommun har svarat än." in ale.get(CAUGHT).text


def test_a_template_fills_the_form_in(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    page = ale.get(f"{IDEAS}/ny?mall=gemensam-ansokan")
    assert page.form("Spara idén").values["title"] == "Söka pengar tillsammans i stället för var för sig"
    assert ale.get(f"{IDEAS}/ny?mall=finns-inte").form("Spara idén").values["title"] == ""


def test_a_decision_is_seen_when_it_is_finished_and_not_as_a_draft(visit: NewVisitor, region: Visitor) -> None:
    ale = visit(ALE_COORDINATOR)
    before = ale.get(CONTROLLER).text
    decision = f"{CONTROLLER}/beslut"
    page = act(region, decision, "Spara utkastet", "utkast", text="Hemligt än", decided="i går")
    assert "Utkastet är sparat." in page.text
    assert ale.get(CONTROLLER).text == before
    form = region.get(decision).form("Spara utkastet")
    assert (form.values["text"], form.values["decided"]) == ("Hemligt än", "i går")
    page = act(region, decision, "Beslutet är klart", "klart", 422, outcome="prioriterad")
    assert "Skriv beslutets diarienummer." in page.text
    assert ale.get(CONTROLLER).text == before


def test_two_who_write_a_decision_at_once_read_each_other(region: Visitor) -> None:
    form = region.get(f"{CONTROLLER}/beslut").form("Spara utkastet")
    act(region, f"{CONTROLLER}/beslut", "Spara utkastet", "utkast", text="Den längre texten")
    page = region.post(form.action, form.filled({"text": "Min text"}) | {"act": "utkast"}, 422)
    assert "Någon annan har sparat ett utkast." in page.text
    assert "Den längre texten" in page.text
    again = page.form("Spara utkastet")
    assert again.values["text"] == "Min text"
    page = region.post(again.action, again.values | {"act": "klart"}, 422)
    assert "Skriv beslutets diarienummer." in page.text
    assert "Den längre texten" not in page.text


def test_two_ideas_are_merged_and_link_to_each_other(region: Visitor) -> None:
    form = region.get(f"{CAUGHT}/sla-ihop").form("Slå ihop idéerna")
    page = region.fill(form, {"into": "8"})
    assert page.address == CONTROLLER
    assert page.links["Testa leveranser med elbåt"] == CAUGHT
    assert "Öarna får varor med lastbil och färja." in page.text
    assert region.get(CAUGHT).links["En delad energicontroller"] == CONTROLLER
    region.get(f"{CAUGHT}/sla-ihop", 403)


def test_a_prioritised_idea_is_tried_again_and_one_whose_project_was_dropped_goes_on(region: Visitor) -> None:
    region.site.change("UPDATE project SET state = 'DROPPED', reason = 'Ingen hann' WHERE idea_id = 4")
    page = region.get(PRIORITISED)
    assert {"Gör projekt av idén", "Avsluta idén", "Slå ihop med en annan idé"} <= set(page.links)
    page = region.press(page, "Pröva beslutet igen")
    assert "Idén är uppe i beredningen." in page.text
    assert "Skriv in beslutet" in page.links


def test_an_idea_that_ended_after_its_decision_tells_why(region: Visitor) -> None:
    region.site.change("UPDATE project SET state = 'DROPPED', reason = 'Ingen hann' WHERE idea_id = 4")
    assert "Idén är prioriterad" in region.get(PRIORITISED).text
    region.fill(region.get(f"{PRIORITISED}/avsluta").form("Avsluta idén"), {"reason": "Görs av ett bolag"})
    current, _, earlier = region.get(PRIORITISED).text.partition("Tidigare beslut")
    assert "Idén är avslutad. Görs av ett bolag" in current
    assert "Idén är prioriterad" not in current
    assert "Idén är prioriterad" in earlier


def test_an_idea_is_of_the_day_that_it_was_in_sweden(region: Visitor) -> None:
    region.site.change("UPDATE idea SET created_at = '2026-03-31 22:30:00' WHERE id = 9")
    assert "1 april 2026" in plain(region.get(CAUGHT).text)


def test_ideas_are_found_from_the_region_and_from_the_kommun(visit: NewVisitor, region: Visitor) -> None:
    assert region.get("/gr").links["Idéer att göra tillsammans"] == IDEAS
    harryda = visit(HARRYDA_COORDINATOR)
    support = harryda.get("/gr/omstallningsformaga/2026/1401-harryda/stod")
    assert support.links["Idéer att göra med andra"] == IDEAS
    assert harryda.get("/gr/kommuner/1401-harryda").links["Utlysningar att söka"] == "/gr/utlysningar"


def test_a_coordinator_sees_which_ideas_wait_for_the_kommun_and_a_reader_is_not_asked(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    before = ale.get(IDEAS).text.count("Ni har inte svarat")
    assert before > 0
    join(ale, CAUGHT, "1440-ale", role="intresserad")
    assert ale.get(IDEAS).text.count("Ni har inte svarat") == before - 1
    for person in (ALE_READER, REGION_COORDINATOR):
        assert "Ni har inte svarat" not in visit(person).get(IDEAS).text
