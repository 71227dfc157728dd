"""Somebody who follows only what the pages say, and how many clicks and screens it takes.

A click is what a person presses: a link, a button, a level, a choice in a list. What is typed is not counted. A screen is
a page that opens, or a question that takes another's place on a phone.
"""

import re

from playwright.sync_api import Locator, Page, expect


class Walker:
    """Starts at one address: the front page, or the link in a mail. After that it has no way to name an address."""

    def __init__(self, page: Page, address: str = "/") -> None:
        self._page = page
        self.clicks = 0
        self._addresses = [""]
        page.on("framenavigated", lambda frame: self._see(frame.url, is_page=frame.parent_frame is None))
        page.goto(address)

    @property
    def screens(self) -> int:
        return len(self._addresses) - 1

    def _see(self, address: str, *, is_page: bool) -> None:
        if is_page and address != self._addresses[-1]:
            self._addresses.append(address)

    def press(self, target: Locator) -> None:
        target.first.click()
        self.clicks += 1

    def link(self, name: str | re.Pattern[str]) -> None:
        self.press(self._page.get_by_role("link", name=name))

    def button(self, name: str | re.Pattern[str]) -> None:
        self.press(self._page.get_by_role("button", name=name))

    def choose(self, field: str | re.Pattern[str], label: str) -> None:
        """In a list: it is opened and chosen from."""
        self._page.get_by_label(field).first.select_option(label=label)
        self.clicks += 1

    def tick(self, field: str) -> None:
        self._page.get_by_label(field, exact=True).first.check()
        self.clicks += 1

    def type(self, field: str | re.Pattern[str], text: str) -> None:
        self._page.get_by_label(field).first.fill(text)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self._page.get_by_text(text).first).to_be_visible()

    def took(self, *, clicks: int, screens: int) -> None:
        """At most so many of each, as docs/journeys.md promises."""
        assert (self.clicks <= clicks, self.screens <= screens) == (True, True), (
            f"{self.clicks} clicks (promised {clicks}), {self.screens} screens (promised {screens})"
        )
