"""Scores as compact JSON and back, exact: what is read is equal to what was written.

A record is the list of its fields in their order, so that a new field is never left out. Fractions are text, such as
"5/2"; JSON's floats are written with every digit that tells them apart.
"""

import dataclasses
import json
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]

PLAIN = frozenset({str, int, bool, float})
MAX_REMEMBERED = 8_192
"""Fractions, which are few in kind: sums of some levels over some weights."""


class UnreadableScoreError(ValueError):
    """The text is not one that `score_text` has written for this type."""


def score_text(kind: type[T], score: T) -> str:
    """Raises ValueError for a figure that is no number."""
    return json.dumps(_writer(cast("Any", kind))(score), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def score_from(kind: type[T], text: str) -> T:
    """Raises UnreadableScoreError."""
    try:
        score: T = _reader(cast("Any", kind))(json.loads(text))
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise UnreadableScoreError from error
    return score


@lru_cache(MAX_REMEMBERED)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


def _same(value: Any) -> Any:
    return value


@cache
def _writer(kind: Any) -> Convert:
    """Raises TypeError for a type that no score has yet."""
    if kind in PLAIN:
        return _same
    if kind is Fraction:
        return str
    if get_origin(kind) in (Union, UnionType):
        return _union_writer(get_args(kind))
    if get_origin(kind) is tuple:
        write_item = _writer(get_args(kind)[0])
        return lambda items: [write_item(item) for item in items]
    if issubclass(kind, Enum):
        return lambda member: member.value
    writers = [(name, _writer(hint)) for name, hint in _fields(kind)]
    return lambda record: [write(getattr(record, name)) for name, write in writers]


@cache
def _reader(kind: Any) -> Convert:
    if kind in PLAIN:
        return _same
    if kind is Fraction:
        return _fraction
    if get_origin(kind) in (Union, UnionType):
        return _union_reader(get_args(kind))
    if get_origin(kind) is tuple:
        read_item = _reader(get_args(kind)[0])
        return lambda items: tuple([read_item(item) for item in items])
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return _record_reader(kind)


def _record_reader(kind: Any) -> Convert:
    """Only what has to be converted is touched: an overview reads some ten thousand records."""
    readers = [_reader(hint) for _, hint in _fields(kind)]
    conversions = [(place, read) for place, read in enumerate(readers) if read is not _same]
    count = len(readers)

    def read_record(values: Any) -> Any:
        if len(values) != count:
            raise ValueError("another number of fields")
        for place, read in conversions:
            value = values[place]
            if value is not None:
                values[place] = read(value)
        return kind(*values)

    return read_record


def _fields(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _union_writer(kinds: tuple[Any, ...]) -> Convert:
    writers = [(kind, _writer(kind)) for kind in kinds if kind is not NoneType]

    def write(value: Any) -> Any:
        return None if value is None else next(write for kind, write in writers if isinstance(value, kind))(value)

    return write


def _union_reader(kinds: tuple[Any, ...]) -> Convert:
    """Of None, a record (a list), and something that is written otherwise: one of each at the most."""
    others = [kind for kind in kinds if kind is not NoneType]
    are_records = [dataclasses.is_dataclass(kind) for kind in others]
    records = [_reader(kind) for kind, is_record in zip(others, are_records, strict=True) if is_record]
    plain = [_reader(kind) for kind, is_record in zip(others, are_records, strict=True) if not is_record]
    if len(records) > 1 or len(plain) > 1:
        raise TypeError("what is read could be more than one of these")

    if not (records and plain):
        return _or_none((records or plain)[0])

    def read(value: Any) -> Any:
        return None if value is None else (records if isinstance(value, list) else plain)[0](value)

    return read


def _or_none(read: Convert) -> Convert:
    return _same if read is _same else lambda value: None if value is None else read(value)
