"""The library of examples: from a finished action by review to reuse in another kommun, and who may see what when."""

import pytest

from tests.functional.support.pages import Form, Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    TJORN,
    TJORN_COORDINATOR,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

EXAMPLES = "/gr/exempel"
BUDGET, FORUM, COURSE = f"{EXAMPLES}/1", f"{EXAMPLES}/2", f"{EXAMPLES}/3"
KUNGALV_COORDINATOR = Person("Kungälv", "kommunens samordnare")
TYPED = {
    "title": "Vi bytte mötestid",
    "situation": "Ingen kom.",
    "did": "Vi bytte till måndagar.",
    "result": "Nu kommer sex.",
    "evidence": "sett",
    "not_worked": "De första två veckorna mindes ingen den nya tiden.",
    "contact": "Kansliet, kansliet@harryda.example",
}


@pytest.fixture
def harryda(visit: NewVisitor) -> Visitor:
    return visit(HARRYDA_COORDINATOR)


def new_example(visitor: Visitor, button: str = "Skicka till regionen", **changes: str) -> str:
    """Of the first action that nothing is told of yet. Returns its address."""
    choice = visitor.get(f"{EXAMPLES}/nytt")
    url = next(url for url in choice.links.values() if "atgard=" in url)
    page = press(visitor, visitor.get(url).form(button), "skicka" if button.startswith("Skicka") else "utkast", changes)
    return page.address.partition("?")[0]


def press(visitor: Visitor, form: Form, act: str, fields: dict[str, str] | None = None, status: int = 200) -> Page:
    """The button with this value, of several in the form of an example."""
    typed = TYPED | (fields or {}) if "situation" in form.values else fields or {}
    return visitor.post(form.action, form.filled({k: v for k, v in typed.items() if v}) | typed | {"act": act}, status)


def test_everybody_in_the_region_reads_what_is_published_and_what_did_not_work(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, HARRYDA_READER, REGION_READER):
        page = visit(person).get(EXAMPLES)
        assert "En rad om omställning i varje budgetanvisning" in page.links
        assert "Fungerade inte: Första året kom raden för sent." in page.text
        assert "1 kommun har infört det, 1 provar" in page.text
        assert "Grundkurs för nya förtroendevalda" not in page.text


def test_outsiders_do_not_learn_that_there_is_a_library(visit: NewVisitor) -> None:
    for person in (OTHER_REGION_COORDINATOR, OTHER_KOMMUN_COORDINATOR):
        visitor = visit(person)
        for address in (EXAMPLES, BUDGET, "/gr/fragor", "/gr/natverk", "/gr/natverk/1", "/gr/utmaningar"):
            visitor.get(address, 404)


def test_a_search_in_swedish_finds_what_is_told_and_a_capital_narrows_it(harryda: Visitor) -> None:
    found = harryda.get(f"{EXAMPLES}?q=budgetanvisningarna").text
    assert "En rad om omställning" in found
    assert "Frukost i stället" not in found
    assert "Frukost i stället" in harryda.get(f"{EXAMPLES}?kapital=organisatoriskt").text
    assert "Pröva ett annat ord" in harryda.get(f"{EXAMPLES}?q=månlandning").text


def test_an_example_goes_from_a_finished_action_by_review_to_the_others(visit: NewVisitor, harryda: Visitor) -> None:
    region, ale = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    url = new_example(harryda)
    assert "Exemplet är skickat." in harryda.get(f"{url}?klart=skickat").text
    ale.get(url, 404)
    visit(REGION_READER).get(url, 404)
    assert "Vi bytte mötestid" in region.get(EXAMPLES).links
    review = region.get(url)
    refused = press(region, review.form("Skicka tillbaka"), "tillbaka", status=422)
    assert "Skriv vad kommunen behöver ändra." in refused.text
    press(region, review.form("Skicka tillbaka"), "tillbaka", {"reason": "Skriv vilka sex som kommer."})
    assert "Skriv vilka sex som kommer." in harryda.get(url).text
    press(harryda, harryda.get(f"{url}/andra").form("Skicka till regionen"), "skicka", {"result": "Sex chefer kommer."})
    press(region, region.get(url).form("Publicera"), "publicera")
    assert "Sex chefer kommer." in ale.get(url).text
    assert "Vi bytte mötestid" in ale.get(EXAMPLES).links


