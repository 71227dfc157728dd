"""Where browsers send reports of the Content-Security-Policy: anybody may, and nothing of what they write is repeated."""

import json
from typing import Any

import pytest
import structlog
from structlog.testing import LogCapture

from app.web.shell.http import csp_reports
from app.web.shell.http.csp_reports import MAX_BYTES, ONE_REPORT, REPORTS, ViolationLog
from app.web.shell.http.security import REPORT_PATH
from tests.functional.support.people import ALE
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

TOKEN = "x" * 43


@pytest.fixture
def lines(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    site.app.state.violations = ViolationLog()
    captured = LogCapture()
    monkeypatch.setattr(csp_reports, "log", structlog.wrap_logger(None, processors=[captured]))
    return captured.entries


def report(site: Site, path: str) -> bytes:
    body = {"documentURL": site.url + path, "blockedURL": "https://annan.se/x?y", "effectiveDirective": "img-src"}
    return json.dumps([{"type": "csp-violation", "body": body}]).encode()


def send(visitor: Visitor, body: bytes, kind: str = REPORTS, **more: str) -> None:
    headers = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in more.items()}
    answer = visitor.http.post(REPORT_PATH, content=body, headers=headers)
    assert (answer.status_code, answer.text) == (204, "")
    assert "set-cookie" not in answer.headers


def test_a_page_says_where_its_reports_go(visit: NewVisitor) -> None:
    page = visit().fetch("GET", "/metod")
    assert f"report-uri {REPORT_PATH}" in page.headers["content-security-policy"]
    assert page.headers["reporting-endpoints"] == f'csp="{REPORT_PATH}"'


def test_a_report_is_a_line_with_the_pattern_of_the_page(visit: NewVisitor, lines: list[Any]) -> None:
    visitor = visit()
    for path in (f"/lank/{TOKEN}", f"{ALE}/svara/politiskt?x=1", "/finns/inte/alls/har/eller/dar"):
        send(visitor, report(visitor.site, path), Sec_Fetch_Site="cross-site", Origin="null")
        send(visitor, report(visitor.site, path))
    assert [(line["directive"], line["blocked"], line["page"]) for line in lines] == [
        ("img-src", "https://annan.se", page)
        for page in ("/lank/{token}", "/{region}/{questionnaire}/{year}/{municipality}/svara/{capital}", "unknown")
    ]


def test_whatever_is_sent_gets_the_same_answer_and_no_line(visit: NewVisitor, lines: list[Any]) -> None:
    visitor = visit()
    padding = b" " * MAX_BYTES
    for body in (b"", b"{", b'[{"type":"csp-violation"}]', padding + report(visitor.site, "/")):
        for kind in (REPORTS, ONE_REPORT, "text/plain", "application/x-www-form-urlencoded"):
            send(visitor, body, kind)
    assert lines == []


def test_nothing_but_reports_is_let_past_the_question_of_where_it_comes_from(visit: NewVisitor) -> None:
    visitor = visit()
    for address in (f"{REPORT_PATH}/", f"{REPORT_PATH}/../logga-ut", "/logga-ut"):
        answer = visitor.http.post(address, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    assert visitor.fetch("GET", REPORT_PATH).status_code == 404
