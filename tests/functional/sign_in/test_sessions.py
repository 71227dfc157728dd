"""Signing in and out, cookies, requests from other sites, and what is left without the demo."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.functional.support.people import ALE, ALE_COORDINATOR, HARRYDA, HARRYDA_COORDINATOR
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "HX-Request": "true"},
    {"Origin": "https://annan.se"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1.annan.se"},
]


@pytest.fixture(scope="module")
def secure_site(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("secure"), example_database, secure_cookies=True) as site:
        yield site


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Site]:
    """An installation without the demo."""
    with serving(tmp_path_factory.mktemp("real"), empty_database, demo=False) as site:
        yield site


def person_id(site: Site, name: str = "Ale") -> str:
    ((identity,),) = site.rows(
        "SELECT person_id FROM membership JOIN municipality ON municipality.id = municipality_id "
        "WHERE name = ? AND role = 'kommun_coordinator'",
        name,
    )
    return str(identity)


def cookie_of(visitor: Visitor) -> tuple[str, set[str]]:
    """The cookie's name and its attributes, as set by signing in."""
    answer = visitor.fetch("POST", "/demo", {"person": person_id(visitor.site), "sedan": "/"})
    first, *attributes = answer.headers["set-cookie"].split("; ")
    return first.split("=")[0], set(attributes)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visit: NewVisitor) -> None:
    name, attributes = cookie_of(visit())
    assert name == "session"
    assert attributes == {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"}


def test_over_https_the_cookie_is_pinned_to_the_host(secure_site: Site) -> None:
    with Visitor(secure_site) as visitor:
        name, attributes = cookie_of(visitor)
    assert name == "__Host-session"
    assert attributes == {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200", "Secure"}


def test_the_plain_cookie_is_not_taken_for_the_pinned_one(secure_site: Site) -> None:
    with Visitor(secure_site) as visitor:
        answer = visitor.fetch("POST", "/demo", {"person": person_id(secure_site), "sedan": "/"})
        token = re.search(r"__Host-session=([^;]+)", answer.headers["set-cookie"])
        assert token is not None
        texts = [
            visitor.fetch("GET", "/", headers={"Cookie": f"{name}={token[1]}"}).text
            for name in ("__Host-session", "session")
        ]
    assert ["Logga ut" in text for text in texts] == [True, False]


def test_only_a_hash_of_the_token_is_stored(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    token = visitor.http.cookies["session"]
    assert len(token) >= 43
    ((token_hash,),) = visitor.site.rows("SELECT token_hash FROM sign_in")
    assert re.fullmatch("[0-9a-f]{64}", token_hash)
    assert token not in token_hash


def test_after_signing_out_the_token_is_worth_nothing(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    token = visitor.http.cookies["session"]
    visitor.press(visitor.get(ALE), "Logga ut")
    assert "session" not in visitor.http.cookies
    again = visitor.fetch("GET", ALE, headers={"Cookie": f"session={token}"})
    assert again.status_code == 303


def test_a_session_that_is_over_is_none(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    visitor.site.change("UPDATE sign_in SET expires_at = '2026-01-01 00:00:00'")
    assert visitor.get(ALE).address == "/demo"


def test_a_session_that_was_not_used_for_two_hours_is_none(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    for minutes, address in ((119, ALE), (121, "/demo")):
        moment = (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S.000000")
        visitor.site.change("UPDATE sign_in SET last_seen_at = ?", moment)
        assert visitor.get(ALE).address == address


def test_signing_in_again_in_the_same_browser_ends_its_old_session(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    old = visitor.http.cookies["session"]
    visitor.become(HARRYDA_COORDINATOR)
    assert visitor.http.cookies["session"] != old
    assert visitor.site.rows("SELECT count(*) FROM sign_in") == [(1,)]
    assert visitor.fetch("GET", ALE, headers={"Cookie": f"session={old}"}).status_code == 303


def test_a_session_knows_how_its_browser_is_called_and_no_more(visit: NewVisitor) -> None:
    visitor = visit()
    visitor.http.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    visitor.become(ALE_COORDINATOR)
    assert visitor.site.rows("SELECT way, browser FROM sign_in") == [("DEMO", "Firefox på Linux")]


@pytest.mark.parametrize("token", ["", "x", "å", "a" * 4_000, "' OR 1=1 --", "%00", '"'])
def test_a_cookie_that_is_no_token_is_nobody(visit: NewVisitor, token: str) -> None:
    answer = visit().http.get(ALE, headers={b"Cookie": f"session={token}".encode()})
    assert answer.status_code == 303


@pytest.mark.parametrize("foreign", FOREIGN, ids=str)
def test_a_request_from_another_site_changes_nothing(visit: NewVisitor, foreign: dict[str, str]) -> None:
    visitor = visit(ALE_COORDINATOR)
    tables = ("assessment", "respondent", "answer", "sign_in")
    before = [visitor.site.rows(f"SELECT * FROM {table}") for table in tables]
    for method, address in (
        ("POST", f"{ALE}/svara-ensam"),
        ("POST", "/logga-ut"),
        ("POST", "/demo"),
        ("PUT", f"{ALE}/svara/politiskt/politiskt-langsiktiga-mal"),
        ("POST", "/finns/inte"),
    ):
        answer = visitor.http.request(method, address, data={"person": person_id(visitor.site)}, headers=foreign)
        assert answer.status_code == 403
        assert "kom inte från Omställningskollens egna sidor" in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert [visitor.site.rows(f"SELECT * FROM {table}") for table in tables] == before


@pytest.mark.parametrize("own", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}], ids=str)
def test_a_request_from_an_own_page_is_taken(visit: NewVisitor, own: dict[str, str]) -> None:
    visitor = visit(ALE_COORDINATOR)
    assert visitor.http.post(f"{ALE}/svara-ensam", headers=own).status_code == 303


def test_an_older_browser_is_known_by_its_origin(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    assert visitor.http.post(f"{ALE}/svara-ensam", headers={"Origin": visitor.site.url}).status_code == 303


def test_reading_from_another_site_is_no_change(visit: NewVisitor) -> None:
    assert visit().http.get("/metod", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["https://annan.se", "//annan.se", "/\\annan.se", "\\\\annan.se", "/\t/annan.se", "javascript:alert(1)", "", "annan",
     "/\r\nSet-Cookie: a=b", "/\x00", "///annan.se", " //annan.se"],
)  # fmt: skip
def test_signing_in_leads_only_to_an_own_page(visit: NewVisitor, address: str) -> None:
    visitor = visit()
    answer = visitor.fetch("POST", "/demo", {"person": person_id(visitor.site), "sedan": address})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert len(answer.headers.get_list("set-cookie")) == 1


@pytest.mark.parametrize("address", ["//annan.se", '"><script>alert(1)</script>', "/\x00"])
def test_the_page_that_asks_who_one_is_shows_no_address_as_code(visit: NewVisitor, address: str) -> None:
    answer = visit().fetch("GET", "/demo", headers={})
    page = visit().http.get("/demo", params={"sedan": address})
    assert page.status_code == 200
    assert page.text.count("<script") == answer.text.count("<script")


def test_signing_in_keeps_the_address_of_an_own_page(visit: NewVisitor) -> None:
    visitor = visit()
    answer = visitor.fetch("POST", "/demo", {"person": person_id(visitor.site), "sedan": f"{HARRYDA}/resultat?a=å"})
    assert answer.headers["location"].startswith(f"{HARRYDA}/resultat?a=")


@pytest.mark.parametrize("person", ["", "0", "-1", "999999", "1 OR 1=1", "٣", "9" * 40, "\x00"])
def test_nobody_else_can_be_chosen(visit: NewVisitor, person: str) -> None:
    visitor = visit()
    page = visitor.post("/demo", {"person": person}, 422)
    assert "Välj en av personerna i listan." in page.text
    assert visitor.site.rows("SELECT * FROM sign_in") == []


def test_a_real_person_is_never_lent_to_the_demo(visit: NewVisitor) -> None:
    """A region that is not an example may stand in the same database."""
    visitor = visit()
    real = person_id(visitor.site, "Annan kommun")
    visitor.site.change("UPDATE region SET is_example = 0 WHERE slug = 'annan'")
    assert "Annan kommun" not in visitor.get("/demo").text
    visitor.post("/demo", {"person": real}, 422)
    assert visitor.site.rows("SELECT * FROM sign_in") == []


def test_without_the_demo_there_is_no_trace_of_it(real_site: Site) -> None:
    """The visitor checks besides that no page says "Exempeldata" or links to /demo."""
    with Visitor(real_site) as visitor:
        assert "/demo" not in {route.path for route in real_site.routes()}
        for address in ("/demo", "/demo?sedan=/", "/finns-inte/alls"):
            visitor.get(address, 404)
        answer, unknown = (visitor.fetch("POST", way, {"person": "1"}) for way in ("/demo", "/finns-inte"))
        assert answer.status_code == unknown.status_code == 405
        start = visitor.get("/")
        assert start.links["Logga in"] == "/logga-in"
        visitor.get("/metod")
        assert visitor.get(ALE).address == "/logga-in"


def test_an_answer_of_the_service_names_no_product_version(visit: NewVisitor) -> None:
    assert re.search(r"\d", visit().fetch("GET", "/metod").headers.get("server", "")) is None
