"""A year of offers between the region and three kommuner: the same need, an offer with too few places, and the plan after."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from app.rounds.kernel.days import day_of
from tests.browser.conftest import OpenPage
from tests.browser.support.server import Server
from tests.browser.support.visiting import COORDINATOR, ROUND, Person, sign_in

REGION = Person("Göteborgsregionen", "regionens samordnare")
GOTEBORG, LERUM, MOLNDAL = (Person(place, COORDINATOR) for place in ("Göteborg", "Lerum", "Mölndal"))
TITLE = "Budget som styr mot målen"


def publish(page: Page, today: datetime) -> None:
    """Two places and one a kommun, for what three seek."""
    page.get_by_label("Vad erbjudandet heter").fill(TITLE)
    page.get_by_label("Vad kommunerna får").fill("Ni får en arbetsgång för budgetanvisningarna.")
    page.get_by_label("Detta kräver det av dem").fill("En chef är med.")
    page.get_by_role("group", name="Timmar per person").get_by_label("Chefer").fill("3")
    page.get_by_label("Medlemsavgiften").check()
    occasion = page.get_by_role("group", name="Tillfälle 1")
    occasion.get_by_label("Dag").fill(day_of(today + timedelta(days=30)).isoformat())
    occasion.get_by_label("Börjar").fill("09:00")
    occasion.get_by_label("Slutar").fill("12:00")
    page.get_by_label("Platser i allt").fill("2")
    page.get_by_label("Högst från en kommun").fill("1")
    page.get_by_label("Sista dag att anmäla sig").fill(day_of(today + timedelta(days=20)).isoformat())
    page.get_by_label("Vem man frågar").fill("Utvecklingsledaren")
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("Det tar mer tid än er gräns")
    page.get_by_role("button", name="Publicera ändå").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def sign_up(page: Page, person: Person, offer: str) -> None:
    sign_in(page, person, offer)
    page.get_by_role("link", name=f"Anmäl {person.place}").click()
    page.get_by_role("group", name="I vilka roller?").get_by_label("Chefer").check()
    page.get_by_label("Får besluta").check()
    page.get_by_role("button", name=f"Anmäl {person.place}").click()


def let_it_take_place(server: Server) -> None:
    """A day before Lerum's answers of the year were in, so that the offer lies between its two results."""
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        (closed,) = connection.execute(
            "SELECT max(answering_closed_at) FROM assessment JOIN municipality ON municipality.id = municipality_id "
            "WHERE municipality.code = '1441'"
        ).fetchone()
        before = (datetime.fromisoformat(closed).replace(tzinfo=UTC) - timedelta(days=1)).strftime(
            "%Y-%m-%d %H:%M:%S.%f"
        )
        offer = "(SELECT id FROM offer WHERE title = ?)"
        connection.execute(
            f"UPDATE occasion SET starts_at = ?, ends_at = ? WHERE offer_id = {offer}", (before, before, TITLE)
        )
        connection.execute("UPDATE offer SET last_day = ? WHERE title = ?", (before[:10], TITLE))


def test_what_three_kommuner_need_is_offered_shared_and_looked_back_at(open_page: OpenPage, server: Server) -> None:
    region, kommun = open_page(), open_page()
    sign_in(region, REGION, "/gr/behov")
    gap = region.locator(".gaps")
    expect(gap).to_contain_text("Göteborg, Lerum och Mölndal")
    gap.get_by_role("link", name="Erbjud något").click()
    publish(region, datetime.now(UTC))
    offer = region.url

    sign_up(kommun, GOTEBORG, offer)
    expect(kommun.get_by_role("region", name="Göteborg")).to_contain_text("Ni har 1 plats")
    sign_up(kommun, LERUM, offer)
    sign_up(kommun, MOLNDAL, offer)
    expect(kommun.get_by_role("region", name="Mölndal")).to_contain_text("reserv")
    sign_in(kommun, GOTEBORG, offer)
    kommun.get_by_role("link", name="Avanmäl Göteborg").click()
    kommun.get_by_role("button", name="Avanmäl").click()
    sign_in(kommun, MOLNDAL, offer)
    expect(kommun.get_by_role("region", name="Mölndal")).to_contain_text("Ni har 1 plats")
    region.goto("/gr/behov")
    expect(region.locator(".pooled")).to_contain_text("2 av 3 har plats")

    let_it_take_place(server)
    region.goto(offer)
    region.get_by_role("link", name="Notera vilka som kom").click()
    region.get_by_role("group", name="Lerum").get_by_label("Deltog").check()
    region.get_by_role("group", name="Mölndal").get_by_label("Uteblev").check()
    region.get_by_role("button", name="Spara närvaron").click()
    expect(region.get_by_role("status")).to_contain_text("Närvaron är sparad.")
    for person, slug, came in ((LERUM, "1441-lerum", True), (MOLNDAL, "1481-molndal", False)):
        sign_in(kommun, person, f"{ROUND}/{slug}/mal")
        told = kommun.get_by_text(f"”{TITLE}”")
        expect(told.first).to_be_visible() if came else expect(told).to_have_count(0)
        expect(kommun.get_by_text("Det är inget bevis")).to_be_visible()
