"""One page of every kind of support: the catalogue, an item and its form, suggestions and needs."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import COORDINATOR, ROUND, Person, sign_in

HARRYDA = f"{ROUND}/1401-harryda"
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")


def _with_a_need(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/stod/behov?insats=grundkurs&kapital=human")
    page.get_by_role("button", name="Skicka behovet").click()
    page.wait_for_url("**klart=behov**")


def _need_with_errors(page: Page) -> None:
    sign_in(page, HARRYDA_COORDINATOR, f"{HARRYDA}/stod/behov")
    page.get_by_role("button", name="Skicka behovet").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _ending_a_need(page: Page) -> None:
    _with_a_need(page)
    page.get_by_role("link", name="Avsluta").click()
    page.get_by_role("button", name="Avsluta behovet").click()
    expect(page.locator(".error-summary")).to_be_visible()


def _needs_of_the_region(page: Page) -> None:
    _with_a_need(page)
    page.context.clear_cookies()
    sign_in(page, REGION_COORDINATOR, "/gr/behov")


def _what_others_seek(page: Page) -> None:
    _with_a_need(page)
    page.goto("/gr/behov")
    expect(page.locator(".sought").first).to_be_visible()


def _offer_above_the_limit(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/erbjudanden/nytt?insats=grundkurs")
    day = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    fields = {"hours.strateg": "60", "last_day": day, "total": "9", "per_kommun": "1", "contact": "Utvecklingsledaren"}
    occasion = {"day": day, "start": "13:00", "end": "16:00"}
    for name, text in (fields | {f"occasion.0.{part}": text for part, text in occasion.items()}).items():
        page.locator(f'[name="{name}"]').fill(text)
    page.locator('[name="paid_by"]').first.check()
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator("#over-gransen")).to_be_visible()
    expect(page.locator('[name="occasion.0.start"]')).to_have_value("13:00")


def _previewed(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/stod/grundkurs/andra")
    page.get_by_role("button", name="Förhandsvisa").click()
    expect(page.locator(".item-preview")).to_be_visible()


def _item_with_errors(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, "/gr/stod/ny")
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator(".error-summary")).to_be_visible()


SUPPORT_PAGES = (
    PageKind("catalogue of support", as_person(HARRYDA_COORDINATOR, "/gr/stod")),
    PageKind("catalogue, searched", as_person(REGION_COORDINATOR, "/gr/stod?q=budget")),
    PageKind("item of support", as_person(HARRYDA_COORDINATOR, "/gr/stod/grundkurs")),
    PageKind("item, adapting and previewed", _previewed),
    PageKind("item with errors", _item_with_errors),
    PageKind("versions of an item", as_person(REGION_COORDINATOR, "/gr/stod/grundkurs/versioner")),
    PageKind("retiring an item", as_person(REGION_COORDINATOR, "/gr/stod/grundkurs/dra-in")),
    PageKind("suggestions and needs", _with_a_need),
    PageKind("need", as_person(HARRYDA_COORDINATOR, f"{HARRYDA}/stod/behov?insats=grundkurs")),
    PageKind("need with errors", _need_with_errors),
    PageKind("ending a need", _ending_a_need),
    PageKind("needs of the region", _needs_of_the_region),
    PageKind("what other kommuner seek", _what_others_seek),
    PageKind("offer above the limit", _offer_above_the_limit),
    PageKind(
        "action from a suggestion", as_person(HARRYDA_COORDINATOR, f"{HARRYDA}/atgarder?insats=grundkurs&kapital=human")
    ),
)
