import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.results import results
from app.reports.kernel import wording


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("2.4"), None, "2,4"),
        (Decimal("1.96"), None, "1,96"),
        (3.0, None, "3"),
        (Fraction(9, 4), 1, "2,3"),
        (-0.5, 1, "\u22120,5"),
        (-0.01, 1, "0,0"),
        (1234567, None, "1\u00a0234\u00a0567"),
    ],
)
def test_numbers_have_decimal_comma_real_minus_and_grouped_thousands(
    value: float, decimals: int | None, text: str
) -> None:
    assert wording.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(1, 2), "+0,5"), (Fraction(-2, 3), "\u22120,7"), (Fraction(1, 50), "0,0")]
)
def test_differences_carry_their_sign_unless_they_round_to_nothing(value: Fraction, text: str) -> None:
    assert wording.signed(value) == text


def test_dates_are_written_out_and_kept_on_one_line() -> None:
    assert wording.date(dt.date(2026, 11, 23)) == "23\u00a0november\u00a02026"


def test_shares_are_whole_percent() -> None:
    assert wording.percent(Fraction(5, 6)) == "83\u00a0%"


@pytest.mark.parametrize(
    ("items", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a och b"), (("a", "b", "c"), "a, b och c")]
)
def test_lists_end_with_och(items: tuple[str, ...], text: str) -> None:
    assert wording.listing(items) == text


def test_clipped_text_ends_between_words_with_an_ellipsis() -> None:
    assert wording.clipped("Målen har årtal, mått och delmål", 20) == "Målen har årtal…"
    assert wording.clipped("Kort", 20) == "Kort"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (wording.STATUSES, results.CapitalStatus),
        (wording.TRENDS, results.Trend),
        (wording.NO_INTERVALS, results.NoInterval),
        (wording.NOT_COMPARED, results.NotCompared),
        (wording.ZONES, results.Zone),
        (wording.SOURCES, results.QuestionSource),
    ],
)
def test_every_kind_of_outcome_has_words(words: dict[object, str], kinds: type) -> None:
    assert set(words) == set(kinds)  # type: ignore[call-overload]
