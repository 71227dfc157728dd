"""How often something may be tried, in one process and in several."""

import threading
from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import select

from app.errors import RateLimitedError
from app.services.kernel.rate_limits import MAX_PERIOD, Limit, Try, count, room_after
from app.storage.engine.database import Database
from app.storage.tables import RateCountRow
from tests.builders import NOW

HOUR, MINUTE, INSTANT = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
FIVE = Limit("mejl", 5, HOUR, "Fem mejl är nog.")
OTHER = Limit("annat", 3, HOUR)
START = NOW.replace(minute=0)
"""The beginning of a window of an hour."""


def rows(database: Database) -> list[RateCountRow]:
    with database.read() as session:
        return list(session.exec(select(RateCountRow)).all())


def tried(database: Database, *moments: timedelta, key: str = "a", limit: Limit = FIVE) -> list[bool]:
    """Whether each try, at a time from the window's start, was let through."""
    outcomes = []
    for moment in moments:
        try:
            count(database, [Try(limit, key)], START + moment)
        except RateLimitedError:
            outcomes.append(False)
        else:
            outcomes.append(True)
    return outcomes


def test_as_many_as_the_limit_says_are_let_through_and_no_more(database: Database) -> None:
    assert tried(database, *[MINUTE] * 7) == [True] * 5 + [False] * 2


def test_each_key_and_each_limit_is_counted_by_itself(database: Database) -> None:
    assert tried(database, *[MINUTE] * 6) == [True] * 5 + [False]
    assert tried(database, *[MINUTE] * 6, key="b") == [True] * 5 + [False]
    assert tried(database, *[MINUTE] * 4, limit=OTHER) == [True] * 3 + [False]


def test_a_new_window_does_not_begin_with_an_empty_count(database: Database) -> None:
    """Five at the end of an hour. Ten minutes into the next, 5 x 50/60 = 4.2 still weigh; at 12 minutes 4.0 do."""
    assert tried(database, *[HOUR - MINUTE] * 5) == [True] * 5
    assert tried(database, HOUR + 10 * MINUTE, HOUR + 12 * MINUTE, HOUR + 12 * MINUTE) == [False, True, False]
    assert tried(database, *[3 * HOUR] * 6) == [True] * 5 + [False]


def test_tries_while_the_clock_was_wrong_keep_nobody_out_when_it_is_right(database: Database) -> None:
    month = timedelta(days=30)
    assert tried(database, *[month] * 6, *[-HOUR] * 6) == ([True] * 5 + [False]) * 2
    assert tried(database, MINUTE, 2 * HOUR) == [False, True]  # the five of the hour before still weigh
    assert tried(database, *[MINUTE] * 6, key="b") == [True] * 5 + [False]


def test_the_refusal_says_from_when_there_is_room(database: Database) -> None:
    tried(database, *[30 * MINUTE] * 5)
    with pytest.raises(RateLimitedError) as error:
        count(database, [Try(FIVE, "a")], START + 40 * MINUTE)
    again = error.value.again_at
    # In the next hour the five weigh 5 x (1 - share); four are left of them after a fifth of it: 12 minutes.
    assert again == START + HOUR + 12 * MINUTE
    assert error.value.message == "Fem mejl är nog."
    assert tried(database, again - START - MINUTE, again - START) == [False, True]


@pytest.mark.parametrize(
    ("before", "current", "amount", "seconds", "share"),
    [
        (0, 5, 1, 0.5, 0.5 + 0.2),  # all in this window: its rest, and a fifth of the next
        (10, 2, 1, 0.5, 0.3),  # 10 x (1 - x) + 2 = 4 at x = 0.8
        (4, 0, 1, 0.0, 0.0),  # there is room already
        (0, 0, 9, 0.25, 1.75),  # never fits
    ],
)
def test_how_long_to_wait(before: int, current: int, amount: int, seconds: float, share: float) -> None:
    assert room_after(FIVE, before, current, amount, seconds) / HOUR == pytest.approx(share)


def test_several_at_once_count_as_several(database: Database) -> None:
    count(database, [Try(FIVE, "a", 4)], NOW)
    with pytest.raises(RateLimitedError):
        count(database, [Try(FIVE, "a", 2)], NOW)
    count(database, [Try(FIVE, "a", 1)], NOW)


def test_when_one_of_several_limits_refuses_none_is_counted(database: Database) -> None:
    tried(database, *[MINUTE] * 3, limit=OTHER)
    for _ in range(10):
        with pytest.raises(RateLimitedError):
            count(database, [Try(FIVE, "a"), Try(OTHER, "a")], START + MINUTE)
    assert tried(database, *[MINUTE] * 6) == [True] * 5 + [False]


def test_a_flood_is_refused_without_writing(database: Database) -> None:
    tried(database, *[MINUTE] * 1_000)
    assert [row.count for row in rows(database)] == [5]


def test_what_is_old_is_forgotten(database: Database) -> None:
    for number in range(20):
        tried(database, timedelta(), key=str(number))
    assert len(rows(database)) == 20
    tried(database, 2 * MAX_PERIOD + INSTANT)
    assert len(rows(database)) == 1


def test_only_hashes_are_stored(database: Database) -> None:
    tried(database, MINUTE, key="asa@norrby.example")
    (row,) = rows(database)
    assert len(row.key_hash) == 64
    assert "norrby" not in str(row.model_dump())


def test_a_limit_holds_after_a_restart(database: Database, database_url: str) -> None:
    tried(database, *[MINUTE] * 5)
    with closing(Database(database_url)) as database_again:
        assert tried(database_again, MINUTE) == [False]


def test_a_limit_holds_among_processes_that_count_at_the_same_time(database: Database, database_url: str) -> None:
    """Two doors to one database stand for two processes."""
    outcomes: list[bool] = []
    with closing(Database(database_url)) as other:
        threads = [
            threading.Thread(target=lambda door=door: outcomes.extend(tried(door, *[MINUTE] * 5)))
            for door in (database, other, database, other)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == [False] * 15 + [True] * 5


def test_a_stretch_that_would_be_forgotten_too_early_is_no_limit(database: Database) -> None:
    with pytest.raises(ValueError, match="at most"):
        count(database, [Try(Limit("vecka", 1, timedelta(days=7)), "a")], NOW)
