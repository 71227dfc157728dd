"""Notifying the kommuner that are not done when a week is left of a round: looked for by every process, told once."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.progress.last_week import LAST_WEEK, is_in_last_week
from app.services.kernel.worker import Worker
from app.services.mail.notifications import is_time_to_notify, notify
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round
from app.storage.rounds import last_week as stored
from app.storage.rounds.rounds import lock_round

LOOK_SECONDS = 600.0
REST_SECONDS = 60.0


def notify_last_week(database: Database, now: datetime, *, public_url: str) -> int:
    """Write to the coordinators of every kommun that still answers in a round whose last day is at most a week ahead.

    Once for each last day, also when several processes look: a round that gets more time is told of again. Returns how
    many rounds.
    """
    if not is_time_to_notify(now):
        return 0
    today = day_of(now)
    with database.read() as session:
        keys = stored.untold_rounds(session, today, today + LAST_WEEK)
    return sum(database.write(_telling(key, now, public_url)) for key in keys)


def _telling(key: RoundKey, now: datetime, public_url: str) -> Callable[[Session], bool]:
    def work(session: Session) -> bool:
        round_ = lock_round(session, key)
        if round_ is None or stored.told_of(session, round_.id) == round_.closes_on:
            return False
        stored.set_told_of(session, round_.id, round_.closes_on)
        if not is_in_last_week(round_, day_of(now)):
            return False
        for assessment in assessments_of_round(session, round_.id):
            if assessment.answering_closed_at is None and assessment.approved_at is None:
                notify(session, assessment, Notification(MailKind.WEEK_LEFT), now, public_url=public_url)
        return True

    return work


class LastWeekWorker(Worker):
    """Looks six times an hour, which is one read."""

    name = "last_week"

    def __init__(self, database: Database, clock: Callable[[], datetime], *, public_url: str) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS)
        self._database = database
        self._public_url = public_url

    def work(self) -> int:
        return notify_last_week(self._database, self._clock(), public_url=self._public_url)
