"""Mail about exchange that happens by the clock: the reminder to write down an answer, and the news of a month.

The mail of a month to a region is made in review_mail.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.accounts.kernel.roles import Place
from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Municipality, Region
from app.reports.kernel.wording import date as date_in_words
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.exchange.question_mail import question_values
from app.services.exchange.review_mail import send_review_days
from app.services.kernel.worker import Worker
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import MAIL_CHOICES, is_time_to_notify
from app.storage.engine.database import Database
from app.storage.exchange import questions as stored
from app.storage.exchange.examples import examples_in
from app.storage.exchange.news import latest_mail_day, news_readers, open_offers_in
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.storage.organisations.memberships import leaders_in_kommuner
from app.storage.organisations.organisations import lock_region, municipalities_of, regions
from app.support.exchange.news import ExchangeNews, NewsReader, is_time_for_news, news_for, was_sent_this_month
from app.support.exchange.question import REMIND_AFTER

LOOK_SECONDS = 1_800.0
REST_SECONDS = 120.0
FIRST_NEWS = timedelta(days=31)
"""How far back somebody's first mail looks."""


@dataclass(frozen=True, slots=True)
class _NewsMail:
    member: Member
    kommun: Municipality
    news: ExchangeNews


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


def send_news(database: Database, now: datetime, *, public_url: str) -> int:
    """The month's mail to each coordinator for whom something is new. Returns how many mails."""
    today = day_of(now)
    if not is_time_to_notify(now) or not is_time_for_news(today):
        return 0
    with database.read() as session:
        due = [region for region in regions(session) if next(_mails(session, region, today), None) is not None]
    return sum(database.write(_telling(region, now, public_url)) for region in due)


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


def _telling(region: Region, now: datetime, public_url: str) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        lock_region(session, region.id)
        mails = tuple(_mails(session, region, day_of(now)))
        for mail in mails:
            _queue(session, region, mail, now, public_url)
        return len(mails)

    return work


def _mails(session: Session, region: Region, today: date) -> Iterator[_NewsMail]:
    """Who has something new to hear of. Somebody who coordinates several kommuner gets one mail: of the first of them
    that has any news, with the examples of all of them that are to be looked over.
    """
    examples = [each for each in examples_in(session, region.id) if each.is_in_library(today)]
    questions, offers = stored.questions_in(session, region.id), open_offers_in(session, region.id, today)
    kommuner = {kommun.id: kommun for kommun in municipalities_of(session, region.id)}
    for member, readers in _readers(session, region, today):
        latest_day = latest_mail_day(session, MailKind.EXCHANGE_NEWS, member.person_id)
        since = today - FIRST_NEWS if latest_day is None else latest_day
        news_by_kommun = {
            reader.municipality_id: news_for(
                reader, since, today, examples=examples, questions=questions, offers=offers
            )
            for reader in readers
        }
        kommun_id = next((place for place, news in news_by_kommun.items() if not news.is_empty), None)
        if kommun_id is not None:
            to_look_over = tuple(due for news in news_by_kommun.values() for due in news.to_look_over)
            news = replace(news_by_kommun[kommun_id], to_look_over=to_look_over)
            yield _NewsMail(member, kommuner[kommun_id], news)


def _readers(session: Session, region: Region, today: date) -> Iterator[tuple[Member, list[NewsReader]]]:
    """Those who may get the month's mail, each with every kommun that they coordinate."""
    without, leaders = people_without(session, MailKind.EXCHANGE_NEWS), leaders_in_kommuner(session, region.id)
    members: dict[int, Member] = {}
    readers: dict[int, list[NewsReader]] = {}
    for reader in news_readers(session, region.id):
        for member in leaders.get(reader.municipality_id, ()):
            members.setdefault(member.person_id, member)
            readers.setdefault(member.person_id, []).append(reader)
    for person_id, member in members.items():
        latest_day = latest_mail_day(session, MailKind.EXCHANGE_NEWS, person_id)
        if member.address and person_id not in without and not was_sent_this_month(latest_day, today):
            yield member, readers[person_id]


def _queue(session: Session, region: Region, mail: _NewsMail, now: datetime, public_url: str) -> None:
    host = public_url.rstrip("/")
    values = {
        "region": region.name,
        "kommun": mail.kommun.name,
        "nyheter": "\n".join(_lines(mail.news, f"{host}/{region.slug}")),
        "länk": f"{host}/{region.slug}/exempel",
        "mejlval": host + MAIL_CHOICES,
    }
    place = Place(region.id, mail.kommun.id)
    about = About(
        person_id=mail.member.person_id, municipality_id=place.municipality_id, wording_region_id=place.region_id
    )
    queue_mail(session, MailKind.EXCHANGE_NEWS, mail.member.address, values, about, now, public_url=public_url)


def _lines(news: ExchangeNews, url: str) -> Iterator[str]:
    for due in news.to_look_over:
        message, title = words.NEWS_LAST_DAY if due.is_last else words.NEWS_REVIEW, due.example.example.title
        yield message.with_facts(title=title, day=date_in_words(due.on), url=f"{url}/exempel/{due.example.id}")
    for example in news.examples:
        title = example.example.title
        yield words.NEWS_EXAMPLE.with_facts(kommun=example.municipality, title=title, url=f"{url}/exempel/{example.id}")
    for question in news.answers:
        text = " ".join(question.text.split())
        yield words.NEWS_ANSWER.with_facts(network=question.network, text=text, url=f"{url}/fragor/{question.id}")
    for offer in news.offers:
        yield words.NEWS_OFFER.with_facts(title=offer.title, url=f"{url}/erbjudanden/{offer.id}")


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
