from dataclasses import replace
from decimal import Decimal

import pytest

from app.assessment.results import NotCompared, Profile
from app.reports.change_figures import change_figure, direction_figure
from app.reports.figures import RadarFigure, Series, SeriesRole
from app.reports.profile_figures import dot_plot, radar
from tests.unit.reports import samples

QUESTIONNAIRE = samples.questionnaire()
PROFILE = samples.profile(QUESTIONNAIRE)
COMPARISON = samples.comparison(QUESTIONNAIRE)
BENCHMARK = {"politiskt": Decimal("2.5"), "realt": Decimal(3)}


def full_radar() -> RadarFigure:
    return radar(QUESTIONNAIRE, PROFILE, COMPARISON, BENCHMARK)


def test_axes_keep_the_order_of_the_questionnaire() -> None:
    assert [axis.label for axis in full_radar().axes] == [short for _, _, short in samples.CAPITALS]


def test_a_capital_keeps_its_shape_when_others_are_left_out_of_the_round() -> None:
    some = Profile(PROFILE.capitals[2:4], (), None)
    whole = {axis.key: axis.marker for axis in full_radar().axes}
    assert {axis.key: axis.marker for axis in radar(QUESTIONNAIRE, some).axes}.items() <= whole.items()


def test_a_capital_without_score_is_a_gap_and_never_zero() -> None:
    this = full_radar().series[0]
    assert this.values[5] is None
    assert this.shown[5] == "otillräckligt underlag"


def test_gaps_split_a_line_into_runs_that_go_around_the_circle() -> None:
    line = Series(SeriesRole.THIS, "2026", (1.0, None, 2.0, 3.0, None, 1.0), ("",) * 6)
    assert list(line.runs()) == [(2, 3), (5, 0)]


def test_a_line_without_gaps_is_one_closed_run_and_an_empty_line_none() -> None:
    assert list(Series(SeriesRole.THIS, "", (1.0, 2.0), ("", "")).runs()) == [(0, 1)]
    assert list(Series(SeriesRole.THIS, "", (None, None), ("", "")).runs()) == []


def test_the_benchmark_has_gaps_where_there_is_none() -> None:
    assert full_radar().series[2].values == (2.5, None, None, None, None, None, 3.0, None)


def test_a_radar_refuses_two_lines_of_the_same_role() -> None:
    figure = full_radar()
    with pytest.raises(ValueError, match="at most three lines"):
        replace(figure, series=(figure.series[0], figure.series[0]))


def test_the_radars_alternative_gives_every_number_of_every_line() -> None:
    figure = full_radar()
    for series in figure.series:
        for axis, shown in zip(figure.axes, series.shown, strict=True):
            assert f"{axis.label} {shown}" in figure.alternative


def test_conclusions_never_rank_the_cross_cutting_dimension() -> None:
    lowest = PROFILE.capital("mottagarformaga")
    assert lowest is not None
    assert lowest.index == min(result.index for result in PROFILE.capitals if result.index is not None)
    assert full_radar().conclusion == "Starkast är finansiellt kapital (2,8) och svagast är politiskt kapital (2,0)."


def test_a_profile_without_any_score_says_so() -> None:
    empty = Profile(tuple(samples.unscored(capital) for capital in QUESTIONNAIRE.capitals), (), None)
    assert radar(QUESTIONNAIRE, empty).conclusion == "Inget kapitalslag har tillräckligt underlag för ett resultat."
    assert direction_figure(QUESTIONNAIRE, empty) is None


def test_the_dot_plot_counts_the_capitals_that_reach_the_level_others_build_on() -> None:
    assert dot_plot(QUESTIONNAIRE, PROFILE).conclusion == "Fyra av sju kapitalslag når minst nivån Delvis på plats."


def test_a_dot_without_earlier_year_has_no_earlier_dot() -> None:
    figure = dot_plot(QUESTIONNAIRE, PROFILE)
    assert figure.earlier_name is None
    assert all(row.earlier is None for row in figure.rows)


def test_radar_and_dot_plot_show_the_same_numbers() -> None:
    dots = dot_plot(QUESTIONNAIRE, PROFILE, COMPARISON)
    assert tuple(row.value for row in dots.rows) == full_radar().series[0].values
    assert tuple(row.earlier for row in dots.rows) == full_radar().series[1].values


def test_change_is_told_in_one_sentence_with_clear_changes_only() -> None:
    figure = change_figure(QUESTIONNAIRE, COMPARISON)
    assert figure.conclusion == "Två kapitalslag har gått tydligt upp och ett tydligt ned sedan 2025."


def test_a_capital_that_is_not_compared_has_no_values_but_a_reason() -> None:
    row = change_figure(QUESTIONNAIRE, COMPARISON).rows[5]
    assert (row.earlier, row.later, row.trend) == (None, None, None)
    assert row.missing == "Det saknas resultat ett av åren."


def test_values_of_a_capital_that_must_not_be_compared_are_never_drawn_or_told() -> None:
    changed = replace(COMPARISON.capitals[0], not_compared=NotCompared.DIFFERENT_SCALE)
    figure = change_figure(QUESTIONNAIRE, replace(COMPARISON, capitals=(changed,)))
    assert (figure.rows[0].earlier, figure.rows[0].later) == (None, None)
    assert figure.table.rows[0][1:3] == ("–", "–")
    assert figure.conclusion == "Inget kapitalslag går att jämföra med 2025."


def test_the_map_names_the_zone_most_capitals_lie_in() -> None:
    figure = direction_figure(QUESTIONNAIRE, PROFILE)
    assert figure is not None
    assert figure.conclusion == ("Vanligast är zonen ”komplex: experimentera och lär”, med tre av sju kapitalslag.")
