"""The mail of a month to whoever coordinates kommuner: what is new for them, in all regions at once.

One mail a month is a promise to a person, who may coordinate kommuner in several regions: their news stands in it,
under the name of each region. A region's transaction makes the mails of those whose first kommun is its own, so that
two processes that look at the same moment send one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Municipality, Region
from app.reports.kernel.wording import count, listing
from app.reports.kernel.wording import date as date_in_words
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.mail.mail_queue import queue_mail
from app.services.mail.notifications import MAIL_CHOICES, is_time_to_notify
from app.storage.engine.database import Database
from app.storage.exchange.examples import examples_in
from app.storage.exchange.news import latest_mail_day, news_readers, open_offers_in
from app.storage.exchange.questions import questions_in
from app.storage.mail.mail_opt_outs import people_without
from app.storage.mail.mail_queue import About
from app.storage.organisations.memberships import leaders_in_kommuner
from app.storage.organisations.organisations import lock_region, municipalities_of, regions
from app.support.exchange.example import StoredExample
from app.support.exchange.news import (
    MAX_OF_A_KIND,
    ExchangeNews,
    NewsReader,
    OpenOffer,
    gathered,
    is_time_for_news,
    news_for,
    was_sent_this_month,
)
from app.support.exchange.question import AskedQuestion

FIRST_NEWS = timedelta(days=31)
"""How far back somebody's first mail looks."""


@dataclass(frozen=True, slots=True)
class _Material:
    """Of a region: what can be news to its kommuner."""

    region: Region
    kommuner: Mapping[int, Municipality]
    readers: Mapping[int, NewsReader]
    examples: tuple[StoredExample, ...]
    questions: tuple[AskedQuestion, ...]
    offers: tuple[OpenOffer, ...]


@dataclass(frozen=True, slots=True)
class _Coordinator:
    member: Member
    kommuner: Mapping[Region, tuple[int, ...]]
    """The ids of those that she coordinates, by their region."""

    @property
    def home(self) -> Region:
        """The region whose transaction makes her mail."""
        return next(iter(self.kommuner))


@dataclass(frozen=True, slots=True)
class _RegionNews:
    region: Region
    kommuner: tuple[Municipality, ...]
    """The reader's own for whom something is new."""
    news: ExchangeNews


@dataclass(frozen=True, slots=True)
class _NewsMail:
    coordinator: _Coordinator
    parts: tuple[_RegionNews, ...]


def send_news(database: Database, now: datetime, *, public_url: str) -> int:
    """The month's mail to each coordinator for whom something is new. Returns how many mails."""
    today = day_of(now)
    if not is_time_to_notify(now) or not is_time_for_news(today):
        return 0
    with database.read() as session:
        homes = {mail.coordinator.home.id: mail.coordinator.home for mail in _mails(session, today)}
    return sum(database.write(_telling(home, now, public_url)) for home in homes.values())


def _telling(home: Region, now: datetime, public_url: str) -> Callable[[Session], int]:
    def work(session: Session) -> int:
        lock_region(session, home.id)
        mails = tuple(_mails(session, day_of(now), home.id))
        for mail in mails:
            _queue(session, mail, now, public_url)
        return len(mails)

    return work


def _mails(session: Session, today: date, home_id: int | None = None) -> Iterator[_NewsMail]:
    """To those who have something new to hear of, or of them to those with the home."""
    without, materials = people_without(session, MailKind.EXCHANGE_NEWS), dict[int, _Material]()
    for coordinator in _coordinators(session):
        member = coordinator.member
        if home_id not in {None, coordinator.home.id} or not member.address or member.person_id in without:
            continue
        latest_day = latest_mail_day(session, MailKind.EXCHANGE_NEWS, member.person_id)
        if was_sent_this_month(latest_day, today):
            continue
        since = today - FIRST_NEWS if latest_day is None else latest_day
        parts = []
        for region, kommun_ids in coordinator.kommuner.items():
            if region.id not in materials:
                materials[region.id] = _material(session, region, today)
            part = _region_news(materials[region.id], kommun_ids, since, today)
            if not part.news.is_empty:
                parts.append(part)
        if parts:
            yield _NewsMail(coordinator, tuple(parts))


