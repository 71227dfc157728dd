"""One run: furnish a database, kill the service over it, or the database server under it, so many times under load, let
it settle, and check."""

import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from app.rounds.kernel.job import ACTIVE
from app.storage.engine.database import Database
from app.storage.tables import AuditLineRow, JobRow
from tests.chaos import checks, world
from tests.chaos.load import Acknowledged, Crowd, HandingIn, Letters, Writer
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.postgres import Server
from tests.service_process import ServiceProcess

WRITERS, HANDING_IN = 4, 2
LEAST = 8
"""So much is acknowledged after each start before the service is killed."""
LONGEST_SECONDS = 0.8
"""And it is killed at any moment within that time afterwards."""
PATIENCE_SECONDS = 180.0
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
    log_lines: int
    letters: int
    letters_twice: int
    jobs: int
    complaints: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.server_kills} of them of the database server; {self.acknowledged} acknowledged "
            f"changes.\n  Looked at: {self.answers} answers and {HANDING_IN} who handed in and took back against what was "
            f"acknowledged, {self.letters} letters ({self.letters_twice} came twice), {self.jobs} files of reports, "
            f"{self.log_lines} lines of the audit log and their chain: "
            f"{'nothing lost' if not self.complaints else f'{len(self.complaints)} complaints'}"
        )


def run(
    url: str, folder: Path, kills: int, *, seed: int = 0, reports: bool = True, server: Server | None = None
) -> Summary:
    """`url` is of an empty database; `reports`: whether files of reports are made as well; `server`: what is killed now and
    then. Raises RuntimeError when the service does not start or settle."""
    chance = random.Random(seed)
    database = Database(url)
    try:
        with catching_mail() as catcher:
            return _Run(database, url, folder, catcher, server).after(kills, chance, reports=reports)
    finally:
        database.close()


class _Run:
    def __init__(self, database: Database, url: str, folder: Path, catcher: MailCatcher, server: Server | None) -> None:
        self._database = database
        self._server = server
        self._server_kills = 0
        self._scene = world.furnish(database)
        self._catcher = catcher
        self._service = ServiceProcess(folder, DATABASE_URL=url, SMTP_URL=catcher.url, MAIL_FROM=SENDER)
        self._acknowledged = Acknowledged()
        people = world.respondents(self._scene, WRITERS + HANDING_IN)
        rest = (self._service.url, self._scene)
        self._writers = [Writer(*rest, person, self._acknowledged) for person in people[:WRITERS]]
        self._submitters = [HandingIn(*rest, person, self._acknowledged) for person in people[WRITERS:]]
        self._letters = Letters(self._scene)
        self._asked = 0

    def after(self, kills: int, chance: random.Random, *, reports: bool) -> Summary:
        for submitter in self._submitters:
            world.answer_something(self._database, submitter.respondent)
        browsers = (*self._writers, *self._submitters)
        crowd = Crowd(self._letters.step, *(browser.step for browser in browsers))
        crowd.start()
        try:
            for _ in range(kills):
                if reports:
                    self._order_reports()
                if not self._service.is_running:
                    self._service.start()
                self._wait_for_acknowledged()
                time.sleep(chance.uniform(0, LONGEST_SECONDS))
                if self._server is not None and chance.random() < SERVER_SHARE:
                    self._kill_server(self._server, chance)
                else:
                    self._service.kill()
                world.let_leases_run_out(self._database)
        finally:
            crowd.stop()
            self._service.kill()
        self._settle()
        return self._summary(kills)

    def _kill_server(self, server: Server, chance: random.Random) -> None:
        """The service goes on, and must find its way back by itself."""
        server.kill(chance.choice(SERVER_KILLS))
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        server.start_again()
        self._server_kills += 1

    def _order_reports(self) -> None:
        """When none is being made."""
        if not self._active_jobs():
            world.ask(self._scene)
            self._asked += 1

    def _wait_for_acknowledged(self) -> None:
        least = self._acknowledged.count + LEAST
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._acknowledged.count < least:
            if time.monotonic() > deadline:
                raise RuntimeError(f"nothing is acknowledged any more: {self._service.log}")
            time.sleep(0.01)

    def _settle(self) -> None:
        """Until every letter and job has come to its end."""
        self._service.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        try:
            while (world.waiting_letters(self._database) or self._active_jobs()) and time.monotonic() < deadline:
                time.sleep(0.1)
        finally:
            self._service.terminate()

    def _active_jobs(self) -> int:
        with self._database.read() as session:
            return session.exec(select(func.count()).where(col(JobRow.status).in_(ACTIVE))).one()

    def _log_lines(self) -> int:
        with self._database.read() as session:
            return session.exec(select(func.count()).select_from(AuditLineRow)).one()

    def _summary(self, kills: int) -> Summary:
        delivered = list(self._catcher.letters)
        complaints = (
            *checks.wrong_answers(self._database, self._writers),
            *checks.wrong_submissions(self._database, self._submitters),
            *checks.wrong_letters(self._database, self._letters, delivered, kills),
            *checks.wrong_jobs(self._database, self._asked),
            *checks.broken_database(self._database),
        )
        return Summary(
            kills=kills,
            server_kills=self._server_kills,
            answers=sum(len(writer.saved) for writer in self._writers),
            log_lines=self._log_lines(),
            acknowledged=self._acknowledged.count,
            letters=len(self._letters.queued),
            letters_twice=len(delivered) - len({letter.to_address for letter in delivered}),
            jobs=self._asked,
            complaints=complaints,
        )
