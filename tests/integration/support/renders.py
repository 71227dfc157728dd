"""Stand-ins for a report's rendering, that a process of the pool can import by name."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a process that needs no report starts in a fraction of the time without
    from app.reports.results.content import ReportContent

GATE_SECONDS = 30


def counted(log: Path, content: bytes, gate: Path | None = None) -> bytes:
    """Gives the content, as soon as there is a file at `gate`, and notes its process in the log."""
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    deadline = time.monotonic() + GATE_SECONDS
    while gate is not None and not gate.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return content


def failing() -> bytes:
    raise ValueError("figuren saknar värden")


def dying() -> bytes:
    os._exit(1)


def hanging() -> bytes:
    while True:
        time.sleep(GATE_SECONDS)


def report_pdf(content: "ReportContent", created_at: datetime) -> bytes:
    """In place of a report's own rendering: what it does is said by files in the folder that RENDERS names.

    Each rendering is noted in `log`; `hold` makes all wait, `fail-<code>` one kommun's fail and `die-<code>` its process.
    """
    folder, code = Path(os.environ["RENDERS"]), content.municipality_code
    with (folder / "log").open("a", encoding="utf-8") as file:
        file.write(f"{code}\n")
    deadline = time.monotonic() + GATE_SECONDS
    while (folder / "hold").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    if (folder / f"die-{code}").exists():
        os._exit(1)
    if (folder / f"fail-{code}").exists():
        raise ValueError("figuren saknar värden")
    return f"%PDF {code} {content.status}".encode()
