"""Two at the same answer: nobody's choice is lost without a word, and nobody is in conflict with themselves."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    CAPITALS,
    answer,
    begin_for_ale,
    expect_saved,
    level,
    question,
    radio,
    sign_in,
)

CONFLICT = "Ditt val är inte sparat."


@pytest.fixture
def both(open_page: OpenPage) -> tuple[Page, Page]:
    """Two browsers at the same capital, loaded before either has answered."""
    first, second = open_page(), open_page()
    begin_for_ale(first)
    sign_in(second, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    return first, second


def meet(both: tuple[Page, Page]) -> Locator:
    """The first saves level 2, then the second chooses level 4. Returns the second's question."""
    first, second = both
    answer(question(first, 1), 2)
    level(question(second, 1), 4).click()
    return question(second, 1)


def test_the_second_is_told_with_focus_on_the_message_and_keeps_what_they_chose(both: tuple[Page, Page]) -> None:
    theirs = meet(both)
    notice = theirs.locator(".notice-warning")
    expect(notice).to_contain_text(CONFLICT)
    expect(notice).to_contain_text("Påbörjat")
    expect(notice).to_be_focused()
    expect(radio(theirs, 4)).to_be_checked()
    expect(theirs.locator(".saved")).to_have_count(0)
    both[0].reload()
    expect(radio(question(both[0], 1), 2)).to_be_checked()


def test_saving_over_is_a_choice_and_the_first_then_sees_it(both: tuple[Page, Page]) -> None:
    theirs = meet(both)
    theirs.get_by_role("button", name="Spara mitt val i stället").click()
    expect_saved(theirs)
    both[0].reload()
    expect(radio(question(both[0], 1), 4)).to_be_checked()


def test_keeping_what_is_saved_shows_it(both: tuple[Page, Page]) -> None:
    theirs = meet(both)
    theirs.get_by_role("link", name="Behåll det sparade").click()
    expect(radio(theirs, 2)).to_be_checked()
    expect_saved(theirs)
    expect(both[1].locator(".notice-warning")).to_have_count(0)


def test_without_javascript_the_second_is_told_and_keeps_the_choice_and_the_rest_of_the_page_is_saved(
    open_page: OpenPage,
) -> None:
    first, second = open_page(), open_page(java_script_enabled=False)
    begin_for_ale(first)
    sign_in(second, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    answer(question(first, 1), 2)
    level(question(second, 1), 4).click()
    level(question(second, 2), 5).click()
    second.get_by_role("button", name="Spara och fortsätt").click()
    expect(second.get_by_role("heading", name="Allt på sidan är inte sparat")).to_be_visible()
    expect(question(second, 1)).to_contain_text(CONFLICT)
    expect(radio(question(second, 1), 4)).to_be_checked()
    expect(radio(question(second, 2), 5)).to_be_checked()
    first.reload()
    expect(radio(question(first, 1), 2)).to_be_checked()
    expect(radio(question(first, 2), 5)).to_be_checked()
    second.get_by_role("button", name="Spara och fortsätt").click()
    second.wait_for_url(f"**/svara/{CAPITALS[1]}")
    first.reload()
    expect(radio(question(first, 1), 4)).to_be_checked()
    expect(radio(question(first, 2), 5)).to_be_checked()


def test_ten_quick_changes_of_mind_end_with_the_last_and_without_conflict(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    for position in (1, 2, 3, 4, 5, 4, 3, 2, 1, 3):
        level(first, position).click(no_wait_after=True)
    expect_saved(first)
    expect(page.locator(".notice")).to_have_count(0)
    expect(radio(first, 3)).to_be_checked()
    page.reload()
    expect(radio(first, 3)).to_be_checked()


@pytest.mark.parametrize("delay_ms", [0, 700])
def test_a_change_of_mind_just_before_going_on_is_no_conflict_with_oneself(page: Page, delay_ms: int) -> None:
    begin_for_ale(page)
    slow_down(page, delay_ms)
    first = question(page, 1)
    level(first, 1).click()
    level(first, 4).click()
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    page.goto(f"{ALE}/svara/politiskt")
    expect(radio(first, 4)).to_be_checked()


def slow_down(page: Page, delay_ms: int) -> None:
    """Every answer from the server arrives later, as on a train."""
    conditions = {"offline": False, "latency": delay_ms, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", conditions)
