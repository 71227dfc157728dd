"""Offers: published by the region or a kommun, signed up to, left by a link, cancelled, and noted who came."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from app.rounds.kernel.days import day_of
from app.web.shell.formatting import day
from tests.calendar_reader import read_calendar
from tests.functional.support.pages import Form, Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

OFFERS = "/gr/erbjudanden"
OPEN, DONE = f"{OFFERS}/1", f"{OFFERS}/2"
"""Those of the example region."""
LATER = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
EARLIER = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
ANSWERS = {
    "paid_by": "medlemsavgift",
    "contact": "Utvecklingsledaren, stod@gr.example",
    "last_day": EARLIER,
    "total": "2",
    "per_kommun": "1",
    "occasion.0.day": LATER,
    "occasion.0.start": "13:00",
    "occasion.0.end": "16:00",
    "occasion.0.place": "Rådhuset",
}
COMING = {"people": "1", "roles.ledning": "ja", "mandate": "beslutar"}


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


def publish(visitor: Visitor, way: str = "?insats=grundkurs", **more: str) -> str:
    """The address of a new offer, filled in from an item of the catalogue."""
    form = visitor.get(f"{OFFERS}/nytt{way}").form("Publicera")
    # Whatever time it takes: the limit has a test of its own.
    page = visitor.post(form.action, form.filled(ANSWERS | more) | {"act": "publicera", "over": "ja"})
    assert "Erbjudandet är publicerat. Kommunerna ser det nu." in page.text
    return page.address.partition("?")[0]


def press(visitor: Visitor, form: Form, act: str, fields: dict[str, str], status: int = 200) -> Page:
    """The button with this value, of several in the form."""
    return visitor.post(form.action, form.filled(fields) | {"act": act}, status)


def enter(visitor: Visitor, offer: str, kommun: str) -> str:
    """What the kommun's coordinator reads once she has signed it up."""
    page = visitor.get(visitor.get(offer).links[f"Anmäl {kommun}"])
    return visitor.fill(page.form(f"Anmäl {kommun}"), COMING).text


def mails(visitor: Visitor, kind: str) -> list[tuple[str, str]]:
    rows = visitor.site.rows(f"SELECT to_address, body FROM mail WHERE kind = '{kind}' ORDER BY id")
    return [(str(address), str(body)) for address, body in rows]


def test_everybody_with_a_role_reads_what_is_offered_with_what_it_demands(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, ALE_READER, REGION_READER):
        page = visit(person).get(OFFERS)
        assert "Skrivstuga för ansökningar" in page.text
        assert "Detta kräver det av er" in page.text
        assert "Det tar 10 timmar för en strateg och 4 timmar för en person i en stödfunktion." in page.text
        assert "Fullt. 3 kommuner på reservlistan" in page.text
        assert "Stängda och genomförda (1)" in page.text


