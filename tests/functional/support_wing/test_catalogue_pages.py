"""A region's catalogue: who reads it, how one finds something in it without JavaScript, and how it is adapted."""

from urllib.parse import urlencode

import pytest

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

CATALOGUE = "/gr/stod"
COURSE = f"{CATALOGUE}/grundkurs"


def titles(page: Page) -> list[str]:
    """Of the items on the page, in order."""
    return [text for text, address in page.links.items() if address.startswith(f"{CATALOGUE}/")]


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


@pytest.mark.parametrize("person", [REGION_COORDINATOR, REGION_READER, ALE_COORDINATOR, ALE_READER])
def test_everybody_with_a_role_in_the_region_or_its_kommuner_reads_the_catalogue(
    visit: NewVisitor, person: Person
) -> None:
    page = visit(person).get(CATALOGUE)
    assert "50 insatser." in page.text
    assert "Grundkurs i omställningsförmåga" in page.text


def test_those_who_only_answer_and_those_who_are_not_signed_in_do_not(visit: NewVisitor) -> None:
    visit(ALINGSAS_RESPONDENT).get(CATALOGUE, 404)
    assert visit().fetch("GET", CATALOGUE).status_code == 303


def test_the_table_shows_where_the_research_itself_has_nothing(region: Visitor) -> None:
    page = region.get(CATALOGUE)
    assert page.text.count("Förstudien har inget förslag här.") == 1
    assert "Frågor som ingen insats hjälper med" in page.text
    assert "Hur styr ni kommunens bolag mot omställningsmålen?" in page.text


def test_a_filter_and_a_search_are_an_ordinary_form(region: Visitor) -> None:
    form = region.get(CATALOGUE).form("Visa")
    assert (form.method, form.action) == ("GET", CATALOGUE)
    page = region.get(f"{CATALOGUE}?{urlencode(form.filled({'malgrupp': 'fortroendevald', 'niva': '0'}))}")
    assert "av 50 insatser passar urvalet." in page.text
    hits = region.get(f"{CATALOGUE}?{urlencode(form.filled({'q': 'budgetens'}))}")
    assert "om ”budgetens”." in hits.text
    assert "Omställning i budgeten" in titles(hits)
    assert "Rensa urvalet" in hits.links


def test_a_search_that_finds_nothing_says_what_to_do(region: Visitor) -> None:
    page = region.get(f"{CATALOGUE}?q=zebra<b>")
    assert "Ingen insats om ”zebra<b>”." in page.text
    assert "Pröva ett annat ord" in page.text


def test_a_filter_that_does_not_exist_shows_everything(region: Visitor) -> None:
    page = region.get(f"{CATALOGUE}?malgrupp=alla&niva=%C3%A5&styrniva=x&del=y")
    assert "50 insatser." in page.text
    assert "Rensa urvalet" not in page.links


def test_an_item_tells_what_it_asks_of_whom_and_what_it_builds_on(visit: NewVisitor) -> None:
    page = visit(HARRYDA_COORDINATOR).get(COURSE)
    for words in (
        "Förtroendevalda: 2 timmar var",
        "Förstudien, avsnitt 5.2",
        "9 förslag i förstudiens bilaga 2",
        "Bilaga 2, rad 1: Politiskt kapital, kunskapsbas",
        "Vad som är vår bedömning",
    ):
        assert words in page.text
    assert page.links["Det här behöver vi"].startswith(f"{HARRYDA}/stod/behov?insats=grundkurs")
    assert page.links["Gör till åtgärd"].startswith(f"{HARRYDA}/atgarder?insats=grundkurs")
    assert "Gör till åtgärd" not in visit(ALE_READER).get(COURSE).links


def test_an_item_that_is_not_there_is_not_found(region: Visitor) -> None:
    region.get(f"{CATALOGUE}/finns-inte", 404)


