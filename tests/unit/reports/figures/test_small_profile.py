"""The small radar that stands beside other things: this year and the year before it."""

from dataclasses import replace

import pytest

from app.reports.figures import svg
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.figures import RadarFigure, SeriesRole
from app.reports.figures.profile_figures import radar
from app.reports.figures.small_profile import small_profile
from app.reports.paper import rendering
from tests.unit.reports.support import samples
from tests.unit.reports.support.golden import assert_golden


def whole() -> RadarFigure:
    edition = samples.questionnaire()
    profile = samples.profile(edition)
    return radar(profile_text(edition, profile, earlier=samples.earlier(edition)))


def test_it_has_this_year_strong_and_last_year_thin() -> None:
    drawing = svg.small_radar(small_profile(whole()).figure)
    assert drawing.count('class="ink-this-line"') == 1
    assert drawing.count('class="ink-earlier-thin"') == 1
    assert drawing.count("ink-earlier-mark") == 1  # of the one capital whose neighbours lack a value that year
    assert_golden("profil-liten.svg", drawing.replace("><", ">\n<") + "\n")


def test_its_name_has_the_numbers_of_the_lines_it_has_and_no_others() -> None:
    figure = whole()
    median = replace(figure.series[1], role=SeriesRole.BENCHMARK, name="Andra kommuners median")
    small = small_profile(replace(figure, series=(*figure.series, median)))
    assert "2026: Politiskt kapital" in small.figure.alternative
    assert "median" not in small.figure.alternative
    assert (small.this_name, small.earlier_name) == ("2026", "2025")


def test_a_year_that_stands_alone_between_gaps_is_still_seen() -> None:
    figure = whole()
    lonely = replace(figure.series[1], values=(None, 2.0, *[None] * 6))
    assert "ink-earlier-mark" in svg.small_radar(replace(figure, series=(figure.series[0], lonely)))


def test_on_a_page_a_line_under_it_says_which_is_which() -> None:
    markup = rendering.small_radar(whole())
    assert "2026 heldragen, 2025 streckad" in markup
    assert 'role="img"' in markup
    alone = rendering.small_radar(replace(whole(), series=whole().series[:1]))
    assert "2026 heldragen<" in alone


def test_a_figure_without_lines_has_no_small_one() -> None:
    with pytest.raises(ValueError, match="no line"):
        small_profile(replace(whole(), series=()))
