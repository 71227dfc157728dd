"""Phones, enlarged text, and fingers, beyond the rules that every page keeps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    CAPITALS,
    COORDINATOR,
    ROUND,
    Person,
    begin_for_ale,
    expect_saved,
    level,
    question,
    radio,
    sign_in,
)

HARRYDA = f"{ROUND}/1401-harryda"


def test_one_can_answer_by_touch_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    begin_for_ale(page)
    page.get_by_role("link", name="Till frågorna").tap()
    level(question(page, 1), 4).tap()
    expect_saved(question(page, 1))
    page.get_by_role("button", name="Nästa", exact=True).tap()
    level(question(page, 2), 2).tap()
    expect_saved(question(page, 2))
    page.reload()
    expect(radio(question(page, 1), 4)).to_be_checked()
    expect(radio(question(page, 2), 2)).to_be_checked()


@pytest.mark.parametrize("last", [CAPITALS[4], CAPITALS[-1], "sammanfattning"])
def test_the_step_one_is_at_is_in_view_on_a_phone(open_page: OpenPage, last: str) -> None:
    page = open_page(**PHONE)
    begin_for_ale(page, last)
    expect(page.locator(".steps [aria-current]")).to_be_in_viewport(ratio=0.99)


def test_enlarged_to_four_hundred_percent_the_question_is_not_covered_by_what_stays_in_view(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    begin_for_ale(page)
    page.get_by_role("link", name="Till frågorna").click()
    for _ in range(2):
        page.get_by_role("button", name="Nästa", exact=True).click()
    radio(question(page, 3), 2).focus()
    expect(level(question(page, 3), 2)).to_be_in_viewport(ratio=0.5)
    assert page.locator(".steps").evaluate("(steps) => getComputedStyle(steps).position") == "static"


@pytest.mark.parametrize("where", ["utveckling", "resultat"])
def test_the_verdict_on_a_change_is_in_view_on_a_phone(open_page: OpenPage, where: str) -> None:
    page = open_page(**PHONE)
    sign_in(page, Person("Härryda", COORDINATOR), f"{HARRYDA}/{where}")
    table = page.locator("table", has=page.locator("caption", has_text=re.compile("^Förändring från"))).first
    table.scroll_into_view_if_needed()
    width = page.evaluate("document.documentElement.clientWidth")
    verdicts = table.locator("td[data-label='Bedömning']")
    assert verdicts.count() == len(CAPITALS)
    for verdict in verdicts.all():
        box = verdict.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert table.locator("xpath=..").evaluate("(around) => around.scrollWidth <= around.clientWidth")


MAX_FIRST_PAGE = 120_000
"""Bytes over the network, compressed as they are sent, with style, scripts and fonts: a phone may have a poor connection."""


def test_the_first_page_of_answering_is_light_on_a_phone(open_page: OpenPage) -> None:
    begin_for_ale(open_page())
    phone = open_page(**PHONE)
    connection = phone.context.new_cdp_session(phone)
    connection.send("Network.enable")
    sizes: list[float] = []
    connection.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    sign_in(phone, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    phone.wait_for_load_state("networkidle")
    assert len(sizes) > 5, "style and scripts come with the page"
    assert sum(sizes) <= MAX_FIRST_PAGE
