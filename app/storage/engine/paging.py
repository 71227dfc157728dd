"""Pagination of long lists: which part, of how many."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlmodel import Session

from app.accounts.kernel.list_page import ListPage

SIZE = 50

T = TypeVar("T")


def read_part(session: Session, query: Select[Any], number: int, read: Callable[[Any], T]) -> ListPage[T]:
    """The part with this number of what the ordered query finds; the nearest there is when it is too high or low."""
    count = session.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    parts = max(1, -(-count // SIZE))
    number = min(max(1, number), parts)
    rows = session.execute(query.limit(SIZE).offset((number - 1) * SIZE)).all()
    return ListPage(items=tuple(map(read, rows)), number=number, parts=parts, count=count)
