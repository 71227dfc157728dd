"""What does not concern somebody looks to them as if it did not exist, at every address and however it is asked for."""

import http.client
import re

import pytest

from app.web.shell.http.request import ASSESSMENT
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    NOWHERE,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    OTHER_REGION_READER,
    OTHER_RESPONDENT,
    REGION_COORDINATOR,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor

OUTSIDERS = [
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    OTHER_REGION_COORDINATOR,
    OTHER_REGION_READER,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_RESPONDENT,
]
"""Nobody of these has anything to do with Ale or Härryda, nor with the example region's round as a whole."""
WAYS = {
    "capital": "politiskt",
    "question": "politiskt-langsiktiga-mal",
    "number": "1",
    "meeting": "1",
    "topic": "1",
    "earlier": "1",
    "later": "2",
    "respondent": "1",
    "link": "1",
    "table": "kapitalslag.csv",
    "choice": "regionen",
}
IDENTIFYING = ("Ale", "Härryda", "Göteborgsregionen")


def asked_of(site: Site, under: str) -> list[tuple[str, str]]:
    """Every method and address that the application has for one assessment, whatever routes there will be."""
    addresses = []
    for route in site.routes():
        if route.path.startswith(ASSESSMENT):
            rest = route.path.removeprefix(ASSESSMENT)
            addresses += [(method, under + rest.format(**WAYS)) for method in methods_of(route)]
    assert len(addresses) >= 30
    return addresses


def seen(visitor: Visitor, method: str, address: str, *, htmx: bool = False) -> tuple[int, str]:
    """Status and body, without what names the address itself."""
    fields = None if method == "GET" else {"roll": "strateg", f"{WAYS['question']}.choice": "3"}
    answer = visitor.fetch(method, address, fields, {"HX-Request": "true"} if htmx else None)
    return answer.status_code, answer.text


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=lambda person: f"{person.title} {person.place}")
def test_an_outsider_cannot_tell_an_assessment_from_one_that_does_not_exist(
    visit: NewVisitor, outsider: Person
) -> None:
    visitor = visit(outsider)
    rows_before = [visitor.site.rows(f"SELECT * FROM {table}") for table in ("assessment", "respondent", "answer")]
    for assessment in (ALE, HARRYDA):
        for (method, address), (_, nowhere) in zip(
            asked_of(visitor.site, assessment), asked_of(visitor.site, NOWHERE), strict=True
        ):
            status, body = seen(visitor, method, address)
            assert (status, body) == seen(visitor, method, nowhere), f"{method} {address}"
            assert status == 404, f"{method} {address}"
            main = body.split("<main")[1].split("</main>")[0]
            assert not any(name in main for name in IDENTIFYING)
            assert seen(visitor, method, address, htmx=True) == seen(visitor, method, nowhere, htmx=True)
    assert [
        visitor.site.rows(f"SELECT * FROM {table}") for table in ("assessment", "respondent", "answer")
    ] == rows_before


@pytest.mark.parametrize("outsider", OUTSIDERS[3:], ids=lambda person: f"{person.title} {person.place}")
def test_a_region_of_others_cannot_be_told_from_one_that_does_not_exist(visit: NewVisitor, outsider: Person) -> None:
    visitor = visit(outsider)
    for nowhere in ("/gr/omstallningsformaga/2023", "/ingen/omstallningsformaga/2026", "/gr/annat/2026"):
        assert seen(visitor, "GET", ROUND) == seen(visitor, "GET", nowhere)
    assert seen(visitor, "GET", ROUND)[0] == 404


def test_the_kommun_of_a_region_sees_no_page_of_the_whole_round(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, ALE_READER, ALINGSAS_RESPONDENT):
        visit(person).get(ROUND, 404)


def test_nobody_is_sent_to_sign_in_wherever_there_is_something_or_not(visit: NewVisitor) -> None:
    visitor = visit()
    for under in (ALE, NOWHERE):
        for method, address in asked_of(visitor.site, under):
            answer = visitor.fetch(method, address, None if method == "GET" else {})
            if method == "GET":
                assert (answer.status_code, answer.headers["location"]) == (303, f"/demo?sedan={address}")
                assert answer.text == ""
            else:
                assert answer.status_code == 401
                assert "Du är utloggad" in answer.text
                assert "1440-ale" not in answer.text


def test_who_signs_in_comes_back_to_where_she_was_going(visit: NewVisitor) -> None:
    visitor = visit()
    choose = visitor.get(HARRYDA)
    assert choose.address == "/demo"
    option = next(
        element for group in choose.tree.iter("optgroup") if group.get("label") == "Härryda" for element in group
    )
    assert visitor.send(choose.form("Fortsätt"), person=option.get("value", "")).address == HARRYDA


