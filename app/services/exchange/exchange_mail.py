"""Mail about exchange that happens by the clock: the reminder to write down an answer, and who sends the others.

The mail of a month to a kommun is made in news_mail.py, that to a region in review_mail.py.
"""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Region
from app.services.exchange.news_mail import send_news
from app.services.exchange.question_mail import question_values
from app.services.exchange.review_mail import send_review_days
from app.services.kernel.worker import Worker
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import is_time_to_notify
from app.storage.engine.database import Database
from app.storage.exchange import questions as stored
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.storage.organisations.organisations import regions
from app.support.exchange.question import REMIND_AFTER

LOOK_SECONDS = 1_800.0
REST_SECONDS = 120.0


def remind_askers(database: Database, now: datetime, *, public_url: str) -> int:
    """Ask those who asked a week ago what they learnt, once each, also when several processes look. Not at night.

    Returns how many questions were seen to.
    """
    if not is_time_to_notify(now):
        return 0
    with database.read() as session:
        waiting = stored.unreminded(session, now - REMIND_AFTER)
        places = {region.id: region for region in regions(session)}
    return sum(database.write(_reminding(places[region_id], number, now, public_url)) for region_id, number in waiting)


def _reminding(region: Region, question_id: int, now: datetime, public_url: str) -> Callable[[Session], bool]:
    def work(session: Session) -> bool:
        question = stored.lock_question(session, region.id, question_id)
        if question is None or not question.is_to_remind(now):
            return False
        stored.set_reminded(session, question_id, now)
        asker = None if question.membership_id is None else stored.asker_of(session, question.membership_id)
        if asker is None or asker[0] in people_without(session, MailKind.ANSWER_DUE):
            return True
        values = question_values(region, question, public_url.rstrip("/"))
        about = About(person_id=asker[0], municipality_id=question.municipality_id, wording_region_id=region.id)
        queue_mail(
            session,
            MailKind.ANSWER_DUE,
            asker[1],
            values | {"kontakt": region.contact or region.name},
            about,
            now,
            public_url=public_url,
        )
        return True

    return work


class ExchangeWorker(Worker):
    """Looks twice an hour: one read, and in the first days of a month one for each region."""

    name = "exchange"

    def __init__(self, database: Database, clock: Callable[[], datetime], *, public_url: str) -> None:
        super().__init__(clock, look_seconds=LOOK_SECONDS, rest_seconds=REST_SECONDS)
        self._database = database
        self._public_url = public_url

    def work(self) -> int:
        now = self._clock()
        jobs = (remind_askers, send_news, send_review_days)
        return sum(job(self._database, now, public_url=self._public_url) for job in jobs)
