"""The rules that every page keeps: WCAG 2.2 AA by axe-core in both colour schemes, nothing wider than a small screen,
targets that a finger can hit. One visit to the page tries them all: to arrive takes longer than to look."""

from itertools import pairwise

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PATIENCE_MS
from tests.browser.support.axe import COLOUR_RULES, violations
from tests.browser.support.page_kind import PageKind

ENLARGED = {"200 %": 640, "400 %": 320}
"""1280 pixels wide at that zoom leave so many for the page."""
LEAST_TARGET = 24

NO_WIDER = "(width) => document.documentElement.scrollWidth <= width"
MAX_WIDTH = """(width) => [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.table-scroll, .question-scroll, .steps'))
  .map((element) => `${element.outerHTML.slice(0, 100)} reaches ${Math.round(element.getBoundingClientRect().right)}`).slice(0, 4)"""
# What nobody can point at, reach by keyboard or hear is no target: the first submit button of a form, for Enter in a
# field.
SMALL_TARGETS = """(least) => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.skip-link'))
  .filter((element) => !element.matches('[aria-hidden=true][tabindex="-1"].visually-hidden'))
  .filter((element) => !(element.matches('a') && getComputedStyle(element).display === 'inline'))
  .filter((element) => { const box = (element.closest('label') ?? element).getBoundingClientRect(); return box.width < least || box.height < least; })
  .map((element) => element.outerHTML.slice(0, 150))"""

LEVELS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((heading) => !heading.closest('.error-summary')).map((heading) => Number(heading.tagName[1]))"""
"""The error summary stands above the main heading, so that it is read first."""
REPEATED_IDS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""


def expect_rules_of_pages(page: Page, kind: PageKind) -> None:
    """On a phone, which `page` is at first, enlarged, and on a large screen."""
    kind.arrive(page)
    expect_one_swedish_document(page)
    expect_no_wider_than(page, 360)
    assert page.evaluate(SMALL_TARGETS, LEAST_TARGET) == []
    _expect_accessible(page, f"{kind.name}, on a phone")
    for width in ENLARGED.values():
        page.set_viewport_size({"width": width, "height": 450})
        expect_no_wider_than(page, width)
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    _expect_accessible(page, f"{kind.name}, on a large screen")


def _expect_accessible(page: Page, where: str) -> None:
    page.emulate_media(color_scheme="light")
    assert violations(page) == [], where
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert violations(page, COLOUR_RULES) == [], f"{where}, dark"


def expect_one_swedish_document(page: Page) -> None:
    """In Swedish, with one main heading first, none skipped below it, and no two elements of the same name."""
    assert page.locator("html").get_attribute("lang") == "sv"
    levels: list[int] = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    assert page.evaluate(REPEATED_IDS) == []


def expect_no_wider_than(page: Page, width: int) -> None:
    """Within a moment: drawings follow the window's size with a delay."""
    try:
        page.wait_for_function(NO_WIDER, arg=width, timeout=PATIENCE_MS)
    except Exception as error:
        raise AssertionError(f"wider than {width}: {page.evaluate(MAX_WIDTH, width)}") from error
