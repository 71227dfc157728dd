"""A stream that tells of changes: when it speaks, when it ends, and how many there may be."""

import asyncio
from collections.abc import Sequence

from app.web.shell.http.live_updates import KEEPALIVE_EVERY, Subscribers, change_events

END = "event: slut\ndata: \n\n"
HEARTBEAT_INTERVAL = ": \n\n"


def change(number: int) -> str:
    return f"event: andring\ndata: {number}\n\n"


def said(numbers: Sequence[int | None], rounds: int = 10) -> list[str]:
    """What a stream says when the number is asked for so many times."""
    followers, answers = Subscribers(), iter(numbers)

    async def ask() -> int | None:
        return next(answers)

    async def listen() -> list[str]:
        return [part async for part in change_events(followers, ask, every_seconds=0, rounds=rounds)]

    parts = asyncio.run(listen())
    assert followers.now == 0
    return parts


def test_the_number_is_told_at_first_and_whenever_it_is_another() -> None:
    assert said([7, 7, 8, 8, 10, 9], rounds=6) == [change(7), change(8), change(10), change(9), END]


def test_a_stream_without_news_says_now_and_then_that_it_is_there() -> None:
    silent = 2 * KEEPALIVE_EVERY + 1
    assert said([0] * silent, rounds=silent) == [change(0), HEARTBEAT_INTERVAL, HEARTBEAT_INTERVAL, END]


def test_a_stream_ends_by_itself_and_says_so() -> None:
    assert said([1] * 3, rounds=3) == [change(1), END]


def test_a_stream_ends_without_a_word_for_who_may_not_know_any_more() -> None:
    assert said([1, 1, None, 2]) == [change(1)]
    assert said([None]) == []


def test_a_follower_counts_while_the_stream_lasts_and_not_after_it_is_left() -> None:
    followers = Subscribers(most=1)

    async def ask() -> int | None:
        return 3

    async def follow_and_leave() -> list[bool]:
        stream = change_events(followers, ask, every_seconds=0)
        full = [followers.is_full]
        assert await anext(stream) == change(3)
        full.append(followers.is_full)
        await stream.aclose()
        return [*full, followers.is_full]

    assert asyncio.run(follow_and_leave()) == [False, True, False]
