"""A saved answer is never lost, and the page never says saved about one that is not: killed server, lost network."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.server import Server
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    answer,
    begin_for_ale,
    expect_saved,
    level,
    progress,
    question,
    questions,
    radio,
    sign_in,
)

pytestmark = pytest.mark.slow

NOT_SAVED = "Inte sparat, försöker igen"
NO_CONTACT = "Ingen kontakt med servern."


@pytest.fixture
def mortal_server(server: Server) -> Iterator[Server]:
    """Killed in the test; whatever the test comes to, the next one has a server."""
    yield server
    if not server.is_running:
        server.start()


def test_answers_outlive_a_killed_server_and_the_rest_are_saved_when_it_is_back(
    page: Page, mortal_server: Server
) -> None:
    begin_for_ale(page)
    for number in (1, 2, 3):
        answer(question(page, number), number)
    for number in (4, 5, 6):  # on their way when the server dies: saved or not, the page must say which
        level(question(page, number), number - 2).click()
    mortal_server.kill()
    level(question(page, 7), 5).click()
    last = question(page, 7)
    expect(last.locator(".save-state")).to_contain_text(NOT_SAVED)
    expect(page.get_by_role("alert").filter(has_text=NO_CONTACT)).to_be_visible()
    for number in (1, 2, 3):
        expect_saved(question(page, number))
    for number in (4, 5, 6):
        expect(question(page, number).locator(".save-state")).to_contain_text("parat")
    level(last, 4).click()  # a change of mind meanwhile: it is the last word that is to be saved

    mortal_server.start()
    for number in range(1, 8):
        expect_saved(question(page, number))
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.reload()
    for number, position in enumerate((1, 2, 3, 2, 3, 4, 4), start=1):
        expect(radio(question(page, number), position)).to_be_checked()
    assert progress(page) == f"7 av {len(questions(page))}"


def test_what_was_called_saved_is_there_when_the_page_dies_with_the_server(
    open_page: OpenPage, mortal_server: Server
) -> None:
    page = open_page()
    begin_for_ale(page)
    for number in (1, 2, 3, 4):
        answer(question(page, number), 5 - number)
    level(question(page, 5), 1).click()
    mortal_server.kill()
    said_saved = [number for number in range(1, 6) if question(page, number).locator(".saved").count()]
    page.context.close()
    assert said_saved[:4] == [1, 2, 3, 4]

    mortal_server.start()
    later = open_page()
    sign_in(later, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    for number in said_saved:
        expect(radio(question(later, number), max(5 - number, 1))).to_be_checked()


def test_an_answer_given_without_network_is_saved_by_itself_when_the_network_is_back(page: Page) -> None:
    begin_for_ale(page)
    answer(question(page, 1), 2)
    page.context.set_offline(True)
    level(question(page, 2), 3).click()
    expect(question(page, 2).locator(".save-state")).to_contain_text(NOT_SAVED)
    expect(page.get_by_role("alert").filter(has_text=NO_CONTACT)).to_be_visible()
    expect_saved(question(page, 1))
    page.context.set_offline(False)
    expect_saved(question(page, 2))
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.reload()
    expect(radio(question(page, 2), 3)).to_be_checked()


def test_going_on_without_network_stays_on_the_page_with_what_was_answered(page: Page) -> None:
    begin_for_ale(page)
    page.context.set_offline(True)
    level(question(page, 1), 3).click()
    expect(page.locator("[data-offline]")).to_be_visible()
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(question(page, 1).locator(".save-state")).to_contain_text(NOT_SAVED)
    expect(page).to_have_url(re.compile("/svara/politiskt$"))
    expect(radio(question(page, 1), 3)).to_be_checked()
    page.context.set_offline(False)
    expect_saved(question(page, 1))
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url("**/svara/finansiellt")


def leave(page: Page) -> list[str]:
    """Try to close the page and choose to stay. Returns what the browser asked."""
    dialogs: list[str] = []

    def stay(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    page.remove_listener("dialog", stay)
    return dialogs


def test_leaving_with_something_unsaved_is_warned_about(page: Page) -> None:
    begin_for_ale(page)
    page.context.set_offline(True)
    level(question(page, 1), 3).click()
    expect(question(page, 1).locator(".save-state")).to_contain_text(NOT_SAVED)
    assert leave(page) == ["beforeunload"]
    page.context.set_offline(False)
    expect_saved(question(page, 1))


def test_leaving_when_everything_is_saved_asks_nothing(page: Page) -> None:
    begin_for_ale(page)
    answer(question(page, 1), 3)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.type))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert dialogs == []


def test_a_half_written_comment_is_not_called_saved(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    answer(first, 3)
    first.locator("summary", has_text="Kommentar och underlag").click()
    with page.expect_response(lambda response: response.request.method == "PUT"):
        first.get_by_label("Kommentar").press_sequentially("Beslut")
        expect(first.locator(".saved")).to_have_count(0, timeout=1_000)
        assert leave(page) == ["beforeunload"]
    expect_saved(first)
