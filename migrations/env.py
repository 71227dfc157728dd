"""Alembic's entry: migrates the connection or URL it is given, with foreign keys off while SQLite rebuilds tables."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import app.storage.tables  # noqa: F401  registers the tables
from app.storage.engine.database import Database
from app.storage.engine.served_schema import note_served

LOCK_MS = 400
"""Less than PostgreSQL's `deadlock_timeout` of a second: a migration gives way before anybody who serves has to."""
ONE_AT_A_TIME = 20_290
"""The number of the lock that says that migrations are run."""


def run(connection: Connection) -> None:
    """All or nothing: on SQLite too, where each migration by default is on its own."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with foreign_keys_off(connection) if sqlite else nullcontext(), context.begin_transaction():
        if not sqlite:
            wait_no_longer_than_a_moment(connection)
        context.run_migrations()
        note_served(connection, context.script, context.get_context().get_current_heads())
        if sqlite:
            _refuse_orphans(connection)


def wait_no_longer_than_a_moment(connection: Connection) -> None:
    """For a lock, which those who come after would queue behind; and for another run of migrations, one at a time."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_MS}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """A batch migration makes a table anew; with foreign keys on, dropping the old would take its children along."""
    _past_transactions(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        _past_transactions(connection, "PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the migration would leave rows without their parents: {broken[:5]}")


def _past_transactions(connection: Connection, pragma: str) -> None:
    """The pragma does nothing inside a transaction, and SQLAlchemy begins one before its first statement."""
    cursor = connection.connection.cursor()
    cursor.execute(pragma)
    cursor.close()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(context.config.get_main_option("sqlalchemy.url") or "sqlite:///var/omstallningskollen.db")
    with database.engine.connect() as opened:
        run(opened)
    database.close()
