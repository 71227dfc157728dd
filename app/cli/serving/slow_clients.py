"""Timeouts for slow clients (slowloris): headers, body and response each have their time, then the connection is cut.

The server itself has a timeout only for a connection that waits for its next request.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

HEADER_SECONDS = 20.0
"""From the connection, or the response before, to the whole head of a request."""
BODY_SECONDS = 180.0
"""From a request's head to its last byte: a list of four megabytes over a poor line."""
STALLED_SECONDS = 60.0
"""How long a client may take in nothing of a response."""

Connection = Any
"""The server's own protocol object, of either of its two parsers."""


@dataclass(frozen=True, slots=True)
class _Wait:
    """What a connection has been waiting for, and since when."""

    state: tuple[object, ...]
    limit: float | None
    since: float


@dataclass(slots=True)
class SlowClients:
    """Told now and then which connections there are; cuts those that have waited for their client too long."""

    header_seconds: float = HEADER_SECONDS
    body_seconds: float = BODY_SECONDS
    stalled_seconds: float = STALLED_SECONDS
    _waits: dict[Connection, _Wait] = field(default_factory=dict)

    def cut(self, connections: Iterable[Connection], now: float) -> int:
        """`now` is of a monotonic clock. Returns how many were cut."""
        waits, count = {}, 0
        for connection in list(connections):
            wait = self._wait(connection, now)
            if wait.limit is not None and now - wait.since > wait.limit:
                connection.transport.abort()
                count += 1
            else:
                waits[connection] = wait
        self._waits = waits
        return count

    def _wait(self, connection: Connection, now: float) -> _Wait:
        state, limit = self._state(connection)
        before = self._waits.get(connection)
        return before if before is not None and before.state == state else _Wait(state, limit, now)

    def _state(self, connection: Connection) -> tuple[tuple[object, ...], float | None]:
        """What it waits for, and how long it may: None when it is we who have to do something."""
        request = connection.cycle
        unsent = connection.transport.get_write_buffer_size()
        if unsent:
            return ("response", id(request), unsent), self.stalled_seconds
        if request is None or request.response_complete:
            return ("headers", id(request)), self.header_seconds
        if request.more_body:
            return ("body", id(request)), self.body_seconds
        return ("us", id(request)), None
