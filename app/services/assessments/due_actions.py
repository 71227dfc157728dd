"""Telling a kommun of actions whose day is near, and once that it has passed; and deleting for good what was deleted.

Looked for by every process, told once for each day of an action: one that gets another day is told of again.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification
from app.reports.kernel import wording
from app.rounds.assessments.due_actions import LATE, SOON, is_due_soon, is_late
from app.rounds.assessments.plans import RESTORABLE, Action
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments import words
from app.services.kernel.worker import Worker
from app.services.mail.notifications import is_time_to_notify, notify
from app.storage.assessments import due_actions as stored
from app.storage.assessments.plans import remove_actions_deleted_before
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment, lock_assessment

LOOK_SECONDS = 1_800.0
REST_SECONDS = 120.0


def notify_due_actions(database: Database, now: datetime, *, public_url: str) -> int:
    """Write to the coordinators about each action whose day is near, and about each that has become late, once each.

    Not at night. Returns how many kommuner were told something.
    """
    if not is_time_to_notify(now):
        return 0
    today = day_of(now)
    with database.read() as session:
        keys = stored.assessments_with_news(session, today, today - LATE, today + SOON)
    return sum(database.write(_telling(key, now, public_url)) for key in keys)


def remove_deleted_actions(database: Database, now: datetime) -> int:
    """For good, once they cannot be taken back any longer. Returns how many."""
    return database.write(lambda session: remove_actions_deleted_before(session, now - RESTORABLE))


def _telling(key: AssessmentKey, now: datetime, public_url: str) -> Callable[[Session], bool]:
    def work(session: Session) -> bool:
        lock_assessment(session, key, exclusive=True)
        assessment = find_assessment(session, key)
        if assessment is None:
            return False
        today, actions = day_of(now), stored.dated_actions_of(session, assessment.id)
        soon = [item.stored for item in actions if _is_news(item.stored.action, item.due_told_for, today, is_due_soon)]
        late = [item.stored for item in actions if _is_news(item.stored.action, item.late_told_for, today, is_late)]
        for kind, news, set_told in (
            (MailKind.ACTION_DUE, soon, stored.set_due_told),
            (MailKind.ACTION_LATE, late, stored.set_late_told),
        ):
            for item in news:
                set_told(session, item.id, item.action.due_on)
            if news:
                notification = Notification(kind, actions=_listed(item.action for item in news))
                notify(session, assessment, notification, now, public_url=public_url)
        return bool(soon or late)

    return work


def _is_news(action: Action, told_for: date | None, today: date, is_time: Callable[[Action, date], bool]) -> bool:
    return told_for != action.due_on and is_time(action, today)


def _listed(actions: Iterable[Action]) -> str:
    """A line each, whatever line breaks their texts have."""
    return "\n".join(
        words.ACTION_LINE.format(
            text=" ".join(action.text.split()),
            owner=action.owner or words.NO_OWNER,
            day="" if action.due_on is None else wording.date(action.due_on),
        )
        for action in actions
    )


class DueActionWorker(Worker):
    """Looks twice an hour, which is one read and one small write."""

    name = "due_actions"

    def __init__(self, database: Database, clock: Callable[[], datetime], *, public_url: str) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS)
        self._database = database
        self._public_url = public_url

    def work(self) -> int:
        now = self._clock()
        removals = remove_deleted_actions(self._database, now)
        return removals + notify_due_actions(self._database, now, public_url=self._public_url)
