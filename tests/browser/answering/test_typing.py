"""What is typed is saved soon, whatever becomes of the page, and a choice can be taken back."""

import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.answering.test_two_browsers import slow_down
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.server import Server
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    CAPITALS,
    answer,
    begin_for_ale,
    expect_saved,
    expect_words_saved,
    level,
    progress,
    question,
    radio,
    sign_in,
)

LATEST_SECONDS = 5
PATIENCE_SECONDS = 10
HIDE = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""As the page sees that its tab has been left: no page of a browser without windows is ever hidden otherwise."""


def comment_of(page: Page, number: int = 1) -> Locator:
    """The field for a comment, opened."""
    question(page, number).locator("summary", has_text="Kommentar och underlag").click()
    return question(page, number).get_by_label("Kommentar")


def stored(server: Server) -> list[tuple[str, int]]:
    """Comments of the place that was added last, with their versions."""
    with closing(sqlite3.connect(server.database, timeout=10)) as connection:
        return connection.execute(
            "SELECT comment, version FROM answer WHERE respondent_id = (SELECT max(id) FROM respondent)"
        ).fetchall()


def expect_stored(server: Server, comment: str) -> int:
    """Wait until it is in the database. Returns its version."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for text, version in stored(server):
            if text == comment:
                return version
        time.sleep(0.05)
    raise AssertionError(f"{comment!r} was not saved; there is {stored(server)}")


def test_who_never_stops_typing_is_saved_all_the_same(page: Page, server: Server) -> None:
    page.clock.install()
    begin_for_ale(page)
    comment = comment_of(page)
    for letter in "abcde":
        comment.press_sequentially(letter)
        assert stored(server) == []
        page.clock.run_for(1_000)  # never a pause that is long enough
    expect_stored(server, "abcde")
    expect_words_saved(question(page, 1))


def test_after_a_pause_what_was_typed_is_saved_once(page: Page, server: Server) -> None:
    page.clock.install()
    begin_for_ale(page)
    comment_of(page).press_sequentially("Beslut i juni")
    page.clock.run_for(1_500)
    assert expect_stored(server, "Beslut i juni") == 1
    expect_words_saved(question(page, 1))
    page.clock.run_for(LATEST_SECONDS * 1_000)
    assert stored(server) == [("Beslut i juni", 1)]


def test_what_is_typed_is_saved_when_the_tab_is_left(page: Page, server: Server) -> None:
    page.clock.install()  # so that no timer saves it
    begin_for_ale(page)
    answer(question(page, 1), 3)
    comment_of(page).press_sequentially("Se protokollet")
    page.evaluate(HIDE)
    assert expect_stored(server, "Se protokollet") == 2
    expect_saved(question(page, 1))
    comment_of(page, 2).press_sequentially("Mer")
    page.evaluate(HIDE)
    expect_stored(server, "Mer")


def test_left_while_a_save_is_under_way_the_last_words_are_saved_and_nobody_is_in_conflict(
    page: Page, server: Server
) -> None:
    begin_for_ale(page)
    slow_down(page, 1_500)
    comment = comment_of(page)
    with page.expect_request(lambda request: request.method == "PUT"):
        comment.press_sequentially("Besl")
    comment.press_sequentially("ut i juni")
    page.evaluate(HIDE)
    expect_stored(server, "Beslut i juni")
    expect_words_saved(question(page, 1))
    comment.press_sequentially(" 2026")
    expect_stored(server, "Beslut i juni 2026")
    expect_words_saved(question(page, 1))
    expect(page.locator(".notice")).to_have_count(0)


def test_what_is_typed_is_saved_when_one_goes_elsewhere_all_the_same(page: Page, server: Server) -> None:
    page.clock.install()
    begin_for_ale(page)
    comment_of(page).press_sequentially("Se protokollet")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    assert expect_stored(server, "Se protokollet") == 1


