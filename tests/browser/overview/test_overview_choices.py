"""The overview's choices act at once, keep the focus, say what came of them, and leave the table's edges in sight."""

from playwright.sync_api import Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.round_pages import READER
from tests.browser.support.visiting import ROUND, sign_in

LARGE = "över 40 000 invånare"


def test_a_choice_acts_at_once_without_a_new_page_and_stands_in_the_address(page: Page) -> None:
    sign_in(page, READER, f"{ROUND}/oversikt")
    expect(page.get_by_role("button", name="Visa")).to_be_hidden()
    page.evaluate("window.samePage = true")
    groups = page.get_by_label("Storleksgrupp", exact=True)
    groups.focus()
    groups.select_option(LARGE)
    rows = page.locator("table.overview tbody tr")
    expect(rows).to_have_count(6)
    expect(groups).to_be_focused()
    expect(page.locator("#oversikt-sagt")).to_have_text("6\u00a0kommuner visas.")
    assert "storlek=" in page.url
    page.locator("#ordna-status").click()
    expect(page.get_by_role("columnheader", name="Läge")).to_have_attribute("aria-sort", "ascending")
    expect(rows).to_have_count(6)
    page.get_by_role("link", name="Små diagram").click()
    expect(page.get_by_role("img", name="Göteborg. Radardiagram")).to_be_visible()
    assert page.evaluate("window.samePage")
    assert violations(page) == []
    page.go_back()
    expect(rows).to_have_count(6)
    page.get_by_label("År", exact=True).select_option("2025")
    page.wait_for_url("**/2025/oversikt?**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Översikt, Göteborgsregionen 2025")
    expect(rows).to_have_count(6)


def test_the_head_and_the_first_column_stay_in_sight_while_the_table_scrolls(page: Page) -> None:
    page.set_viewport_size({"width": 920, "height": 420})
    sign_in(page, READER, f"{ROUND}/oversikt")
    table = page.locator(".overview-scroll")
    table.scroll_into_view_if_needed()
    table.evaluate("(element) => element.scrollTo(200, 300)")
    box, head = table.bounding_box(), page.get_by_role("columnheader", name="Kommun").bounding_box()
    last = page.get_by_role("rowheader", name="Öckerö").bounding_box()
    assert box is not None
    assert head is not None
    assert last is not None
    assert abs(head["y"] - box["y"]) < 2
    assert abs(last["x"] - box["x"]) < 2
