"""Metrics of this process, as Prometheus reads them: what is counted, and by which labels.

A label is a word of a list that the product knows beforehand. Nothing that people type or are called, no kommun and no
address is one: whoever reads metrics is not to learn who did what, and the number of series must have an end.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

from app.errors import OmstallningskollenError
from app.storage.engine.failures import DatabaseFailure

PREFIX = "omstallningskollen"
REQUEST_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""In seconds. Pages take 5 to 100 ms; what takes longer than a second is felt."""
RENDER_BUCKETS = (0.5, 1, 2, 4, 8, 15, 30, 60, 120)

# They would be a series more for each, telling when it began: the process's start says as much.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)


class AutosaveOutcome(StrEnum):
    SAVED = "saved"
    """Also when a field of it could not be, which the page tells of."""
    CONFLICT = "conflict"
    """Somebody had saved the same answer in another window."""
    REFUSED = "refused"
    """Such as when answering has been closed."""
    FAILED = "failed"


class MailOutcome(StrEnum):
    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"
    """Given up."""


class RenderOutcome(StrEnum):
    MADE = "made"
    KILLED = "killed"
    """Took longer than it may."""
    FAILED = "failed"


REQUESTS = Counter("requests", "Answered requests", ["route", "method", "status"], PREFIX, registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "request_seconds",
    "Time to the end of the answer",
    ["route", "method"],
    PREFIX,
    buckets=REQUEST_BUCKETS,
    registry=REGISTRY,
)
STREAMS = Gauge("open_streams", "Browsers that follow a meeting", namespace=PREFIX, registry=REGISTRY)
AUTOSAVES = Counter("autosaves", "Answers saved one at a time", ["outcome"], PREFIX, registry=REGISTRY)
MAILS = Counter("mails", "Tries to hand over a mail", ["outcome"], PREFIX, registry=REGISTRY)
RENDERS = Counter("renders", "Reports and files drawn", ["outcome"], PREFIX, registry=REGISTRY)
RENDER_SECONDS = Histogram(
    "render_seconds", "Time to draw a report or file", namespace=PREFIX, buckets=RENDER_BUCKETS, registry=REGISTRY
)
DATABASE_FAILURES = Counter(
    "database_failures", "Requests and background work that the database failed", ["cause"], PREFIX, registry=REGISTRY
)
QUEUE_WAITING = Gauge(
    "queue_waiting", "In the database and not done, in any process", ["queue"], PREFIX, registry=REGISTRY
)
QUEUE_OLDEST = Gauge(
    "queue_oldest_seconds", "Age of the oldest that is not done; 0 for none", ["queue"], PREFIX, registry=REGISTRY
)
QUEUE_RUNNING = Gauge("queue_running", "What this process is at", ["queue"], PREFIX, registry=REGISTRY)


def _begin_at_zero(counter: Counter, outcomes: Iterable[StrEnum]) -> None:
    """A series that begins with its first event would hide that event from whoever looks at increases."""
    for outcome in outcomes:
        counter.labels(outcome.value)


_begin_at_zero(AUTOSAVES, AutosaveOutcome)
_begin_at_zero(MAILS, MailOutcome)
_begin_at_zero(RENDERS, RenderOutcome)
_begin_at_zero(DATABASE_FAILURES, DatabaseFailure)


@contextmanager
def autosave_counted(conflict: type[OmstallningskollenError]) -> Iterator[None]:
    """By how it ends. `conflict` is what is raised when another window has saved the answer."""
    outcome = AutosaveOutcome.FAILED
    try:
        yield
        outcome = AutosaveOutcome.SAVED
    except conflict:
        outcome = AutosaveOutcome.CONFLICT
        raise
    except OmstallningskollenError:
        outcome = AutosaveOutcome.REFUSED
        raise
    finally:
        AUTOSAVES.labels(outcome.value).inc()
