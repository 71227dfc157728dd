"""Doing several things at the same moment, and holding one of them up to see what the others do."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any, TypeVar

from app.errors import OmstallningskollenError

T = TypeVar("T")
PATIENCE = 10
"""Seconds; only a test that fails waits so long."""


class HeldUp:
    """A function whose first call waits until it is told to go on."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.reached, self.go_on = Event(), Event()

    def __call__(self, *args: Any) -> Any:
        self.reached.set()
        assert self.go_on.wait(PATIENCE)
        return self._function(*args)


def at_once(*works: Callable[[], T]) -> list[T | OmstallningskollenError]:
    """Every work in a thread of its own, started together: what it returned or raised."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T | OmstallningskollenError:
        start.wait(PATIENCE)
        try:
            return work()
        except OmstallningskollenError as error:
            return error

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def kinds(outcomes: Sequence[object]) -> Counter[type]:
    return Counter(type(outcome) for outcome in outcomes)
