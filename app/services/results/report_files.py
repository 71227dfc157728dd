"""PDF render pool and file cache: processes of their own, cached by content hash, rendered once when many ask."""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock
from typing import ParamSpec

import structlog

from app.errors import OmstallningskollenError
from app.services.results.render_pool import RenderPool

P = ParamSpec("P")

log = structlog.get_logger(__name__)


class RenderError(OmstallningskollenError):
    """The report could not be made; the cause is chained. Nothing was stored."""


class ReportFiles:
    """The cache folder and the processes of one server. Close it when done; safe to use from many threads."""

    def __init__(self, folder: Path, processes: int, timeout_seconds: float) -> None:
        self.folder = folder
        self.processes = processes
        self.timeout_seconds = timeout_seconds
        self._lock = Lock()
        self._pool = RenderPool(processes, timeout_seconds)
        self._under_way: dict[str, Future[bytes]] = {}

    def get(self, fingerprint: str, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        """The file with this fingerprint (hex), rendered now unless it is kept. `render` must be importable by name.

        Raises RenderError when rendering fails, takes too long, or its process dies. What took too long because others
        came before it is kept when it is done, for the next who asks.
        """
        content = self._kept(fingerprint)
        return self._awaited(lambda: self._shared(fingerprint, render, *args, **kwargs)) if content is None else content

    def begin(self, fingerprint: str, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> "Future[bytes]":
        """As `get`, for who has something else to do meanwhile: it is done at once when it is kept. What rendering it
        raised is the future's exception, and how long it may take is for the caller to say."""
        content = self._kept(fingerprint)
        if content is None:
            return self._shared(fingerprint, render, *args, **kwargs)
        there: Future[bytes] = Future()
        there.set_result(content)
        return there

    def make(self, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        """A file that is not kept, since it may hold what not everybody may see. Raises RenderError."""
        return self._awaited(lambda: self._pool.submit(render, *args, **kwargs))

    def _awaited(self, begin: Callable[[], "Future[bytes]"]) -> bytes:
        try:
            return begin().result(self.timeout_seconds)
        except BrokenProcessPool as error:
            raise RenderError("the rendering process died") from error
        except TimeoutError as error:
            raise RenderError(f"the report was not rendered within {self.timeout_seconds:g} seconds") from error
        except Exception as error:
            raise RenderError("the report could not be rendered") from error

    def _kept(self, fingerprint: str) -> bytes | None:
        if not re.fullmatch(r"[0-9a-f]{16,64}", fingerprint):
            raise ValueError("a fingerprint is hexadecimal")
        with contextlib.suppress(OSError):  # not there, or a folder that cannot be used: `_finish` tells of that
            return self._path(fingerprint).read_bytes()
        return None

    def _path(self, fingerprint: str) -> Path:
        return self.folder / f"{fingerprint}.pdf"

    def _shared(
        self, fingerprint: str, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[bytes]":
        """One rendering however many ask for the same file at the same time."""
        with self._lock:
            waiting = self._under_way.get(fingerprint)
            if waiting is not None:
                return waiting
            rendering = self._pool.submit(render, *args, **kwargs)
            promise = self._under_way[fingerprint] = Future()
        rendering.add_done_callback(lambda future: self._finish(fingerprint, future, promise))
        return promise

    def _finish(self, fingerprint: str, rendering: "Future[bytes]", promise: "Future[bytes]") -> None:
        """Kept before it is told and forgotten, so that nobody who asks in between has it rendered once more, and what
        has been told is there after a crash. Where it cannot be kept, whoever asked gets it all the same."""
        try:
            if not rendering.cancelled() and rendering.exception() is None:
                self._keep(self._path(fingerprint), rendering.result())
        except OSError as error:
            log.warning("report_not_kept", cause=error.strerror or type(error).__name__)
        finally:
            with self._lock:
                self._under_way.pop(fingerprint, None)
            _pass_on(rendering, promise)

    def _keep(self, path: Path, content: bytes) -> None:
        """Written beside and moved into place, so that no reader ever sees half a file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def close(self) -> None:
        """At once: what is being rendered fails."""
        self._pool.close()


def _pass_on(rendering: "Future[bytes]", to: "Future[bytes]") -> None:
    if rendering.cancelled():
        to.cancel()
        to.set_running_or_notify_cancel()
    elif (error := rendering.exception()) is not None:
        to.set_exception(error)
    else:
        to.set_result(rendering.result())
