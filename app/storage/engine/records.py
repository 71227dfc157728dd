"""Mapping of rows to records: a record's fields are read from columns of the same names, never by position."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row
from sqlmodel import SQLModel

Record = TypeVar("Record")


def columns_of(record: type[Any], table: type[SQLModel], **expressions: Any) -> tuple[Any, ...]:
    """A column for every field of a record (a dataclass): the table's own of that name, or the one that is computed.

    Raises AttributeError for a field that is neither.
    """
    return tuple(
        expressions[field.name].label(field.name) if field.name in expressions else getattr(table, field.name)
        for field in fields(record)
    )


def record_of(record: type[Record], row: Row[Any]) -> Record:
    """The record that a row of `columns_of` holds. Other columns of the row are left alone."""
    return record(**{field.name: getattr(row, field.name) for field in fields(record)})  # type: ignore[arg-type]


def record_from(record: type[Record], values: Sequence[Any]) -> Record:
    """The record that plain values of `columns_of` make, in its order: of a statement whose rows have no names."""
    return record(**dict(zip((field.name for field in fields(record)), values, strict=True)))  # type: ignore[arg-type]
