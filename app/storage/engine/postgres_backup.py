"""Backups of PostgreSQL by its own programs: an archive of pg_dump, tried in a database of its own, then renamed."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL, make_url

from app.storage.engine.backup_errors import (
    BackupDamagedError,
    DatabaseInUseError,
    ProgramFailedError,
    ProgramMissingError,
)
from app.storage.engine.postgres_rights import carry_rights
from app.storage.engine.replacement import Replacement

DEBIAN = Path("/usr/lib/postgresql")
VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def dump(url: str, path: Path) -> None:
    """Write an archive of what is committed at this moment, and read it to its end.

    Raises ProgramMissingError and ProgramFailedError.
    """
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
    _run("pg_restore", url, f"--file={os.devnull}", str(path))  # reads all of it


@contextmanager
def staged(path: Path, url: str) -> Iterator[str]:
    """The URL of a new database on the same server with what the archive holds; it is gone afterwards if it is still
    there. Raises BackupDamagedError, ProgramMissingError, and ProgramFailedError when one may not make
    databases there."""
    stage = make_url(url).set(database=f"{make_url(url).database}_restoring_{secrets.token_hex(4)}")
    with _server(url) as connection:
        try:
            connection.execute(_named("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", stage))
        except errors.InsufficientPrivilege as error:
            raise ProgramFailedError("CREATE DATABASE", str(error)) from error
    staged_url = stage.render_as_string(hide_password=False)
    try:
        try:
            options = ("--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={stage.database}")
            _run("pg_restore", staged_url, *options, str(path))
        except ProgramFailedError as error:
            raise BackupDamagedError(error.output) from error
        yield staged_url
    finally:
        with _server(url) as connection:
            connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", stage))


def replace(stage: str, url: str, stamp: str) -> Replacement:
    """Give the staged database the name of the one at `url`, which is kept under another, and the rights that others
    than the owner have in that one.

    Both renames are one transaction. Raises DatabaseInUseError when anybody is connected to it.
    """
    # Before that transaction: nobody can rename a database that somebody is connected to.
    users, is_certain = carry_rights(_connection_string(url), _connection_string(stage), make_url(stage).database or "")
    target = make_url(url)
    predecessor = target.set(database=f"{target.database}_before_{stamp}")
    with _server(url) as connection, connection.transaction():
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        is_there = connection.execute(query, (target.database,)).fetchone() is not None
        try:
            if is_there:
                connection.execute(_named("ALTER DATABASE {} RENAME TO {}", target, predecessor))
            connection.execute(_named("ALTER DATABASE {} RENAME TO {}", make_url(stage), target))
        except errors.ObjectInUse as error:
            raise DatabaseInUseError from error
    return Replacement((predecessor.database or "") if is_there else "", users, is_certain)


def _named(statement: str, *urls: URL) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(url.database or "") for url in urls))


def _server(url: str) -> psycopg.Connection:
    """The server's own database: nobody can rename the one that they are connected to."""
    return psycopg.connect(_connection_string(make_url(url).set(database="postgres")), autocommit=True)


def _connection_string(url: str | URL) -> str:
    return make_conninfo("", **_parameters(url))


def _parameters(url: str | URL) -> dict[str, str]:
    """By libpq's names."""
    address = make_url(url)
    parts = address.translate_connect_args(database="dbname", username="user")
    return {name: str(value) for name, value in (parts | dict(address.query)).items()}


def _run(program: str, url: str, *options: str) -> None:
    path = shutil.which(program) or next(
        (str(each) for each in sorted(DEBIAN.glob(f"*/bin/{program}"), reverse=True)), None
    )
    if path is None:
        raise ProgramMissingError(program)
    # In the environment, since everybody on the machine can read the arguments of a process.
    values = {VARIABLES.get(name, f"PG{name.upper()}"): value for name, value in _parameters(url).items()}
    process = subprocess.run(
        [path, "--no-password", *options], env=os.environ | values, capture_output=True, text=True, check=False
    )
    if process.returncode:
        raise ProgramFailedError(program, process.stderr.strip())
