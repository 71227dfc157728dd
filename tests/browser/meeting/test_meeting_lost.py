"""A meeting whose contact is lost: nothing is lost with it, and everybody sees the same again when it is back."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.conftest import PATIENCE_MS, OpenPage
from tests.browser.support.meeting import (
    MEETING,
    NEXT_TRY_MS,
    at_meeting,
    choice,
    choose,
    expect_following,
    expect_saved,
    expect_standing,
    talk,
    two_at_meeting,
)
from tests.browser.support.server import Server


@pytest.fixture
def mortal_server(server: Server) -> Iterator[Server]:
    yield server
    if not server.is_running:
        server.start()


def test_what_is_noted_without_contact_is_saved_when_it_is_back_and_the_other_sees_it(open_page: OpenPage) -> None:
    offline, other = two_at_meeting(open_page)
    offline.context.set_offline(True)
    choice(talk(offline), "4").check()
    talk(offline).get_by_label("Skäl").fill("Skrivet utan kontakt.")
    expect(offline.locator("[data-offline]")).to_be_visible()
    expect(talk(offline).locator(".save-state")).to_contain_text("Inte sparat, försöker igen")
    choose(talk(other, 2), "2")
    offline.context.set_offline(False)
    expect_saved(talk(offline))
    expect(offline.locator("[data-offline]")).to_be_hidden()
    expect_standing(talk(other), "Ni enades om 3 Etablerat")
    expect(talk(other).get_by_label("Skäl")).to_have_value("Skrivet utan kontakt.")
    expect_standing(talk(offline, 2), "Ni enades om 1 Påbörjat")
    expect_following(offline)


def test_a_server_that_dies_and_comes_back_is_followed_again(open_page: OpenPage, mortal_server: Server) -> None:
    first, second = two_at_meeting(open_page)
    choose(talk(first), "2")
    mortal_server.kill()
    choice(talk(first, 2), "3").check()
    expect(second.locator("[data-meeting]")).to_have_attribute("data-following", "nej")
    mortal_server.start()
    expect_saved(talk(first, 2), NEXT_TRY_MS)
    for page in (first, second):
        expect_following(page)
    expect_standing(talk(second, 2), "Ni enades om 2 Delvis på plats")
    choose(talk(second, 3), "4")
    expect_standing(talk(first, 3), "Ni enades om 3 Etablerat")


def test_where_streams_do_not_come_through_the_page_asks_now_and_then_and_says_so(open_page: OpenPage) -> None:
    first = at_meeting(open_page())
    deaf = open_page()
    deaf.route("**/moten/handelser", lambda route: route.abort())
    _arrive(deaf)
    expect(deaf.locator("[data-outdated]")).to_contain_text("Det andra ändrar syns inte genast just nu.")
    expect(deaf.locator("[data-outdated]").get_by_role("link", name="Ladda om sidan")).to_be_visible()
    choose(talk(first), "4")
    expect_standing(talk(deaf), "Ni enades om 3 Etablerat")
    deaf.unroute_all()
    expect_following(deaf)
    expect(deaf.locator("[data-outdated]")).to_be_hidden()


def _arrive(page: Page) -> None:
    """As `at_meeting`, without waiting for a stream."""
    from tests.browser.support.meeting import KUNGSBACKA_COORDINATOR
    from tests.browser.support.visiting import sign_in

    sign_in(page, KUNGSBACKA_COORDINATOR, f"{MEETING}/politiskt")


def test_a_reply_that_is_lost_on_its_way_is_no_conflict_with_oneself(page: Page) -> None:
    at_meeting(page)
    replies = 0

    def lose_the_first(route: Route) -> None:
        nonlocal replies
        if route.request.method != "PUT":
            return route.fallback()
        replies += 1
        if replies == 1:
            route.fetch()  # the server has saved it
            return route.abort()
        return route.fallback()

    page.route("**/moten/politiskt/**", lose_the_first)
    choice(talk(page), "4").check()
    expect_saved(talk(page))
    expect(page.locator(".notice-warning")).to_have_count(0)
    assert replies == 2


def test_who_is_signed_out_meanwhile_is_told_and_keeps_what_is_typed(open_page: OpenPage, server: Server) -> None:
    page = at_meeting(open_page())
    page.request.post("/logga-ut", headers={"Origin": server.url, "Sec-Fetch-Site": "same-origin"})
    talk(page).get_by_label("Skäl").fill("Skrivet efter utloggning.")
    expect(talk(page).locator(".save-state")).to_contain_text("Du är utloggad")
    expect(page.locator("[data-outdated]")).to_contain_text("Du är utloggad. Logga in i en annan flik.")
    expect(talk(page).get_by_label("Skäl")).to_have_value("Skrivet efter utloggning.")


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let the browser go on until what it asks for has come to the test."""
    for _ in range(PATIENCE_MS // 20):
        if is_so():
            return
        page.wait_for_timeout(20)
    pytest.fail("the page has not asked")


def test_a_page_fetched_before_the_last_change_was_saved_does_not_undo_it(page: Page) -> None:
    at_meeting(page)
    expect_following(page)
    fetched: list[tuple[Route, APIResponse]] = []

    def keep_waiting(route: Route) -> None:
        if "hx-request" in route.request.headers and route.request.method == "GET":
            fetched.append((route, route.fetch()))
        else:
            route.fallback()

    page.route("**/moten/*", keep_waiting)
    choose(talk(page), "1")
    wait_until(page, lambda: len(fetched) == 1)
    choose(talk(page), "2")
    route, response = fetched[0]
    route.fulfill(response=response)
    wait_until(page, lambda: len(fetched) == 2)  # the first has been taken in, and the page after it asked for
    expect(choice(talk(page), "2")).to_be_checked()
    choose(talk(page), "4")
    expect(talk(page).locator(".notice-warning")).to_have_count(0)
    page.unroute_all(behavior="ignoreErrors")


def test_a_late_reply_to_what_has_been_given_up_does_not_bring_the_conflict_back(open_page: OpenPage) -> None:
    first, second = two_at_meeting(open_page)
    sent: list[tuple[Route, APIResponse]] = []

    def keep_waiting(route: Route) -> None:
        if route.request.method == "PUT" and not sent:
            sent.append((route, route.fetch()))
        else:
            route.fallback()

    second.route("**/moten/**", lambda route: route.abort() if route.request.method == "GET" else route.fallback())
    talk(first).get_by_label("Skäl").fill("Målen är beslutade.")
    expect_saved(talk(first))
    talk(second).get_by_label("Skäl").fill("Målen saknar mått.")
    notice = talk(second).locator(".notice-warning")
    expect(notice).to_be_focused()
    second.unroute_all()
    second.route("**/moten/**", keep_waiting)
    talk(second).get_by_label("Skäl").fill("Målen saknar mått än.")
    wait_until(second, lambda: len(sent) == 1)
    notice.get_by_role("link", name="Behåll det sparade").click()
    expect(talk(second).get_by_label("Skäl")).to_have_value("Målen är beslutade.")
    route, response = sent[0]
    with second.expect_response("**/moten/**"):
        route.fulfill(response=response)
    choose(talk(second, 2), "2")
    expect(notice).to_have_count(0)
    second.unroute_all(behavior="ignoreErrors")


def test_who_keeps_what_another_saved_without_contact_is_told_to_try_again(open_page: OpenPage) -> None:
    first, second = two_at_meeting(open_page)
    second.route("**/moten/**", lambda route: route.abort() if route.request.method == "GET" else route.fallback())
    talk(first).get_by_label("Skäl").fill("Målen är beslutade.")
    expect_saved(talk(first))
    talk(second).get_by_label("Skäl").fill("Målen saknar mått.")
    talk(second).get_by_role("link", name="Behåll det sparade").click()
    expect(second.locator("[data-outdated]")).to_contain_text("gick inte att hämta")
    expect(talk(second).get_by_label("Skäl")).to_have_value("Målen saknar mått.")
