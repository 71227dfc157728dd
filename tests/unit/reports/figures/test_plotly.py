import json
import re
from dataclasses import replace
from typing import Any

import pytest

from app.assessment.results.results import CapitalStatus, Profile
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.change_figures import change_figure, direction_figure
from app.reports.figures.change_words import comparison_text
from app.reports.figures.figures import Figure
from app.reports.figures.plotly import interactive, is_interactive
from app.reports.figures.profile_figures import dot_plot, radar
from app.reports.kernel import tokens
from tests.unit.reports.support import samples

QUESTIONNAIRE = samples.questionnaire()
PROFILE = samples.profile(QUESTIONNAIRE)
COMPARISON = samples.comparison(QUESTIONNAIRE)
EARLIER = samples.earlier(QUESTIONNAIRE)
FIGURES: list[Figure] = [
    radar(profile_text(QUESTIONNAIRE, PROFILE, earlier=EARLIER)),
    dot_plot(profile_text(QUESTIONNAIRE, PROFILE, earlier=EARLIER)),
    change_figure(comparison_text(QUESTIONNAIRE, COMPARISON)),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_every_colour_is_a_token_of_the_theme(figure: Figure) -> None:
    names = set(re.findall(r"var\((--[\w-]+)\)", json.dumps(interactive(figure))))
    assert names
    assert names <= set(tokens.light())


def test_the_interactive_radar_has_the_same_values_and_gaps_as_the_drawing() -> None:
    figure = radar(profile_text(QUESTIONNAIRE, PROFILE))
    trace = interactive(figure)["data"][0]
    assert tuple(trace["r"][:-1]) == figure.series[0].values
    assert trace["connectgaps"] is False


def test_the_interactive_radar_closes_its_lines() -> None:
    trace = interactive(radar(profile_text(QUESTIONNAIRE, PROFILE)))["data"][0]
    assert (trace["r"][0], trace["theta"][0]) == (trace["r"][-1], trace["theta"][-1])


def test_what_has_no_value_says_why_in_its_row() -> None:
    notes = interactive(dot_plot(profile_text(QUESTIONNAIRE, PROFILE)))["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["otillräckligt underlag"]


def test_names_cannot_smuggle_html_into_the_figure() -> None:
    capital = QUESTIONNAIRE.capitals[0].model_copy(update={"short_name": "<a href=x>"})
    questionnaire = QUESTIONNAIRE.model_copy(update={"capitals": (capital, *QUESTIONNAIRE.capitals[1:])})
    assert "<a" not in json.dumps(interactive(radar(profile_text(questionnaire, PROFILE))))


def test_the_map_stays_a_plain_drawing() -> None:
    figure = direction_figure(QUESTIONNAIRE, PROFILE)
    assert figure is not None
    assert not is_interactive(figure)
    assert is_interactive(FIGURES[0])
    with pytest.raises(TypeError, match="DirectionFigure"):
        interactive(figure)


def _empty(profile: Profile) -> Profile:
    """No capital has a result."""
    without: dict[str, Any] = {"index": None, "level": None, "cap": None, "status": CapitalStatus.INSUFFICIENT}
    return replace(profile, capitals=tuple(replace(result, **without) for result in profile.capitals), overall=None)


def test_a_figure_with_nothing_to_draw_stays_a_plain_drawing() -> None:
    empty = _empty(PROFILE)
    assert not is_interactive(radar(profile_text(QUESTIONNAIRE, empty)))
    assert not is_interactive(dot_plot(profile_text(QUESTIONNAIRE, empty)))


def test_rows_without_a_dot_have_places_beside_an_earlier_year_and_words_that_do_not_cover_its_dots() -> None:
    figure = interactive(dot_plot(profile_text(QUESTIONNAIRE, _empty(PROFILE), earlier=EARLIER)))
    words = f"{QUESTIONNAIRE.year}: otillräckligt underlag i alla rader"  # once, and not in every row
    assert [trace["name"] for trace in figure["data"]] == ["2025", words]
    assert {note["text"] for note in figure["layout"]["annotations"]} == {"–"}
    assert figure["layout"]["yaxis"]["type"] == "category"
    notes = {note["y"]: note["yshift"] for note in figure["layout"]["annotations"]}
    assert all(notes[place] < 0 for place in figure["data"][0]["y"])