def test_only_the_regions_coordinator_adapts(visit: NewVisitor) -> None:
    for person, status, refused in ((REGION_READER, 403, 409), (ALE_COORDINATOR, 404, 404)):
        visitor = visit(person)
        for page in ("ny", "grundkurs/andra", "grundkurs/versioner", "grundkurs/dra-in"):
            visitor.get(f"{CATALOGUE}/{page}", status)
        visitor.post(f"{COURSE}/dra-in", {"reason": "Nej"}, refused)
    assert "Anpassa insatsen" not in visit(REGION_READER).get(COURSE).links


def test_an_item_is_previewed_saved_as_a_draft_published_and_put_back(region: Visitor, visit: NewVisitor) -> None:
    form = region.get(f"{COURSE}/andra").form("Publicera")
    page = region.post(form.action, form.filled({"title": "Vår kurs"}) | {"act": "visa"})
    assert "Så här ser kommunerna insatsen. Inget är sparat än." in page.text
    draft = region.post(form.action, page.form("Publicera").values | {"act": "utkast"})
    assert "Det här är ett utkast." in draft.text
    assert "Grundkurs i omställningsförmåga" in visit(ALE_READER).get(COURSE).title
    published = region.press(draft, "Publicera")
    assert published.title.startswith("Vår kurs")
    assert "Göteborgsregionen har anpassat insatsen." in visit(ALE_READER).get(COURSE).text
    versions = region.get(published.links["Versioner"])
    assert versions.text.count("Version ") >= 2
    original = region.fill(versions.forms[-1], {})
    assert original.title.startswith("Grundkurs i omställningsförmåga")


def test_what_somebody_else_published_is_shown_before_it_can_be_overwritten(region: Visitor) -> None:
    mine, others = (region.get(f"{COURSE}/andra").form("Publicera") for _ in range(2))
    region.post(others.action, others.filled({"title": "Den andras kurs"}) | {"act": "publicera"})
    preview = region.post(mine.action, mine.filled({"title": "Min kurs"}) | {"act": "visa"})
    faulty = region.post(mine.action, preview.form("Publicera").values | {"gives": "", "act": "publicera"}, 422)
    typed = faulty.form("Publicera").values | {"gives": "Något.", "act": "publicera"}
    refused = region.post(mine.action, typed, 422)
    assert "Någon annan har ändrat insatsen." in refused.text
    assert "Så här har någon annan sparat insatsen. Läge: publicerad." in refused.text
    assert "Den andras kurs" in [text_of(heading) for heading in refused.tree.iter("h2")]
    again = refused.form("Publicera").values
    assert again["title"] == "Min kurs"
    assert region.post(mine.action, again | {"act": "publicera"}).title.startswith("Min kurs")


def test_an_item_with_errors_keeps_what_was_typed_and_changes_nothing(region: Visitor) -> None:
    form = region.get(f"{COURSE}/andra").form("Publicera")
    page = region.fill(form, {"title": "", "gives": "Något <b>nytt</b>", "hours.ledning": "många"}, 422)
    assert page.title.startswith("Fel:")
    assert page.form("Publicera").values["gives"].strip() == "Något <b>nytt</b>"
    assert page.by_id("hours.ledning").get("value") == "många"
    assert page.text.count("Fyll i fältet.") == 1  # at the field
    assert "Namn: fyll i fältet." in page.text
    assert "Skriv timmarna som ett tal" in page.text
    assert region.site.rows("SELECT count(*) FROM region_support") == [(0,)]


def test_an_own_item_is_added_and_retired_with_a_reason_that_kommuner_see(region: Visitor, visit: NewVisitor) -> None:
    fields = region.get(f"{COURSE}/andra").form("Publicera").values | {"title": "Studieresa", "number": "0"}
    page = region.post(f"{CATALOGUE}/ny", fields)
    assert page.address == f"{CATALOGUE}/egen-studieresa"
    asked = region.get(f"{page.address}/dra-in")
    assert "Skriv varför insatsen dras in." in region.press(asked, "Dra in insatsen", 422).text
    region.send(asked.form("Dra in insatsen"), reason="Ingen plats kvar")
    assert "Ingen plats kvar" in visit(ALE_READER).get(page.address).text
    assert "Studieresa" not in visit(ALE_READER).get(CATALOGUE).text
