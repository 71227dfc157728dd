"""The text that Prometheus fetches: what this process has counted, and how its queues are now."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from app.services.kernel.metrics import DATABASE_FAILURES, QUEUE_OLDEST, QUEUE_WAITING, REGISTRY, STREAMS
from app.services.kernel.queue_worker import QueueWorker
from app.storage.engine.failures import DRIVER_ERRORS, failure_of

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def metrics_text(queues: Iterable[QueueWorker[Any]], open_streams: int, now: datetime) -> bytes:
    """Where the database cannot be asked, what it would have told is left out: the rest is needed just then."""
    STREAMS.set(open_streams)
    QUEUE_WAITING.clear()
    QUEUE_OLDEST.clear()
    try:
        for worker in queues:
            backlog = worker.backlog()
            age = 0.0 if backlog.oldest is None else (now - backlog.oldest).total_seconds()
            QUEUE_WAITING.labels(worker.queue_name).set(backlog.count)
            QUEUE_OLDEST.labels(worker.queue_name).set(max(0.0, age))
    except DRIVER_ERRORS as error:
        if (failure := failure_of(error)) is not None:
            DATABASE_FAILURES.labels(failure.value).inc()
    return generate_latest(REGISTRY)
