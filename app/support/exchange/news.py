"""What is new for a kommun since its last mail about it: examples in what it works with, answers and offers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.support.exchange.example import StoredExample
from app.support.exchange.question import AskedQuestion, QuestionState

FIRST_DAYS = 7
"""Of a month, in which the mail is sent: at most one a month, also where nobody looked on the first."""
MAX_OF_A_KIND = 5


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that one can sign up to."""

    id: int
    title: str
    opened_on: date


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
class ExchangeNews:
    examples: tuple[StoredExample, ...] = ()
    answers: tuple[AskedQuestion, ...] = ()
    offers: tuple[OpenOffer, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.examples or self.answers or self.offers)


def news_for(
    reader: NewsReader,
    since: date,
    *,
    examples: Iterable[StoredExample],
    questions: Iterable[AskedQuestion],
    offers: Iterable[OpenOffer],
) -> ExchangeNews:
    """`examples` are those of the library. What the kommun itself told, asked or offers is no news to it."""
    return ExchangeNews(
        tuple(example for example in examples if _is_news(reader, example, since))[:MAX_OF_A_KIND],
        tuple(question for question in questions if _is_answer(reader, question, since))[:MAX_OF_A_KIND],
        tuple(offer for offer in offers if offer.opened_on >= since and offer.id not in reader.offer_ids)[
            :MAX_OF_A_KIND
        ],
    )


def is_time_for_news(today: date) -> bool:
    return today.day <= FIRST_DAYS


def was_sent_this_month(latest: date | None, today: date) -> bool:
    return latest is not None and (latest.year, latest.month) == (today.year, today.month)


def _is_news(reader: NewsReader, example: StoredExample, since: date) -> bool:
    is_other = example.municipality_id != reader.municipality_id
    is_new = example.published_on is not None and example.published_on >= since
    return is_other and is_new and is_in(example.example.capital_id, reader.capital_ids)


def is_in(capital_id: str, capital_ids: Collection[str]) -> bool:
    """Whether the kommun works with the capital."""
    return not capital_ids or capital_id in capital_ids


def _is_answer(reader: NewsReader, question: AskedQuestion, since: date) -> bool:
    is_other = question.municipality_id != reader.municipality_id
    is_new = question.answered_on is not None and question.answered_on >= since
    is_answered = question.state is QuestionState.ANSWERED and question.network_id in reader.network_ids
    return is_other and is_new and is_answered
