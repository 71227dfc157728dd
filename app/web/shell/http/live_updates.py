"""Server-sent events (EventSource): browsers learn at once that something has changed, from a number and nothing else.

Every stream asks the database once a second, so it works with any number of processes and needs nothing but the
database. A stream ends when the one who follows may no longer, and after a while by itself, so that a process can stop.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

POLL_SECONDS = 1.0
KEEPALIVE_EVERY = 5
"""So many rounds without news are followed by a line that says nothing: proxies close what is silent."""
MAX_POLLS = 10
"""After so many the stream ends and the browser opens the next one. A process that is to stop waits for that."""
MAX_STREAMS = 200
"""So many at the same time in one process; whoever comes after asks for the page now and then instead."""

Poll = Callable[[], Awaitable[int | None]]
"""What the number is now; None for somebody who may not know it any more."""


@dataclass(slots=True)
class Subscribers:
    """How many follow something in this process."""

    most: int = MAX_STREAMS
    now: int = 0

    @property
    def is_full(self) -> bool:
        return self.now >= self.most


async def change_events(
    followers: Subscribers, ask: Poll, *, every_seconds: float = POLL_SECONDS, rounds: int = MAX_POLLS
) -> AsyncGenerator[str]:
    """The number when it is first asked for and whenever it has changed, as events named "andring", then one "slut"."""
    followers.now += 1
    try:
        last_number: int | None = None
        for round_ in range(rounds):
            number = await ask()
            if number is None:
                return
            if number != last_number:
                last_number = number
                yield f"event: andring\ndata: {number}\n\n"
            elif round_ % KEEPALIVE_EVERY == 0:
                yield ": \n\n"
            await asyncio.sleep(every_seconds)
        yield "event: slut\ndata: \n\n"
    finally:
        followers.now -= 1
