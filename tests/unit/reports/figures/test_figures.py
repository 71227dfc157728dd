from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.results.results import Interval, NotCompared, Profile
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.change_figures import change_figure, direction_figure, steps
from app.reports.figures.change_words import comparison_text
from app.reports.figures.figures import RadarFigure, Series, SeriesRole
from app.reports.figures.profile_figures import dot_plot, radar
from tests.unit.reports.support import samples

QUESTIONNAIRE = samples.questionnaire()
PROFILE = samples.profile(QUESTIONNAIRE)
COMPARISON = samples.comparison(QUESTIONNAIRE)
EARLIER = samples.earlier(QUESTIONNAIRE)
BENCHMARK = {"politiskt": Decimal("2.5"), "realt": Decimal(3)}


def full_radar() -> RadarFigure:
    return radar(profile_text(QUESTIONNAIRE, PROFILE, earlier=EARLIER), BENCHMARK)


def test_axes_keep_the_order_of_the_questionnaire() -> None:
    assert [axis.label for axis in full_radar().axes] == [short for _, _, short in samples.CAPITALS]


def test_a_capital_keeps_its_shape_when_others_are_left_out_of_the_round() -> None:
    some = Profile(PROFILE.capitals[2:4], (), None)
    whole = {axis.key: axis.marker for axis in full_radar().axes}
    assert {axis.key: axis.marker for axis in radar(profile_text(QUESTIONNAIRE, some)).axes}.items() <= whole.items()


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
        for axis, value in zip(figure.axes, series.shown, strict=True):
            assert f"{axis.name} {value}" in figure.alternative


def test_conclusions_never_rank_the_cross_cutting_dimension() -> None:
    lowest = PROFILE.capital("mottagarformaga")
    assert lowest is not None
    assert lowest.index == min(result.index for result in PROFILE.capitals if result.index is not None)
    assert full_radar().conclusion == "Starkast är finansiellt kapital (2,8) och svagast är politiskt kapital (2,0)."


def test_a_profile_without_any_score_says_so() -> None:
    empty = Profile(tuple(samples.unscored(capital) for capital in QUESTIONNAIRE.capitals), (), None)
    assert (
        radar(profile_text(QUESTIONNAIRE, empty)).conclusion
        == "Inget kapitalslag har tillräckligt underlag för ett resultat."
    )
    assert direction_figure(QUESTIONNAIRE, empty) is None


def test_the_dot_plot_counts_the_capitals_that_reach_the_level_others_build_on() -> None:
    assert dot_plot(profile_text(QUESTIONNAIRE, PROFILE)).conclusion == (
        "Fyra av de sex kapitalslag som har en nivå når Delvis på plats. Ett saknar nivå."
    )


def test_a_dot_without_earlier_year_has_no_earlier_dot() -> None:
    figure = dot_plot(profile_text(QUESTIONNAIRE, PROFILE))
    assert figure.earlier_name is None
    assert all(row.earlier is None for row in figure.rows)


def test_radar_and_dot_plot_show_the_same_numbers() -> None:
    dots = dot_plot(profile_text(QUESTIONNAIRE, PROFILE, earlier=EARLIER))
    assert tuple(row.value for row in dots.rows) == full_radar().series[0].values
    assert tuple(row.earlier for row in dots.rows) == full_radar().series[1].values


def test_the_earlier_year_in_a_profile_is_its_own_result_and_not_that_of_the_shared_questions() -> None:
    # Politiskt: 2 now. On the shared questions it was 1,25; as it was settled, 1,75.
    assert COMPARISON.capitals[0].earlier == Fraction(5, 4)
    line = full_radar().series[1]
    assert (line.name, line.values[0], line.shown[0]) == ("2025", 1.75, "1,8")
    dots = dot_plot(profile_text(QUESTIONNAIRE, PROFILE, earlier=EARLIER))
    assert (dots.rows[0].earlier, dots.earlier_name) == (1.75, "2025")
    assert "Politiskt kapital 2,0 (2025: 1,8)" in dots.alternative
    for table in (full_radar().table, dots.table):
        assert (table.header[4], table.rows[0][4]) == ("2025", "1,8")
        # Realt: (3 + 5/3 + 10/3 + 2)/4 = 2,5 now, 2,4 on the shared questions, 2,9 as it was settled.
        assert [row[4] for row in table.rows[5:]] == ["otillräckligt underlag", "2,9", "ingick inte"]


