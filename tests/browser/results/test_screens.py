"""Presentations by keyboard: the arrow and page keys do what the links do, and take no key from anything else."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.every_page import HARRYDA, HARRYDA_COORDINATOR
from tests.browser.support.visiting import sign_in


@pytest.mark.parametrize("address", [f"{HARRYDA}/presentation", "/lar/politiskt/visa"])
def test_keys_move_between_screens(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1600, "height": 1200})
    sign_in(page, HARRYDA_COORDINATOR, address)
    screens = page.locator(".screen")
    for key, place in (("ArrowRight", 1), ("PageDown", 2), ("ArrowLeft", 1), ("PageUp", 0), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        expect(screens.nth(place)).to_be_in_viewport(ratio=0.8)
    page.keyboard.press("Shift+ArrowRight")
    expect(screens.nth(0)).to_be_in_viewport(ratio=0.8)


AT_REST = "() => new Promise((done) => { const y = scrollY; setTimeout(() => done(scrollY === y), 150); })"


def test_a_screen_that_is_higher_than_the_window_is_read_to_its_end_first(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 320})
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/presentation")
    high = page.locator(".screen").nth(1)
    page.goto(f"{HARRYDA}/presentation#bild-2")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#bild-2")
    expect(high).to_be_in_viewport()
    page.wait_for_function(AT_REST)  # the browser scrolls by itself for a while
    page.keyboard.press("ArrowRight")
    expect(page.locator(".screen").nth(2)).to_be_in_viewport()
