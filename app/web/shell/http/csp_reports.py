"""Reports of violations of the Content-Security-Policy: what is read of them, and how much of it reaches the log.

Anybody can send a report, and write in it what they like. So nothing of it is logged as it came: a directive and a word
are those of lists, a page is the pattern of its address, and of what was blocked only the origin stays.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request

MAX_BYTES = 32_000
"""Of one request. A browser saves up reports and sends several at once, of a kilobyte or two each."""
MAX_REPORTS = 20
"""So many of one request are read."""
MAX_LINES = 50
"""So many lines an hour in one process, whoever sends what; the next one says that there is no more room."""
FORGOTTEN_AFTER = timedelta(days=1)
"""The same violation is a line once a day in one process."""
HOUR = timedelta(hours=1)
REPORTS, ONE_REPORT = "application/reports+json", "application/csp-report"
"""Of `report-to`, and of `report-uri`."""
OTHER = "other"
DIRECTIVES = frozenset(
    [
        "base-uri",
        "child-src",
        "connect-src",
        "default-src",
        "font-src",
        "form-action",
        "frame-ancestors",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "prefetch-src",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src",
        "style-src-attr",
        "style-src-elem",
        "worker-src",
    ]
)
WORDS = frozenset({"inline", "eval", "wasm-eval", "data", "blob", "filesystem", "about", "self"})
"""What stands instead of an address where there is none."""
NETWORK_SCHEMES = frozenset({"http", "https", "ws", "wss"})
LOCAL_SCHEMES = frozenset(
    {"data", "blob", "about", "file", "chrome-extension", "moz-extension", "safari-web-extension", "safari-extension"}
)
"""Of these not even what follows is told: it is a whole file, or points out what somebody has installed."""
_HOST = re.compile(r"[a-z0-9.-]{1,100}|\[[0-9a-f:.]{2,45}\]")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Violation:
    """`blocked` is an origin, a scheme or a word; `page` the pattern of the page's address."""

    directive: str
    blocked: str
    page: str


async def small_body(request: Request) -> bytes:
    """Empty when it is larger than any report, which is not read to its end, or when the browser went away."""
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MAX_BYTES:
                return b""
    except ClientDisconnect:
        return b""
    return body


def violations(content_type: str, body: bytes, template_of: Callable[[str], str]) -> Iterator[Violation]:
    """What a request tells. Nothing for one that is no report; `template_of` gives the pattern of a page's path."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in {REPORTS, ONE_REPORT}:
        return
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return
    for report in _reports(kind, message):
        page = _address(report, "documentURL", "document-uri")
        directive = _text(report, "effectiveDirective", "effective-directive", "violated-directive").partition(" ")[0]
        yield Violation(
            directive=directive if directive in DIRECTIVES else OTHER,
            blocked=_blocked(_text(report, "blockedURL", "blocked-uri"), page),
            page=template_of(page.path or "/"),
        )


def _reports(kind: str, message: Any) -> Iterator[dict[str, Any]]:
    if kind == ONE_REPORT:
        message = [{"type": "csp-violation", "body": message.get("csp-report")}] if isinstance(message, dict) else []
    for report in (message if isinstance(message, list) else [])[:MAX_REPORTS]:
        if isinstance(report, dict) and report.get("type") == "csp-violation" and isinstance(report.get("body"), dict):
            yield report["body"]


def _text(report: dict[str, Any], *names: str) -> str:
    """The first of the names that has a text."""
    return next((value for name in names if isinstance(value := report.get(name), str) and value), "")


def _address(report: dict[str, Any], *names: str) -> SplitResult:
    try:
        return urlsplit(_text(report, *names))
    except ValueError:
        return urlsplit("")


def _blocked(text: str, page: SplitResult) -> str:
    if text in WORDS:
        return text
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return OTHER
    if parts.scheme in LOCAL_SCHEMES:
        return f"{parts.scheme}:"
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in NETWORK_SCHEMES or not _HOST.fullmatch(host):
        return OTHER
    if (parts.scheme, parts.netloc) == (page.scheme, page.netloc):
        return "self"
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}"


@dataclass(slots=True)
class ViolationLog:
    """What this process has logged. Used from the event loop alone, so it needs no lock."""

    _last_by_violation: dict[Violation, datetime] = field(default_factory=dict)
    _hour_began: datetime | None = None
    _lines: int = 0

    def tell(self, violation: Violation, now: datetime) -> None:
        """A line in the log, unless the same stands there since less than a day or the hour's lines are used up."""
        last = self._last_by_violation.get(violation)
        if last is not None and now - last < FORGOTTEN_AFTER:
            return
        if self._hour_began is None or now - self._hour_began >= HOUR:
            self._hour_began, self._lines = now, 0
            self._forget(now)
        self._lines += 1
        if self._lines <= MAX_LINES:
            self._last_by_violation[violation] = now
            log.warning("csp_violation", directive=violation.directive, blocked=violation.blocked, page=violation.page)
        elif self._lines == MAX_LINES + 1:
            log.warning("csp_violations_not_logged", most_an_hour=MAX_LINES)

    def _forget(self, now: datetime) -> None:
        items = self._last_by_violation.items()
        self._last_by_violation = {violation: last for violation, last in items if now - last < FORGOTTEN_AFTER}
