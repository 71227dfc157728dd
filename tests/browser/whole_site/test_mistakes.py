"""What people do that was not meant: back, double clicks, bad links, long comments, signed out in another tab."""

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

BAD_LINK = "inte en länk"
LINK_FAULT = "Länken ska vara en hel webbadress"
MAX_COMMENT_LENGTH = 2_000

with_and_without_javascript = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


def open_details(page: Page, number: int = 1) -> None:
    question(page, number).locator("summary", has_text="Kommentar och underlag").click()


def description(field: Locator) -> str:
    """What a screen reader says of a field besides its name."""
    names = (field.get_attribute("aria-describedby") or "").split()
    return " ".join(field.page.locator(f"#{name}").inner_text() for name in names)


def hand_in(page: Page) -> None:
    page.goto(f"{ALE}/svara/sammanfattning")
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.get_by_role("heading", name="Tack, svaren är inlämnade")).to_be_visible()


@with_and_without_javascript
def test_going_back_after_handing_in_shows_that_it_is_handed_in(open_page: OpenPage, javascript: bool) -> None:
    page = open_page()
    begin_for_ale(page)
    answer(question(page, 1), 3)
    later = open_page(java_script_enabled=javascript)
    sign_in(later, ALE_COORDINATOR, f"{ALE}/svara/politiskt")
    hand_in(later)
    later.go_back()
    expect(later).to_have_url(f"{later.url.split('/gr/')[0]}{ALE}/svara/sammanfattning")
    expect(later.get_by_role("button", name="Lämna in svaren")).to_have_count(0)
    expect(later.locator("main .notice")).to_be_visible()
    later.go_back()
    expect(radio(question(later, 1), 3)).to_be_checked()
    expect(radio(question(later, 1), 3)).to_be_disabled()


def test_an_answer_on_a_page_left_open_after_handing_in_is_refused_in_words(open_page: OpenPage) -> None:
    page, elsewhere = open_page(), open_page()
    begin_for_ale(page)
    answer(question(page, 1), 3)
    sign_in(elsewhere, ALE_COORDINATOR, f"{ALE}/svara/sammanfattning")
    hand_in(elsewhere)
    level(question(page, 2), 4).click()
    expect(question(page, 2).locator(".notice")).to_contain_text("Det går inte nu")
    expect(question(page, 2).locator(".saved")).to_have_count(0)


def test_a_double_click_on_handing_in_hands_in_once_and_says_so(page: Page) -> None:
    begin_for_ale(page)
    answer(question(page, 1), 3)
    page.goto(f"{ALE}/svara/sammanfattning")
    page.get_by_role("button", name="Lämna in svaren").dblclick()
    expect(page.get_by_role("heading", name="Tack, svaren är inlämnade")).to_be_visible()


@with_and_without_javascript
def test_a_double_click_on_going_on_saves_once_and_goes_on(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    begin_for_ale(page)
    for number in (1, 2, 3):
        level(question(page, number), number + 1).click()
    page.get_by_role("button", name="Spara och fortsätt").dblclick()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    expect(page.locator(".error-summary")).to_have_count(0)
    page.goto(f"{ALE}/svara/politiskt")
    for number in (1, 2, 3):
        expect(radio(question(page, number), number + 1)).to_be_checked()
        expect_saved(question(page, number))


def test_a_bad_link_is_said_at_the_question_while_one_answers_and_mended_there(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    answer(first, 3)
    open_details(page)
    link = first.get_by_label("Länk till underlag")
    link.fill(BAD_LINK)
    link.blur()
    expect(first.locator(".save-state")).to_contain_text("men inte länken")
    expect(first.locator(".saved")).to_have_count(0)
    expect(link).to_have_value(BAD_LINK)
    expect(link).to_have_attribute("aria-invalid", "true")
    assert LINK_FAULT in description(link)
    link.fill("https://www.ale.se/beslut")
    link.blur()
    expect_saved(first)
    expect(first.locator(".field-error")).to_have_count(0)
    assert LINK_FAULT not in description(link)
    page.reload()
    expect(link).to_have_value("https://www.ale.se/beslut")
    expect(radio(first, 3)).to_be_checked()


@with_and_without_javascript
def test_a_bad_link_sent_with_the_page_is_said_on_top_and_at_the_field_and_nothing_typed_is_lost(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(java_script_enabled=javascript)
    begin_for_ale(page)
    first = question(page, 1)
    level(first, 3).click()
    open_details(page)
    first.get_by_label("Kommentar").fill("Budgetbeslut")
    first.get_by_label("Länk till underlag").fill(BAD_LINK)
    page.get_by_role("button", name="Spara och fortsätt").click()
    summary = page.get_by_role("alert").filter(has_text="Allt på sidan är inte sparat")
    expect(summary).to_be_visible()
    if javascript:
        expect(summary).to_be_focused()
    expect(page).to_have_title("Fel: Politiskt kapital – Omställningskollen")
    link = first.get_by_label("Länk till underlag")
    expect(link).to_have_value(BAD_LINK)
    expect(link).to_have_attribute("aria-invalid", "true")
    assert LINK_FAULT in description(link)
    expect(first.get_by_label("Kommentar")).to_have_value("Budgetbeslut")
    expect(radio(first, 3)).to_be_checked()
    summary.get_by_role("link").first.click()
    expect(link).to_be_in_viewport()


@with_and_without_javascript
def test_a_comment_that_is_too_long_says_by_how_much_and_stays(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    begin_for_ale(page)
    first = question(page, 1)
    level(first, 2).click()
    open_details(page)
    comment = "å" * (MAX_COMMENT_LENGTH + 7)
    first.get_by_label("Kommentar").fill(comment)
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(first.locator(".field-error")).to_contain_text("7 tecken för lång")
    expect(first.get_by_label("Kommentar")).to_have_value(comment)
    first.get_by_label("Kommentar").fill(comment[:MAX_COMMENT_LENGTH])
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    page.goto(f"{ALE}/svara/politiskt")
    expect(first.get_by_label("Kommentar")).to_have_value(comment[:MAX_COMMENT_LENGTH])


def test_signed_out_in_another_tab_the_answer_waits_and_is_saved_after_signing_in_again(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    answer(first, 2)
    other_tab = page.context.new_page()
    other_tab.goto("/")
    other_tab.locator(".menu > summary").click()
    other_tab.get_by_role("button", name="Logga ut").click()
    expect(other_tab.get_by_role("button", name="Logga ut")).to_have_count(0)
    level(first, 4).click()
    expect(first.locator(".save-state")).to_contain_text("Du är utloggad")
    expect(first.locator(".saved")).to_have_count(0)
    expect(radio(first, 4)).to_be_checked()
    sign_in(other_tab, ALE_COORDINATOR)
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    page.goto(f"{ALE}/svara/politiskt")
    expect(radio(first, 4)).to_be_checked()


def test_signed_out_and_in_again_the_next_choice_is_saved_at_once(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    answer(first, 2)
    page.context.clear_cookies()
    level(first, 4).click()
    expect(first.locator(".save-state")).to_contain_text("Du är utloggad")
    other_tab = page.context.new_page()
    sign_in(other_tab, ALE_COORDINATOR)
    level(first, 5).click()
    expect_saved(first)
    expect(page.locator(".notice-warning")).to_have_count(0)
    page.reload()
    expect(radio(first, 5)).to_be_checked()
