"""Questions, networks and challenges as they are read, and what is news to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from app.support.exchange.challenge import Challenge, read_challenge, read_ending
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
