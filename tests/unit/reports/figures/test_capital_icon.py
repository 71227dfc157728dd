import re

import pytest

from app.assessment.questionnaires.cached_reader import load_cached
from app.reports.figures.capital_facts import axis_of
from app.reports.figures.figures import Marker
from app.reports.figures.svg.canvas import OUTLINES
from app.reports.figures.svg.capital_icon import capital_icon, icon_markers
from tests.paths import ROOT

OURS = load_cached(ROOT / "questionnaires" / "omstallningsformaga" / "2026.yaml")


def test_every_capital_of_our_questionnaire_has_an_icon_of_the_shape_that_it_has_in_figures() -> None:
    shapes = {capital.id: axis_of(capital, place).marker for place, capital in enumerate(OURS.capitals)}
    assert icon_markers() == shapes


@pytest.mark.parametrize(("key", "shape"), icon_markers().items())
def test_an_icon_is_drawn_inside_its_square_and_says_nothing(key: str, shape: Marker) -> None:
    svg = capital_icon(key)
    assert 'aria-hidden="true"' in svg
    assert "<title" not in svg
    if shape is Marker.CIRCLE:
        assert '<circle cx="12" cy="12" r="9.5"/>' in svg
        return
    outline = re.search(r'points="([^"]+)"', svg)
    assert outline is not None
    corners = [tuple(map(float, corner.split(","))) for corner in outline[1].split()]
    assert len(corners) == len(OUTLINES[shape])
    assert all(0.8 <= ordinate <= 23.2 for corner in corners for ordinate in corner)


def test_a_capital_of_another_questionnaire_has_no_icon() -> None:
    assert capital_icon("ekologiskt") == ""
