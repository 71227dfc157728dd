"""Every kind of page of the association and of the mirror, held to the rules of pages."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from app.demo.collaboration import add_collaboration
from app.storage.engine.database import Database
from tests.browser.support.association_pages import ASSOCIATION_PAGES
from tests.browser.support.page_kind import PageKind
from tests.browser.support.page_rules import expect_rules_of_pages
from tests.browser.support.server import Server
from tests.paths import QUESTIONNAIRES


@pytest.fixture(autouse=True)
def collaboration(server: Server) -> None:
    """The example region has both of its rounds."""
    database = Database(f"sqlite:///{server.database}")
    add_collaboration(database, QUESTIONNAIRES, datetime.now(UTC))
    database.close()


@pytest.mark.parametrize("kind", ASSOCIATION_PAGES, ids=lambda kind: kind.name)
def test_every_page_can_be_used_by_everybody_on_every_screen(visited_page: Page, kind: PageKind) -> None:
    expect_rules_of_pages(visited_page, kind)
