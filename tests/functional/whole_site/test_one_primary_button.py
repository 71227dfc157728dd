"""Somebody who leads both a region and a kommun in it is told one thing to do on each page, not two. That no page has
several primary buttons is among the checks of every page that a test meets.
"""

from app.accounts.kernel.roles import Role
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import ALE_COORDINATOR, REGION_COORDINATOR
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

EXCHANGE = (
    "/gr/exempel",
    "/gr/exempel/2",
    "/gr/exempel/3",
    "/gr/fragor",
    "/gr/natverk",
    "/gr/natverk/1",
    "/gr/utmaningar",
)
PROJECT_BANK = (
    "/gr/ideer",
    "/gr/ideer/8",
    "/gr/ideer/4",
    "/gr/poang",
    "/gr/projekt/1",
    "/gr/utlysningar",
    "/gr/utlysningar/1",
)
PAGES = (
    "/",
    "/gr",
    "/gr/erbjudanden",
    "/gr/erbjudanden/1",
    "/gr/stod",
    "/gr/behov",
    "/gr/omgangar/ny",
    *EXCHANGE,
    *PROJECT_BANK,
)


def primary(page: Page) -> list[str]:
    return [
        text_of(element)
        for element in page.by_class("button")
        if not {"button-secondary", "button-quiet", "button-danger"} & set((element.get("class") or "").split())
    ]


def test_who_leads_a_region_and_a_kommun_has_one_primary_button_a_page(site: Site, visit: NewVisitor) -> None:
    visit(ALE_COORDINATOR)
    region = visit(REGION_COORDINATOR)
    site.change(
        "INSERT INTO membership (person_id, role, municipality_id, since) "
        "SELECT m.person_id, ?, k.id, '2026-01-01 00:00:00' FROM membership m JOIN region r ON r.id = m.region_id, "
        "municipality k WHERE m.role = ? AND r.slug = 'gr' AND m.ended_at IS NULL AND k.name = 'Ale'",
        Role.KOMMUN_COORDINATOR,
        Role.REGION_COORDINATOR,
    )
    buttons = {address: primary(region.get(address)) for address in PAGES}
    assert all(len(names) <= 1 for names in buttons.values()), buttons
    assert buttons["/gr/erbjudanden"] == ["Läs och anmäl: Skrivstuga för ansökningar"]
    assert region.get("/gr/erbjudanden").links["Lägg till ett erbjudande"] == "/gr/erbjudanden/nytt"
    assert region.get("/gr/stod").links["Lägg till en insats"] == "/gr/stod/ny"
