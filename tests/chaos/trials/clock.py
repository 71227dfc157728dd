"""The clock of the service's machine jumps ahead and back, under load and while mails and reports are under way."""

import struct
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from tests.chaos.run import LEAST
from tests.chaos.stage import Stage, stage
from tests.chaos.trials.place import Outcome, Place

HOURS = (1, 0, -1, 0, 5, 0)
"""By which the clock differs, one after the other, while people answer: further back than an hour it refuses them."""
SESSIONS = {"SESSION_HOURS": "48", "SESSION_IDLE_MINUTES": "1440"}
"""So long that nobody is signed out by that, as everybody is by a clock that goes a day ahead."""
AHEAD = timedelta(hours=5)
"""Further than a mail or a job is ever put off, and nearer than the day after which they are given up."""
MORE = LEAST * 5
LETTERS = 20
PATIENCE_SECONDS = 60.0
TICK_SECONDS = 2.0
"""The server says what time it is once a second, to all."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What differs from the machine's clock by what is in a file."""

    library: Path
    file: Path

    @property
    def settings(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "CLOCK_OFFSET": str(self.file)}

    def differ(self, by: timedelta) -> None:
        with self.file.open("r+b") as file:
            file.write(struct.pack("l", int(by.total_seconds())))


def _clock(folder: Path) -> Clock:
    """Needs a C compiler."""
    clock = Clock(folder / "clock.so", folder / "offset")
    clock.file.write_bytes(struct.pack("l", 0))
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", clock.library, source, "-ldl"], check=True)
    return clock


def clock_jumps(place: Place) -> Outcome:
    clock = _clock(place.folder)
    complaints: list[str] = []
    with stage(place.url, place.folder, **SESSIONS, **clock.settings) as scene:
        scene.service.start()
        with scene.playing():
            for hours in HOURS:
                jump = timedelta(hours=hours)
                clock.differ(jump)
                complaints += _wrong_clock(scene, jump)
                scene.order_reports()
                scene.wait_for_acknowledged(MORE)
        _leave_work_behind(scene, clock)
        clock.differ(timedelta())
        scene.catcher.start()
        scene.settle()
        told = (
            f"{len(HOURS)} jumps under {scene.acknowledged.count} changes, then {LETTERS} letters and a job that a clock "
            f"{AHEAD.seconds // 3600} hours ahead had put off; {scene.letters_twice} letters came twice"
        )
        return Outcome(told, (*complaints, *scene.complaints(most_twice=1)))


def _wrong_clock(scene: Stage, jump: timedelta) -> list[str]:
    """The trial itself would try nothing if the service did not see the jump."""
    time.sleep(TICK_SECONDS)
    answer = httpx.get(f"{scene.service.url}/halsa/live", timeout=30)
    seen = parsedate_to_datetime(answer.headers["Date"]) - datetime.now(UTC) if "Date" in answer.headers else jump
    return [] if abs(seen - jump) < timedelta(seconds=30) else [f"the service's clock differs by {seen}, not {jump}"]


def _leave_work_behind(scene: Stage, clock: Clock) -> None:
    """Far ahead, letters are put off by a mail server that is away, and a job is claimed by a process that then dies."""
    scene.catcher.stop()
    clock.differ(AHEAD)
    scene.service.start()
    for _ in range(LETTERS):
        scene.letters.step()
    scene.order_reports()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _is_claimed(scene) and time.monotonic() < deadline:
        time.sleep(0.05)
    scene.service.kill()


def _is_claimed(scene: Stage) -> bool:
    log = scene.service.log.read_text("utf-8")
    return "mail_put_off" in log and scene.has_claimed_job
