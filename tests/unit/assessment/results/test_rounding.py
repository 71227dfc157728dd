"""Method 2: a figure is as fine as its scale, and an index never looks like a level that it has not reached."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.results.rounding import rounded, scale_decimals, shown
from tests.unit.builders import a_questionnaire

SCALE = a_questionnaire().scale


@pytest.mark.parametrize(
    ("index", "figure"),
    [
        ("0", "0.0"),
        ("0.04", "0.0"),
        ("2.349", "2.3"),
        ("2.25", "2.3"),  # half away from zero, where half to even would give 2.2
        ("2.05", "2.1"),
        ("1.94", "1.9"),
        ("1.95", "1.95"),  # one decimal would be 2.0
        ("1.96", "1.96"),
        ("1.9949", "1.99"),
        ("1.995", "1.99"),  # two decimals would be 2.00, so rounded down
        ("1.996", "1.99"),
        ("3.99", "3.99"),
        ("4", "4.0"),
        ("7/3", "2.3"),
        ("2", "2.0"),
    ],
)
def test_one_decimal_or_two_where_one_would_reach_the_next_level(index: str, figure: str) -> None:
    assert str(shown(Fraction(index), SCALE)) == figure


@pytest.mark.parametrize(
    ("levels", "decimals"),
    [
        (["0", "1", "2", "3", "4"], 1),  # a tenth of a level is 0.1
        (["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], 1),
        (["0", "0.25", "0.5", "0.75", "1"], 2),  # 0.025, which 0.01 is within and 0.1 is not
        (["0", "0.5", "1"], 2),  # 0.05
        (["0", "1"], 1),
        (["0", "5", "10"], 1),  # 0.5: whole numbers would be two tenths
        (["0", "10", "20"], 0),  # exactly 1
        (["0", "25", "50", "75", "100"], 0),
        (["0", "0.01", "0.02"], 3),
        (["0", "0.5", "3"], 1),  # uneven: one level is 3/2, a tenth of it 0.15
    ],
)
def test_a_scale_s_decimals_are_the_fewest_that_show_a_tenth_of_a_level(levels: list[str], decimals: int) -> None:
    assert scale_decimals(a_questionnaire(scale=levels).scale) == decimals


@pytest.mark.parametrize(
    ("index", "figure"),
    [
        ("0.4", "0.40"),
        ("0.333", "0.33"),
        ("0.745", "0.745"),  # two decimals would be 0.75, the next level
        ("0.7449", "0.74"),
        ("0.7496", "0.749"),  # three would be 0.750, so rounded down
        ("0.75", "0.75"),
        ("0.125", "0.13"),
    ],
)
def test_a_scale_from_nothing_to_one_is_shown_with_two_decimals(index: str, figure: str) -> None:
    assert str(shown(Fraction(index), a_questionnaire(scale=["0", "0.25", "0.5", "0.75", "1"]).scale)) == figure


@pytest.mark.parametrize(("index", "figure"), [("62.5", "63"), ("74.4", "74"), ("74.5", "74.5"), ("74.96", "74.9")])
def test_a_scale_of_a_hundred_is_shown_in_whole_numbers(index: str, figure: str) -> None:
    assert str(shown(Fraction(index), a_questionnaire(scale=["0", "25", "50", "75", "100"]).scale)) == figure


def test_the_next_level_may_lie_between_whole_numbers() -> None:
    scale = a_questionnaire(scale=["0", "0.5", "3"]).scale

    assert str(shown(Fraction("0.46"), scale)) == "0.46"
    assert str(shown(Fraction("0.56"), scale)) == "0.6"


@pytest.mark.parametrize(("index", "figure"), [("-1.25", "-1.3"), ("-0.04", "-0.04"), ("-0.004", "-0.01")])
def test_below_zero_half_still_goes_away_from_zero_and_never_up_to_a_level(index: str, figure: str) -> None:
    scale = a_questionnaire(scale=["-2", "0", "2"]).scale

    assert str(shown(Fraction(index), scale)) == figure


@pytest.mark.parametrize(
    ("figure", "decimals", "expected"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("-0.04", 1, "0.0"), ("2.5", 0, "3"), ("1/3", 3, "0.333")],
)
def test_figures_round_half_away_from_zero_without_negative_zero(figure: str, decimals: int, expected: str) -> None:
    assert str(rounded(Fraction(figure), decimals)) == expected


@given(st.fractions(0, 4))
def test_what_is_shown_stands_on_the_same_level_within_half_a_tenth(index: Fraction) -> None:
    figure = shown(index, SCALE)

    assert figure // 1 == index // 1
    assert abs(Fraction(figure) - index) <= Fraction(1, 20)


@given(st.fractions(0, 4), st.fractions(0, 4))
def test_a_higher_index_is_never_shown_as_a_lower_figure(this: Fraction, other: Fraction) -> None:
    low, high = sorted((this, other))

    assert shown(low, SCALE) <= shown(high, SCALE)


def test_a_figure_is_a_decimal_with_its_decimals() -> None:
    assert shown(Fraction(2), SCALE).as_tuple() == Decimal("2.0").as_tuple()
