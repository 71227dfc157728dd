"""Phones, enlarged text, and fingers: nothing is wider than the screen, and what is to be hit is large enough."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.every_page import EVERY_PAGE
from tests.browser.page_kind import PageKind
from tests.browser.visiting import CAPITALS, begin_for_ale, expect_saved, level, question, radio

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ENLARGED = {"200 %": 640, "400 %": 320}
"""1280 pixels wide at that zoom leave so many for the page."""
LEAST_TARGET = 24

NO_WIDER = "(width) => document.documentElement.scrollWidth <= width"
WIDEST = """(width) => [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.table-scroll, .question-scroll, .steps'))
  .map((element) => `${element.outerHTML.slice(0, 100)} reaches ${Math.round(element.getBoundingClientRect().right)}`).slice(0, 4)"""
SMALL_TARGETS = """(least) => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.skip-link'))
  .filter((element) => !(element.matches('a') && getComputedStyle(element).display === 'inline'))
  .filter((element) => { const box = (element.closest('label') ?? element).getBoundingClientRect(); return box.width < least || box.height < least; })
  .map((element) => element.outerHTML.slice(0, 150))"""

on_every_page = pytest.mark.parametrize("kind", EVERY_PAGE, ids=lambda kind: kind.name)


def expect_no_wider_than(page: Page, width: int) -> None:
    """Within a moment: drawings follow the window's size with a delay."""
    try:
        page.wait_for_function(NO_WIDER, arg=width, timeout=2_000)
    except Exception as fault:
        raise AssertionError(f"wider than {width}: {page.evaluate(WIDEST, width)}") from fault


@on_every_page
def test_no_page_scrolls_sideways_on_a_phone_or_enlarged_and_its_targets_can_be_hit(
    open_page: OpenPage, kind: PageKind
) -> None:
    page = open_page(**PHONE)
    kind.arrive(page)
    expect_no_wider_than(page, 360)
    assert page.evaluate(SMALL_TARGETS, LEAST_TARGET) == []
    for width in ENLARGED.values():
        page.set_viewport_size({"width": width, "height": 450})
        expect_no_wider_than(page, width)


def test_one_can_answer_by_touch_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    begin_for_ale(page)
    level(question(page, 1), 4).tap()
    expect_saved(question(page, 1))
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
    radio(question(page, 3), 1).focus()
    expect(level(question(page, 3), 1)).to_be_in_viewport(ratio=0.5)
    assert page.locator(".steps").evaluate("(steps) => getComputedStyle(steps).position") == "static"
