"""What is read of a report of the policy's violations, and how much of what anybody sends reaches the log."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from app.web.shell.http import csp_reports
from app.web.shell.http.csp_reports import MAX_LINES, MAX_REPORTS, ONE_REPORT, REPORTS, Violation, ViolationLog

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
PAGE = "https://kollen.se/lank/hemligt?vem=sara#dar"


@pytest.fixture(autouse=True)
def _unused_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has not been used before the capture."""
    monkeypatch.setattr(csp_reports, "log", structlog.get_logger())


def new(**body: object) -> list[dict[str, Any]]:
    """As `report-to` sends it."""
    full = {"documentURL": PAGE, "blockedURL": "inline", "effectiveDirective": "script-src-elem"} | body
    return [{"type": "csp-violation", "url": PAGE, "user_agent": "Sara", "body": full}]


def old(**body: object) -> dict[str, Any]:
    """As `report-uri` sends it."""
    full = {"document-uri": PAGE, "blocked-uri": "inline", "violated-directive": "script-src 'self'"}
    return {"csp-report": full | {name.replace("_", "-"): value for name, value in body.items()}}


def read(sent: object, content_type: str = REPORTS) -> list[Violation]:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return list(csp_reports.violations(content_type, body, lambda path: path.replace("hemligt", "{token}")))


def test_both_kinds_of_report_are_read() -> None:
    assert read(new()) == [Violation("script-src-elem", "inline", "/lank/{token}")]
    assert read(old(), ONE_REPORT) == [Violation("script-src", "inline", "/lank/{token}")]


@pytest.mark.parametrize(
    ("blocked", "told"),
    [
        ("https://annan.se/a/b?vem=sara@ale.se#x", "https://annan.se"),
        ("https://sara:ord@annan.se:8443/a", "https://annan.se:8443"),
        ("wss://annan.se/ws", "wss://annan.se"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]"),
        ("https://kollen.se/lank/hemligt", "self"),
        ("data:text/html,Sara", "data:"),
        ("chrome-extension://abcdef/x.js", "chrome-extension:"),
        ("eval", "eval"),
        ("Sara Svarande", "other"),
        ("https://sara svarande/", "other"),
        ("https://" + "a" * 200, "other"),
        ("https://annan.se:ett", "other"),
        ("https://[", "other"),
        ("javascript:sara", "other"),
        ("", "other"),
        (7, "other"),
    ],
)
def test_of_what_was_blocked_only_the_origin_is_told(blocked: object, told: str) -> None:
    assert read(new(blockedURL=blocked))[0].blocked == told
    assert read(old(blocked_uri=blocked), ONE_REPORT)[0].blocked == told


def test_a_directive_that_there_is_not_is_not_repeated() -> None:
    assert read(new(effectiveDirective="Sara Svarande"))[0].directive == "other"


@pytest.mark.parametrize("page", ["https://[", "", None, 7])
def test_a_page_that_is_no_address_is_the_front_page(page: object) -> None:
    assert read(new(documentURL=page))[0].page == "/"


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff", b"[" * 20_000, b"7", {}, [], [7], [{"type": "csp-violation"}]])
@pytest.mark.parametrize("content_type", [REPORTS, ONE_REPORT, "text/plain", ""])
def test_what_is_no_report_tells_nothing(sent: object, content_type: str) -> None:
    assert read(sent, content_type) == []


def test_reports_of_other_kinds_and_types_are_left_alone() -> None:
    assert read([{"type": "deprecation", "body": {"id": "x"}}]) == []
    assert read(new(), "application/json") == []
    assert len(read(new(), "Application/Reports+JSON; charset=utf-8")) == 1


def test_of_one_request_only_so_many_reports_are_read() -> None:
    assert len(read(new() * (MAX_REPORTS + 5))) == MAX_REPORTS


def test_the_same_violation_is_told_once_a_day() -> None:
    logged = ViolationLog()
    with capture_logs() as lines:
        for hours in (0, 1, 23, 24, 25):
            logged.tell(Violation("img-src", "inline", "/"), NOW + timedelta(hours=hours))
    assert [line["event"] for line in lines] == ["csp_violation"] * 2
    assert lines[0] == {
        "event": "csp_violation",
        "log_level": "warning",
        "directive": "img-src",
        "blocked": "inline",
        "page": "/",
    }


def test_nobody_can_fill_the_log_and_the_next_hour_has_room_again() -> None:
    logged = ViolationLog()
    with capture_logs() as lines:
        for hours in (0, 1):
            for number in range(MAX_LINES * 3):
                logged.tell(Violation("img-src", f"https://{number}-{hours}.se", "/"), NOW + timedelta(hours=hours))
    events = [line["event"] for line in lines]
    assert events == (["csp_violation"] * MAX_LINES + ["csp_violations_not_logged"]) * 2
