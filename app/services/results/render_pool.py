"""Process pool for rendering: a process that runs away or dies is replaced, and takes no other task with it.

Not `ProcessPoolExecutor`: there a process that hangs keeps its place for ever, and one that dies fails every task.
"""

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextvars import Context, copy_context
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from typing import ParamSpec

import structlog

from app import traces
from app.services.kernel.metrics import RENDER_SECONDS, RENDERS, RenderOutcome
from app.services.results.render_process import RenderProcess, Task

P = ParamSpec("P")

TASKS_PER_PROCESS = 100
"""A process is renewed after so many, so that what the drawing libraries hold on to is given back."""

log = structlog.get_logger(__name__)


class RunawayError(TimeoutError):
    """A task took so long that its process was killed."""


class RenderPool:
    """So many processes, each with a thread that hands it one task at a time; both begin when they are needed.

    A task that has been worked at for `limit_seconds` fails with TimeoutError, one whose process dies with
    BrokenProcessPool. Functions must be importable by name. Close it when done; safe to use from many threads.
    """

    def __init__(self, processes: int, limit_seconds: float) -> None:
        self._processes = processes
        self._limit_seconds = limit_seconds
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = Lock()
        self._slots: list[_Slot] = []
        self._unfinished = 0
        self._closed = False

    def submit(self, function: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> "Future[bytes]":
        """Under way, or in the queue. Raises BrokenProcessPool after `close`."""
        future: Future[bytes] = Future()
        with self._lock:
            if self._closed:
                raise BrokenProcessPool("the pool is closed")
            self._unfinished += 1
            if len(self._slots) < min(self._unfinished, self._processes):
                self._slots.append(_Slot(self._queue, self._limit_seconds, self._finished))
            self._queue.put(((function, args, kwargs), future, copy_context()))
        return future

    def _finished(self) -> None:
        with self._lock:
            self._unfinished -= 1

    def close(self) -> None:
        """At once: what is in the queue is cancelled, and what is under way fails with BrokenProcessPool."""
        with self._lock:
            self._closed = True
            slots, self._slots = self._slots, []
        for slot in slots:
            slot.close()
        with contextlib.suppress(Empty):
            while job := self._queue.get_nowait():
                job[1].cancel()
        for _ in slots:
            self._queue.put(None)


_Job = tuple[Task, "Future[bytes]", Context]
"""With the context of whoever asked, so that a trace and the log tell whose request it was for."""


class _Slot:
    """A thread with a process of its own, which it starts, feeds, kills and replaces."""

    def __init__(self, queue: "SimpleQueue[_Job | None]", limit_seconds: float, on_end: Callable[[], None]) -> None:
        self._queue = queue
        self._limit_seconds = limit_seconds
        self._on_end = on_end
        self._process: RenderProcess | None = None
        self._closed = False
        Thread(target=self._run, name="render-pool", daemon=True).start()

    def close(self) -> None:
        self._closed = True
        if (process := self._process) is not None:
            process.kill()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            task, future, context = job
            context.run(self._do, task, future)
            self._on_end()
            del job, task, future, context  # or the last report's content would stay in memory until the next
        self._end_process()

    def _do(self, task: Task, future: "Future[bytes]") -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            with RENDER_SECONDS.time(), traces.span("render"):
                content = self._rendered(task)
        except BaseException as error:  # noqa: BLE001  it is raised where the file was asked for
            outcome = RenderOutcome.KILLED if isinstance(error, RunawayError) else RenderOutcome.FAILED
            RENDERS.labels(outcome.value).inc()
            future.set_exception(error)
        else:
            RENDERS.labels(RenderOutcome.MADE.value).inc()
            future.set_result(content)

    def _rendered(self, task: Task) -> bytes:
        """Raises what the function raises, TimeoutError and BrokenProcessPool."""
        process = self._usable_process()
        runaway = Timer(self._limit_seconds, process.kill_runaway)
        runaway.daemon = True
        runaway.start()
        try:
            content, error = process.render(task)
        except (EOFError, OSError) as end:
            self._end_process()
            if process.is_runaway:
                log.warning("render_process_killed", seconds=self._limit_seconds)
                raise RunawayError(f"its process was killed after {self._limit_seconds:g} seconds") from end
            raise BrokenProcessPool("the rendering process died") from end
        finally:
            runaway.cancel()
        if error is not None:
            raise error
        return content

    def _usable_process(self) -> RenderProcess:
        process = self._process
        if process is None or process.task_count >= TASKS_PER_PROCESS or not process.is_alive:
            self._end_process()
            self._process = process = RenderProcess()
        if self._closed:
            process.kill()
        return process

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
