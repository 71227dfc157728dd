"""Which series are lit beside this year in the large radar."""

import pytest

from app.reports.figures.figures import SeriesRole
from app.reports.figures.series_choice import (
    MEDIAN,
    MEDIAN_OF_SIZE,
    OTHERS_FIRST,
    TARGET,
    SeriesKind,
    SeriesOption,
    choose_series,
)

OPTIONS = (
    SeriesOption("2025", "2025", SeriesKind.YEAR),
    SeriesOption("2024", "2024", SeriesKind.YEAR),
    SeriesOption(TARGET, "Målnivå", SeriesKind.TARGET),
    SeriesOption(MEDIAN, "Andra kommuners median", SeriesKind.MEDIAN),
    SeriesOption(MEDIAN_OF_SIZE, "Median, under 40 000", SeriesKind.MEDIAN),
    SeriesOption("1440-ale", "Ale", SeriesKind.KOMMUN),
    SeriesOption("1441-lerum", "Lerum", SeriesKind.KOMMUN),
)


def lit(*wanted: str) -> list[str]:
    return [option.key for option in choose_series(OPTIONS, wanted).lit]


def test_as_long_as_nobody_has_chosen_it_is_last_year_and_the_targets() -> None:
    assert [option.key for option in choose_series(OPTIONS, None).lit] == ["2025", TARGET]
    without_targets = [option for option in OPTIONS if option.key != TARGET]
    assert [option.key for option in choose_series(without_targets, None).lit] == ["2025", MEDIAN]
    assert [option.key for option in choose_series(OPTIONS, None, OTHERS_FIRST).lit] == ["2025", MEDIAN]


def test_to_want_nothing_is_not_the_same_as_to_have_chosen_nothing() -> None:
    assert lit("") == []


@pytest.mark.parametrize(
    ("wanted", "expected", "too_many"),
    [
        (("2024", "1440-ale", "1441-lerum"), ["2024", "1440-ale"], ("Lerum",)),
        ((MEDIAN, MEDIAN_OF_SIZE), [MEDIAN], ("Median, under 40 000",)),
        (("finns-inte", "1440-ale"), ["1440-ale"], ()),
    ],
)
def test_at_most_three_are_lit_with_one_median_and_the_rest_is_named(
    wanted: tuple[str, ...], expected: list[str], too_many: tuple[str, ...]
) -> None:
    choice = choose_series(OPTIONS, wanted)
    assert [option.key for option in choice.lit] == expected
    assert choice.too_many == too_many


def test_no_two_lines_look_alike_and_a_line_keeps_its_look_when_another_kind_goes() -> None:
    both = {option.key: option.role for option in choose_series(OPTIONS, ("2025", "1440-ale")).lit}
    assert both == {"2025": SeriesRole.EARLIER, "1440-ale": SeriesRole.INDIVIDUAL}
    (alone,) = choose_series(OPTIONS, ("1440-ale",)).lit
    assert alone.role is SeriesRole.INDIVIDUAL
    for pair in (("2025", "2024"), ("1440-ale", "1441-lerum")):
        assert len({option.role for option in choose_series(OPTIONS, pair).lit}) == 2


def test_an_address_tells_the_choice_also_when_it_is_none() -> None:
    assert choose_series(OPTIONS, ("1440-ale",)).query == "?med=&med=1440-ale"
    assert choose_series(OPTIONS, ("",)).query == "?med="