def test_an_earlier_year_on_another_scale_does_not_stand_on_this_year_s() -> None:
    other = replace(EARLIER, same_scale=False)
    figure = radar(profile_text(QUESTIONNAIRE, PROFILE, earlier=other), BENCHMARK)
    assert [line.role for line in figure.series] == [SeriesRole.THIS, SeriesRole.BENCHMARK]
    assert dot_plot(profile_text(QUESTIONNAIRE, PROFILE, earlier=other)).earlier_name is None
    assert "2025" not in figure.table.header


def test_the_change_is_shown_as_a_difference_and_says_on_how_many_questions() -> None:
    figure = change_figure(comparison_text(QUESTIONNAIRE, COMPARISON))
    # On the shared questions 2 now and 1,25 then.
    assert (figure.rows[0].difference, figure.rows[0].shown) == (0.75, "+0,8")
    assert figure.table.header == ("Kapitalslag", "Förändring", "Bedömning", "Frågor")
    assert figure.table.rows[0] == ("Politiskt kapital", "+0,8", "tydligt upp", "3\u00a0av\u00a04")
    assert "Politiskt kapital +0,8 på 3 av 4\u00a0frågor, tydligt upp" in figure.alternative


def test_the_note_beside_a_change_says_what_it_is_counted_on() -> None:
    # Seven capitals are compared, each on three of its four questions.
    assert change_figure(comparison_text(QUESTIONNAIRE, COMPARISON)).note == (
        "Förändringen räknas på de 21 av 28\u00a0frågor i sex kapitalslag och mottagarförmågan som båda åren har, "
        "med samma indelning i rollgrupper. "
        "Därför kan den skilja sig från skillnaden mellan årens index."
    )


@pytest.mark.parametrize(
    ("difference", "labels"),
    [
        ("0", ["−1", "0", "+1"]),
        ("-1", ["−1", "0", "+1"]),
        ("1.01", ["−2", "−1", "0", "+1", "+2"]),
        ("-3.2", ["−4", "−3", "−2", "−1", "0", "+1", "+2", "+3", "+4"]),
    ],
)
def test_the_scale_of_a_change_has_no_change_in_its_middle(difference: str, labels: list[str]) -> None:
    rings = steps(QUESTIONNAIRE, [Fraction(difference), None])
    assert [ring.label for ring in rings] == labels
    assert {ring.name for ring in rings} >= {"en nivå ned", "ingen förändring", "en nivå upp"}


def test_change_is_told_in_one_sentence_with_clear_changes_only() -> None:
    figure = change_figure(comparison_text(QUESTIONNAIRE, COMPARISON))
    assert figure.conclusion == "Två kapitalslag har gått tydligt upp och ett tydligt ned sedan 2025."


def test_a_capital_that_is_not_compared_has_no_values_but_a_reason() -> None:
    row = change_figure(comparison_text(QUESTIONNAIRE, COMPARISON)).rows[5]
    assert (row.difference, row.trend) == (None, None)
    assert row.missing == "Det saknas resultat ett av åren."


def test_values_of_a_capital_that_must_not_be_compared_are_never_drawn_or_told() -> None:
    capital = replace(COMPARISON.capitals[0], not_compared=NotCompared.DIFFERENT_SCALE)
    figure = change_figure(comparison_text(QUESTIONNAIRE, replace(COMPARISON, capitals=(capital,))))
    assert figure.rows[0].difference is None
    assert figure.conclusion == "Inget kapitalslag går att jämföra med 2025."


def test_the_map_names_the_zone_most_capitals_lie_in() -> None:
    figure = direction_figure(QUESTIONNAIRE, PROFILE)
    assert figure is not None
    assert figure.conclusion == (
        "Vanligast är arbetssättet ”komplex: experimentera och lär”, med tre av sju kapitalslag."
    )


def test_the_whiskers_of_an_interval_are_no_finer_than_its_words() -> None:
    interval = Interval(1.2345, 2.3456, 12, 0.3, 10, few=False)
    first, *others = PROFILE.capitals
    profile = replace(PROFILE, capitals=(replace(first, interval=interval), *others))
    agreed_profile = replace(
        PROFILE, capitals=(replace(first, interval=replace(interval, before_meeting=True)), *others)
    )

    assert dot_plot(profile_text(QUESTIONNAIRE, profile)).rows[0].interval == (1.2, 2.3)
    assert dot_plot(profile_text(QUESTIONNAIRE, agreed_profile)).rows[0].interval is None
