"""Filled databases of earlier releases, as tests/data/releases keeps them, on either kind of database."""

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.paths import DATA

FOLDER = DATA / "releases"
NOT_OURS = frozenset({"alembic_version", "sqlite_sequence"})
Row = tuple[object, ...]
Content = Mapping[str, "Rows"]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is in a table, in any order, with the columns that it had."""

    columns: tuple[str, ...]
    rows: Counter[Row]


@dataclass(frozen=True, slots=True)
class Release:
    """A database of a release: `version` as it called itself, `revision` the migration that it stood at."""

    version: str
    revision: str
    kind: str
    """`region`, the example region, or `scene`, in which every table has a row."""

    def __str__(self) -> str:
        return f"{self.version}-{self.revision}-{self.kind}"

    @property
    def figures(self) -> list[dict[str, Any]]:
        """What the release showed of every assessment whose answering was closed."""
        path = FOLDER / f"{self.version}-{self.revision}-figures.json.gz"
        figures: list[dict[str, Any]] = json.loads(gzip.decompress(path.read_bytes()))
        return figures

    def unpack(self, path: Path) -> None:
        """Make it a file of SQLite."""
        script = gzip.decompress((FOLDER / f"{self}.sql.gz").read_bytes()).decode()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(script)


def releases() -> list[Release]:
    """The oldest first."""
    names = [path.name.removesuffix(".sql.gz").split("-") for path in FOLDER.glob("*.sql.gz")]
    return sorted((Release(*name) for name in names), key=lambda release: (release.revision, release.kind))


def content_of(database: Database) -> Content:
    """Everything that is stored, by the tables that the database has itself, whatever the code knows of."""
    with database.engine.connect() as connection:
        return {table: _rows(connection, table) for table in _tables(connection)}


def copy_content(source: Database, target: Database, revision: str) -> None:
    """Into an empty PostgreSQL database, under the schema of that time."""
    migrate(target, revision)
    content = content_of(source)
    with target.engine.begin() as connection:
        # References and the audit log's own guard are for what the product writes.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table, rows in content.items():
            types = _types(connection, table)
            names, values = ", ".join(f'"{name}"' for name in rows.columns), ", ".join(["%s"] * len(rows.columns))
            typed = [
                tuple(_typed(value, types[name]) for name, value in zip(rows.columns, row, strict=True))
                for row in rows.rows.elements()
            ]
            if typed:
                connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({values})', typed)
            if "id" in rows.columns:
                _count_on(connection, table)


def _tables(connection: Connection) -> list[str]:
    return sorted(set(inspect(connection).get_table_names()) - NOT_OURS)


def _rows(connection: Connection, table: str) -> Rows:
    result = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
    return Rows(tuple(result.keys()), Counter(tuple(map(_plain, row)) for row in result))


def _plain(value: object) -> object:
    """What PostgreSQL has, as SQLite has it."""
    match value:
        case bool():
            return int(value)
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
        case date():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value)
        case _:
            return value


def _types(connection: Connection, table: str) -> dict[str, str]:
    query = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
    return {str(name): str(kind) for name, kind in connection.exec_driver_sql(query, (table,))}


def _typed(value: object, kind: str) -> object:
    """What SQLite has, for a column of PostgreSQL."""
    if value is None:
        return None
    if kind == "timestamp with time zone":
        return f"{value}+00"
    return bool(value) if kind == "boolean" else value


def _count_on(connection: Connection, table: str) -> None:
    """The next row's number is one that none has had."""
    highest = f'(SELECT max(id) FROM "{table}")'
    connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {highest})")
