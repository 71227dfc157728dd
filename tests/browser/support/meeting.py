"""A joint meeting as its coordinators have it before them, and a kommun whose people have answered by open links."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.server import Server
from tests.browser.support.visiting import (
    ALE,
    ALE_COORDINATOR,
    COORDINATOR,
    ROUND,
    SAVED,
    Person,
    question,
    radio,
    sign_in,
)

KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
KUNGSBACKA_COORDINATOR = Person("Kungsbacka", COORDINATOR)
KUNGSBACKA_READER = Person("Kungsbacka", "läsare i kommunen")
ALE_READER = Person("Ale", "läsare i kommunen")
MEETING = f"{KUNGSBACKA}/moten"
SOON_MS = 2_000
"""Within which everybody at the meeting sees what one of them has done."""
NEXT_TRY_MS = 45_000
"""Within which something is sent again, however long there has been no contact: the tries come ever more seldom."""

ANSWERS: Mapping[str, tuple[int, ...]] = {
    "fortroendevald": (4, 5, 5),
    "ledning": (4, 4),
    "stodfunktion": (2, 2),
    "strateg": (1, 2),
    "verksamhet": (1, 1, 2),
}
"""Twelve people in five role groups, and the level each gives the first question."""


def talk(page: Page, number: int = 1) -> Locator:
    """The question on the page, counted from 1."""
    return page.locator("section.talk").nth(number - 1)


def choice(question: Locator, value: str) -> Locator:
    """The button for a level's position or another outcome."""
    return question.locator(f"input[type=radio][value='{value}']")


def choose(question: Locator, value: str) -> None:
    """As a person does, on the words beside the button; until the page says that it is saved."""
    question.locator("label.choice", has=question.page.locator(f"input[value='{value}']")).click()
    expect_saved(question)


def expect_saved(question: Locator, timeout: float | None = None) -> None:
    expect(question.locator(".save-state .saved")).to_have_text(SAVED, timeout=timeout)


def expect_standing(question: Locator, words: str, timeout: float | None = None) -> None:
    expect(question.locator(".standing")).to_contain_text(words, timeout=timeout)


def expect_following(page: Page) -> None:
    """The page hears of changes: its stream has told it where the meeting stands."""
    expect(page.locator("[data-meeting]")).to_have_attribute("data-following", "ja")


def at_meeting(page: Page, place: str = "/politiskt", person: Person = KUNGSBACKA_COORDINATOR) -> Page:
    sign_in(page, person, f"{MEETING}{place}")
    expect_following(page)
    return page


def two_at_meeting(open_page: OpenPage, place: str = "/politiskt") -> tuple[Page, Page]:
    return at_meeting(open_page(), place), at_meeting(open_page(), place)


def answered_by_twelve(coordinator: Page, browser: Browser, server: Server) -> None:
    """Ale's coordinator makes an open link per role group, twelve people answer by them, and answering is closed."""
    sign_in(coordinator, ALE_COORDINATOR)
    for group, levels in ANSWERS.items():
        coordinator.goto(f"{ALE}/lankar")
        coordinator.get_by_label("Rollgrupp").select_option(group)
        coordinator.get_by_role("button", name="Skapa länken").click()
        link = coordinator.get_by_label("Länk för").input_value()
        for level in levels:
            _answer_by(browser, server, link, level)
    coordinator.goto(f"{ALE}/avsluta")
    coordinator.get_by_role("button", name="Ja, avsluta svarstiden").click()


def _answer_by(browser: Browser, server: Server, link: str, level: int) -> None:
    """Somebody with a browser of their own answers the first two questions, and says something about the first."""
    context = browser.new_context(base_url=server.url, locale="sv-SE")
    page = context.new_page()
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.get_by_role("button", name="Börja svara").click()
    page.goto(f"{ALE}/svara/politiskt")
    for number, position in ((1, level), (2, 3)):
        radio(question(page, number), position).check()
        expect(question(page, number).locator(".saved")).to_be_visible()
    context.close()


def also_coordinator(server: Server, municipality: str) -> None:
    """The kommun's reader gets the role of a coordinator as well."""
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        connection.execute(
            "INSERT INTO membership (person_id, role, municipality_id, since) SELECT person_id, 'kommun_coordinator', "
            "municipality_id, since FROM membership WHERE role = 'kommun_reader' AND municipality_id = "
            "(SELECT id FROM municipality WHERE slug = ?)",
            (municipality,),
        )
