"""The page where a region waits for every report in one file: it follows by itself, quietly, and tells the end once."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.round_pages import READER
from tests.browser.support.server import Server
from tests.browser.support.visiting import ROUND, sign_in

pytestmark = pytest.mark.slow

RENDERING_MS = 120_000
TOLD = """() => {
  window.told = [];
  const status = document.querySelector("#lage-ord");
  new MutationObserver(() => window.told.push(status.isConnected && status.textContent.trim()))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""
"""Notes whatever a screen reader would be told; gone if the page were loaded again or the place of it made again."""


SMALL = "(SELECT id FROM municipality WHERE slug {} ('1419-tjorn', '1462-lilla-edet'))"
ONLY_SMALL = (
    f"UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id IN {SMALL.format('NOT IN')}",
    f"UPDATE assessment SET approved_at = answering_closed_at, approved_by = 'nämnden' WHERE municipality_id IN {SMALL.format('IN')}",
)
HELD = "UPDATE job SET status = 'RUNNING', done = ?, total = 13, beat_at = datetime('now', '+30 minutes')"
"""As if another process were at it, so that nothing goes on by itself while the test looks."""
GIVEN_BACK = "UPDATE job SET status = 'WAITING', done = 0, total = 0, beat_at = NULL"


def change(server: Server, statement: str, *values: int) -> None:
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        connection.execute(statement, values)


def test_the_page_follows_by_itself_keeps_the_focus_and_tells_the_end_once(page: Page, server: Server) -> None:
    for statement in ONLY_SMALL:
        change(server, statement)
    sign_in(page, READER, f"{ROUND}/rapporter")
    page.get_by_role("button", name="Gör en fil med alla rapporter").click()
    change(server, HELD, 7)
    page.evaluate(TOLD)
    cancel = page.get_by_role("button", name="Avbryt")
    cancel.focus()
    for count in (7, 8):
        change(server, HELD, count)
        expect(page.locator("#forlopp-ord")).to_have_text(f"{count} av 13 rapporter")
    expect(page.get_by_role("progressbar")).to_have_js_property("position", 8 / 13)
    expect(cancel).to_be_focused()
    assert page.evaluate("window.told") == []
    change(server, GIVEN_BACK)
    expect(page.get_by_role("link", name="Hämta filen (zip)")).to_be_visible(timeout=RENDERING_MS)
    assert set(page.evaluate("window.told")) == {"Filen är klar."}
    expect(page.locator("[hx-get]")).to_have_count(0)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta filen (zip)").click()
    assert download.value.suggested_filename == "rapporter-gr-omstallningsformaga-2026.zip"