def test_an_offer_is_found_from_catalogue_item_needs_and_the_kommun_s_support(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert "Ansökningsstöd och projektkontor Erbjuds nu" in region.get("/gr/stod").text
    assert "Erbjuds nu" in region.get("/gr/stod?q=projektkontor").text
    assert region.get("/gr/stod/ansokningsstod").links["Skrivstuga för ansökningar"] == OPEN
    assert region.get("/gr/behov").links["Skrivstuga för ansökningar"] == OPEN
    assert region.get("/gr").links["Erbjudanden"] == OFFERS
    assert visit(HARRYDA_COORDINATOR).get(f"{HARRYDA}/stod").links["1 erbjudande att anmäla sig till"] == OFFERS


def test_the_region_offers_what_kommuner_need_and_a_kommun_signs_up(region: Visitor, visit: NewVisitor) -> None:
    link = next(link for text, link in region.get("/gr/behov").links.items() if text.startswith("Erbjud det här"))
    form = region.get(link).form("Publicera")
    assert form.values["title"] == "Omställning i budgeten"
    assert [name for name in form.values if name.startswith("needs.")] != []
    offer = publish(region, link.removeprefix(f"{OFFERS}/nytt"))
    ale = visit(ALE_COORDINATOR)
    form_page = ale.get(ale.get(offer).links["Anmäl Ale"])
    assert "Detta kräver det av er" in form_page.text
    assert "Anmäler ni er nu får ni plats." in form_page.text
    page = ale.fill(form_page.form("Anmäl Ale"), COMING)
    assert "Ni har 1\u00a0plats." in page.text.replace("1 plats", "1\u00a0plats")
    reader = visit(HARRYDA_READER).get(offer)
    assert "Vilka som kommer Ale" in reader.text
    assert "Får besluta" not in reader.text
    assert ["Ale", "1", "Chefer", "Får besluta", "–"] in region.get(offer).table


def test_who_would_wait_before_others_is_told_why(region: Visitor, visit: NewVisitor) -> None:
    offer = publish(region, total="2", per_kommun="2")
    ale = visit(ALE_COORDINATOR)
    ale.fill(ale.get(f"{offer}/anmalan").form("Anmäl Ale"), COMING | {"people": "2"})
    enter(visit(KUNGSBACKA_COORDINATOR), offer, "Kungsbacka")
    form = visit(ALINGSAS_COORDINATOR).get(f"{offer}/anmalan")
    assert "står ni först på reservlistan" in form.text
    assert "Ni går före dem som väntar på fler platser: alla får en innan någon får två." in form.text


def test_the_first_button_of_the_list_is_of_what_has_places(region: Visitor, visit: NewVisitor) -> None:
    with_places = publish(region, total="3", title="Grundkurs i vår")
    page = visit(ALINGSAS_COORDINATOR).get(OFFERS)
    buttons = [link for link in page.tree.iter("a") if "Läs och anmäl" in text_of(link)]
    assert len(buttons) > 1
    assert [link.get("href") for link in buttons if link.get("class") == "button"] == [with_places]


def test_a_kommun_on_the_reserve_list_moves_up_when_another_leaves_by_its_mail(
    region: Visitor, visit: NewVisitor
) -> None:
    offer = publish(region, total="1")
    enter(visit(ALE_COORDINATOR), offer, "Ale")
    alingsas = visit(ALINGSAS_COORDINATOR)
    form = alingsas.get(f"{offer}/anmalan")
    assert "Anmäler ni er nu står ni först på reservlistan, och får plats om någon lämnar återbud." in form.text
    assert "Ni går före" not in form.text
    assert "Ni är nummer 1 på reservlistan." in enter(alingsas, offer, "Alingsås")
    ((address, body),) = mails(region, "erbjudande-plats")
    assert address.endswith("@ale.example")
    token = re.search(r"/avanmalan/([\w-]{43})", body)
    assert token is not None
    stranger = visit()
    page = stranger.get(token[0])
    assert page.heading == "Avanmäl Ale?"
    assert "Vilka som kommer Ale" in region.get(offer).text
    left = stranger.send(page.form("Avanmäl Ale"))
    assert left.heading == "Ale är avanmäld"
    assert stranger.get(token[0], 404).heading == "Länken gäller inte längre"
    assert "Vilka som kommer Alingsås" in region.get(offer).text
    assert "Ni har flyttats upp från reservlistan." in alingsas.get(offer).text
    assert [address.partition("@")[2] for address, _ in mails(region, "erbjudande-uppflyttad")] == ["alingsas.example"]


def test_a_kommun_that_has_some_of_its_places_comes_and_wants_to_send_more(region: Visitor, visit: NewVisitor) -> None:
    offer = publish(region, total="3", per_kommun="2")
    for person, kommun in ((ALE_COORDINATOR, "Ale"), (ALINGSAS_COORDINATOR, "Alingsås")):
        visitor = visit(person)
        visitor.fill(visitor.get(f"{offer}/anmalan").form(f"Anmäl {kommun}"), COMING | {"people": "2"})
    text = region.get(offer).text
    assert "Vilka som kommer Ale Alingsås" in text
    assert "Kommer, och vill gärna skicka fler: Alingsås." in text
    assert "På reservlistan" not in text


def test_a_sign_up_with_errors_keeps_what_was_typed_and_changes_nothing(region: Visitor, visit: NewVisitor) -> None:
    offer, ale = publish(region), visit(ALE_COORDINATOR)
    form = ale.get(f"{offer}/anmalan").form("Anmäl Ale")
    page = ale.fill(form, {"people": "7", "note": "Hörslinga <b>"}, 422)
    assert page.title.startswith("Fel:")
    for message in ("Ni kan anmäla en person.", "Välj minst en roll", "Välj vad de som kommer får göra"):
        assert message in page.text
    assert page.form("Anmäl Ale").values["note"] == "Hörslinga <b>"
    assert "Ingen kommun har plats än." in ale.get(offer).text


def test_the_later_of_two_who_change_a_sign_up_sees_the_other_s_words(region: Visitor, visit: NewVisitor) -> None:
    offer, ale = publish(region), visit(ALE_COORDINATOR)
    enter(ale, offer, "Ale")
    stale = ale.get(f"{offer}/anmalan").form("Spara ändringen")
    ale.send(stale, note="Vi kommer med tåg")
    page = ale.send(stale, 422, note="Vi kommer med buss")
    assert "Så här har någon annan sparat anmälan" in page.text
    assert "Vi kommer med tåg" in page.text
    assert "Anmälan är sparad." in ale.fill(page.form("Spara ändringen"), {}).text


def test_an_offer_with_errors_keeps_what_was_typed(region: Visitor) -> None:
    form = region.get(f"{OFFERS}/nytt").form("Publicera")
    page = press(region, form, "publicera", {"title": "Kurs <i>", "total": "många"}, 422)
    assert page.title.startswith("Fel:")
    assert "Platser i allt: skriv ett antal från 1 till 1000." in page.text
    assert page.form("Publicera").values["title"] == "Kurs <i>"
    assert region.site.rows("SELECT count(*) FROM offer") == [(2,)]


def test_the_later_of_two_who_change_an_offer_sees_the_other_s_words(region: Visitor) -> None:
    offer = publish(region)
    stale = region.get(f"{offer}/andra").form("Spara ändringen")
    region.send(stale, gives="Ni får en karta.")
    page = region.send(stale, 422, gives="Ni får en kompass.")
    assert "Så här har någon annan sparat erbjudandet" in page.text
    assert "Ni får en karta." in page.text
    assert page.form("Spara ändringen").values["gives"] == "Ni får en kompass."
    assert "Ändringen är sparad." in region.fill(page.form("Spara ändringen"), {}).text


def test_a_draft_is_for_those_who_wrote_it_and_is_published_later(region: Visitor, visit: NewVisitor) -> None:
    form = region.get(f"{OFFERS}/nytt?insats=grundkurs").form("Publicera")
    page = press(region, form, "utkast", ANSWERS)
    draft = page.address.partition("?")[0]
    assert "Det här är ett utkast." in page.text
    visit(ALE_COORDINATOR).get(draft, 404)
    removing = region.get(page.links["Ta bort utkastet"])
    assert removing.title.startswith("Ta bort utkastet Grundkurs i omställningsförmåga?")
    assert removing.heading == "Ta bort utkastet?"
    press(region, region.get(f"{draft}/andra").form("Publicera"), "publicera", {})
    assert "Anmäl Ale" in visit(ALE_COORDINATOR).get(draft).text


def test_a_kommun_offers_as_itself(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    page = ale.get(f"{OFFERS}/nytt?insats=grundkurs")
    assert "Behov som det svarar mot" not in page.text
    offer = publish(ale)
    assert "Ale erbjuder" in visit(HARRYDA_READER).get(offer).text
    visit(HARRYDA_COORDINATOR).get(f"{offer}/andra", 403)
    visit(REGION_COORDINATOR).get(f"{offer}/andra", 403)


def test_calendar_files_keep_their_event_and_cancel_it(region: Visitor, visit: NewVisitor) -> None:
    offer = publish(region)
    enter(visit(ALE_COORDINATOR), offer, "Ale")
    ale = visit(ALE_COORDINATOR)
    method, (event,) = read_calendar(ale.fetch("GET", ale.get(offer).links["Lägg i kalendern"]).content)
    assert (method, event["SEQUENCE"], event["LOCATION"]) == ("PUBLISH", "0", "Rådhuset")
    cancelling = region.get(region.get(offer).links["Ställ in"])
    assert "1\u00a0anmäld kommun får ett mejl" in cancelling.text.replace("1 anmäld", "1\u00a0anmäld")
    assert "Skriv varför det ställs in." in region.send(cancelling.form("Ställ in erbjudandet"), 422).text
    page = region.send(cancelling.form("Ställ in erbjudandet"), reason="Föreläsaren är sjuk.")
    assert "Erbjudandet är inställt. Föreläsaren är sjuk." in page.text
    method, (later,) = read_calendar(ale.fetch("GET", f"{offer}/kalender.ics").content)
    assert (method, later["UID"], later["SEQUENCE"], later["STATUS"]) == ("CANCEL", event["UID"], "1", "CANCELLED")
    _, events = read_calendar(ale.fetch("GET", f"{OFFERS}/kalender.ics").content)
    assert later | {"DTSTAMP": ""} in [each | {"DTSTAMP": ""} for each in events]  # when each file was written
    assert [address.partition("@")[2] for address, _ in mails(region, "erbjudande-installt")] == ["ale.example"]


def test_sign_up_is_closed_and_opened_again(region: Visitor, visit: NewVisitor) -> None:
    offer, ale = publish(region), visit(ALE_COORDINATOR)
    region.press(region.get(offer), "Stäng anmälan nu")
    assert "Anmäl Ale" not in ale.get(offer).links
    assert "Anmälan är stängd." in ale.get(f"{offer}/anmalan", 403).text
    region.press(region.get(offer), "Öppna anmälan igen")
    assert "Anmäl Ale" in ale.get(offer).links


def begin(region: Visitor, offer: str) -> date:
    """Its last occasion has begun, on the last day to sign up. Returns the day of the occasion."""
    number, now = offer.rpartition("/")[2], datetime.now(UTC)
    region.site.change("UPDATE offer SET last_day = ? WHERE id = ?", day_of(now).isoformat(), number)
    region.site.change(
        "UPDATE occasion SET starts_at = ?, ends_at = ? WHERE offer_id = ?",
        *(f"{now + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}" for minutes in (-2, -1)),
        number,
    )
    return day_of(now - timedelta(minutes=2))


def test_once_the_last_occasion_has_begun_no_button_leads_to_a_refusal(region: Visitor, visit: NewVisitor) -> None:
    offer, ale, alingsas = publish(region), visit(ALE_COORDINATOR), visit(ALINGSAS_COORDINATOR)
    enter(alingsas, offer, "Alingsås")
    begun = begin(region, offer)
    for visitor, refusal in ((ale, "Anmälan är stängd."), (alingsas, "anmälan går inte att ändra längre")):
        page = visitor.get(offer)
        assert "Anmälan har stängt" in page.text
        assert not {"Anmäl Ale", "Ändra anmälan", "Avanmäl Alingsås"} & page.links.keys()
        assert refusal in visitor.get(f"{offer}/anmalan", 403).text
    listed = ale.get(OFFERS)
    assert (
        f"Anmälan har stängt · {' '.join(day(begun).split())} · "
        in listed.text.partition("Stängda och genomförda (2)")[2]
    )
    assert "Tiden är inte bestämd" not in listed.text
    assert "Det går inte att avanmäla sig längre" in alingsas.get(f"{offer}/avanmalan").text


def test_what_the_region_has_to_note_is_said_where_it_is_listed(region: Visitor, visit: NewVisitor) -> None:
    offer = publish(region)
    enter(visit(ALE_COORDINATOR), offer, "Ale")
    assert "Notera vilka som kom" not in region.get(OFFERS).text
    begin(region, offer)
    assert f"{offer}/narvaro" in region.get(OFFERS).links.values()
    for visitor in (visit(ALE_COORDINATOR), visit(REGION_READER)):
        assert "Notera vilka som kom" not in visitor.get(OFFERS).text
    number, told = offer.rpartition("/")[2], "har inga datum, och anmälan har stängt. Tiden räknas tills"
    region.site.change("UPDATE occasion SET is_cancelled = ? WHERE offer_id = ?", True, number)
    assert told not in region.get("/gr/behov").text
    region.site.change("UPDATE offer SET last_day = '2026-01-01' WHERE id = ?", number)
    page = region.get("/gr/behov")
    assert f"{told} ni noterar vilka som kom" in page.text
    assert f"{offer}/narvaro" in page.links.values()
    assert f"{told} närvaron är noterad." in visit(REGION_READER).get("/gr/behov").text


def test_attendance_is_noted_and_put_right(region: Visitor, visit: NewVisitor) -> None:
    page = region.get(region.get(DONE).links["Rätta närvaron"])
    fixed = region.send(page.form("Spara närvaron"), **{"came.1419-tjorn": "deltog"})
    assert "Närvaron är sparad." in fixed.text
    assert [row[-1] for row in fixed.table[1:]] == ["Deltog"] * 4
    assert "Ni deltog." in visit(HARRYDA_READER).get(DONE).text
    assert "när det sista tillfället har börjat" in region.get(f"{OPEN}/narvaro", 403).text
    region.site.change("UPDATE sign_up SET state = 'ABSENT' WHERE offer_id = 2")
    assert "Vilka som var med Ingen kommun var med." in region.get(DONE).text
    region.site.change("UPDATE sign_up SET state = 'SIGNED_UP', granted = 0 WHERE offer_id = 2")
    assert "Ni stod på reservlistan." in visit(HARRYDA_READER).get(DONE).text
    region.get(f"{DONE}/stall-in", 403)
    region.post(f"{OPEN}/narvaro", {}, 409)


def test_another_region_finds_nothing_and_a_number_is_a_number(visit: NewVisitor) -> None:
    stranger = visit(OTHER_REGION_COORDINATOR)
    for address in (
        OFFERS,
        OPEN,
        f"{OPEN}/anmalan",
        f"{OFFERS}/nytt",
        f"{OPEN}/kalender.ics",
        f"{OFFERS}/kalender.ics",
    ):
        stranger.get(address, 404)
    stranger.get("/annan/erbjudanden/1", 404)
    ale = visit(ALE_COORDINATOR)
    for address in (f"{OFFERS}/999", f"{OFFERS}/x", f"{OFFERS}/0", f"{OPEN}/anmalan?kommun=1401-harryda"):
        ale.get(address, 404)


def test_the_balance_of_mandates_is_told_to_those_who_see_the_sign_ups(region: Visitor, visit: NewVisitor) -> None:
    told = "Två av sex kommuner skickar någon som får besluta. De flesta kan alltså bara bereda eller lyssna."
    assert told in region.get(OPEN).text
    assert "Vem får besluta?" not in visit(ALE_READER).get(OPEN).text
