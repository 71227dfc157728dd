"""Telling browsers at once that something has changed: server-sent events with nothing in them but a number.

Every stream asks the database once a second, so it works with any number of processes and needs nothing but the
database. A stream ends when the one who follows may no longer, and after a while by itself, so that a process can stop.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

EVERY_SECONDS = 1.0
BEATS_EVERY = 5
"""So many rounds without news are followed by a line that says nothing: proxies close what is silent."""
ROUNDS = 10
"""After so many the stream ends and the browser opens the next one. A process that is to stop waits for that."""
MOST = 200
"""So many at the same time in one process; whoever comes after asks for the page now and then instead."""

Ask = Callable[[], Awaitable[int | None]]
"""What the number is now; None for somebody who may not know it any more."""


@dataclass(slots=True)
class Followers:
    """How many follow something in this process."""

    most: int = MOST
    now: int = 0

    @property
    def is_full(self) -> bool:
        return self.now >= self.most


async def changes(
    followers: Followers, ask: Ask, *, every_seconds: float = EVERY_SECONDS, rounds: int = ROUNDS
) -> AsyncGenerator[str]:
    """The number when it is first asked for and whenever it has changed, as events named "andring", then one "slut"."""
    followers.now += 1
    try:
        known: int | None = None
        for round_ in range(rounds):
            number = await ask()
            if number is None:
                return
            if number != known:
                known = number
                yield f"event: andring\ndata: {number}\n\n"
            elif round_ % BEATS_EVERY == 0:
                yield ": \n\n"
            await asyncio.sleep(every_seconds)
        yield "event: slut\ndata: \n\n"
    finally:
        followers.now -= 1