def _coordinators(session: Session) -> Iterable[_Coordinator]:
    coordinators: dict[int, _Coordinator] = {}
    for region in sorted(regions(session), key=lambda region: region.id):
        kommun_ids: dict[int, tuple[int, ...]] = {}
        for kommun_id, members in sorted(leaders_in_kommuner(session, region.id).items()):
            for member in members:
                coordinators.setdefault(member.person_id, _Coordinator(member, {}))
                kommun_ids[member.person_id] = (*kommun_ids.get(member.person_id, ()), kommun_id)
        for person_id, own_ids in kommun_ids.items():
            earlier = coordinators[person_id]
            coordinators[person_id] = _Coordinator(earlier.member, {**earlier.kommuner, region: own_ids})
    return coordinators.values()


def _material(session: Session, region: Region, today: date) -> _Material:
    return _Material(
        region=region,
        kommuner={kommun.id: kommun for kommun in municipalities_of(session, region.id)},
        readers={reader.municipality_id: reader for reader in news_readers(session, region.id)},
        examples=tuple(each for each in examples_in(session, region.id) if each.is_in_library(today)),
        questions=tuple(questions_in(session, region.id)),
        offers=open_offers_in(session, region.id, today),
    )


def _region_news(material: _Material, kommun_ids: Iterable[int], since: date, today: date) -> _RegionNews:
    """The association beside the kommuner is no reader."""
    news_by_kommun = {
        kommun_id: news_for(
            material.readers[kommun_id],
            since,
            today,
            examples=material.examples,
            questions=material.questions,
            offers=material.offers,
        )
        for kommun_id in kommun_ids
        if kommun_id in material.readers
    }
    kommuner = tuple(material.kommuner[kommun_id] for kommun_id, news in news_by_kommun.items() if not news.is_empty)
    return _RegionNews(material.region, kommuner, gathered(news_by_kommun.values()))


def _queue(session: Session, mail: _NewsMail, now: datetime, public_url: str) -> None:
    """By the wording of the first region, and in the log of mails of the first kommun."""
    host, first, member = public_url.rstrip("/"), mail.parts[0], mail.coordinator.member
    values = {
        "region": first.region.name,
        "kommun": listing([kommun.name for part in mail.parts for kommun in part.kommuner]),
        "nyheter": "\n".join(_lines(mail.parts, host)),
        "länk": f"{host}/{first.region.slug}/exempel",
        "mejlval": host + MAIL_CHOICES,
    }
    about = About(person_id=member.person_id, municipality_id=first.kommuner[0].id, wording_region_id=first.region.id)
    queue_mail(session, MailKind.EXCHANGE_NEWS, member.address, values, about, now, public_url=public_url)


def _lines(parts: tuple[_RegionNews, ...], host: str) -> Iterator[str]:
    for part in parts:
        if len(parts) > 1:
            yield words.NEWS_REGION.with_facts(region=part.region.name)
        yield from _lines_of(part.news, f"{host}/{part.region.slug}")


def _lines_of(news: ExchangeNews, url: str) -> Iterator[str]:
    """All that is to be looked over: whoever is not told of it loses it. Of the rest some, and how many more."""
    for due in news.to_look_over:
        message, title = words.NEWS_LAST_DAY if due.is_last else words.NEWS_REVIEW, due.example.example.title
        yield message.with_facts(title=title, day=date_in_words(due.on), url=f"{url}/exempel/{due.example.id}")
    for example in news.examples[:MAX_OF_A_KIND]:
        title = example.example.title
        yield words.NEWS_EXAMPLE.with_facts(kommun=example.municipality, title=title, url=f"{url}/exempel/{example.id}")
    yield from _more(news.examples, ("exempel", "exempel"), f"{url}/exempel")
    for question in news.answers[:MAX_OF_A_KIND]:
        text = " ".join(question.text.split())
        yield words.NEWS_ANSWER.with_facts(network=question.network, text=text, url=f"{url}/fragor/{question.id}")
    yield from _more(news.answers, ("svar", "svar"), f"{url}/fragor")
    for offer in news.offers[:MAX_OF_A_KIND]:
        yield words.NEWS_OFFER.with_facts(title=offer.title, url=f"{url}/erbjudanden/{offer.id}")
    yield from _more(news.offers, ("erbjudande", "erbjudanden"), f"{url}/erbjudanden")


def _more(items: tuple[Any, ...], nouns: tuple[str, str], url: str) -> Iterator[str]:
    if len(items) > MAX_OF_A_KIND:
        yield words.NEWS_MORE.with_facts(what=count(len(items) - MAX_OF_A_KIND, *nouns), url=url)
