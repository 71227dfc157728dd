"""What is new for a kommun since its last mail about it: examples in what it works with, answers and offers."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.support.exchange.example import StoredExample
from app.support.exchange.question import AskedQuestion, QuestionState
from app.support.exchange.review_days import is_same_month

FIRST_DAYS = 7
"""Of a month, in which the mail is sent: at most one a month, also where nobody looked on the first."""
MAX_OF_A_KIND = 5
"""Of the examples, answers and offers of a region that stand in one mail; it says how many there are more."""


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that one can sign up to."""

    id: int
    title: str
    opened_on: date
    """When it was published, however long it had been a draft."""


@dataclass(frozen=True, slots=True)
class NewsReader:
    """A kommun as far as it decides what is news to it. Without `capital_ids` every capital is."""

    municipality_id: int
    capital_ids: frozenset[str]
    network_ids: frozenset[int]
    """Where it has a seat."""
    offer_ids: frozenset[int]
    """That it has signed up to already, or offers itself."""


@dataclass(frozen=True, slots=True)
class ToLookOver:
    """An example of the kommun itself that is to be looked over, or that goes unless it is."""

    example: StoredExample
    on: date
    is_last: bool
    """The day is the one on which it goes."""


@dataclass(frozen=True, slots=True)
class ExchangeNews:
    examples: tuple[StoredExample, ...] = ()
    answers: tuple[AskedQuestion, ...] = ()
    offers: tuple[OpenOffer, ...] = ()
    to_look_over: tuple[ToLookOver, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.examples or self.answers or self.offers or self.to_look_over)


def news_for(
    reader: NewsReader,
    since: date,
    today: date,
    *,
    examples: Iterable[StoredExample],
    questions: Iterable[AskedQuestion],
    offers: Iterable[OpenOffer],
) -> ExchangeNews:
    """What is from the day `since` or later, but not of `today`: the day is not over, and the next mail begins with it.

    `examples` are those of the library. What the kommun itself told, asked or offers is no news to it, but that an
    example of its own is to be looked over this month is, and that one goes before the next mail warns of it.
    """
    library = tuple(examples)

    def is_new(day: date | None) -> bool:
        return day is not None and since <= day < today

    new_offers = [offer for offer in offers if is_new(offer.opened_on) and offer.id not in reader.offer_ids]
    return ExchangeNews(
        examples=tuple(each for each in library if is_new(each.published_on) and _is_news(reader, each)),
        answers=tuple(each for each in questions if is_new(each.answered_on) and _is_answer(reader, each)),
        offers=tuple(new_offers),
        to_look_over=tuple(_to_look_over(reader, library, today)),
    )


def gathered(news: Iterable[ExchangeNews]) -> ExchangeNews:
    """That of several kommuner of a region as one: everything once."""
    every = tuple(news)
    return ExchangeNews(
        examples=tuple({example.id: example for each in every for example in each.examples}.values()),
        answers=tuple({question.id: question for each in every for question in each.answers}.values()),
        offers=tuple({offer.id: offer for each in every for offer in each.offers}.values()),
        to_look_over=tuple(due for each in every for due in each.to_look_over),
    )


def is_time_for_news(today: date) -> bool:
    return today.day <= FIRST_DAYS


def was_sent_this_month(latest: date | None, today: date) -> bool:
    return latest is not None and (latest.year, latest.month) == (today.year, today.month)


def _to_look_over(reader: NewsReader, library: Iterable[StoredExample], today: date) -> Iterator[ToLookOver]:
    for example in library:
        if example.municipality_id != reader.municipality_id:
            continue
        if example.review_on is not None and is_same_month(example.review_on, today):
            yield ToLookOver(example, example.review_on, is_last=False)
        if example.archives_on is not None and today < example.archives_on <= last_day_told(today):
            yield ToLookOver(example, example.archives_on, is_last=True)


def last_day_told(today: date) -> date:
    """The last day on which an example may go that a mail of `today` warns of: the day after the next mail can come.

    What goes later, the next mail warns of in time. What goes in the first days of a month may be told of twice: once
    more than is needed, and never too late.
    """
    next_month = today.replace(day=1) + timedelta(days=31)
    return next_month.replace(day=FIRST_DAYS + 1)


def _is_news(reader: NewsReader, example: StoredExample) -> bool:
    is_other = example.municipality_id != reader.municipality_id
    return is_other and is_in(example.example.capital_id, reader.capital_ids)


def is_in(capital_id: str, capital_ids: Collection[str]) -> bool:
    """Whether the kommun works with the capital."""
    return not capital_ids or capital_id in capital_ids


def _is_answer(reader: NewsReader, question: AskedQuestion) -> bool:
    is_other = question.municipality_id != reader.municipality_id
    is_answered = question.state is QuestionState.ANSWERED and question.network_id in reader.network_ids
    return is_other and is_answered
