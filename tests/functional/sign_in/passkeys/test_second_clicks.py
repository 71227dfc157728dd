"""Two clicks, and a page that is loaded again: what was done by the first is no error by the second."""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from tests.functional.sign_in.passkeys.acts import (
    CONFIRM,
    MINE,
    add,
    arrive,
    codes_of,
    device,
    grow_old,
    shown,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

UNTIL_BOTH_WAIT = 1.0
"""Seconds in which two requests come as far as what they want to write."""


def twice_at_once(site: Site, send: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """Both have read who asks before either can write anything."""
    path = site.settings.database_url.removeprefix("sqlite:///")
    with ThreadPoolExecutor(2) as threads, closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        answers = [threads.submit(send) for _ in range(2)]
        time.sleep(UNTIL_BOTH_WAIT)
        connection.execute("ROLLBACK")
        return [answer.result() for answer in answers]


@pytest.mark.parametrize("way", ["code", "passkey"])
def test_two_clicks_where_an_act_is_confirmed_both_lead_on(visit: NewVisitor, way: str) -> None:
    visitor, key = visit(), device()
    arrive(visitor)
    code, *_ = codes_of(add(visitor, key))
    grow_old(visitor.site)
    asked = visitor.press(visitor.get(MINE), "Skapa nya reservkoder", 403)
    assert asked.heading == CONFIRM
    field = {"bekrafta.reservkod": code} if way == "code" else {"bekrafta.svar": shown(visitor, key)}
    button = "Använd reservkoden" if way == "code" else "Använd passnyckel"
    fields = asked.form(button).filled(field)
    answers = twice_at_once(visitor.site, lambda: visitor.fetch("POST", f"{MINE}/reservkoder", fields))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    pages = {answer.status_code: visitor.checked(answer, answer.status_code) for answer in answers}
    assert pages[200].heading == "Dina nya reservkoder"
    assert pages[409].heading == "Passnycklar"
    assert "Du har 10 kvar" in visitor.get(MINE).text


def test_the_second_of_two_clicks_makes_no_codes_that_end_those_of_the_first(visit: NewVisitor) -> None:
    """Without JavaScript. Of two quick clicks the browser shows what the second brings."""
    visitor = visit()
    arrive(visitor)
    add(visitor, device())
    form = visitor.get(MINE).form("Skapa nya reservkoder")
    first, second = visitor.send(form), visitor.send(form, 409)
    assert codes_of(second) == [], "no codes that do not hold"
    assert "Du har fått nya reservkoder sedan du öppnade sidan" in second.text
    grow_old(visitor.site)
    asked = visitor.send(second.form("Skapa nya reservkoder"), 403)
    again = visitor.fill(asked.form("Använd reservkoden"), {"bekrafta.reservkod": codes_of(first)[0]})
    assert again.heading == "Dina nya reservkoder", "those shown first hold until there are others"
    assert len(codes_of(again)) == 10


def test_whoever_has_used_the_last_code_up_gets_new_ones(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    add(visitor, device())
    form = visitor.get(MINE).form("Skapa nya reservkoder")
    visitor.site.change("DELETE FROM recovery_code")
    assert len(codes_of(visitor.send(form))) == 10


def test_a_wrong_code_is_still_refused_twice(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    add(visitor, device())
    grow_old(visitor.site)
    field = {"bekrafta.reservkod": "k7mp-x2qd-9fhr-tw4c-k7mp-x2qd"}
    answers = twice_at_once(visitor.site, lambda: visitor.fetch("POST", f"{MINE}/reservkoder", field))
    assert [answer.status_code for answer in answers] == [422, 422]


def confirming(visitor: Visitor, site: Site) -> dict[str, str]:
    """Signed in by mail in another browser; what the page that asks sends."""
    with Visitor(site) as here:
        arrive(here)
        code, *_ = codes_of(add(here, device()))
    arrive(visitor, then="/mitt")
    return {"sedan": "/mitt", "reservkod": code}


def test_the_second_click_at_sign_in_leads_on_with_the_old_token_and_with_the_new(visit: NewVisitor) -> None:
    visitor = visit()
    fields = confirming(visitor, visitor.site)
    old = visitor.http.cookies["session"]
    assert visitor.fetch("POST", "/logga-in/bekrafta", fields).status_code == 303
    new = visitor.http.cookies["session"]
    assert new != old
    for token in (old, new):
        visitor.http.cookies.set("session", token)
        answer = visitor.fetch("POST", "/logga-in/bekrafta", fields)
        assert (answer.status_code, answer.headers["location"]) == (303, "/mitt")
        assert "set-cookie" not in answer.headers, "the old token gets no new session"
    visitor.http.cookies.set("session", old)
    assert visitor.fetch("GET", "/mitt").status_code == 303, "it is nobody's"


def test_two_clicks_at_once_at_sign_in_both_lead_on(visit: NewVisitor) -> None:
    visitor = visit()
    fields = confirming(visitor, visitor.site)
    cookie = {"Cookie": f"session={visitor.http.cookies['session']}"}
    answers = twice_at_once(
        visitor.site,
        lambda: httpx.post(
            f"{visitor.site.url}/logga-in/bekrafta",
            data=fields,
            headers=cookie | {"Sec-Fetch-Site": "same-origin", "Origin": visitor.site.url},
        ),
    )
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [(303, "/mitt")] * 2
    assert sorted("set-cookie" in answer.headers for answer in answers) == [False, True]


def test_who_confirms_without_a_session_goes_to_a_page_of_ours_alone(visit: NewVisitor) -> None:
    answer = visit().fetch("POST", "/logga-in/bekrafta", {"sedan": "https://ond.example", "reservkod": "x"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_passkey_that_is_sent_twice_is_in_the_list_and_new_codes_can_be_made(visit: NewVisitor) -> None:
    visitor, key = visit(), device()
    arrive(visitor)
    answer = key.create(visitor.fetch("POST", f"{MINE}/utmaning").json())
    form = visitor.get(MINE).form("Lägg till passnyckel")
    first = visitor.send(form, namn="Telefonen", svar=answer)
    assert first.heading == "Dina reservkoder"
    again = visitor.send(form, namn="Telefonen", svar=answer)
    assert again.address == MINE
    assert "Passnyckeln är redan tillagd." in again.text
    assert "Telefonen" in again.text
    assert len(visitor.site.rows("SELECT id FROM passkey")) == 1
    codes = visitor.press(again, "Skapa nya reservkoder")
    assert len(codes_of(codes)) == 10


def test_another_s_passkey_is_no_passkey_of_one_s_own(visit: NewVisitor) -> None:
    here, there, key = visit(), visit(), device()
    arrive(here)
    answer = key.create(here.fetch("POST", f"{MINE}/utmaning").json())
    here.send(here.get(MINE).form("Lägg till passnyckel"), namn="Telefonen", svar=answer)
    arrive(there, "rut.ek@gr.example")
    told = there.send(there.get(MINE).form("Lägg till passnyckel"), 422, namn="Telefonen", svar=answer)
    assert "Passnyckeln lades inte till." in told.text
