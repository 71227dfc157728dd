"""Asking people to answer, and answering by a link: with the keyboard alone, on a phone, without JavaScript."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.invitations import (
    PEOPLE,
    SARA,
    answer_questions,
    check_list,
    invite,
    link_to,
    make_link,
    open_link,
)
from tests.browser.support.keyboard import press, tab_to
from tests.browser.support.visiting import ALE, ALE_COORDINATOR, expect_saved, level, question, sign_in


def test_people_are_invited_followed_and_called_back_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, ALE)
    press(page, page.get_by_role("link", name="Välj hur ni svarar"), "Enter")
    press(page, page.get_by_role("link", name="Bjud in svarande"), "Enter")
    tab_to(page, page.get_by_label("Rollgrupp"))
    page.keyboard.type("Ledning")
    tab_to(page, page.get_by_label("E-postadresser"))
    page.keyboard.type(f"Sara Lind <{SARA}>")
    press(page, page.get_by_role("button", name="Granska listan"), "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ska 1 person bjudas in?")
    press(page, page.get_by_role("button", name="Bjud in 1 person"), "Enter")
    press(page, page.get_by_role("link", name="Sara Lind"), "Enter")
    press(page, page.get_by_role("button", name="Återkalla inbjudan"), "Space")
    press(page, page.get_by_role("button", name="Ångra återkallandet"), "Space")
    expect(page.locator(".facts")).to_contain_text("inte klar")


def test_a_list_with_faults_takes_one_from_the_summary_to_the_list(page: Page) -> None:
    sign_in(page, ALE_COORDINATOR, f"{PEOPLE}/bjud-in")
    page.get_by_label("Rollgrupp").select_option("ledning")
    page.get_by_label("E-postadresser").fill("sara")
    page.get_by_role("button", name="Granska listan").click()
    press(page, page.get_by_role("link", name="Rätta i listan"), "Enter")
    expect(page.get_by_label("E-postadresser")).to_be_in_viewport()
    page.get_by_label("E-postadresser").fill(SARA)
    page.get_by_role("button", name="Granska listan").click()
    expect(page.get_by_role("button", name="Bjud in 1 person")).to_be_visible()


def test_what_a_list_leaves_open_is_answered_on_a_phone_without_javascript(open_page: OpenPage) -> None:
    phone = open_page(**PHONE, java_script_enabled=False)
    answer_questions(phone)
    expect(phone.locator(".facts")).to_contain_text("Bjuds inte in")
    phone.get_by_role("button", name="Bjud in 2 personer").tap()
    expect(phone.get_by_text("Inbjudningarna är på väg.")).to_be_visible()


def test_the_back_button_leads_to_the_list_as_it_was_typed(page: Page) -> None:
    check_list(page, f"Sara Lind <{SARA}>")
    expect(page.get_by_role("button", name="Bjud in 1 person")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("E-postadresser")).to_have_value(f"Sara Lind <{SARA}>")


def test_somebody_answers_on_a_phone_by_the_link_in_her_mail(page: Page, open_page: OpenPage) -> None:
    invite(page)
    phone = open_page(**PHONE)
    phone.goto(link_to(page, SARA))
    phone.get_by_role("button", name="Till frågorna").tap()
    phone.get_by_role("link", name="Börja").tap()
    phone.get_by_role("link", name="Till frågorna").tap()
    level(question(phone, 1), 4).tap()
    expect_saved(question(phone, 1))
    phone.goto("/")
    expect(phone.get_by_role("heading", name="Ale 2026")).to_be_visible()


def test_somebody_joins_by_an_open_link_without_javascript_and_comes_back_on_a_phone(
    page: Page, open_page: OpenPage
) -> None:
    link = make_link(page)
    plain = open_page(java_script_enabled=False)
    plain.goto(link)
    plain.get_by_role("button", name="Börja svara").click()
    expect(plain.get_by_role("button", name=re.compile("Kopiera"))).to_be_hidden()
    own = plain.get_by_label("Din personliga länk").input_value()
    plain.get_by_role("link", name="Till frågorna").click()
    expect(plain).to_have_url(re.compile(f"{ALE}/svara$"))
    phone = open_page(**PHONE)
    phone.goto(re.sub("^https?://[^/]+", "", own))
    phone.get_by_role("button", name="Till frågorna").tap()
    expect(phone.get_by_text("verksamhet", exact=True)).to_be_visible()


def test_going_back_after_beginning_makes_no_second_place(page: Page) -> None:
    open_link(page)
    page.get_by_role("button", name="Börja svara").click()
    page.get_by_role("link", name="Till frågorna").click()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("link", name="Fortsätt svara")).to_be_visible()


def test_a_link_is_copied_where_the_browser_lets_it(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    link = make_link(page)
    page.get_by_role("button", name="Kopiera").click()
    expect(page.locator("[data-copied]")).to_have_text("Kopierad")
    assert str(page.evaluate("() => navigator.clipboard.readText()")).endswith(link)


def test_back_after_inviting_leads_to_the_empty_form_and_asks_nothing(page: Page) -> None:
    invite(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bjud in svarande")
