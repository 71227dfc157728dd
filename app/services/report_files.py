"""Rendered reports: made in processes of their own, kept by the hash of what they show, made once when many ask."""

import contextlib
import multiprocessing
import os
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock
from typing import ParamSpec

from app.errors import OmstallningskollenError

P = ParamSpec("P")

TASKS_PER_PROCESS = 50
"""A process is renewed after so many reports, so that what the drawing libraries hold on to is given back."""


class RenderFailed(OmstallningskollenError):  # noqa: N818
    """The report could not be made; the cause is chained. Nothing was stored."""


class ReportFiles:
    """The cache folder and the processes of one server. Close it when done; safe to use from many threads."""

    def __init__(self, folder: Path, processes: int, timeout_seconds: float) -> None:
        self._folder = folder
        self._processes = processes
        self._timeout = timeout_seconds
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: dict[str, Future[bytes]] = {}

    def get(self, fingerprint: str, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
        """The file with this fingerprint (hex), rendered now unless it is kept. `render` must be importable by name.

        Raises RenderFailed when rendering fails, takes too long, or its process dies.
        """
        if not re.fullmatch(r"[0-9a-f]{16,64}", fingerprint):
            raise ValueError("a fingerprint is hexadecimal")
        path = self._folder / f"{fingerprint}.pdf"
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        try:
            rendered = self._shared(fingerprint, render, *args, **kwargs).result(self._timeout)
        except BrokenProcessPool as fault:
            self._renew()
            raise RenderFailed("the rendering process died") from fault
        except Exception as fault:
            raise RenderFailed("the report could not be rendered") from fault
        self._keep(path, rendered)
        return rendered

    def _shared(
        self, fingerprint: str, render: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[bytes]":
        """One rendering however many ask for the same file at the same time."""
        with self._lock:
            known = self._under_way.get(fingerprint)
            if known is not None:
                return known
            if self._pool is None:
                self._pool = self._new_pool()
            started = self._pool.submit(render, *args, **kwargs)
            self._under_way[fingerprint] = started
        started.add_done_callback(lambda _: self._forget(fingerprint))
        return started

    def _forget(self, fingerprint: str) -> None:
        with self._lock:
            self._under_way.pop(fingerprint, None)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=TASKS_PER_PROCESS
        )

    def _renew(self) -> None:
        with self._lock:
            broken, self._pool = self._pool, None
            self._under_way.clear()
        if broken is not None:
            broken.shutdown(wait=False, cancel_futures=True)

    def _keep(self, path: Path, rendered: bytes) -> None:
        """Written beside and moved into place, so that no reader ever sees half a file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(rendered)
        Path(name).replace(path)

    def close(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