def test_an_own_page_of_another_year_is_found_and_one_that_never_was_is_not(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    coordinator.get(HARRYDA.replace("2026", "2024"))
    for address in (HARRYDA.replace("2026", "2023"), HARRYDA.replace("1401", "1402"), f"{HARRYDA}/resultat/finns-inte"):
        assert coordinator.get(address, 404).heading == "Sidan finns inte"


def test_a_role_that_has_ended_gives_no_rights_from_that_moment(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    coordinator.get(HARRYDA)
    coordinator.site.change("UPDATE membership SET ended_at = '2026-01-01 00:00:00'")
    coordinator.get(HARRYDA, 404)
    assert "Du har ingen självskattning" in coordinator.get("/").text


ODD = [
    "/gr/omstallningsformaga/2026/1401-harryda%00",
    "/gr/omstallningsformaga/2026/1401-harryda%0a",
    "/gr/omstallningsformaga/2026/1401-harryda%20",
    "/gr/omstallningsformaga/2026/1401-HARRYDA",
    "/gr/omstallningsformaga/2026/%ff%fe",
    "/gr/omstallningsformaga/2026/%F0%9F%8C%B1",
    "/gr/omstallningsformaga/2026/1401-harryda'%20OR%201=1--",
    "/gr/omstallningsformaga/2026/%2e%2e",
    "/gr/omstallningsformaga/2026/" + "a" * 5_000,
    "/gr/omstallningsformaga/99999999999999999999/1401-harryda",
    "/gr/omstallningsformaga/-1/1401-harryda",
    "/gr/omstallningsformaga/tjugo/1401-harryda",
    "/gr/../gr/omstallningsformaga/2026/1401-harryda",
    "/gr//omstallningsformaga/2026/1401-harryda",
    "/gr/omstallningsformaga/2026/1401-harryda/svara/%00",
    "/gr/omstallningsformaga/2026/1401-harryda/svara/%3Cscript%3E",
    "/gr/omstallningsformaga/2026/1401-harryda/svara/" + "a" * 5_000,
    "/gr/omstallningsformaga/2026/1401-harryda/svara%2fpolitiskt%2f..%2f..",
    "/gr/omstallningsformaga/2026/1401-harryda/resultat/%00",
    "/gr/omstallningsformaga/2026/1401-harryda/resultat/%ed%a0%80",
    "/frageformular/..%2f..%2fpyproject/2026",
    "/frageformular/omstallningsformaga/2026.yaml",
    "/frageformular/OMSTALLNINGSFORMAGA/2026",
    "/static/../main.py",
    "/static/..%2f..%2fmain.py",
    "/static/%2e%2e/%2e%2e/main.py",
    "/static//etc/passwd",
    "/static/delat/../tokens.py",
    "/static/delat/..%2f__init__.py",
    "/static/vendor",
    "/static/",
    "/static/site.css%00.js",
    "/static/site.css/",
    "/static/" + "a" * 5_000 + ".css",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/.env",
    "/%",
    "/%zz",
    "/*",
]


def raw(visitor: Visitor, method: str, target: str) -> tuple[int, str]:
    """A request whose address no client has tidied up. Returns the status and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", visitor.site.port, timeout=20)
    try:
        cookie = "; ".join(f"{name}={value}" for name, value in visitor.http.cookies.items())
        connection.request(method, target, headers={"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("target", ODD, ids=lambda target: target[:60])
def test_an_odd_address_is_not_found_and_nothing_breaks(visit: NewVisitor, target: str) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    status, body = raw(visitor, "GET", target)
    assert status == 404, body[:200]
    assert "Sidan finns inte" in body
    assert re.search("root:|import |PROJECT", body) is None


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_method_that_an_address_does_not_have_is_told_so(visit: NewVisitor, method: str) -> None:
    answer = visit(ALE_COORDINATOR).fetch(method, "/metod")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert "Så går sidan inte att använda" in answer.text


def test_a_page_that_is_only_sent_to_is_not_read(visit: NewVisitor) -> None:
    assert visit(ALE_COORDINATOR).get(f"{ALE}/svara-ensam", 405).heading == "Så går sidan inte att använda"


@pytest.mark.parametrize("address", ["/", "/metod", "/halsa", ALE, NOWHERE, "/static/site.css"])
def test_asking_for_the_head_of_a_page_gives_its_headers_and_no_body(visit: NewVisitor, address: str) -> None:
    visitor = visit(ALE_COORDINATOR)
    head, whole = visitor.fetch("HEAD", address), visitor.fetch("GET", address)
    assert (head.status_code, head.text) == (whole.status_code, "")
    unlike = {"date", "x-request-id"}
    assert {name: value for name, value in head.headers.items() if name not in unlike} == {
        name: value for name, value in whole.headers.items() if name not in unlike
    }


def test_questionnaires_are_only_for_a_regions_coordinator(visit: NewVisitor) -> None:
    for person in [*OUTSIDERS[:3], OTHER_REGION_READER]:
        visitor = visit(person)
        for method, address in (
            ("GET", "/frageformular"),
            ("GET", "/frageformular/omstallningsformaga/2026"),
            ("GET", "/frageformular/finns-inte/2026"),
            ("POST", "/frageformular/granska"),
        ):
            assert seen(visitor, method, address)[0] == 404
    visit(REGION_COORDINATOR).get("/frageformular")
