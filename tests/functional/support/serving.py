"""The whole application behind a real server on this machine, with a database that is put back before every test."""

import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uvicorn
from fastapi.routing import APIRoute
from starlette.routing import Mount

from app.config import Settings
from app.main import create_app
from app.storage.engine.database import Database
from tests.rewinding import has_changed, rewind

START_SECONDS = 30


class Site:
    """A running application. `database` is a door of one's own to what it has stored."""

    def __init__(self, settings: Settings, original: Path) -> None:
        self.settings = settings
        self.app = create_app(settings)
        self.port = 0
        self.database = Database(settings.database_url)
        self.untouched = original

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def restore(self, *, whole: bool = False) -> None:
        """The database as it was at the start, as one transaction; everybody is signed out. `whole` as in `rewind`."""
        if rewind(self.untouched, Path(self.settings.database_url.removeprefix("sqlite:///")), whole=whole):
            self.app.state.database.kept.forget()

    def has_changed(self, *tables: str) -> bool:
        """Whether one of the tables may have been written to since the database was put back."""
        return has_changed(Path(self.settings.database_url.removeprefix("sqlite:///")), tables)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is stored, read past the application."""
        path = self.settings.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(query, values).fetchall()

    def wait_for(self, query: str, *rows: tuple[Any, ...]) -> None:
        """Until that is what is stored. Raises AssertionError when it never is."""
        deadline = time.monotonic() + START_SECONDS
        while (current := self.rows(query)) != list(rows):
            assert time.monotonic() < deadline, f"{current} is stored, not {list(rows)}"
            time.sleep(0.02)

    def change(self, statement: str, *values: object) -> None:
        """Store something that no page can store, such as a hostile name."""
        path = self.settings.database_url.removeprefix("sqlite:///")
        self.app.state.database.kept.forget()  # what waits to be saved too
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute(statement, values)
            # Such as two worlds that differ in who answered what: their counts and sums, which scores go by, are alike.
            connection.execute("DELETE FROM score")
        self.app.state.database.kept.forget()

    def routes(self) -> list[APIRoute]:
        return self._routes

    @cached_property
    def _routes(self) -> list[APIRoute]:
        """They are the same as long as the application lives, and every link on every page is looked for among them."""
        return routes_of(self.app)

    @cached_property
    def has_route(self) -> Callable[[str, str], bool]:
        """Whether a method and a path lead to a route; pages mostly have the same links."""

        @cache
        def has_route(method: str, path: str) -> bool:
            return any(method in methods_of(route) and route.path_regex.fullmatch(path) for route in self._routes)

        return has_route


def routes_of(part: Any) -> list[APIRoute]:
    """Every route of an application, those of included routers too; not those of the API, which has no pages."""
    routes: list[APIRoute] = []
    for route in part.routes:
        if isinstance(route, APIRoute):
            routes.append(route)
        elif not isinstance(route, Mount):
            routes.extend(routes_of(route.original_router))
    return routes


def methods_of(route: APIRoute) -> list[str]:
    return sorted(route.methods or ())


@contextmanager
def serving(folder: Path, original: Path, port: int = 0, **values: Any) -> Iterator[Site]:
    """A site on its own copy of a database, on a free port or the one given. `values` are settings that differ from a
    demo over plain HTTP."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(original, folder / "site.db")
    settings: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'site.db'}",
        "cache_dir": folder / "cache",
        "demo": True,
        "secure_cookies": False,
        "render_processes": 1,
        "log_level": "WARNING",
    }
    site = Site(Settings(**(settings | values)), original)
    server = uvicorn.Server(uvicorn.Config(site.app, "127.0.0.1", port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, name="site")
    thread.start()
    try:
        _wait_for(server, thread)
        site.port = server.servers[0].sockets[0].getsockname()[1]
        yield site
    finally:
        server.should_exit = True
        thread.join()
        site.database.close()


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the application did not start")
        time.sleep(0.01)


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
