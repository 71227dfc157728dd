"""Putting the example region back after a test, so that what a running service has worked out stays when it is still true.

The service keeps results under the versions of what they were made of. A database that is put back goes back in version
too, and two tests may write different answers under the same one. So whatever was kept has to be forgotten, but only
after a test that wrote anything results are made of: most only sign in and read.
"""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

UNSEEN = frozenset(
    {"audit_line", "federation_attempt", "mail", "rate_count", "score", "sign_in", "sign_in_link", "sqlite_sequence"}
)
"""Tables that nothing is worked out of; scores are used only under the stamp of what they came from."""


def rewind(untouched: Path, database: Path) -> bool:
    """Make `database` what `untouched` is, as one transaction: a running service sees the old content or the new.

    Returns whether it had other content than `untouched`, but for who had signed in.
    """
    with closing(sqlite3.connect(database, timeout=10)) as target:
        target.execute("PRAGMA synchronous = OFF")  # of what is put back nothing is lost when the power goes
        target.execute("ATTACH ? AS untouched", (str(untouched),))
        differs = not all(_is_same(target, table, columns) for table, columns in _tables(untouched))
        target.execute("DETACH untouched")
        with closing(sqlite3.connect(untouched)) as source:
            source.backup(target)
    return differs


@lru_cache(maxsize=8)
def _tables(database: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return tuple((name, _columns(connection, name)) for name in names if name not in UNSEEN)


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Those of the primary key first, so that rows are found by it."""
    rows = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    return tuple(name for name, place in sorted(rows, key=lambda row: row[1] or len(rows) + 1))


def _is_same(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> bool:
    alike = " AND ".join(f'now."{name}" IS before."{name}"' for name in columns)
    query = f"""SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM untouched."{table}"),
        (SELECT count(*) FROM main."{table}" AS now JOIN untouched."{table}" AS before ON {alike})"""
    return len(set(connection.execute(query).fetchone())) == 1
