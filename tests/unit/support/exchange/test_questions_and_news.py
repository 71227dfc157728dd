"""Questions, networks and challenges as they are read, and what is news to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from app.support.exchange.challenge import Challenge, read_challenge, read_ending
from app.support.exchange.example import GRACE
from app.support.exchange.network import Network, network_fields, read_network, read_role, read_topic
from app.support.exchange.news import NewsReader, OpenOffer, is_time_for_news, news_for, was_sent_this_month
from app.support.exchange.question import AskedQuestion, QuestionState, read_answer, read_question
from tests.unit.support.exchange.test_example import TODAY, told

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
NETWORK = {
    "title": "Strateger",
    "purpose": "Syfte",
    "target_group": "Strateger",
    "mandate": "Råd",
    "leader": "Ledaren",
    "state": "vilande",
    "seats_each": "2",
}
QUESTION = AskedQuestion(
    id=1,
    network_id=3,
    network="Strateger",
    municipality_id=7,
    municipality="Norrby",
    membership_id=11,
    text="Hur?",
    asked_at=NOW,
    receivers=4,
)


def test_an_answer_is_at_most_three_lines_and_empty_lines_do_not_count() -> None:
    assert read_answer({"answer": "En\n\n två \ntre\n", "examples.2": "ja"}, {"1": "A", "2": "B"}) == (
        "En\ntvå\ntre",
        (2,),
    )
    assert read_answer({"answer": "1\n2\n3\n4"}, {}) == {"answer": "Svaret är 4 rader. Korta till 3 rader."}
    assert read_answer({}, {}) == {"answer": "Skriv vad ni fick veta, på högst tre rader."}


def test_a_question_needs_words() -> None:
    assert read_question({"text": " Hur? "}) == "Hur?"
    assert isinstance(read_question({"text": "å" * 601}), dict)


def test_who_asked_is_reminded_once_after_a_week_while_nothing_is_written() -> None:
    week = NOW + timedelta(days=7)
    assert QUESTION.is_to_remind(week)
    assert not QUESTION.is_to_remind(week - timedelta(minutes=1))
    assert not replace(QUESTION, reminded_at=week).is_to_remind(week)
    assert not replace(QUESTION, state=QuestionState.UNANSWERED).is_to_remind(week)


def test_a_network_reads_back_as_its_form_shows_it() -> None:
    network = read_network(NETWORK | {"documents": "https://norrby.example/"})
    assert isinstance(network, Network)
    assert read_network(network_fields(network)) == network
    errors = read_network({})
    assert isinstance(errors, dict)
    assert errors.keys() == NETWORK.keys()
    assert read_role({"role": " "}) == {"role": "Skriv vilken roll som har platsen, till exempel miljöstrateg."}
    assert read_topic({"text": "Punkt"}) == ("Punkt", "")


def test_a_challenge_needs_words_and_a_capital_and_may_lack_somebody_to_take_it() -> None:
    capitals = {"human": "Humankapital"}
    assert read_challenge({"text": "Svårt", "capital": "human"}, capitals) == Challenge("Svårt", "human")
    errors = read_challenge({}, capitals)
    assert isinstance(errors, dict)
    assert errors.keys() == {"text", "capital"}
    assert read_ending({"reason": "Löst"}) == "Löst"


def test_news_is_what_others_told_answered_and_offer_since_then_in_what_one_works_with() -> None:
    reader = NewsReader(
        municipality_id=9, capital_ids=frozenset({"human"}), network_ids=frozenset({3}), offer_ids=frozenset({2})
    )
    since = TODAY - timedelta(days=30)
    answer = replace(QUESTION, state=QuestionState.ANSWERED, answered_on=TODAY)
    examples = [
        told(1),
        told(2, municipality_id=9),
        told(3, capital_id="politiskt"),
        told(4, published_on=since - timedelta(days=1)),
    ]
    questions = [
        answer,
        replace(answer, id=2, network_id=4),
        replace(answer, id=3, municipality_id=9),
        replace(answer, id=4, state=QuestionState.UNANSWERED),
        QUESTION,
    ]
    offers = [OpenOffer(1, "A", TODAY), OpenOffer(2, "B", TODAY), OpenOffer(3, "C", since - timedelta(days=1))]
    tomorrow = TODAY + timedelta(days=1)
    news = news_for(reader, since, tomorrow, examples=examples, questions=questions, offers=offers)
    assert [each.id for each in news.examples] == [1]
    assert [each.id for each in news.answers] == [1]
    assert [each.id for each in news.offers] == [1]
    every = replace(reader, capital_ids=frozenset[str]())
    assert [
        each.id for each in news_for(every, since, tomorrow, examples=examples, questions=(), offers=()).examples
    ] == [1, 3]


def test_each_day_is_in_one_mail_and_the_day_of_a_mail_in_the_next() -> None:
    reader = NewsReader(municipality_id=9, capital_ids=frozenset(), network_ids=frozenset({3}), offer_ids=frozenset())
    examples, offers = [told(1)], [OpenOffer(1, "A", TODAY)]
    questions = [replace(QUESTION, state=QuestionState.ANSWERED, answered_on=TODAY)]
    days = [TODAY + timedelta(days=number) for number in (-30, 0, 30, 60)]
    news = [
        news_for(reader, since, today, examples=examples, questions=questions, offers=offers)
        for since, today in pairwise(days)
    ]
    assert [(len(each.examples), len(each.answers), len(each.offers)) for each in news] == [
        (0, 0, 0),
        (1, 1, 1),
        (0, 0, 0),
    ]


def test_the_mail_is_of_the_first_week_of_a_month_and_once_a_month() -> None:
    assert [is_time_for_news(date(2026, 12, day)) for day in (1, 7, 8)] == [True, True, False]
    assert was_sent_this_month(date(2026, 12, 1), date(2026, 12, 6))
    assert not was_sent_this_month(date(2025, 12, 1), date(2026, 12, 6))
    assert not was_sent_this_month(None, date(2026, 12, 6))


def warnings(today: date, goes_on: date) -> list[date]:
    """The days that a mail of `today` says that an example goes on which goes on the day `goes_on`."""
    reader = NewsReader(municipality_id=9, capital_ids=frozenset(), network_ids=frozenset(), offer_ids=frozenset())
    example = told(1, municipality_id=9, review_on=goes_on - GRACE)
    library = [example] if example.is_in_library(today) else []
    news = news_for(reader, today - timedelta(days=28), today, examples=library, questions=(), offers=())
    return [each.on for each in news.to_look_over if each.is_last]


@pytest.mark.parametrize(
    ("today", "goes_on", "is_told"),
    [
        ((2027, 2, 1), (2027, 3, 1), True),  # the March mail would come too late
        ((2027, 2, 1), (2027, 3, 8), True),  # the March mail may come on the 7th
        ((2027, 2, 1), (2027, 3, 9), False),  # the March mail is in time
        ((2027, 2, 1), (2027, 2, 28), True),
        ((2028, 2, 7), (2028, 2, 29), True),
        ((2028, 1, 7), (2028, 2, 29), False),
        ((2026, 12, 7), (2027, 1, 1), True),
        ((2027, 1, 1), (2027, 1, 31), True),
        ((2027, 1, 1), (2027, 1, 1), False),  # it is gone
        ((2027, 1, 1), (2027, 1, 2), True),
        ((2027, 1, 7), (2027, 1, 2), False),  # gone before the mail, and told of in December
        ((2026, 12, 7), (2027, 1, 2), True),
    ],
)
def test_of_what_goes_the_mail_before_it_warns(
    today: tuple[int, int, int], goes_on: tuple[int, int, int], is_told: bool
) -> None:
    assert warnings(date(*today), date(*goes_on)) == ([date(*goes_on)] if is_told else [])


@pytest.mark.parametrize("mail_days", [(1,), (7,), (1, 7), (7, 1), (3, 1, 6)])
def test_every_example_is_warned_of_before_it_goes_and_in_two_mails_at_most(mail_days: tuple[int, ...]) -> None:
    """Whichever day of the first week the mail is sent, such as the 7th when the service has been down since the 1st."""
    months = [(year, month) for year in (2027, 2028) for month in range(1, 13)]
    mails = [date(year, month, mail_days[place % len(mail_days)]) for place, (year, month) in enumerate(months)]
    for number in range(60, 700):  # from March of 2027, over the leap day
        goes_on = date(2027, 1, 1) + timedelta(days=number)
        days_before = [(goes_on - today).days for today in mails if warnings(today, goes_on)]
        assert days_before, goes_on
        assert min(days_before) >= 1
        assert max(days_before) <= 38  # from the 1st of a month of 31 days to the 8th of the next
        assert len(days_before) <= 2
