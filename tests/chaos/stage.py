"""What something is done to: a service over a database with people who go on, whatever happens to it."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from app.rounds.kernel.job import ACTIVE, JobStatus
from app.storage.engine.database import Database
from app.storage.tables import JobRow
from tests.chaos import checks, world
from tests.chaos.load import Acknowledged, Crowd, HandingIn, Letters, Writer
from tests.chaos.submitting import Follower, SubmittingKommun
from tests.mail_catcher import SENDER, MailCatcher, catching_mail
from tests.service_process import ServiceProcess

WRITERS, HANDING_IN = 4, 2
PATIENCE_SECONDS = 180.0


class Stage:
    """`asked` counts the files of reports that have been ordered. The crowd goes on inside `playing`."""

    def __init__(
        self, database: Database, url: str, folder: Path, catcher: MailCatcher, settings: Mapping[str, str] = {}
    ) -> None:
        self.database = database
        self.catcher = catcher
        self.scene = world.furnish(database)
        self.acknowledged = Acknowledged()
        self.service = ServiceProcess(
            folder, **{"DATABASE_URL": url, "SMTP_URL": catcher.url, "MAIL_FROM": SENDER, **settings}
        )
        people = world.respondents(self.scene, WRITERS + HANDING_IN)
        rest = (self.service.url, self.scene)
        self.writers = [Writer(*rest, person, self.acknowledged) for person in people[:WRITERS]]
        self.people = [HandingIn(*rest, person, self.acknowledged) for person in people[WRITERS:]]
        submitter = world.submitter(self.scene)
        self.kommun = SubmittingKommun(self.service.url, submitter, self.acknowledged)
        self.follower = Follower(self.service.url, submitter)
        self.letters = Letters(self.scene)
        self.asked = 0
        for person in self.people:
            world.answer_something(database, person.respondent)

    @contextmanager
    def playing(self) -> Iterator[None]:
        """Everybody goes on until it ends; then the service is killed, whatever it was doing."""
        browsers = (*self.writers, *self.people, self.kommun, self.follower)
        crowd = Crowd(self.letters.step, *(browser.step for browser in browsers))
        crowd.start()
        try:
            yield
        finally:
            try:
                crowd.stop()
            finally:
                self.service.kill()
                for browser in browsers:
                    browser.http.close()

    def order_reports(self) -> None:
        """When none is being made."""
        if not self._active_jobs():
            world.ask(self.scene)
            self.asked += 1

    def wait_for_acknowledged(self, more: int) -> None:
        """Until so much more has been acknowledged. Raises RuntimeError when nothing is any more."""
        least = self.acknowledged.count + more
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.acknowledged.count < least:
            if time.monotonic() > deadline:
                troubles = [trouble for browser in (*self.writers, *self.people) for trouble in browser.troubles[-1:]]
                raise RuntimeError(f"nothing is acknowledged any more: {troubles}")
            time.sleep(0.01)

    def settle(self) -> None:
        """Until every letter and job has come to its end."""
        self.service.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        try:
            while (world.waiting_letters(self.database) or self._active_jobs()) and time.monotonic() < deadline:
                time.sleep(0.1)
        finally:
            self.service.terminate()

    def complaints(self, *, most_twice: int) -> Iterable[str]:
        """What does not hold, with letters that came twice where they are more than that."""
        delivered = list(self.catcher.letters)
        saved = {writer.respondent.respondent_id: writer.saved for writer in self.writers}
        yield from checks.answers_missing(self.database, saved)
        yield from checks.wrong_submissions(self.database, self.people)
        yield from checks.wrong_versions(self.database, self.kommun.key, self.kommun.possible)
        yield from (f"a file came damaged: {name}" for name in self.kommun.damaged)
        yield from checks.wrong_letters(self.database, self.letters, delivered, most_twice)
        yield from checks.wrong_jobs(self.database, self.asked)
        yield from checks.broken_database(self.database)

    @property
    def letters_twice(self) -> int:
        delivered = list(self.catcher.letters)
        return len(delivered) - len({letter.to_address for letter in delivered})

    @property
    def has_claimed_job(self) -> bool:
        with self.database.read() as session:
            return session.exec(select(func.count()).where(JobRow.status == JobStatus.RUNNING)).one() > 0

    def _active_jobs(self) -> int:
        with self.database.read() as session:
            return session.exec(select(func.count()).where(col(JobRow.status).in_(ACTIVE))).one()


@contextmanager
def stage(url: str, folder: Path, **settings: str) -> Iterator[Stage]:
    """`url` is of an empty database."""
    database = Database(url)
    try:
        with catching_mail() as catcher:
            yield Stage(database, url, folder, catcher, settings)
    finally:
        database.close()
