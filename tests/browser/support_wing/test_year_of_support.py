"""A whole year in support: a low level, a suggestion, an action, its reminder, and what became of it the year after.

The year that begins is the example region's 2025, which Kungsbacka has locked; the year after is its 2026.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from app.config import Settings
from app.reports.kernel.wording import date as date_in_words
from app.rounds.kernel.days import day_of
from app.services.assessments.due_actions import notify_due_actions
from app.services.mail.notifications import is_time_to_notify
from app.storage.engine.database import Database
from tests.browser.support.server import Server
from tests.browser.support.visiting import COORDINATOR, ROUND, Person, sign_in

THIS_YEAR = f"{ROUND}/1384-kungsbacka"
LAST_YEAR = THIS_YEAR.replace("/2026/", "/2025/")
KUNGSBACKA = Person("Kungsbacka", COORDINATOR)
PATIENCE_SECONDS = 15
OWNER = "HR-chefen"
NO_PROOF = "Det är inget bevis: en förändring kan ha andra orsaker än åtgärden."


def waking_hour() -> datetime:
    """Now, or in the evening before where it is night: nobody is written to then."""
    now = datetime.now(UTC)
    return now if is_time_to_notify(now) else now - timedelta(hours=8)


def let_time_pass(server: Server, now: datetime) -> None:
    """What the service does by itself at a time of its own. It writes for no example, so the region is none here; of all
    actions only the new one has a day, which has come near, and of the kommun's others none is finished.
    """
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        connection.execute("UPDATE region SET is_example = 0 WHERE slug = 'gr'")
        connection.execute("UPDATE action SET due_on = NULL, status = 'UNDER_WAY' WHERE owner <> ?", (OWNER,))
        near = day_of(now) + timedelta(days=10)
        connection.execute("UPDATE action SET due_on = ? WHERE owner = ?", (near.isoformat(), OWNER))
    database = Database(f"sqlite:///{server.database}")
    notify_due_actions(database, now, public_url=Settings.model_fields["public_url"].default)
    database.close()


def mail_about(page: Page, subject: str) -> Locator:
    """A mail as the example shows it, which is sent within a second or two of being written."""
    mail = page.get_by_role("article").filter(has_text=subject)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not mail.count() and time.monotonic() < deadline:
        page.goto("/demo/brev")
    return mail


def tell(page: Page, action: str, fate: str, reason: str = "") -> None:
    """Of one of last year's actions on their page."""
    panel = page.locator("section.panel").filter(has=page.get_by_role("heading", name=action))
    panel.get_by_label(fate, exact=True).check()
    panel.get_by_label("Vad ledde det till").fill(reason)


def test_a_low_level_becomes_an_action_that_the_next_year_looks_back_at(
    open_page: Callable[..., Page], server: Server
) -> None:
    page, now = open_page(), waking_hour()
    due = day_of(now) + timedelta(days=90)
    sign_in(page, KUNGSBACKA, f"{LAST_YEAR}/resultat")
    page.get_by_role("link", name="Se förslagen").click()
    suggestion = page.locator(".suggestion").first
    expect(suggestion).to_contain_text("Ni är på nivå 2 i humankapital")
    suggestion.get_by_role("link", name="Gör till åtgärd").click()
    text = page.get_by_label("Vad ska göras?").input_value()
    page.get_by_label("Ansvarig").fill(OWNER)
    page.get_by_label("Klar senast").fill(due.isoformat())
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("table").filter(has_text=OWNER)).to_contain_text(date_in_words(due))

    let_time_pass(server, now)
    reminder = mail_about(page, "Snart klara? Åtgärder i planen för Kungsbacka")
    expect(reminder).to_contain_text(OWNER)
    reminder.get_by_role("link", name="1384-kungsbacka/atgarder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Åtgärder för Kungsbacka 2025")

    page.goto(THIS_YEAR)
    page.get_by_role("main").get_by_role("link", name="Gå igenom förra årets åtgärder").last.click()
    tell(page, text[:60], "Klar", "HR-chefen har nya mallar")
    tell(page, "Bestämma hur ett lyckat försök", "Går vidare i år")
    tell(page, "Låta en förvaltning i taget", "Stryks", "Ingen hade tid")
    tell(page, "Skriva om annonserna", "Klar", "Fler söker")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_contain_text("Alla åtgärder från 2025 har fått besked.")

    page.get_by_role("link", name="Plan", exact=True).click()
    human = page.get_by_role("group", name="Humankapital")
    expect(human).to_contain_text("(klar; HR-chefen har nya mallar)")
    expect(human).to_contain_text("Nivån sedan 2025: tydligt upp, +1,0.")
    expect(page.get_by_text(NO_PROOF)).to_be_visible()
    expect(page.get_by_role("group", name="Dynamiskt kapital")).to_contain_text("(ströks; Ingen hade tid)")
    page.get_by_role("link", name="Åtgärder", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("Går vidare från ett tidigare år.")
    page.goto(f"{THIS_YEAR}/utveckling")
    row = page.get_by_role("row").filter(has_text="HR-chefen har nya mallar")
    expect(row).to_contain_text("tydligt upp, +1,0")
    expect(page.get_by_text(NO_PROOF)).to_be_visible()
