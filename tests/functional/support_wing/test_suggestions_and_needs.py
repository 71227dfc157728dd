"""From a low level to help: suggestions, an action that knows its item, and a need that the region sees."""

import pytest

from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    NOT_SHARING,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

SUPPORT = f"{KUNGSBACKA}/stod"
OWN_NEEDS = (
    "SELECT need.id FROM need JOIN assessment ON assessment.id = assessment_id "
    "JOIN municipality ON municipality.id = municipality_id WHERE code = '1384'"
)


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Of a kommun with a result that is not approved yet."""
    return visit(KUNGSBACKA_COORDINATOR)


def test_the_kommun_sees_suggestions_before_the_result_is_approved(coordinator: Visitor) -> None:
    page = coordinator.get(coordinator.get(KUNGSBACKA).links["Stöd"])
    assert "Tre förslag som ni klarar nu" in page.text
    assert page.text.count("Varför just den") == 3
    assert "kan ändras tills det är fastställt" in page.text


def test_a_reader_sees_the_suggestions_and_none_of_the_buttons(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/stod")
    assert "Varför just den" in page.text
    assert "Det här behöver ni" in page.text
    assert "Gör till åtgärd" not in page.text
    assert "Lägg till ett behov" not in page.text


def test_the_region_sees_suggestions_of_those_that_share_and_no_needs(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    page = region.get(f"{HARRYDA}/stod")
    assert "som kommunen klarar nu" in page.text
    assert "Det här behöver ni" not in page.text
    region.get(f"{NOT_SHARING}/stod", 403)
    region.get(f"{HARRYDA}/stod/behov", 403)


def test_other_kommuner_find_nothing(visit: NewVisitor) -> None:
    other = visit(HARRYDA_COORDINATOR)
    for address in (SUPPORT, f"{SUPPORT}/behov", f"{SUPPORT}/behov/1"):
        other.get(address, 404)


def test_before_there_is_a_result_the_page_says_when_it_comes(visit: NewVisitor) -> None:
    page = visit(ALINGSAS_COORDINATOR).get(f"{ALINGSAS}/stod", 409)
    assert "Förslag på stöd kommer när svarstiden är avslutad." in page.text


def test_a_suggestion_becomes_an_action_that_knows_where_it_came_from(coordinator: Visitor) -> None:
    page = coordinator.get(SUPPORT)
    address = next(link for text, link in page.links.items() if text.startswith("Gör till åtgärd"))
    form = coordinator.get(address.partition("#")[0]).form("Lägg till")
    assert form.values["text"].startswith("Ta del av ”")
    faulty = coordinator.send(form, 422, due="nån gång")
    assert faulty.form("Lägg till").values["origin"] == form.values["origin"]
    coordinator.send(form, owner="kommundirektören")
    assert coordinator.site.rows(f"SELECT count(*) FROM action WHERE origin_id = '{form.values['origin']}'") == [(1,)]
    assert "Finns i planen" in coordinator.get(SUPPORT).text


def test_an_action_with_an_origin_that_is_none_is_refused(coordinator: Visitor) -> None:
    fields = coordinator.get(f"{KUNGSBACKA}/atgarder").form("Lägg till").values
    sent = fields | {"text": "X", "capital": "human", "status": "planned", "origin": "../x"}
    page = coordinator.post(f"{KUNGSBACKA}/atgarder", sent, 422)
    assert "finns inte. Börja om från sidan Stöd." in page.text


def test_a_need_is_sent_changed_ended_and_opened_again(coordinator: Visitor, visit: NewVisitor) -> None:
    page = coordinator.get(f"{SUPPORT}/behov?insats=grundkurs&kapital=human&form=kunskapsbas")
    assert "Texten blir en allmän handling." in page.text
    form = page.form("Skicka behovet")
    assert (form.values["capital"], form.values["urgency"]) == ("human", "i-ar")
    assert form.values["text"].strip() == "Vi behöver: Grundkurs i omställningsförmåga."
    sent = coordinator.send(form, text="Två platser på kursen", together="helst")
    assert "Behovet är skickat. Regionen ser det nu." in sent.text
    seen = visit(REGION_COORDINATOR).get("/gr/behov")
    assert "Två platser på kursen" in seen.text
    groups = list(seen.tree.iter("section"))
    assert "Grundkurs i omställningsförmåga 1 kommun, 1 helst tillsammans med andra" in text_of(groups[-1])
    change = coordinator.get(next(link for text, link in sent.links.items() if text.startswith("Ändra")))
    changed = coordinator.send(change.form("Spara ändringen"), text="Tre platser")
    closing = coordinator.get(next(link for text, link in changed.links.items() if text.startswith("Avsluta")))
    ended = coordinator.send(closing.form("Avsluta behovet"), state="tillgodosett")
    assert "Avslutade behov (1)" in ended.text
    assert "Tre platser" not in visit(REGION_COORDINATOR).get("/gr/behov").text
    assert "Behovet är öppet igen." in coordinator.fill(ended.forms[-1], {}).text


def test_a_need_with_errors_keeps_what_was_typed(coordinator: Visitor) -> None:
    form = coordinator.get(f"{SUPPORT}/behov").form("Skicka behovet")
    page = coordinator.fill(form, {"text": "Hjälp <i>nu</i>", "groups.ledning": "ja", "audience": "kommuner"}, 422)
    assert page.title.startswith("Fel:")
    again = page.form("Skicka behovet").values
    assert (again["text"].strip(), again["groups.ledning"], again["audience"]) == (
        "Hjälp <i>nu</i>",
        "ja",
        "kommuner",
    )
    for words in ("Välj vilket kapitalslag", "Välj hur snart", "Välj om ni vill göra det tillsammans"):
        assert page.text.count(words) == 2
    assert coordinator.site.rows(OWN_NEEDS) == []


def test_what_somebody_else_changed_is_shown_before_it_can_be_overwritten(coordinator: Visitor) -> None:
    coordinator.send(coordinator.get(f"{SUPPORT}/behov?insats=grundkurs&kapital=human").form("Skicka behovet"))
    ((number,),) = coordinator.site.rows(OWN_NEEDS)
    mine, others = (coordinator.get(f"{SUPPORT}/behov/{number}").form("Spara ändringen") for _ in range(2))
    closing = coordinator.get(f"{SUPPORT}/behov/{number}/avsluta").form("Avsluta behovet")
    coordinator.send(others, text="Den andras text")
    faulty = coordinator.send(mine, 422, text="")
    assert "Den andras text" not in faulty.text
    refused = coordinator.send(faulty.form("Spara ändringen"), 422, text="Min text")
    assert "Någon annan har ändrat behovet." in refused.text
    assert "Behovet Den andras text" in text_of(refused.by_id("andras"))
    again = refused.form("Spara ändringen")
    assert again.values["text"].strip() == "Min text"
    without_reason = coordinator.send(closing, 422, state="inaktuellt")
    not_ended = coordinator.send(without_reason.form("Avsluta behovet"), 422, state="tillgodosett")
    assert "Den andras text" in text_of(not_ended.by_id("andras"))
    coordinator.send(again)
    assert coordinator.site.rows(f"SELECT text FROM need WHERE id = {number}") == [("Min text",)]
    newest = coordinator.send(not_ended.form("Avsluta behovet"), 422, state="tillgodosett")
    coordinator.send(newest.form("Avsluta behovet"), state="tillgodosett")


def test_a_need_that_ends_unmet_says_why(coordinator: Visitor) -> None:
    coordinator.send(coordinator.get(f"{SUPPORT}/behov?insats=grundkurs&kapital=human").form("Skicka behovet"))
    ((number,),) = coordinator.site.rows(OWN_NEEDS)
    closing = coordinator.get(f"{SUPPORT}/behov/{number}/avsluta")
    page = coordinator.send(closing.form("Avsluta behovet"), 422, state="inaktuellt")
    assert page.text.count("Skriv varför behovet inte längre är aktuellt.") == 2
    coordinator.get(f"{SUPPORT}/behov/999", 404)
    coordinator.get(f"{SUPPORT}/behov/0", 404)


def test_what_happens_is_in_the_kommuns_log(coordinator: Visitor) -> None:
    coordinator.send(coordinator.get(f"{SUPPORT}/behov?insats=grundkurs&kapital=human").form("Skicka behovet"))
    assert "Ett behov skrevs in eller ändrades." in coordinator.get("/gr/kommuner/1384-kungsbacka/logg").text


def test_the_report_its_screens_and_its_table_name_the_same_support(visit: NewVisitor) -> None:
    kommun = visit(HARRYDA_COORDINATOR)
    report = kommun.get(f"{HARRYDA}/rapport")
    [section] = report.by_class("report-support")
    titles = [text_of(strong) for strong in section.findall("ol/li/p/strong")]
    assert len(titles) == 3
    assert report.links["Stöd som passar"] == "#stod"
    assert "Stöd för omställningsförmåga 2026 (omstallningsstod/2026)" in report.text
    screens = kommun.get(f"{HARRYDA}/presentation")
    assert all(title in screens.text for title in titles)
    table = kommun.fetch("GET", f"{HARRYDA}/export/stod.csv").text
    assert all(title in table for title in titles)
    earlier = kommun.get(f"{HARRYDA}/rapport".replace("/2026/", "/2025/"))
    assert earlier.by_class("report-support") == []  # approved before there was a catalogue
