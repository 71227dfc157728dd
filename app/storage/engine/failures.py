"""Database failures with a cause outside of the product (disk full, read-only), by the drivers' own codes."""

import errno
import sqlite3
from enum import StrEnum

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class DatabaseFailure(StrEnum):
    """As it stands in the log."""

    DISK_FULL = "disk full"
    READ_ONLY = "database is read-only"
    GONE = "database does not answer"
    BUSY = "database is busy"
    DISK_FAILS = "disk fails"
    DAMAGED = "database is damaged"
    NO_RIGHTS = "database user lacks rights"


_SQLITE = {
    sqlite3.SQLITE_FULL: DatabaseFailure.DISK_FULL,
    sqlite3.SQLITE_READONLY: DatabaseFailure.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: DatabaseFailure.GONE,
    sqlite3.SQLITE_BUSY: DatabaseFailure.BUSY,
    sqlite3.SQLITE_IOERR: DatabaseFailure.DISK_FAILS,
    sqlite3.SQLITE_CORRUPT: DatabaseFailure.DAMAGED,
    sqlite3.SQLITE_NOTADB: DatabaseFailure.DAMAGED,
}
"""By the primary code, which is the lowest byte of an extended one."""
_POSTGRESQL = {
    "53100": DatabaseFailure.DISK_FULL,
    "25006": DatabaseFailure.READ_ONLY,
    "53300": DatabaseFailure.BUSY,
    "55P03": DatabaseFailure.BUSY,
    "40P01": DatabaseFailure.BUSY,
    "58030": DatabaseFailure.DISK_FAILS,
    "XX001": DatabaseFailure.DAMAGED,
    "XX002": DatabaseFailure.DAMAGED,
    "42501": DatabaseFailure.NO_RIGHTS,
}
"""By SQLSTATE; connections that broke or were refused have classes of their own."""
_POSTGRESQL_GONE = ("08", "57P")
_SYSTEM = {
    errno.ENOSPC: DatabaseFailure.DISK_FULL,
    errno.EDQUOT: DatabaseFailure.DISK_FULL,
    errno.EROFS: DatabaseFailure.READ_ONLY,
}


DRIVER_ERRORS = (sqlite3.Error, psycopg.Error, SQLAlchemyError)
"""What statements raise, for whoever catches them by kind."""


def failure_of(error: BaseException | None) -> DatabaseFailure | None:
    """None for an error of the product's own, such as a statement that is wrong.

    What came before is looked at too: SQLite takes back the whole transaction when the disk is full, and then it is
    the savepoint that cannot be found.
    """
    while error is not None:
        if (failure := _failure(error)) is not None:
            return failure
        error = error.__cause__ or error.__context__
    return None


def _failure(error: BaseException) -> DatabaseFailure | None:
    if isinstance(error, PoolTimeoutError):
        return DatabaseFailure.BUSY
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF)
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause)
    return _SYSTEM.get(cause.errno or 0) if isinstance(cause, OSError) else None


def _of_postgresql(error: psycopg.Error) -> DatabaseFailure | None:
    state = error.sqlstate
    if state is None:
        return DatabaseFailure.GONE if isinstance(error, psycopg.OperationalError) else None
    return DatabaseFailure.GONE if state.startswith(_POSTGRESQL_GONE) else _POSTGRESQL.get(state)
