"""One page of every kind of a region's goals and ambition."""

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import COORDINATOR, Person, sign_in

HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")


def _goal_with_errors(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/mal/nytt")
    page.get_by_role("button", name="Sätt målet").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _ending_a_goal(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/mal")
    page.get_by_role("link", name="Avsluta").first.click()
    page.get_by_role("button", name="Avsluta målet").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _decision_with_errors(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/ambition/beslut")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.locator(".error-summary")).to_be_visible()


GOAL_PAGES = (
    PageKind("ambition", as_person(REGION_COORDINATOR, "/gr/ambition")),
    PageKind("ambition, decision with errors", _decision_with_errors),
    PageKind("common goals", as_person(REGION_COORDINATOR, "/gr/mal")),
    PageKind("common goals, of a kommun", as_person(HARRYDA_COORDINATOR, "/gr/mal")),
    PageKind("goal with errors", _goal_with_errors),
    PageKind("ending a goal", _ending_a_goal),
)
