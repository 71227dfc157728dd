"""Every kind of page of workshops, held to the rules of pages."""

import pytest
from playwright.sync_api import Page

from tests.browser.support.page_kind import PageKind
from tests.browser.support.page_rules import expect_rules_of_pages
from tests.browser.support.workshop_pages import WORKSHOP_PAGES


@pytest.mark.parametrize("kind", WORKSHOP_PAGES, ids=lambda kind: kind.name)
def test_every_page_can_be_used_by_everybody_on_every_screen(visited_page: Page, kind: PageKind) -> None:
    expect_rules_of_pages(visited_page, kind)
