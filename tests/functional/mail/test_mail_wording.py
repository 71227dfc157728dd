"""A region puts the letters in its own words: with a preview, with every error told, and back again."""

import pytest

from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor

INVITATION = "/gr/brev/inbjudan"
OWN = "SELECT kind, subject, body FROM mail_template"


def test_a_coordinator_previews_and_saves_the_regions_own_wording(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    letters = region.get(region.get("/gr").links["Mejlens texter"])
    assert {row[2] for row in letters.table[1:]} == {"standard"}
    page = region.get(letters.links["Inbjudan till svarande"])
    fields = {"amne": "Vi behöver dig, {kommun}", "text": "Hej!\r\n\r\nSvara här: {länk}"}
    preview = region.post(f"{INVITATION}/forhandsvisa", page.form("Förhandsvisa").filled(fields))
    assert "Så här blir mejlet" in preview.text
    text = text_of(preview.by_class("letter")[0])
    assert text == "Vi behöver dig, Exempelby Hej! Svara här: https://exempel.se/lank/h7Kq2"
    assert region.site.rows(OWN) == []
    reply = region.press(preview, "Spara")
    assert (reply.address, reply.heading) == ("/gr/brev", "Mejlens texter i Göteborgsregionen")
    assert "Ändringarna är sparade." in reply.text
    assert region.site.rows(OWN) == [("inbjudan", "Vi behöver dig, {kommun}", "Hej!\n\nSvara här: {länk}\n")]
    row = next(row for row in reply.table if row[0] == "Inbjudan till svarande")
    assert row[1] == "Vi behöver dig, {kommun}"
    assert row[2].startswith("er egen, ändrad ")


def test_the_places_that_can_be_used_are_listed_with_what_they_become(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(INVITATION)
    places = {row[0]: row[1] for row in page.table[1:]}
    assert places["{kommun}"] == "namnet på den som svarar: kommunen eller förbundet"
    assert places["{länk}"] == "länken som mottagaren ska öppna. Måste vara med i texten."
    assert "{kod}" not in places


@pytest.mark.parametrize("button", ["Spara", "Förhandsvisa"])
def test_a_faulty_wording_is_told_at_its_field_and_kept(visit: NewVisitor, button: str) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(INVITATION).form(button)
    at = f"{INVITATION}/forhandsvisa" if button == "Förhandsvisa" else INVITATION
    invalid = region.post(at, form.filled({"amne": "", "text": "Hej <b>{namn}</b>\n\nå"}), 422)
    assert invalid.title.startswith("Fel: ")
    assert text_of(invalid.by_id("amne-fel")) == "Fel: Skriv en ämnesrad."
    message = text_of(invalid.by_id("text-fel"))
    assert "{namn} finns inte. Det går att använda {formulär}" in message
    assert "Texten måste innehålla {länk}." in message
    assert invalid.form("Spara").values["text"].strip() == "Hej <b>{namn}</b>\n\nå"
    assert region.site.rows(OWN) == []


def test_the_products_wording_comes_back(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(INVITATION)
    assert not [form for form in page.forms if "Återställ standardtexten" in form.buttons]
    region.fill(page.form("Spara"), {"amne": "Ämne", "text": "{länk}"})
    again = region.press(region.get(INVITATION), "Återställ standardtexten")
    assert "Mejlet har standardtexten igen." in again.text
    assert region.site.rows(OWN) == []


def test_a_letter_that_has_no_wording_of_a_region_or_does_not_exist_has_no_page(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for kind in ("inloggning", "finns-inte", "INBJUDAN", "%00"):
        region.get(f"/gr/brev/{kind}", 404)
        region.post(f"/gr/brev/{kind}", {"amne": "a", "text": "{länk}"}, 404)


def test_only_those_who_run_the_region_see_its_letters(visit: NewVisitor) -> None:
    for address in ("/gr/brev", INVITATION, "/gr/utskick"):
        assert "Be" in visit(REGION_READER).get(address, 403).text
        for outsider in (ALE_COORDINATOR, OTHER_REGION_COORDINATOR):
            assert visit(outsider).get(address, 404).heading == "Sidan finns inte"
    for address in (INVITATION, f"{INVITATION}/forhandsvisa", f"{INVITATION}/aterstall"):
        visit(OTHER_REGION_COORDINATOR).post(address, {"amne": "a", "text": "{länk}"}, 404)
