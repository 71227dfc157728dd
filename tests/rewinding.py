"""Putting the example region back after a test, so that what a running service has worked out stays when it is still true.

The service keeps results under the versions of what they were made of. A database that is put back goes back in version
too, and two tests may write different answers under the same one. So whatever was kept has to be forgotten, but only
after a test that wrote anything results are made of: most only sign in and read.

Triggers of the tests' own note which tables were written to, and only those are put back: to compare all of them and to
copy the file takes fifty milliseconds, and makes every connection of the service read the whole schema again.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

UNSEEN = frozenset(
    {"audit_line", "federation_attempt", "mail", "rate_count", "score", "sign_in", "sign_in_link", "sqlite_sequence"}
)
"""Tables that nothing is worked out of; scores are used only under the stamp of what they came from."""

CHANGES = "changed_in_test"
"""A table with the name of each table that was written to since the database was put back."""
_SCHEMAS: dict[Path, int] = {}
"""The version of a database's schema when the whole of it was copied last."""
REWINDING = "rewinding"
"""The name that stands there while the guards of the audit log let its lines be removed, in the transaction that does."""


def rewind(untouched: Path, database: Path, *, whole: bool = False) -> bool:
    """Make `database` what `untouched` is, as one transaction: a running service sees the old content or the new.

    Returns whether it had other content than `untouched`, but for who had signed in. The first time, and after a test that
    changed the schema, the whole file is copied and the answer is yes; always with `whole`, which leaves no room in the
    file that there was not.
    """
    watch(untouched)
    with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = OFF")  # of what is put back nothing is lost when the power goes
        target.execute("ATTACH ? AS untouched", (str(untouched),))
        if whole or _SCHEMAS.get(database) != _schema_version(target):
            target.execute("DETACH untouched")
            with closing(sqlite3.connect(untouched)) as source:
                source.backup(target)
            _SCHEMAS[database] = _schema_version(target)
            return True
        target.execute("BEGIN IMMEDIATE")
        changed = [name for (name,) in target.execute(f"SELECT name FROM {CHANGES}")]
        _put_back(target, changed)
        target.execute("COMMIT")
    return not UNSEEN.issuperset(changed)


def _put_back(target: sqlite3.Connection, tables: Iterable[str]) -> None:
    target.execute(f"INSERT INTO {CHANGES} VALUES (?)", (REWINDING,))
    for table in tables:
        # With the numbers of the rows, so that they are also found in the same order.
        columns = f"rowid, {_columns(target, table)}"
        target.execute(f'DELETE FROM main."{table}" WHERE rowid NOT IN (SELECT rowid FROM untouched."{table}")')
        target.execute(
            f'INSERT OR REPLACE INTO main."{table}" ({columns}) '
            f'SELECT * FROM (SELECT {columns} FROM untouched."{table}" EXCEPT SELECT {columns} FROM main."{table}")'
        )
    target.execute("DELETE FROM main.sqlite_sequence")
    target.execute("INSERT INTO main.sqlite_sequence SELECT * FROM untouched.sqlite_sequence")
    target.execute(f"DELETE FROM {CHANGES}")


def settle(connection: sqlite3.Connection) -> None:
    """Take what was written so far as what the database is put back to."""
    connection.execute(f"DELETE FROM {CHANGES}")


def has_changed(database: Path, tables: Iterable[str]) -> bool:
    """Whether one of the tables was written to since the database was put back; yes where that is not known."""
    if database not in _SCHEMAS:
        return True
    with closing(sqlite3.connect(database)) as connection:
        changed = {name for (name,) in connection.execute(f"SELECT name FROM {CHANGES}")}
    return not changed.isdisjoint(tables)


@lru_cache(maxsize=8)
def watch(database: Path) -> None:
    """Note from now on which tables are written to; the guards of the audit log let go while it is put back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (CHANGES,)).fetchone():
            return  # a copy of what is watched
        connection.execute(f"CREATE TABLE {CHANGES} (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name, guard in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
            connection.execute(guard.replace(" BEGIN ", f" WHEN NOT {_is_noted(REWINDING)} BEGIN ", 1))
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        for (table,) in tables.fetchall():
            for change in ("INSERT", "UPDATE", "DELETE") if table != CHANGES else ():
                connection.execute(
                    f'CREATE TRIGGER "{CHANGES}_{change}_{table}" AFTER {change} ON "{table}" WHEN NOT {_is_noted(table)} '
                    f"BEGIN INSERT INTO {CHANGES} VALUES ('{table}'); END"
                )


def _is_noted(name: str) -> str:
    return f"EXISTS (SELECT 1 FROM {CHANGES} WHERE name = '{name}')"


def _schema_version(connection: sqlite3.Connection) -> int:
    """Another one after every change of the schema."""
    version: int = connection.execute("PRAGMA main.schema_version").fetchone()[0]
    return version


def _columns(connection: sqlite3.Connection, table: str) -> str:
    names = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return ", ".join(f'"{name}"' for (name,) in names)
