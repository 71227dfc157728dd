"""One run: furnish a database, kill the service over it, or the database server under it, so many times under load, let
it settle, and check."""

import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func
from sqlmodel import select

from app.storage.tables import AuditLineRow
from tests.chaos import world
from tests.chaos.stage import HANDING_IN, Stage, stage
from tests.postgres import Server

LEAST = 8
"""So much is acknowledged after each start before the service is killed."""
LONGEST_SECONDS = 0.8
"""And it is killed at any moment within that time afterwards."""
SERVER_SHARE = 0.25
"""Of the kills, where there is a database server to kill."""
SERVER_KILLS = (signal.SIGKILL, signal.SIGQUIT)
"""Of its first process: as when memory runs out, and as its own immediate stop."""


@dataclass(frozen=True, slots=True)
class Summary:
    kills: int
    server_kills: int
    """Of those, how often it was the database server."""
    acknowledged: int
    answers: int
    """So many acknowledged answers were looked up; the others were written over later."""
    files: int
    """That the kommun has fetched, each of them whole."""
    log_lines: int
    letters: int
    letters_twice: int
    jobs: int
    complaints: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.server_kills} of them of the database server; {self.acknowledged} acknowledged "
            f"changes.\n  Looked at: {self.answers} answers, {HANDING_IN} who handed in and took back and a kommun that did "
            f"so with its result against what was acknowledged, {self.files} files that it fetched, {self.letters} letters "
            f"({self.letters_twice} came twice), {self.jobs} files of reports, {self.log_lines} lines of the audit log and "
            f"their chain: {verdict(self.complaints)}"
        )


def verdict(complaints: tuple[str, ...]) -> str:
    return "nothing lost" if not complaints else f"{len(complaints)} complaints"


def run(
    url: str, folder: Path, kills: int, *, seed: int = 0, reports: bool = True, server: Server | None = None
) -> Summary:
    """`url` is of an empty database; `reports`: whether files of reports are made as well; `server`: what is killed now and
    then. Raises RuntimeError when the service does not start or settle."""
    chance = random.Random(seed)
    server_kills = 0
    with stage(url, folder) as scene:
        with scene.playing():
            for _ in range(kills):
                if reports:
                    scene.order_reports()
                if not scene.service.is_running:
                    scene.service.start()
                scene.wait_for_acknowledged(LEAST)
                time.sleep(chance.uniform(0, LONGEST_SECONDS))
                if server is not None and chance.random() < SERVER_SHARE:
                    _kill_server(server, chance)
                    server_kills += 1
                else:
                    scene.service.kill()
                world.let_leases_run_out(scene.database)
        scene.settle()
        return _summary(scene, kills, server_kills)


def _kill_server(server: Server, chance: random.Random) -> None:
    """The service goes on, and must find its way back by itself."""
    server.kill(chance.choice(SERVER_KILLS))
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    server.start_again()


def _summary(scene: Stage, kills: int, server_kills: int) -> Summary:
    with scene.database.read() as session:
        log_lines = session.exec(select(func.count()).select_from(AuditLineRow)).one()
    return Summary(
        kills=kills,
        server_kills=server_kills,
        answers=sum(len(writer.saved) for writer in scene.writers),
        files=scene.kommun.files,
        log_lines=log_lines,
        acknowledged=scene.acknowledged.count,
        letters=len(scene.letters.queued),
        letters_twice=scene.letters_twice,
        jobs=scene.asked,
        complaints=tuple(scene.complaints(most_twice=kills)),
    )
