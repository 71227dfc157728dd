"""A PostgreSQL server of the tests' own: made for one run, reachable only through a socket in its own folder."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors, sql

from tests.paths import ROOT, temporary_root

INSTALL = (
    "These tests need PostgreSQL's programs initdb and pg_ctl. Install them with: sudo apt-get install postgresql "
    "(Debian, Ubuntu), sudo dnf install postgresql-server (Fedora) or brew install postgresql (macOS)."
)
DEBIAN = Path("/usr/lib/postgresql")
SUPERUSER = "tests"
SERVICE = "service"
FEW_RIGHTS = ROOT / "docs" / "deploy" / "few-rights.sql"
PORT = 5432
"""Only names the socket; nothing listens on the network."""
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "fsync": "on",
    "full_page_writes": "on",
    # Without what replicas and old rows need a copy of a database takes less time.
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "autovacuum": "off",
    "synchronous_commit": "on",
    "max_connections": 150,
    # Not UTC, so that a moment which is stored without its zone comes back wrong here.
    "timezone": "Europe/Stockholm",
}
INITDB_OPTIONS = ("--encoding=UTF8", "--no-locale", "--no-sync")
STOP_SECONDS = 30
FILE_COPY_SINCE = 15
UNPRIVILEGED = ("postgres", "nobody")


class Server:
    """A running server, and everything in it, until it is stopped."""

    def __init__(self, programs: Path, sockets: Path, process: dict[str, Any]) -> None:
        """`process` says as whom its programs are run."""
        self._programs = programs
        self._sockets = sockets
        self._process = process
        self._numbers = count(1)
        # Copying the files of a small database takes half the time of logging its pages, the way since version 15.
        self._strategy = " STRATEGY FILE_COPY" if _version(sockets) >= FILE_COPY_SINCE else ""

    def url(self, name: str, user: str = SUPERUSER) -> str:
        return f"postgresql+psycopg://{user}@/{name}?host={self._sockets}&port={PORT}"

    def url_with_few_rights(self, name: str) -> str:
        """For a user of that database with the rights that docs/deploy tells to give the service."""
        with contextlib.suppress(errors.DuplicateObject):
            self._run(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(SERVICE)))
        statements = FEW_RIGHTS.read_text(encoding="utf-8").replace(':"service"', SERVICE)
        with self._connect(name) as connection:
            connection.execute(statements)
        return self.url(name, SERVICE)

    def make(self, template: str = "template0") -> str:
        """The name of a new database. Nobody may be connected to the template."""
        name = f"test_{next(self._numbers)}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}{}").format(
                sql.Identifier(name), sql.Identifier(template), sql.SQL(self._strategy)
            )
        )
        return name

    @contextmanager
    def copy(self, template: str) -> Iterator[str]:
        """The URL of a copy that is dropped afterwards; copying takes a fraction of migrating."""
        name = self.make(template)
        try:
            yield self.url(name)
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def kill(self, how: signal.Signals) -> None:
        """The first of its processes, which is gone afterwards. SIGQUIT takes the others along, SIGKILL leaves them alone."""
        pid = int((self._sockets / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        os.kill(pid, how)
        deadline = time.monotonic() + STOP_SECONDS
        while Path(f"/proc/{pid}").exists() and not _is_dead(pid):
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not end by {how.name}")
            time.sleep(0.01)

    def start_again(self) -> None:
        """It recovers by itself. Raises RuntimeError when those that SIGKILL left behind keep it from starting."""
        deadline = time.monotonic() + STOP_SECONDS
        while True:
            try:
                start(self._programs, self._sockets, self._process)
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def _run(self, statement: sql.Composed) -> None:
        with self._connect("postgres") as connection:
            connection.execute(statement)

    def _connect(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(host=str(self._sockets), port=PORT, user=SUPERUSER, dbname=name, autocommit=True)


@contextmanager
def running_server() -> Iterator[Server]:
    """Raises RuntimeError saying what to install when PostgreSQL is missing."""
    programs = _programs()
    # A socket's path may have some hundred characters, which the folders of pytest can exceed.
    short = temporary_root() or Path("/tmp")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=short if short.is_dir() else None))
    process: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        owner = _unprivileged()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        process |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    try:
        _make_cluster(programs, folder, process)
        start(programs, folder, process)
        with _stopped_afterwards(programs, folder, process):
            yield Server(programs, folder, process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_dead(pid: int) -> bool:
    """Also when whoever started it has not asked for its end yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def start(programs: Path, folder: Path, process: dict[str, Any]) -> None:
    """Raises RuntimeError."""
    _call([programs / "pg_ctl", "start", "--wait", "--pgdata", folder / "data", "--log", folder / "log"], process)


def _make_cluster(programs: Path, folder: Path, process: dict[str, Any]) -> None:
    data = folder / "data"
    _call(
        [programs / "initdb", "--pgdata", data, f"--username={SUPERUSER}", "--auth=trust", *INITDB_OPTIONS],
        process,
    )
    settings = SETTINGS | {"unix_socket_directories": folder}
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())


@contextmanager
def _stopped_afterwards(programs: Path, folder: Path, process: dict[str, Any]) -> Iterator[None]:
    """A process that stops the server as soon as this one lets go of it, were it by being killed."""
    script = 'cat; "$1" stop --mode immediate --pgdata "$2/data"; rm -rf "$2"'
    with subprocess.Popen(
        ["sh", "-c", script, "sh", programs / "pg_ctl", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **process,
    ) as guard:
        try:
            yield
        finally:
            guard.communicate(timeout=STOP_SECONDS)


def _version(folder: Path) -> int:
    """The server's main version, as its data folder says: 15."""
    return int((folder / "data" / "PG_VERSION").read_text(encoding="ascii").split(".")[0])


def _call(command: list[Any], process: dict[str, Any]) -> None:
    result = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, **process)
    if result.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {result.stdout}{result.stderr}")


def _programs() -> Path:
    """The folder of the newest PostgreSQL. Debian keeps its programs outside PATH. Raises RuntimeError without one."""
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    program = shutil.which("initdb")
    if program is None:
        raise RuntimeError(INSTALL)
    return Path(program).resolve().parent


def _unprivileged() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError(f"PostgreSQL does not run as root, and none of the users {', '.join(UNPRIVILEGED)} exists.")
