"""One page of a long list (pagination)."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """`number` counts from 1; `count` is of the whole list."""

    items: tuple[T, ...]
    number: int
    parts: int
    count: int