def test_the_region_publishes_only_the_text_that_it_has_read(visit: NewVisitor, harryda: Visitor) -> None:
    region, url = visit(REGION_COORDINATOR), new_example(harryda)
    publish, send_back = (region.get(url).form(button) for button in ("Publicera", "Skicka tillbaka"))
    harryda.send(harryda.get(url).form("Ta tillbaka och ändra"))
    press(harryda, harryda.get(f"{url}/andra").form("Skicka till regionen"), "skicka", {"result": "Sex chefer kommer."})
    refused = press(region, send_back, "tillbaka", {"reason": "Skriv vilka."}, 422)
    assert refused.form("Skicka tillbaka").values["reason"].strip() == "Skriv vilka."
    refused = press(region, publish, "publicera", status=422)
    assert "Kommunen har ändrat exemplet sedan du öppnade det." in refused.text
    assert "Sex chefer kommer." in refused.text
    visit(ALE_COORDINATOR).get(url, 404)
    press(region, refused.form("Publicera"), "publicera")
    assert "Sex chefer kommer." in visit(ALE_COORDINATOR).get(url).text


def test_a_draft_may_lack_what_is_sent_may_not(harryda: Visitor) -> None:
    url = new_example(harryda, "Spara som utkast", result="", evidence="", not_worked="")
    form = harryda.get(f"{url}/andra").form("Skicka till regionen")
    lacking = {"result": "", "evidence": "", "not_worked": ""}
    refused = press(harryda, form, "skicka", lacking, 422)
    assert "Det här fungerade inte: Skriv vad som inte fungerade." in refused.text
    assert "Hur vet ni det: Välj hur ni vet det." in refused.text
    assert "Vi bytte till måndagar." in refused.form("Skicka till regionen").values.values()
    harryda.send(harryda.get(url).form("Ta bort utkastet"))
    harryda.get(url, 404)


def test_no_level_is_taken_from_the_result(harryda: Visitor) -> None:
    new_example(harryda)
    assert harryda.site.rows("SELECT level_from, level_to FROM example ORDER BY id DESC LIMIT 1") == [(None, None)]


