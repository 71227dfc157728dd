"""LRU cache in the process: values worked out from what is stored, under everything that they depend on.

A key must hold whatever can change the value, so that nothing ever has to be thrown away because it is wrong: only
because others have been asked for since. Only readers keep anything: what a writer has seen may yet be taken back.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from sqlmodel import Session

T = TypeVar("T")

_SESSION_KEY = "kept"


class ValueCache:
    """The values of one database, by kind and key; of each kind those that were asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: dict[str, OrderedDict[Hashable, object]] = {}

    def find(self, kind: str, key: Hashable) -> object | None:
        with self._lock:
            values = self._values.get(kind)
            if values is None or key not in values:
                return None
            values.move_to_end(key)
            return values[key]

    def keep(self, kind: str, key: Hashable, value: object, most: int) -> None:
        with self._lock:
            values = self._values.setdefault(kind, OrderedDict())
            values[key] = value
            while len(values) > most:
                values.popitem(last=False)

    def forget(self) -> None:
        """When what is stored has been changed past the product, as by putting back a copy."""
        with self._lock:
            self._values.clear()


def attach_cache(session: Session, cache: ValueCache) -> None:
    """Let a reading session keep values."""
    session.info[_SESSION_KEY] = cache


def cached(session: Session, kind: str, key: Hashable | None, most: int, make: Callable[[], T]) -> T:
    """The value under the key, made when it is not there; always made for a writer, and when the key is None.

    Two that ask at the same time may both make it. It must not be None, nor be changed by anybody.
    """
    store: ValueCache | None = session.info.get(_SESSION_KEY)
    if store is None or key is None:
        return make()
    hit = store.find(kind, key)
    if hit is not None:
        return hit  # type: ignore[return-value]  # a kind has values of one type
    value = make()
    store.keep(kind, key, value, most)
    return value
