"""The way back from the page that asks for a passkey anew: to a page of ours, whatever the browser or the form says."""

import pytest

from tests.functional.sign_in.passkeys.acts import CONFIRM, MINE
from tests.functional.sign_in.passkeys.test_step_up import PEOPLE_OF_ALE, confirmed_long_ago
from tests.functional.support.pages import Page
from tests.functional.support.people import ALE
from tests.functional.support.visitor import NewVisitor, Visitor

CANCEL, CODE, BACK = "Avbryt", "bekrafta.reservkod", "bekrafta.tillbaka"
REVIEW = f"{ALE}/lamna-ut/granska?diarienummer=KS+2026-1"
NEW_CODES = f"{MINE}/reservkoder"


@pytest.fixture
def visitor(visit: NewVisitor) -> Visitor:
    new = visit()
    confirmed_long_ago(new)
    return new


def post_from(visitor: Visitor, referrer: str, address: str = NEW_CODES, **fields: str) -> Page:
    """As a browser does, which tells the page that the form stands on."""
    answer = visitor.fetch("POST", address, fields, {"Referer": referrer} if referrer else None)
    page = visitor.checked(answer, 403)
    assert page.heading == CONFIRM
    return page


def test_one_can_go_back_to_the_page_that_one_came_from(visitor: Visitor) -> None:
    links = visitor.get(PEOPLE_OF_ALE).links.values()
    member = next(url for url in links if url.startswith(f"{PEOPLE_OF_ALE}/"))
    asked = post_from(visitor, f"{visitor.site.url}{member}?visa=allt", f"{member}/avsluta")
    assert asked.links[CANCEL] == f"{member}?visa=allt"
    assert visitor.get(asked.links[CANCEL]).address.startswith(member)


def test_the_way_back_stays_when_a_code_is_wrong(visitor: Visitor) -> None:
    asked = post_from(visitor, f"{visitor.site.url}/mitt?visa=allt")
    wrong = asked.form("Använd reservkoden").filled({CODE: "k7mp-x2qd-9fhr-tw4c-k7mp-x2qd"})
    answer = visitor.fetch("POST", NEW_CODES, wrong, {"Referer": f"{visitor.site.url}{NEW_CODES}"})
    assert visitor.checked(answer, 422).links[CANCEL] == "/mitt?visa=allt"


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "https://ond.example/mitt",
        "https://ond.example",
        "{site}//ond.example",
        "{site}/mitt/passnycklar/reservkoder",
    ],
)
def test_without_a_page_of_ours_to_go_back_to_one_comes_to_the_nearest(visitor: Visitor, referrer: str) -> None:
    asked = post_from(visitor, referrer.format(site=visitor.site.url))
    assert asked.links[CANCEL] == MINE


@pytest.mark.parametrize("way", ["https://ond.example", "//ond.example", "/\\ond.example", "javascript:alert(1)"])
def test_a_form_leads_to_no_page_of_others(visitor: Visitor, way: str) -> None:
    asked = post_from(visitor, "", **{BACK: way})
    assert asked.links[CANCEL] == "/"
    told = visitor.post("/logga-in/bekrafta", {"sedan": "/mitt", "tillbaka": way, "reservkod": "x"}, 422)
    assert told.links[CANCEL] == "/"


def test_a_page_that_asks_before_it_opens_leads_back_too(visitor: Visitor) -> None:
    address = visitor.fetch("GET", REVIEW).headers["location"]
    assert visitor.get(address).links[CANCEL] == f"{ALE}/lamna-ut"
    referrer = {"Referer": f"{visitor.site.url}{ALE}/lamna-ut?diarienummer=KS"}
    asked = visitor.checked(visitor.fetch("GET", address, headers=referrer), 200)
    assert asked.links[CANCEL] == f"{ALE}/lamna-ut?diarienummer=KS"
    assert (
        post_from(visitor, f"{visitor.site.url}{REVIEW}", f"{ALE}/lamna-ut/hamta").links["Tillbaka"]
        == f"{ALE}/lamna-ut"
    )
    told = visitor.fill(asked.form("Använd reservkoden"), {"reservkod": "k7mp-x2qd-9fhr-tw4c-k7mp-x2qd"}, 422)
    assert told.links[CANCEL] == f"{ALE}/lamna-ut?diarienummer=KS"


def test_at_sign_in_there_is_nothing_to_go_back_to(visitor: Visitor) -> None:
    visitor.site.change("UPDATE sign_in SET confirmed_at = NULL")
    asked = visitor.get("/mitt")
    assert asked.heading == CONFIRM
    assert CANCEL not in asked.links
