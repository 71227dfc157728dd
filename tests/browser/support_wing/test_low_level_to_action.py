"""From a low level to help: a suggestion is read and becomes an action; the catalogue answers while one types."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.visiting import COORDINATOR, ROUND, Person, sign_in

HARRYDA = f"{ROUND}/1401-harryda"


def test_a_low_level_leads_to_a_suggestion_and_on_to_an_action(open_page: Callable[..., Page]) -> None:
    page = open_page()
    sign_in(page, Person("Härryda", COORDINATOR), f"{HARRYDA}/resultat")
    page.get_by_role("link", name="Se förslagen").click()
    first = page.locator(".suggestion").first
    expect(first).to_contain_text("Ni är på nivå 1 i relationskapital")
    title = first.get_by_role("heading", level=2).inner_text()
    first.get_by_role("link", name="Gör till åtgärd").click()
    expect(page.get_by_label("Vad ska göras?")).to_have_value(re.compile(re.escape(f"Ta del av ”{title}”")))
    expect(page.get_by_label("Kapitalslag")).to_have_value("relations")
    page.get_by_label("Ansvarig").fill("hållbarhetschefen")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("table").filter(has_text=title)).to_be_visible()
    page.get_by_role("link", name="Stöd", exact=True).click()
    expect(page.locator(".suggestion").first).to_contain_text("Finns i planen")


def test_the_catalogue_answers_while_one_types_and_the_address_follows(open_page: Callable[..., Page]) -> None:
    page = open_page()
    sign_in(page, Person("Härryda", COORDINATOR), "/gr/stod")
    page.get_by_label("Sök", exact=True).press_sequentially("budgeten")
    expect(page.locator("#traffar").get_by_role("status")).to_contain_text("om ”budgeten”")
    expect(page).to_have_url(re.compile("q=budgeten"))
    expect(page.get_by_label("Sök", exact=True)).to_be_focused()
    page.get_by_label("Sök", exact=True).fill("")
    page.get_by_label("Till för").select_option("Chefer")
    expect(page.locator("#traffar").get_by_role("status")).to_contain_text("av 50 insatser passar urvalet")
    page.reload()
    expect(page.get_by_label("Till för")).to_have_value("ledning")
