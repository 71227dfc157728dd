"""What somebody types while something else happens is never lost: a note on its way."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.workshops.test_whole_workshop import MICE, _begin, _field, _join, _note

pytestmark = pytest.mark.slow


def test_the_next_note_is_begun_while_one_is_on_its_way(open_page: OpenPage) -> None:
    link = _begin(open_page())
    person = _join(open_page(), link, MICE)
    routes: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            routes.append(route)
        else:
            route.continue_()

    person.route("**/grupp/*", hold)
    field = _field(person)
    field.fill("En första tanke")
    with person.expect_request("**/grupp/*"):
        field.locator("xpath=..").get_by_role("button").click()
    field.fill("En tanke till")
    routes[0].continue_()
    expect(_note(person, "En första tanke")).to_be_visible()
    expect(field).to_have_value("En tanke till")