def test_another_kommun_notes_how_far_it_has_come_and_says_why_it_gave_up(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    form = ale.get(BUDGET).form("Spara för Ale")
    refused = ale.fill(form, {"state": "lade-ner"}, 422)
    assert "Skriv varför ni lade ner det." in refused.text
    page = ale.fill(form, {"state": "lade-ner", "why": "Ekonomichefen slutade."})
    assert "Ekonomichefen slutade." in page.text
    assert "Ekonomichefen slutade." in visit(TJORN_COORDINATOR).get(BUDGET).text
    ale.send(ale.get(BUDGET).form("Ta bort vad Ale har noterat"))
    assert "Ekonomichefen slutade." not in ale.get(BUDGET).text


def test_readers_and_the_telling_kommun_note_no_reuse(visit: NewVisitor, harryda: Visitor) -> None:
    assert "Hur långt har Härryda kommit?" not in harryda.get(BUDGET).text
    answer = harryda.fetch("POST", f"{BUDGET}/anvandning", {"state": "provar"})
    assert answer.status_code == 409
    assert visit(HARRYDA_READER).fetch("POST", f"{FORUM}/anvandning", {"state": "provar"}).status_code == 404


def test_after_two_years_it_has_to_be_looked_over_and_then_it_goes(visit: NewVisitor, harryda: Visitor) -> None:
    site, ale = harryda.site, visit(ALE_COORDINATOR)
    site.change("UPDATE example SET review_on = date('now', '-3 days') WHERE id = 1")
    assert "Behöver ses över" in ale.get(BUDGET).text
    harryda.send(harryda.get(BUDGET).form("Det gäller fortfarande"))
    assert "Behöver ses över" not in ale.get(BUDGET).text
    site.change("UPDATE example SET review_on = date('now', '-100 days') WHERE id = 1")
    ale.get(BUDGET, 404)
    assert "En rad om omställning" not in ale.get(EXAMPLES).text
    assert "Arkiverat" in harryda.get(BUDGET).text


def test_the_kommun_takes_it_back_to_change_it_or_archives_it_with_a_reason(
    visit: NewVisitor, harryda: Visitor
) -> None:
    page = harryda.get(BUDGET)
    assert "Skriv varför exemplet inte längre gäller." in harryda.fill(page.form("Arkivera"), {}, 422).text
    harryda.fill(page.form("Arkivera"), {"reason": "Vi har bytt modell."})
    visit(TJORN_COORDINATOR).get(BUDGET, 404)
    harryda.send(harryda.get(BUDGET).form("Ta tillbaka och ändra"))
    assert "Bara ni ser det." in harryda.get(BUDGET).text
    assert "Ta bort utkastet" not in harryda.get(BUDGET).text


def test_changing_is_for_the_kommun_that_tells(visit: NewVisitor) -> None:
    kungalv, tjorn = visit(KUNGALV_COORDINATOR), visit(TJORN_COORDINATOR)
    for way in ("fornya", "ta-tillbaka", "arkivera", "ta-bort"):
        assert tjorn.fetch("POST", f"{BUDGET}/{way}", {"reason": "x"}).status_code == 409
        assert tjorn.fetch("POST", f"{COURSE}/{way}", {"reason": "x"}).status_code == 404
    assert kungalv.fetch("POST", f"{COURSE}/granska", {"act": "publicera"}).status_code == 409


def test_the_kommun_s_support_shows_one_example_that_fits(visit: NewVisitor) -> None:
    tjorn = visit(TJORN_COORDINATOR)
    tjorn.site.change("UPDATE example SET level_from = NULL, level_to = NULL, item_id = ''")
    assert "så här" not in tjorn.get(f"{TJORN}/stod").text
    item = tjorn.get(f"{TJORN}/stod").links
    url = next(url for url in item.values() if url.startswith("/gr/stod/"))
    tjorn.site.change(
        "UPDATE example SET item_id = ?, capital_id = (SELECT capital_id FROM example WHERE id = 1) WHERE id = 1",
        url.rpartition("/")[2],
    )
    text = tjorn.get(f"{TJORN}/stod").text
    assert text.count("Så gjorde Härryda:") <= 1
    assert "Läs exempel" in text


def test_the_library_is_a_file_of_what_is_published_for_those_who_read_it(visit: NewVisitor) -> None:
    answer = visit(HARRYDA_READER).fetch("GET", f"{EXAMPLES}/export/exempel.csv")
    text = answer.content.decode("utf-8-sig")
    assert "En rad om omställning i varje budgetanvisning" in text
    assert "Grundkurs för nya förtroendevalda" not in text
    assert visit(REGION_READER).fetch("GET", f"{EXAMPLES}/export.xlsx").content.startswith(b"PK")
    visit(HARRYDA_READER).get(f"{EXAMPLES}/export/annat.csv", 404)
    visit(OTHER_KOMMUN_COORDINATOR).get(f"{EXAMPLES}/export.xlsx", 404)


def test_the_plan_leads_from_a_finished_action_to_telling_of_it(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_COORDINATOR)
    page = harryda.get(f"{HARRYDA.replace('2026', '2025')}/atgarder")
    links = [url for text, url in page.links.items() if text.startswith("Berätta för de andra")]
    assert all(url.startswith(f"{EXAMPLES}/nytt?atgard=") for url in links)
    assert "Berätta för de andra" not in visit(HARRYDA_READER).get(page.address).text
