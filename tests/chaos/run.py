"""One run: furnish a database, kill the service over it so many times under load, let it settle, and check."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from app.accounts.mail.mail_status import MailStatus
from app.rounds.kernel.job import ACTIVE
from app.storage.engine.database import Database
from app.storage.tables import JobRow, MailRow
from tests.chaos import checks, world
from tests.chaos.load import Acknowledged, Crowd, HandingIn, Letters, Writer
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.service_process import ServiceProcess

WRITERS, HANDING_IN = 4, 2
LEAST = 8
"""So much is acknowledged after each start before the service is killed."""
LONGEST_SECONDS = 0.8
"""And it is killed at any moment within that time afterwards."""
PATIENCE_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Summary:
    kills: int
    acknowledged: int
    letters: int
    letters_twice: int
    jobs: int
    complaints: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged changes, {self.letters} letters "
            f"({self.letters_twice} came twice), {self.jobs} files of reports: "
            f"{'nothing lost' if not self.complaints else f'{len(self.complaints)} complaints'}"
        )


def run(url: str, folder: Path, kills: int, *, seed: int = 0, reports: bool = True) -> Summary:
    """`url` is of an empty database; `reports`: whether files of reports are made as well. Raises RuntimeError when the service does not start or settle."""
    chance = random.Random(seed)
    database = Database(url)
    try:
        with catching_mail() as catcher:
            return _Run(database, url, folder, catcher).after(kills, chance, reports=reports)
    finally:
        database.close()


class _Run:
    def __init__(self, database: Database, url: str, folder: Path, catcher: MailCatcher) -> None:
        self._database = database
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
                self._service.start()
                self._wait_for_acknowledged()
                time.sleep(chance.uniform(0, LONGEST_SECONDS))
                self._service.kill()
                world.let_leases_run_out(self._database)
        finally:
            crowd.stop()
            self._service.kill()
        self._settle()
        return self._summary(kills)

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
            while (self._queued_letters() or self._active_jobs()) and time.monotonic() < deadline:
                time.sleep(0.1)
        finally:
            self._service.terminate()

    def _queued_letters(self) -> int:
        with self._database.read() as session:
            return session.exec(select(func.count()).where(MailRow.status == MailStatus.QUEUED)).one()

    def _active_jobs(self) -> int:
        with self._database.read() as session:
            return session.exec(select(func.count()).where(col(JobRow.status).in_(ACTIVE))).one()

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
            acknowledged=self._acknowledged.count,
            letters=len(self._letters.queued),
            letters_twice=len(delivered) - len({letter.to_address for letter in delivered}),
            jobs=self._asked,
            complaints=complaints,
        )
