"""LRU cache in the process: values worked out from what is stored, under everything that they depend on.

A key must hold whatever can change the value, so that nothing ever has to be thrown away because it is wrong: only
because others have been asked for since. Only readers keep anything: what a writer has seen may yet be taken back.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Hashable, Mapping
from threading import Lock
from typing import TypeVar

from sqlmodel import Session

T = TypeVar("T")
Name = TypeVar("Name", bound=Hashable)

_SESSION_KEY = "kept"
MAX_ASIDE = 2_048
"""So many values wait to be saved at the most; older ones are forgotten first."""


class ValueCache:
    """The values of one database, by kind and key; of each kind those that were asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: dict[str, OrderedDict[Hashable, object]] = {}
        self._aside: deque[object] = deque(maxlen=MAX_ASIDE)

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
            self._aside.clear()

    def put_aside(self, value: object) -> None:
        """Something that a reader has made and that can be saved when there is time."""
        with self._lock:
            self._aside.append(value)

    def take_aside(self, most: int) -> list[object]:
        """The first of what was put aside, which is no longer there then."""
        with self._lock:
            return [self._aside.popleft() for _ in range(min(most, len(self._aside)))]


def attach_cache(session: Session, cache: ValueCache) -> None:
    """Let a reading session keep values."""
    session.info[_SESSION_KEY] = cache


def cached(session: Session, kind: str, key: Hashable | None, most: int, make: Callable[[], T]) -> T:
    """The value under the key, made when it is not there; always made for a writer, and when the key is None.

    Two that ask at the same time may both make it. It must not be None, nor be changed by anybody.
    """
    store = _store_of(session)
    if store is None or key is None:
        return make()
    hit = store.find(kind, key)
    if hit is not None:
        return hit  # type: ignore[return-value]  # a kind has values of one type
    value = make()
    store.keep(kind, key, value, most)
    return value


def cached_each(
    session: Session,
    kind: str,
    keys: Mapping[Name, Hashable | None],
    most: int,
    make: Callable[[Collection[Name]], Mapping[Name, T]],
) -> dict[Name, T]:
    """As `cached`, of many: `make` is asked once for all that are not there, and gives each of them."""
    store = _store_of(session)
    values: dict[Name, T] = {}
    if store is not None:
        for name, key in keys.items():
            hit = None if key is None else store.find(kind, key)
            if hit is not None:
                values[name] = hit  # type: ignore[assignment]  # a kind has values of one type
    missing = [name for name in keys if name not in values]
    if missing:
        for name, value in make(missing).items():
            values[name] = value
            key = keys[name]
            if store is not None and key is not None:
                store.keep(kind, key, value, most)
    return values


def is_reader(session: Session) -> bool:
    """Whether the session keeps values."""
    return _store_of(session) is not None


def put_aside(session: Session, value: object) -> None:
    """Only readers put anything aside."""
    store = _store_of(session)
    if store is not None:
        store.put_aside(value)


def _store_of(session: Session) -> ValueCache | None:
    store: ValueCache | None = session.info.get(_SESSION_KEY)
    return store
