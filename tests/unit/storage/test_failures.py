"""Which of the drivers' errors are told as a full disk, a read-only database or a database that is gone."""

import errno
import sqlite3

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.storage.engine.failures import DatabaseFailure, failure_of


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("what was typed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), DatabaseFailure.DISK_FULL),
        (sqlite_error(sqlite3.SQLITE_READONLY_DBMOVED), DatabaseFailure.READ_ONLY),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN), DatabaseFailure.GONE),
        (sqlite_error(sqlite3.SQLITE_BUSY), DatabaseFailure.BUSY),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), DatabaseFailure.DISK_FAILS),
        (sqlite_error(sqlite3.SQLITE_NOTADB), DatabaseFailure.DAMAGED),
        (sqlite_error(sqlite3.SQLITE_ERROR), None),
        (errors.DiskFull(), DatabaseFailure.DISK_FULL),
        (errors.ReadOnlySqlTransaction(), DatabaseFailure.READ_ONLY),
        (errors.AdminShutdown(), DatabaseFailure.GONE),
        (errors.ConnectionFailure(), DatabaseFailure.GONE),
        (psycopg.OperationalError("connection refused"), DatabaseFailure.GONE),
        (errors.TooManyConnections(), DatabaseFailure.BUSY),
        (errors.InsufficientPrivilege(), DatabaseFailure.NO_RIGHTS),
        (errors.UndefinedTable(), None),
        (psycopg.InterfaceError(), None),
        (PoolTimeoutError(), DatabaseFailure.BUSY),
        (OSError(errno.ENOSPC, "no space"), DatabaseFailure.DISK_FULL),
        (OSError(errno.EROFS, "read-only"), DatabaseFailure.READ_ONLY),
        (OSError(errno.EPERM, "no"), None),
        (ValueError("an error of our own"), None),
    ],
)
def test_an_error_is_known_by_its_code(error: Exception, failure: DatabaseFailure | None) -> None:
    assert failure_of(error) is failure


def test_what_the_library_wraps_is_known_by_what_it_wraps() -> None:
    full = sqlite_error(sqlite3.SQLITE_FULL)
    assert failure_of(OperationalError("UPDATE", None, full)) is DatabaseFailure.DISK_FULL
    assert failure_of(DBAPIError("UPDATE", None, errors.DiskFull())) is DatabaseFailure.DISK_FULL
    assert failure_of(IntegrityError("INSERT", None, sqlite_error(sqlite3.SQLITE_CONSTRAINT))) is None
