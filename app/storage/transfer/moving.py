"""Adding rows of another database to this one: every number that a row has or names becomes one of this database.

The new numbers come from the database itself, in the order of the old ones, so that lists sorted by them stay as they
were. Nothing here decides whether it may be done.
"""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Column, Table, bindparam, update
from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.storage.transfer.declaration import BY_KIND, DOCUMENTS, FACTS, FACTS_BY_KIND, LISTS, NUMBERS, SECRETS
from app.storage.transfer.scope import TABLES, parent_of

ADDED_AT_ONCE = 500
Record = dict[str, Any]


class UnknownNumberError(ValueError):
    """A row names another that is not in the file: its table and column."""


class Mover:
    """The numbers of one import: old -> new, by table."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[int, int]] = {name: {} for name in {*TABLES}}
        self._own: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        """Table and column -> rows (by their old number) that name another row of the same table, and which."""

    def joined(self, table: str, old: int, new: int) -> None:
        """A row that is here already stands for the one in the file."""
        self.numbers[table][old] = new

    def number(self, table: str, old: int) -> int:
        """The number here; negative for what did not come along or is gone, which nothing here ever is called."""
        return self.numbers[table].get(old, -abs(old))

    def add(self, session: Session, table: Table, rows: Iterable[Record]) -> int:
        """Add rows as the other database had them. Returns how many. Raises UnknownNumberError."""
        count, waiting = 0, iter(rows)
        while part := list(islice(waiting, ADDED_AT_ONCE)):
            values = [self._moved(table, row) for row in part]
            count += len(values)
            if "id" not in table.columns:
                session.execute(table.insert(), values)
                continue
            bare = [{name: value for name, value in row.items() if name != "id"} for row in values]
            query = table.insert().returning(table.c.id, sort_by_parameter_order=True)
            new = session.execute(query, bare).scalars().all()
            self.numbers[table.name].update(zip((row["id"] for row in part), new, strict=True))
        return count

    def settle(self, session: Session, table: Table) -> None:
        """Put the numbers right that rows of a table have of each other, once all of them are there."""
        for column in filter(is_of_own_table, table.columns):
            changes = [
                {"row": self.numbers[table.name][row], "number": self._of_own(column, old)}
                for row, old in self._own[table.name, column.name]
            ]
            if changes:
                change = update(table).where(table.c.id == bindparam("row")).values({column: bindparam("number")})
                session.connection().execute(change, changes)

    def _of_own(self, column: Column[Any], old: int) -> int:
        name = column.table.name
        return self._known(name, old, str(column)) if column.foreign_keys else self.number(name, old)

    def _moved(self, table: Table, row: Mapping[str, Any]) -> Record:
        values = {name: self._value(table, name, value) for name, value in row.items()}
        for column in filter(is_of_own_table, table.columns):
            if row[column.name] is not None:
                self._own[table.name, column.name].append((row["id"], row[column.name]))
                values[column.name] = None
        for (own, name), (kind, tables) in BY_KIND.items():
            if own == table.name:
                values[name] = self._by_kind(tables.get(row[kind]), row[name])
        return values

    def _by_kind(self, table: str | None, old: int | None) -> int | None:
        return None if table is None or old is None else self.number(table, old)

    def _value(self, table: Table, name: str, value: Any) -> Any:
        place, column = (table.name, name), table.c[name]
        if value is None:
            return None
        if place in SECRETS:
            return hash_of(secrets.token_urlsafe(32))
        if is_of_own_table(column):
            return None
        if column.foreign_keys:
            return self._known(parent_of(column).name, value, ".".join(place))
        if place in NUMBERS:
            return self.number(NUMBERS[place], value)
        if place in LISTS:
            return [self.number(LISTS[place], old) for old in value]
        return self._document(value) if place in DOCUMENTS else value

    def _known(self, table: str, old: int, place: str) -> int:
        try:
            return self.numbers[table][old]
        except KeyError as error:
            raise UnknownNumberError(place) from error

    def _document(self, text: str) -> str:
        """A handed-in version: its actions name those of an earlier year."""
        content = json.loads(text)
        for action in content.get("actions", ()):
            if action.get("follows_id") is not None:
                action["follows_id"] = self.number("action", action["follows_id"])
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    def facts(self, facts: Mapping[str, Any]) -> Record:
        """Facts of an event of the other log, with the numbers that things have here."""
        values = {name: self._fact(FACTS[name], value) if name in FACTS else value for name, value in facts.items()}
        for name, (kind, tables) in FACTS_BY_KIND.items():
            if name in facts:
                values[name] = self._by_kind(tables.get(facts.get(kind, "")), facts[name])
        return values

    def _fact(self, table: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._fact(table, item) for item in value]
        return self.number(table, value) if isinstance(value, int) else value


def is_of_own_table(column: Column[Any]) -> bool:
    """Whether it has the number of another row of its own table, which may come after it."""
    name = column.table.name
    if column.foreign_keys:
        return parent_of(column).name == name
    return NUMBERS.get((name, column.name)) == name
