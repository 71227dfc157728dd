"""A whole meeting in ninety minutes, held by following nothing but what the pages say."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.meeting import (
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    MEETING,
    SOON_MS,
    at_meeting,
    choice,
    expect_saved,
    talk,
)
from tests.browser.support.visiting import sign_in

pytestmark = pytest.mark.slow

PROMISED_CLICKS = 34
"""For Kungsbacka's 59 questions: 38 where people agree, 13 that are talked about (one of them parked first, and one that
somebody unticks to talk about), and 8 that there is no time for. Going from capital to capital took some 180."""


class Clicks:
    """A person who clicks, and how often."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> None:
        target.click()
        self.count += 1


def _level(page: Page) -> Locator:
    """The label of the third level."""
    return talk(page).locator("label.choice", has=page.locator("input[value='3']"))


def test_a_whole_meeting_takes_fewer_clicks_than_it_has_questions(open_page: OpenPage) -> None:
    page, follower = open_page(), at_meeting(open_page(), "", KUNGSBACKA_READER)
    sign_in(page, KUNGSBACKA_COORDINATOR, MEETING)
    clicks = Clicks()
    clicks.on(page.get_by_role("link", name="Börja: godta där ni är eniga"))
    clicks.on(page.get_by_role("checkbox").first)  # somebody wants to talk about it
    clicks.on(page.get_by_role("button", name="Godta de ikryssade"))
    expect(page.get_by_text("37 av 38 frågor är avgjorda.")).to_be_visible()
    expect(follower.get_by_text("37 avgjorda")).to_be_visible(timeout=SOON_MS)

    clicks.on(page.get_by_role("link", name="Till nästa fråga på dagordningen"))
    for number in range(1, 15):
        place = f"Punkt {number} av 13" if number < 14 else "Ur listan där ni är eniga"
        expect(page.locator(".agenda-bar")).to_contain_text(place)
        if number == 3:
            clicks.on(talk(page).locator("label.choice", has_text="Parkera"))
            expect_saved(talk(page))
            expect(follower.get_by_text("Inget är parkerat.")).to_have_count(0, timeout=SOON_MS)
        else:
            clicks.on(_level(page))
        onward = "Nästa parkerade fråga" if number == 14 else "Nästa fråga på dagordningen"
        clicks.on(page.get_by_role("link", name=re.compile(f"^{onward}")))
    expect(page.locator(".agenda-bar")).to_contain_text("Punkt 3 av 13")
    clicks.on(_level(page))
    clicks.on(page.get_by_role("link", name="Avsluta dagordningen"))

    expect(page.get_by_text("Dagordningen är klar. 51 av 59 frågor är avgjorda.")).to_be_visible()
    expect(follower.get_by_text("Inget är parkerat.")).to_be_visible(timeout=SOON_MS)
    assert clicks.count == PROMISED_CLICKS


def test_without_javascript_the_agenda_leads_on_as_well(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, KUNGSBACKA_COORDINATOR, f"{MEETING}/eniga")
    page.get_by_role("button", name="Godta de ikryssade").click()
    page.get_by_role("link", name="Till nästa fråga på dagordningen").click()
    first = page.url
    choice(talk(page), "3").check()
    talk(page).get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("link", name=re.compile("^Nästa fråga på dagordningen")).click()
    expect(page.locator(".agenda-bar")).to_contain_text("Punkt 2 av 13")
    assert page.url != first
