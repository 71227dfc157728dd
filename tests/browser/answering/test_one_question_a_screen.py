"""On a phone one question is shown at a time; everywhere a bar tells how far one has come and leads on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.visiting import (
    ALE,
    CAPITALS,
    answer,
    begin_for_ale,
    expect_saved,
    level,
    question,
    questions,
    radio,
)

MOST_ABOVE_QUESTION = 120
with_and_without_javascript = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


def shown(page: Page) -> list[int]:
    """The numbers of the questions in sight."""
    return [number for number, item in enumerate(questions(page), start=1) if item.is_visible()]


@with_and_without_javascript
def test_on_a_phone_the_questions_come_one_by_one_and_each_is_saved(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(**PHONE | {"java_script_enabled": javascript})
    begin_for_ale(page)
    expect(page.locator(".explanation")).to_be_visible()
    assert shown(page) == []
    page.get_by_role("link", name="Till frågorna").tap()
    total = len(questions(page))
    for number in range(1, total + 1):
        expect(question(page, number)).to_be_visible()
        assert shown(page) == [number]
        level(question(page, number), 1 + number % 5).tap()
        if number < total:
            page.get_by_role("button", name="Nästa", exact=True).tap()
    page.get_by_role("link", name="Föregående").tap()
    expect(question(page, total - 1)).to_be_visible()
    expect(radio(question(page, total - 1), 1 + (total - 1) % 5)).to_be_checked()
    page.get_by_role("button", name="Nästa", exact=True).tap()
    page.get_by_role("button", name="Spara och fortsätt").tap()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")
    page.goto(f"{ALE}/svara/politiskt")
    for number in range(1, total + 1):
        expect(radio(question(page, number), 1 + number % 5)).to_be_checked()


def test_on_a_phone_little_stands_above_the_question(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    begin_for_ale(page)
    page.get_by_role("link", name="Till frågorna").tap()
    legend = question(page, 1).locator("legend")
    expect(legend).to_be_in_viewport(ratio=1)
    box = legend.bounding_box()
    assert box is not None
    assert box["y"] <= MOST_ABOVE_QUESTION


def test_the_chosen_card_says_saved_when_the_server_has_said_so(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    answer(first, 2)
    expect(level(first, 2).locator(".choice-saved")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
    expect(page.locator("[data-last-saved]")).to_have_text(re.compile(r"^Senast sparat \d\d\.\d\d$"))
    page.context.set_offline(True)
    level(first, 4).click()
    expect(first.locator(".save-state")).to_contain_text("Inte sparat, försöker igen")
    expect(first.locator(".choice-saved").filter(has_text="Sparat")).to_have_count(0)
    expect(page.locator("[data-last-saved]")).to_have_text("Allt är inte sparat")
    page.context.set_offline(False)
    expect_saved(first)
    expect(level(first, 4).locator(".choice-saved")).to_contain_text("Sparat")
    expect(page.locator("[data-last-saved]")).to_contain_text("Senast sparat")


def test_the_bar_counts_while_one_answers_and_leads_to_what_is_left(page: Page) -> None:
    begin_for_ale(page)
    next_open = page.get_by_role("button", name="Nästa obesvarade")
    for number in (1, 2, 4):
        answer(question(page, number), 3)
    expect(page.locator("[data-progress]")).to_contain_text("3 av 59 besvarade, ungefär")
    next_open.click()
    expect(radio(question(page, 5), 1)).to_be_focused()
    for number in range(5, len(questions(page)) + 1):
        answer(question(page, number), 3)
    next_open.click()
    expect(radio(question(page, 3), 1)).to_be_focused()
    answer(question(page, 3), 3)
    next_open.click()
    page.wait_for_url(f"**/svara/{CAPITALS[1]}")


def test_a_key_does_the_same_in_a_question_but_not_where_one_writes(page: Page) -> None:
    begin_for_ale(page)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/politiskt$"))
    answer(question(page, 1), 3)
    page.keyboard.press("n")
    expect(radio(question(page, 2), 1)).to_be_focused()
    question(page, 2).locator("summary", has_text="Kommentar och underlag").click()
    comment = question(page, 2).get_by_label("Kommentar")
    comment.press_sequentially("Ingen plan än")
    expect(comment).to_have_value("Ingen plan än")
    expect(comment).to_be_focused()


def test_what_has_focus_is_never_under_the_bar(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 620})
    begin_for_ale(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate("""() => {
          const focused = document.activeElement, bar = document.querySelector("[data-bar]");
          if (!focused || bar.contains(focused) || focused === document.body || focused.closest("footer")) return "";
          const box = (focused.closest("label") ?? focused).getBoundingClientRect();
          return box.bottom > bar.getBoundingClientRect().top && box.top > 0 ? focused.outerHTML.slice(0, 120) : "";
        }""")
        assert hidden == ""
