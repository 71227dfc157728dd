"""Asking people to answer for Ale, and what they find in their mails."""

import re
from email.utils import parseaddr

from tests.functional.support.pages import Page
from tests.functional.support.people import ALE
from tests.functional.support.serving import Site
from tests.functional.support.visitor import Visitor

PEOPLE = f"{ALE}/svarande"
INVITE = f"{PEOPLE}/bjud-in"
LINKS = f"{ALE}/lankar"
SARA, BO = "sara@ale.example", "bo@ale.example"
LINK = re.compile(r"https?://\S+(/lank/[A-Za-z0-9_-]{43})")


def check(coordinator: Visitor, text: str, group: str = "strateg", status: int = 200) -> Page:
    """Paste a list and have it looked through."""
    return coordinator.send(coordinator.get(INVITE).form("Granska listan"), status, lista=text, rollgrupp=group)


def send_file(coordinator: Visitor, name: str, content: bytes, status: int = 200, **fields: str) -> Page:
    """Choose a file on the page and have it looked through."""
    form = coordinator.get(INVITE).form("Granska listan")
    answer = coordinator.http.post(
        form.action,
        data=form.values | fields,
        files={"fil": (name, content)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return coordinator.checked(answer, status)


def ask(coordinator: Visitor, *addresses: str, group: str = "strateg") -> Page:
    """Invite people all the way. Ends on the list of those who answer."""
    page = check(coordinator, "\n".join(addresses), group)
    button = next(text for form in page.forms for text in form.buttons if text.startswith("Bjud in"))
    return coordinator.press(page, button)


def letters(site: Site, address: str) -> list[tuple[str, str]]:
    """Kind and text of what has been written to an address."""
    return [
        (kind, body)
        for kind, to, body in site.rows("SELECT kind, to_address, body FROM mail ORDER BY id")
        if parseaddr(to)[1] == address
    ]


def link_to(site: Site, address: str) -> str:
    """The way of the personal link in the latest letter to an address."""
    match = LINK.search(letters(site, address)[-1][1])
    assert match is not None
    return match[1]


def all_sent(site: Site) -> None:
    """Until the mail sender, who works by himself, has done with every letter."""
    site.wait_for("SELECT count(*) FROM mail WHERE status = 'QUEUED'", (0,))


def sent_long_ago(site: Site) -> None:
    all_sent(site)
    site.change("UPDATE mail SET created_at = '2026-01-01 00:00:00', sent_at = '2026-01-01 00:00:00'")


def enter(guest: Visitor, link: str) -> Page:
    """Follow a personal link and press its button. Ends where answering begins."""
    return guest.press(guest.get(link), "Till frågorna")


def person_page(coordinator: Visitor, label: str) -> Page:
    return coordinator.get(coordinator.get(PEOPLE).links[label])
