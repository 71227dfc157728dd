"""The large radar in a browser: series lit by keyboard without leaving the page, a capital in focus, and all without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.axe import violations
from tests.browser.support.every_page import HARRYDA, HARRYDA_COORDINATOR
from tests.browser.support.visiting import sign_in

pytestmark = pytest.mark.slow
RESULT = f"{HARRYDA}/resultat"


def series(page: Page, name: str) -> Locator:
    return page.locator(".series").get_by_role("button", name=name, exact=True)


def test_series_are_lit_by_keyboard_and_the_fourth_is_refused_politely(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, RESULT)
    page.evaluate("() => { window.sameDocument = true; }")
    expect(series(page, "2025")).to_have_attribute("aria-pressed", "true")
    expect(series(page, "2024")).to_have_attribute("aria-pressed", "false")
    series(page, "2024").press("Enter")
    expect(page.locator("[data-series-status]")).to_have_text("Högst tre visas samtidigt. Släck en av dem först.")
    expect(series(page, "2024")).to_have_attribute("aria-pressed", "false")

    series(page, "2025").press("Space")
    expect(page.locator("[data-series-status]")).to_have_text("2025 visas inte längre.")
    expect(series(page, "2025")).to_be_focused()
    page.locator(".series-more summary").press("Enter")
    series(page, "Lerum").press("Space")
    expect(series(page, "Lerum")).to_have_attribute("aria-pressed", "true")
    expect(series(page, "Lerum")).to_be_focused()
    expect(page.locator(".profile-figure figcaption")).to_contain_text("Lerum: Politiskt kapital")
    expect(page.locator(".radar-stage")).to_have_attribute("data-figure", "interactive")
    assert page.url.endswith("?med=&med=mal&med=1441-lerum#profilen")
    assert page.evaluate("() => window.sameDocument") is True
    assert violations(page) == []


def test_a_capital_in_focus_says_its_values_and_has_its_questions_beside(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, RESULT)
    corner = page.locator(".corner").first
    corner.focus()
    expect(corner).to_have_accessible_name(re.compile(r"Politiskt kapital\. 2026: \d,\d, 2025: \d,\d"))
    beside = page.locator("#kapital-i-fokus")
    expect(beside.get_by_role("heading", name="Politiskt kapital")).to_be_visible()
    expect(page.locator(".story")).to_be_hidden()
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    expect(page.locator(".corner").nth(1)).to_be_focused()
    expect(beside.get_by_role("heading", name="Finansiellt kapital")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".story")).to_be_visible()
    expect(beside).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{RESULT}/finansiellt")


def test_pointing_at_a_line_reads_the_capital_and_changes_nothing_else_in_the_drawing(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, RESULT)
    stage = page.locator(".radar-stage")
    expect(stage).to_have_attribute("data-figure", "interactive")
    assert (
        page.locator(".radar-stage .chart-lines").evaluate("(lines) => getComputedStyle(lines).visibility") == "hidden"
    )
    expect(page.locator(".corner").first).to_be_visible()
    # The interactive marker stands where the drawn one does.
    drawn = page.locator(".chart-lines circle.ink-this-mark").first.bounding_box()
    live = stage.locator(".figure-plot .trace").last.locator(".point").first.bounding_box()
    assert drawn is not None
    assert live is not None
    centres = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in (drawn, live)]
    assert abs(centres[0][0] - centres[1][0]) < 1
    assert abs(centres[0][1] - centres[1][1]) < 1
    page.mouse.move(*centres[0])
    expect(page.locator("#kapital-i-fokus").get_by_role("heading", name="Politiskt kapital")).to_be_visible()


def test_without_javascript_the_choice_is_a_form_and_nothing_is_missing(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, HARRYDA_COORDINATOR, RESULT)
    page.get_by_label("2025", exact=True).uncheck()
    page.get_by_label("2024", exact=True).check()
    page.locator(".series").get_by_role("button", name="Visa").click()
    expect(page.get_by_label("2024", exact=True)).to_be_checked()
    expect(page.get_by_label("2025", exact=True)).not_to_be_checked()
    expect(page.locator(".profile-figure figcaption")).to_contain_text("2024: Politiskt kapital")


def test_a_phone_never_fetches_the_library_and_lights_series_all_the_same(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    sign_in(page, HARRYDA_COORDINATOR, RESULT)
    series(page, "2025").tap()
    expect(page.locator("[data-series-status]")).to_have_text("2025 visas inte längre.")
    expect(page.locator(".radar-stage .ink-earlier-slim")).to_have_count(0)
    assert not [url for url in fetched if "plotly.min.js" in url]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
