"""Values of columns as JSON, and back. Column types that these do not know are refused, never guessed."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table
from sqlalchemy import Enum as EnumType
from sqlmodel import AutoString

from app.storage.engine.types import UtcDateTime

KINDS = (UtcDateTime, Date, EnumType, Boolean, Integer, JSON, String, AutoString)
"""Kinds of column that are known here."""


def as_json(value: object) -> object:
    """A moment and a day as ISO 8601, a choice as the database has it: its member's name."""
    match value:
        case Enum():
            return value.name
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def row_from(table: Table, record: Mapping[str, Any]) -> dict[str, Any]:
    """A row as statements take it. Raises ValueError, naming the column, for what does not fit the table."""
    if not isinstance(record, dict) or set(record) != set(table.columns.keys()):
        raise ValueError(table.name)
    return {name: _value(column, record[name]) for name, column in table.columns.items()}


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        if column.nullable:
            return None
        raise ValueError(f"{column.table.name}.{column.name}")
    try:
        return _typed(column.type, value)
    except (TypeError, ValueError, KeyError) as error:
        raise ValueError(f"{column.table.name}.{column.name}") from error


def _typed(kind: object, value: Any) -> Any:
    match kind:
        case UtcDateTime():
            return _moment(value)
        case Date():
            return date.fromisoformat(value)
        case EnumType():
            return kind.enums[kind.enums.index(value)]
        case Boolean():
            return _of(bool, value)
        case Integer():
            return _of(int, value)
        case JSON():
            return value
        case String() | AutoString():
            return _of(str, value)
        case _:
            raise TypeError(kind)


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _of(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:  # a truth value is no number
        raise TypeError(value)
    return value
