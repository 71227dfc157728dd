"""A mail that comes back is told from everything else that lands at the same address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.mail.bounces import Bounce, read_bounce
from tests.paths import DATA

FOLDER = DATA / "bounces"
OURS = "0123456789abcdef@kollen.example"


def notice(name: str) -> bytes:
    return (FOLDER / f"{name}.eml").read_bytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("postfix", "550 5.1.1 <sara.lind@ale.example>: Recipient address rejected: User unknown"),
        ("exchange", "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException"),
        ("without-the-mail", "5.4.4"),
    ],
)
def test_a_notice_names_our_mail_and_says_why_it_came_back(name: str, reason: str) -> None:
    assert read_bounce(notice(name)) == Bounce(OURS, reason)


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_line_ends_do_not_matter(line_end: bytes) -> None:
    bounce = read_bounce(notice("postfix").replace(b"\n", line_end))
    assert bounce is not None
    assert bounce.message_id == OURS


@pytest.mark.parametrize("name", ["delayed", "away"])
def test_a_mail_on_its_way_and_a_person_who_is_away_are_no_bounces(name: str) -> None:
    assert read_bounce(notice(name)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"report-type=delivery-status", b"report-type=feedback-report"),
        (b"Action: failed", b"Action: relayed"),
        (b"Action: failed", b"Action: \xff\xfe"),
        (b"Message-ID: <0123456789abcdef@kollen.example>", b"Message-ID:"),
        (b"message/delivery-status", b"text/plain"),
    ],
)
def test_a_notice_that_does_not_say_that_a_mail_of_ours_failed_is_no_bounce(old: bytes, new: bytes) -> None:
    assert old in notice("postfix")
    assert read_bounce(notice("postfix").replace(old, new)) is None


def test_our_own_mail_is_meant_and_not_the_notice_itself() -> None:
    bounce = read_bounce(notice("exchange"))
    assert bounce is not None
    assert bounce.message_id == OURS


@given(st.binary(max_size=500))
def test_anything_at_all_can_be_read(content: bytes) -> None:
    assert read_bounce(content) is None


@given(st.integers(min_value=0, max_value=2_000), st.binary(max_size=20))
def test_a_notice_that_is_damaged_anywhere_can_be_read(place: int, damage: bytes) -> None:
    whole = notice("postfix")
    read_bounce(whole[:place] + damage + whole[place + len(damage) :])