def test_gone_while_a_save_is_under_way_the_last_words_are_saved(page: Page, server: Server) -> None:
    begin_for_ale(page)
    comment = comment_of(page)
    page.on("dialog", lambda dialog: dialog.accept())
    with closing(sqlite3.connect(server.database, timeout=10)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # nobody else can write: the first save is held up
        with page.expect_request(lambda request: request.method == "PUT"):
            comment.press_sequentially("Besl")
        comment.press_sequentially("ut i juni")
        page.goto("about:blank")
        connection.rollback()
    assert expect_stored(server, "Beslut i juni") == 2


def test_left_without_network_it_is_saved_when_the_network_is_back(page: Page, server: Server) -> None:
    begin_for_ale(page)
    page.context.set_offline(True)
    comment_of(page).press_sequentially("Skrivet på tåget")
    page.evaluate(HIDE)
    expect(question(page, 1).locator(".save-state")).to_contain_text("Inte sparat, försöker igen")
    page.context.set_offline(False)
    expect_stored(server, "Skrivet på tåget")
    expect_words_saved(question(page, 1))


def test_what_was_called_saved_after_leaving_the_tab_outlives_a_killed_server(page: Page, server: Server) -> None:
    begin_for_ale(page)
    comment_of(page).press_sequentially("Se protokollet")
    page.evaluate(HIDE)
    expect_words_saved(question(page, 1))
    server.kill()
    try:
        assert stored(server) == [("Se protokollet", 1)]
    finally:
        server.start()


def test_going_back_shows_what_is_saved_now_and_the_next_choice_is_no_conflict(open_page: OpenPage) -> None:
    page, elsewhere = open_page(), open_page()
    begin_for_ale(page)
    answer(question(page, 1), 2)
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    sign_in(elsewhere, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    answer(question(elsewhere, 1), 4)
    page.go_back()
    expect(radio(question(page, 1), 4)).to_be_checked()
    answer(question(page, 1), 5)
    expect(page.locator(".notice-warning")).to_have_count(0)


def test_a_page_that_the_browser_brings_back_as_it_was_left_is_made_fresh(open_page: OpenPage) -> None:
    page, elsewhere = open_page(), open_page()
    begin_for_ale(page)
    sign_in(elsewhere, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    answer(question(elsewhere, 1), 4)
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(radio(question(page, 1), 4)).to_be_checked()


def test_going_on_sends_nothing_that_another_tab_has_changed_meanwhile(open_page: OpenPage) -> None:
    page, elsewhere = open_page(), open_page()
    begin_for_ale(page)
    sign_in(elsewhere, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    answer(question(elsewhere, 1), 4)
    answer(question(page, 2), 3)
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    elsewhere.reload()
    expect(radio(question(elsewhere, 1), 4)).to_be_checked()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_choice_is_taken_back_on_a_phone_and_the_comment_stays(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(**PHONE | {"java_script_enabled": javascript})
    begin_for_ale(page)
    page.get_by_role("link", name="Till frågorna").tap()
    first = question(page, 1)
    take_back = first.get_by_role("button", name="Ta bort mitt svar")
    expect(take_back).to_be_hidden()
    level(first, 3).tap()
    comment_of(page).fill("Frågar ekonomen")
    if javascript:
        first.get_by_label("Kommentar").blur()
        expect_saved(first)
    else:
        page.get_by_role("button", name="Nästa", exact=True).tap()
        expect(question(page, 2)).to_be_visible()
        page.get_by_role("link", name="Föregående").tap()
    take_back.tap()
    expect(first.locator(".saved")).to_contain_text("Inget svar är valt")
    expect(first.locator("input:checked")).to_have_count(0)
    expect(take_back).to_be_hidden()
    assert progress(page).startswith("0 av ")
    if javascript:
        expect(radio(first, 3)).to_be_focused()
    page.reload()
    expect(first.locator("input:checked")).to_have_count(0)
    expect(first.get_by_label("Kommentar")).to_have_value("Frågar ekonomen")
    level(first, 2).tap()
    if javascript:
        expect_saved(first)
        expect(take_back).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_enter_in_a_field_goes_on_and_takes_nothing_back(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    begin_for_ale(page)
    level(question(page, 1), 3).click()
    comment_of(page, 2)
    link = question(page, 2).get_by_label("Länk till underlag")
    link.fill("www.ale.se/Delade dokument/beslut.pdf")
    link.press("Enter")
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    page.goto(f"{ALE}/svara/politiskt")
    expect(radio(question(page, 1), 3)).to_be_checked()
    expect(link).to_have_value("https://www.ale.se/Delade%20dokument/beslut.pdf")
