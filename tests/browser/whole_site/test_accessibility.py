"""The keyboard's way through a page, titles, charts: what the rules that every page keeps do not see."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.support.axe import violations
from tests.browser.support.every_page import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.browser.support.keyboard import press
from tests.browser.support.visiting import ALE, ALE_COORDINATOR, CAPITALS, ROUND, sign_in

pytestmark = pytest.mark.slow
MAX_ABOVE = 120
"""Pixels above the main heading, with the mark of example data."""


def test_the_checker_does_find_faults(page: Page) -> None:
    page.goto("/")
    page.evaluate("() => { document.documentElement.removeAttribute('lang'); }")
    page.locator("p.lead").evaluate("(element) => { element.style.color = '#ddd'; }")
    assert {violation.split(":")[0] for violation in violations(page)} == {"html-has-lang", "color-contrast"}


def test_the_skip_link_is_first_and_leads_past_the_header(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_focus_goes_through_the_page_in_the_order_it_is_read(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, f"{ALE}/hur-ni-svarar")
    stops: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        where = page.evaluate("() => document.activeElement.innerText?.trim() ?? ''")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        stops.append(where.split("\n")[0])
    service = ["Så räknar vi", "Ordlista", "Lär dig", "Byt person", "Mejl"]
    assert stops[:3] == ["Till innehållet", "Omställningskollen", "Exempeldata"]
    assert stops[3:8] == service
    assert stops[8].startswith("Inloggad:")
    assert stops.index("Start") < stops.index("Bjud in svarande") < stops.index("Svara för kommunen")


def test_the_menu_of_the_frame_is_opened_and_folded_in_with_the_keyboard(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR)
    press(page, page.locator(".menu > summary"), "Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mitt konto")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()
    expect(page.locator(".menu > summary")).to_be_focused()


def test_on_a_phone_the_menu_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    sign_in(page, ALE_COORDINATOR)
    menu = page.locator(".menu")
    expect(menu.get_by_role("link", name="Ordlista")).to_be_hidden()
    menu.get_by_text("Meny").tap()
    for name in ("Mitt konto", "Så räknar vi", "Ordlista", "Byt person"):
        expect(menu.get_by_role("link", name=name)).to_be_visible()
    menu.get_by_role("button", name="Logga ut").tap()
    expect(page.get_by_role("link", name="Logga in").first).to_be_visible()


@pytest.mark.parametrize("screen", [{"viewport": DESKTOP}, PHONE], ids=["large screen", "phone"])
def test_the_frame_leaves_the_screen_to_the_page(open_page: OpenPage, screen: dict[str, Any]) -> None:
    """To the heading, or to the line that stands over it."""
    page = open_page(**screen)
    for person, path in ((ALE_COORDINATOR, "/"), (ALE_COORDINATOR, ALE), (REGION_COORDINATOR, f"{ROUND}-prov")):
        sign_in(page, person, path)
        box = page.locator("main").locator(".overline, h1").first.bounding_box()
        assert box is not None
        assert box["y"] <= MAX_ABOVE, path
        expect(page.locator(".mark", has_text="Exempeldata").locator("summary")).to_be_in_viewport()


def test_every_page_of_a_journey_has_a_title_of_its_own(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, f"{ALE}/hur-ni-svarar")
    titles = [page.title()]
    page.get_by_role("button", name="Svara för kommunen").click()
    page.wait_for_url("**/svara")
    titles.append(page.title())
    paths = ("/", "/demo", "/metod", *(f"{ALE}/svara/{name}" for name in (*CAPITALS, "sammanfattning")))
    for path in paths:
        page.goto(path)
        titles.append(page.title())
    assert len(set(titles)) == len(titles) == 14
    assert all(re.fullmatch(r".+ – Omställningskollen", title) for title in titles), titles


def test_charts_become_interactive_and_keep_their_role_and_name(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/resultat")
    drawings = page.locator(".figure-drawing[data-figure]:not(.radar-stage)")
    assert drawings.count() >= 2
    for drawing in drawings.all():
        expect(drawing).to_have_attribute("data-figure", "interactive")
        expect(drawing.locator(".figure-plot .main-svg").first).to_be_visible()
        expect(drawing).to_have_role("img")
        expect(drawing).to_have_accessible_name(re.compile(r"\d,\d"))
        assert drawing.locator("[tabindex='0'], a[href]:not([tabindex='-1'])").count() == 0


def test_without_javascript_every_chart_is_a_drawing_with_the_same_name(open_page: OpenPage) -> None:
    with_it, without = open_page(), open_page(java_script_enabled=False)
    names = []
    for page in (with_it, without):
        sign_in(page, KUNGSBACKA_COORDINATOR, f"{KUNGSBACKA}/resultat")
        drawings = page.locator(".figure-drawing[role=img]").all()
        names.append([drawing.get_attribute("aria-label") for drawing in drawings])
    assert names[0] == names[1]
    assert len(names[1]) >= 2
    for drawing in without.locator(".figure-drawing[role=img]").all():
        expect(drawing.locator("svg.chart")).to_be_visible()
        expect(drawing.locator(".figure-plot")).to_have_count(0)
