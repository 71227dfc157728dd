"""Which requests come from our own pages."""

import pytest
from starlette.datastructures import Headers

from app.web.shell.http.security import HEADERS, REPORT_PATH, is_from_own_page


def headers(**values: str) -> Headers:
    return Headers({name.replace("_", "-"): value for name, value in values.items()})


@pytest.mark.parametrize(
    ("site", "own"),
    [
        ("same-origin", True),
        ("none", True),
        ("same-site", False),
        ("cross-site", False),
        ("", False),
        ("SAME-ORIGIN", False),
    ],
)
def test_what_the_browser_says_of_the_site_decides(site: str, own: bool) -> None:
    for origin in ("https://kollen.se", "https://annan.se"):
        assert is_from_own_page(headers(sec_fetch_site=site, origin=origin, host="kollen.se")) is own


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://kollen.se", True),
        ("http://kollen.se", True),
        ("https://annan.se", False),
        ("https://kollen.se.annan.se", False),
        ("https://kollen.se:8443", False),
        ("https://kollen.se@annan.se", False),
        ("null", False),
        ("", False),
        ("kollen.se", False),
    ],
)
def test_an_older_browser_is_judged_by_its_origin(origin: str, own: bool) -> None:
    assert is_from_own_page(headers(origin=origin, host="kollen.se")) is own


def test_a_client_that_sends_neither_is_no_browser() -> None:
    assert is_from_own_page(headers(host="kollen.se"))


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "http" not in HEADERS["Content-Security-Policy"]


def test_the_policy_names_an_own_place_for_reports_in_both_ways() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["report-uri"] == REPORT_PATH
    assert HEADERS["Reporting-Endpoints"] == f'{policy["report-to"]}="{REPORT_PATH}"'
