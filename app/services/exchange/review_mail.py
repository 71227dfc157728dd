"""The mail of a month to a region's coordinators: what they have said that they take up again in it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Region
from app.reports.kernel.wording import date as day_in_words
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import MAIL_CHOICES, is_time_to_notify
from app.storage.engine.database import Database
from app.storage.exchange.news import latest_mail_day
from app.storage.exchange.review_days import review_days_of
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.storage.organisations.memberships import leaders_of_regions
from app.storage.organisations.organisations import lock_region, regions
from app.support.exchange.news import is_time_for_news, was_sent_this_month
from app.support.exchange.review_days import MAX_TOLD, ReviewDay, ReviewKind, of_month

LINES = {
    ReviewKind.IDEA: words.REVIEW_IDEA,
    ReviewKind.TOPIC: words.REVIEW_TOPIC,
    ReviewKind.AMBITION: words.REVIEW_AMBITION,
}


def send_review_days(database: Database, now: datetime, *, public_url: str) -> int:
    """In the first days of a month, once, and only where a day of that month is. Returns how many mails."""
    today = day_of(now)
    if not is_time_to_notify(now) or not is_time_for_news(today):
        return 0
    with database.read() as session:
        due = [region for region in regions(session) if next(_receivers(session, region, today), None) is not None]
    return sum(database.write(_telling(region, now, public_url)) for region in due)


def _telling(region: Region, now: datetime, public_url: str) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        lock_region(session, region.id)
        host, today = public_url.rstrip("/"), day_of(now)
        values = {
            "region": region.name,
            "punkter": "\n".join(_lines(of_month(review_days_of(session, region.id), today), f"{host}/{region.slug}")),
            "länk": f"{host}/",
            "mejlval": host + MAIL_CHOICES,
        }
        members = tuple(_receivers(session, region, today))
        for member in members:
            about = About(person_id=member.person_id, region_id=region.id)
            queue_mail(session, MailKind.REVIEW_DAYS, member.address, values, about, now, public_url=public_url)
        return len(members)

    return work


def _receivers(session: Session, region: Region, today: date) -> Iterator[Member]:
    """Each once; nobody where no day of the month is."""
    if not of_month(review_days_of(session, region.id), today):
        return
    seen_ids = set(people_without(session, MailKind.REVIEW_DAYS))
    for member in leaders_of_regions(session).get(region.id, ()):
        if not member.address or member.person_id in seen_ids:
            continue
        seen_ids.add(member.person_id)
        latest = latest_mail_day(session, MailKind.REVIEW_DAYS, member.person_id, region.id)
        if not was_sent_this_month(latest, today):
            yield member


def _lines(days: tuple[ReviewDay, ...], url: str) -> Iterator[str]:
    for each in days[:MAX_TOLD]:
        facts = {"day": day_in_words(each.on), "url": url + each.path}
        if each.title:
            facts["title"] = " ".join(each.title.split())
        yield LINES[each.kind].with_facts(**facts)
    if len(days) > MAX_TOLD:
        yield words.REVIEW_MORE.with_facts(number=len(days) - MAX_TOLD)
