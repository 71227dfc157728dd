"""An idea's way between three kommuner and their region: through every gate, points and a decision, to everyday work."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from app.rounds.kernel.days import day_of
from tests.browser.conftest import OpenPage
from tests.browser.support.server import Server
from tests.browser.support.visiting import COORDINATOR, Person, sign_in

REGION = Person("Göteborgsregionen", "regionens samordnare")
ALE, HARRYDA, KUNGSBACKA = (Person(place, COORDINATOR) for place in ("Ale", "Härryda", "Kungsbacka"))
TITLE, RECEIVER = "Gemensam laddplan", "Fastighetschefen i varje kommun"
TODAY = day_of(datetime.now(UTC))


def catch(page: Page) -> str:
    sign_in(page, ALE, "/gr/ideer")
    page.get_by_role("link", name="Fånga en idé").click()
    page.get_by_label("Vad ska idén heta?").fill(TITLE)
    page.get_by_label("Vilket problem löser den?").fill("Alla planerar laddstolpar var för sig.")
    page.get_by_label("Vilket kapitalslag stärker den mest?").select_option("realt")
    page.get_by_role("button", name="Spara idén").click()
    expect(page.get_by_role("status")).to_contain_text("Idén är fångad.")
    return page.url.partition("?")[0]


def answer(page: Page, person: Person, idea: str, *, owns: bool) -> None:
    sign_in(page, person, idea)
    page.get_by_role("link", name=f"Svara för {person.place}: är ni med?").click()
    page.get_by_label("Äger frågan" if owns else "Är med", exact=False).first.check()
    if owns:
        page.get_by_label("Vilken funktion äger den hos er?").fill("Fastighetschefen")
        page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_role("status")).to_contain_text("Svaret är sparat.")


def describe(page: Page, idea: str) -> None:
    sign_in(page, ALE, idea)
    page.get_by_role("link", name="Beskriv idén mer").click()
    page.get_by_label("Mottagare i linjen").fill(RECEIVER)
    page.get_by_label("Hur ska den följas upp?").fill("Antal stolpar varje år.")
    page.get_by_label("Krav i lag").fill("Lagen om laddinfrastruktur")
    page.get_by_role("button", name="Spara beskrivningen").click()


def give_points(region: Page, kommun: Page, server: Server) -> None:
    """The round is over at once: the database says that its last day was yesterday."""
    region.goto("/gr/poang")
    region.get_by_label("Sista dag att dela ut poäng").fill(str(TODAY + timedelta(days=7)))
    region.get_by_role("button", name="Öppna poängomgången").click()
    sign_in(kommun, KUNGSBACKA, "/gr/ideer")
    kommun.get_by_role("link", name="Dela ut poängen").click()
    kommun.get_by_label(f"Poäng till {TITLE}").fill("5")
    kommun.get_by_role("button", name="Spara poängen").click()
    expect(kommun.get_by_role("status")).to_contain_text("Poängen är sparade.")
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        last_day = str(TODAY - timedelta(days=1))
        connection.execute("UPDATE points_round SET last_day = ? WHERE last_day > ?", (last_day, str(TODAY)))
    region.goto("/gr/poang")
    expect(region.get_by_role("table").first.get_by_role("row").nth(1)).to_contain_text(TITLE)


def decide(page: Page, idea: str) -> None:
    page.goto(idea)
    page.get_by_role("link", name="Skriv in beslutet").click()
    page.get_by_label("Prioritera").check()
    page.get_by_label("Beslutet, och varför").fill("Alla tre vill, och lagen kräver det.")
    page.get_by_label("Diarienummer").fill("GR 2026/77")
    page.get_by_label("Beslutat").fill(str(TODAY))
    page.get_by_label("Prövas igen", exact=True).fill(str(TODAY + timedelta(days=365)))
    page.get_by_role("button", name="Beslutet är klart").last.click()
    expect(page.get_by_role("region", name="Idén är prioriterad")).to_contain_text("GR 2026/77")


def move(page: Page, button: str, state: str) -> None:
    page.get_by_role("link", name=button).click()
    page.get_by_label(state).check()
    page.get_by_role("button", name="Spara läget").click()


def test_an_idea_of_one_kommun_becomes_everyday_work_in_three(open_page: OpenPage, server: Server) -> None:
    region, kommun = open_page(), open_page()
    idea = catch(kommun)
    answer(kommun, ALE, idea, owns=True)
    answer(kommun, HARRYDA, idea, owns=True)
    answer(kommun, KUNGSBACKA, idea, owns=False)
    describe(kommun, idea)
    expect(kommun.locator(".gates .state-done")).to_have_count(5)
    sign_in(region, REGION, idea)
    region.get_by_role("button", name="Ta upp i beredningen").click()
    give_points(region, kommun, server)
    decide(region, idea)
    region.get_by_role("link", name="Gör projekt av idén").click()
    expect(region.get_by_label("Mottagare i linjen")).to_have_value(RECEIVER)
    region.get_by_label("Vi börjar med det vi har").check()
    region.get_by_role("button", name="Spara projektet").click()
    region.get_by_role("link", name="Ändra projektet").click()
    region.get_by_label("Vad gav det?").fill("30 stolpar på ett år.")
    region.get_by_label("Vad går över i det dagliga arbetet?").fill("Planen ses över varje år.")
    region.get_by_label("Vad krävs för att göra likadant?").fill("En veckas arbete och ett beslut.")
    region.get_by_role("button", name="Spara projektet").click()
    move(region, "Avsluta projektet", "Avslutat")
    move(region, "Har det blivit vardag?", "I vardagen")
    expect(region.locator(".state-tag").first).to_have_text("I vardagen")
    sign_in(kommun, HARRYDA, "/gr/projekt")
    expect(kommun.locator(".project-figure")).to_contain_text("2 av 3")
    expect(kommun.locator(".replicate").first).to_contain_text("En veckas arbete och ett beslut.")
    region.goto("/gr/ambition")
    expect(region.get_by_text("2 av 3").first).to_be_visible()
