"""The seven journeys of docs/journeys.md: each follows only what the pages say, and takes no more than is promised."""

import re
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.invitations import BO, link_to
from tests.browser.support.server import Server
from tests.browser.support.visiting import CAPITALS, Person, level, questions, sign_in
from tests.browser.support.walking import Walker

COORDINATOR = "kommunens samordnare"
SIX = """Sara Lind <sara.lind@ale.example>
"Ek, Bo" <bo@ale.example>; kim.berg@ale.example
nils.ek@ale.example, Eva Holm eva.holm@ale.example
per.strand@ale.example"""
"""As it comes from a mail client: names or none, commas, semicolons and lines in one."""


def as_person(page: Page, place: str, title: str) -> Walker:
    """Signed in, at the front page."""
    sign_in(page, Person(place, title), "/halsa")
    return Walker(page)


def ask_the_short_form(server: Server) -> None:
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        connection.execute("UPDATE round SET form = 'SHORT' WHERE closed_at IS NULL AND is_trial = 0")


def invite(page: Page, addresses: str) -> Walker:
    """From the front page, as a kommun's coordinator who has not begun."""
    coordinator = as_person(page, "Ale", COORDINATOR)
    coordinator.link(re.compile("^Välj hur ni svarar"))
    coordinator.link("Bjud in svarande")
    coordinator.choose("Rollgrupp", "Ledning")
    coordinator.type("E-postadresser", addresses)
    coordinator.button("Granska listan")
    coordinator.button(re.compile("^Bjud in .+ person"))
    coordinator.sees("Inbjudningarna är på väg.")
    return coordinator


def test_a_coordinator_invites_six_people_by_a_pasted_list(page: Page) -> None:
    walker = invite(page, SIX)
    for address in re.findall(r"[\w.]+@ale\.example", SIX):
        walker.sees(address)
    walker.took(clicks=5, screens=5)


def test_a_respondent_answers_the_short_form_on_a_phone(open_page: OpenPage, server: Server) -> None:
    ask_the_short_form(server)
    office = open_page()
    invite(office, BO)
    phone = open_page(**PHONE)
    walker = Walker(phone, link_to(office, BO))
    walker.button("Till frågorna")
    walker.link("Börja")
    number = 0
    for capital in CAPITALS:
        phone.wait_for_url(re.compile(f"/svara/{capital}"))
        walker.link("Till frågorna")
        items = questions(phone)
        number += len(items)
        for place, item in enumerate(items):
            walker.press(level(item, 3))
            if place < len(items) - 1:
                walker.button(re.compile("^Nästa$"))
        walker.button(re.compile("^Spara och"))
    walker.button("Lämna in svaren")
    walker.sees("Tack, svaren är inlämnade")
    # Each question is a level and "Nästa" or "Spara och fortsätt"; each capital is opened; the link, the beginning and
    # handing in are three more.
    assert number == 16
    walker.took(clicks=2 * number + len(CAPITALS) + 3, screens=number + len(CAPITALS) + 4)


def test_a_coordinator_closes_and_reaches_the_meeting(page: Page) -> None:
    walker = as_person(page, "Alingsås", COORDINATOR)
    walker.link(re.compile("^Alingsås 2026$"))
    walker.link("Avsluta svarstiden")
    walker.button("Ja, avsluta svarstiden")
    walker.link("Öppna mötet")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("möte", re.IGNORECASE))
    walker.took(clicks=4, screens=5)


def test_an_approver_finds_what_waits_and_approves_it(page: Page) -> None:
    walker = as_person(page, "Partille", "godkännare i kommunen")
    walker.link(re.compile("^Granska och fastställ"))
    walker.type("Vem fastställer?", "Kommundirektören")
    walker.button("Fastställ och lås")
    walker.sees(re.compile("är låst"))
    walker.took(clicks=2, screens=2)


def test_a_politician_reads_the_result_to_the_radar(page: Page) -> None:
    """The small one is on the front page; the large one is one click away."""
    walker = as_person(page, "Härryda", "läsare i kommunen")
    small = page.get_by_role("img", name=re.compile("^Radardiagram"))
    expect(small.first).to_be_visible()
    walker.link(re.compile("^Se resultatet"))
    expect(page.locator("svg.chart-profile").first).to_be_in_viewport()
    walker.took(clicks=1, screens=2)


def test_a_region_s_coordinator_finds_who_is_late_and_reminds(page: Page) -> None:
    walker = as_person(page, "Göteborgsregionen", "regionens samordnare")
    walker.link(re.compile("^Följ omgången"))
    walker.link("Påminn kommuner")
    if not page.get_by_role("checkbox", checked=True).count():
        walker.press(page.get_by_role("checkbox"))
    walker.button("Läs mejlet")
    walker.button("Skicka")
    walker.sees("Påminnelser som skickats")
    walker.took(clicks=4, screens=5)


def test_a_coordinator_sets_a_target_and_an_action_and_hands_in(page: Page) -> None:
    walker = as_person(page, "Kungsbacka", COORDINATOR)
    walker.link(re.compile("^Kungsbacka 2026$"))
    walker.link("Plan")
    walker.choose("Målnivå", "Etablerat")
    walker.type("Till år", "2028")
    walker.button("Spara målen")
    walker.link("Åtgärder")
    walker.choose("Kapitalslag", "Politiskt kapital")
    walker.type("Vad ska göras?", "Anta ett mål")
    walker.type(re.compile("^Ansvarig"), "Kommundirektören")
    walker.button("Lägg till")
    walker.sees("Anta ett mål")
    walker.link("Läget")
    walker.link("Lämna in resultatet")
    walker.type("Varför lämnar ni in", "Resten avgörs i januari.")
    walker.button(re.compile("^Lämna in$"))
    walker.sees(re.compile("^Väntar på"))
    walker.took(clicks=10, screens=8)
