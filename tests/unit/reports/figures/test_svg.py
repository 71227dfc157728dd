import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalStatus, Profile
from app.reports.figures import svg
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.change_figures import change_figure, direction_figure
from app.reports.figures.change_words import comparison_text
from app.reports.figures.figures import Figure
from app.reports.figures.profile_figures import dot_plot, radar
from app.reports.figures.svg.canvas import PAINTS, WIDTH, text_width
from app.reports.overview.regional.figures import kommun_radar, levels_figure
from app.reports.results.development_figure import development_figure
from app.reports.styles import STYLES
from app.rounds.assessments.plans import Target
from app.rounds.overview.overview import Distribution
from tests.unit.reports.support import regional_samples, samples
from tests.unit.reports.support.golden import assert_golden

SVG = "{http://www.w3.org/2000/svg}"
LONGEST = "Organisatoriskaa"


def figures(questionnaire: Questionnaire | None = None) -> list[Figure]:
    edition = questionnaire or samples.questionnaire()
    profile, comparison = samples.profile(edition), samples.comparison(edition)
    direction = direction_figure(edition, profile)
    assert direction is not None
    targets = {"politiskt": Target(4, 2028), "human": Target(5, 2028)}
    return [
        radar(profile_text(edition, profile, earlier=samples.earlier(edition))),
        dot_plot(profile_text(edition, profile, earlier=samples.earlier(edition))),
        change_figure(comparison_text(edition, comparison)),
        direction,
        development_figure(*samples.development(edition), targets),
        levels_figure(edition, edition.capitals, tuple(distribution(capital.id) for capital in edition.capitals)),
    ]


def distribution(capital_id: str) -> Distribution:
    """A level that most of 60 are on, one that nobody is on, and two kommuner without a result."""
    return Distribution(capital_id, (3, 0, 48, 6, 1), 2, 0)


def with_long_names() -> Questionnaire:
    edition = samples.questionnaire()
    capitals = tuple(capital.model_copy(update={"short_name": LONGEST}) for capital in edition.capitals)
    return edition.model_copy(update={"capitals": capitals})


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every upright text but the halos, with the width the font really has."""
    corners = []
    for text in ET.fromstring(drawing).iter(f"{SVG}text"):
        if text.get("transform") or text.get("class") == "ink-halo":
            continue
        x, y, size = float(text.get("x", 0)), float(text.get("y", 0)), float(text.get("font-size", 0))
        width = real_width(text.text or "", size)
        start = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        corners.append((start, y - 0.75 * size, start + width, y + 0.22 * size))
    return corners


FONT = TTFont(STYLES / "fonts/public-sans-regular.woff2")


def real_width(text: str, size: float) -> float:
    names, advances = FONT.getBestCmap(), FONT["hmtx"]
    units: int = sum(advances[names[ord(letter)]][0] for letter in text)
    return units / int(FONT["head"].unitsPerEm) * size


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("long_names", [False, True])
def test_labels_are_never_cut_and_never_overlap(place: int, long_names: bool) -> None:
    drawing = svg.draw(figures(with_long_names() if long_names else None)[place])
    height = float(drawing.partition(f'viewBox="0 0 {WIDTH} ')[2].partition('"')[0])
    corners = boxes(drawing)
    for start, top, right, bottom in corners:
        assert start >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= height
    for number, box in enumerate(corners):
        for other in corners[number + 1 :]:
            apart = box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]
            assert apart, (box, other)


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_a_drawing_has_no_style_attributes_and_is_always_the_same(figure: Figure) -> None:
    drawing = svg.draw(figure)
    assert "style=" not in drawing
    assert svg.draw(figure) == drawing


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_on_paper_the_title_comes_first_and_is_the_text_alternative(figure: Figure) -> None:
    first = ET.fromstring(svg.draw(figure, with_title=True))[0]
    assert first.tag == f"{SVG}title"
    assert first.text == figure.alternative


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_on_the_web_the_drawing_is_hidden_because_its_wrapper_has_the_name(figure: Figure) -> None:
    root = ET.fromstring(svg.draw(figure))
    assert root.get("aria-hidden") == "true"
    assert root.find(f"{SVG}title") is None


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_the_drawing_equals_the_stored_one(figure: Figure) -> None:
    assert_golden(f"{figure.key}.svg", svg.draw(figure).replace("><", ">\n<") + "\n")


def test_a_capital_without_score_has_no_marker_on_the_radar() -> None:
    drawing = svg.draw(figures()[0])
    assert drawing.count('class="ink-this-mark"') == len(samples.CAPITALS) - 1 + 1  # seven scores and the legend


def test_where_no_capital_has_a_score_the_dot_plot_says_why_once() -> None:
    edition = samples.questionnaire()
    before = samples.profile(edition)
    empty = Profile(
        tuple(replace(result, status=CapitalStatus.INSUFFICIENT, index=None, level=None) for result in before.capitals),
        (),
        None,
    )
    figure = dot_plot(profile_text(edition, empty, earlier=samples.earlier(edition)))
    drawing = svg.draw(figure)
    assert drawing.count("otillräckligt underlag") == 1
    assert f"{edition.year}: otillräckligt underlag i alla rader" in drawing
    assert f">{edition.year}<" not in drawing  # no dot of this year, and so no key to it
    assert figure.alternative.count("otillräckligt underlag") == 1
    assert f"{edition.year}: otillräckligt underlag i alla rader. Politiskt kapital (2025: " in figure.alternative
    some = dot_plot(profile_text(edition, before, earlier=samples.earlier(edition)))
    assert svg.draw(some).count("otillräckligt underlag") == 2  # and its halo


def test_an_unclear_change_is_drawn_in_grey() -> None:
    drawing = svg.draw(figures()[2])
    # Three of eight capitals are clear, four are not; each kind once more in the legend.
    assert drawing.count('class="ink-quiet-mark"') == 4 + 1
    assert drawing.count('class="ink-this-mark"') == 3 + 1
    assert drawing.count('class="ink-this-line"') == 3


def test_a_broken_link_is_not_drawn_and_a_quiet_one_is_thin_and_grey() -> None:
    drawing = svg.draw(figures()[4])
    # Since 2023: six of eight capitals clearly up. Since 2025: three clear, four quiet. Each kind once in the legend.
    assert drawing.count('class="ink-this-line"') == 6 + 3 + 1
    assert drawing.count('class="ink-quiet-line"') == 4 + 1
    assert drawing.count('class="ink-target-line"') == 2 + 1


def test_every_paint_has_its_rule_for_the_web() -> None:
    css = (STYLES / "figures.css").read_text(encoding="utf-8")
    assert set(PAINTS) <= set(re.findall(r"\.ink-([\w-]+)", css))


@pytest.mark.parametrize("text", ["Organisatoriskt", "Mottagarförmåga", "Människor", "WWWMMM", "illicit", "0123456789"])
def test_the_estimated_width_is_at_least_the_real_one(text: str) -> None:
    assert text_width(text, 13) >= real_width(text, 13)


def test_names_are_escaped() -> None:
    edition = samples.questionnaire()
    capital = edition.capitals[0].model_copy(update={"short_name": "<b>&"})
    edition = edition.model_copy(update={"capitals": (capital, *edition.capitals[1:])})
    assert "&lt;b&gt;&amp;" in svg.draw(radar(profile_text(edition, samples.profile(edition))))


@pytest.mark.parametrize(("position", "count"), [(None, 0), (1, 1), (5, 5)])
def test_level_boxes_are_filled_up_to_the_level(position: int | None, count: int) -> None:
    drawing = svg.level_steps(position, 5)
    assert drawing.count('class="ink-this-mark"') == count
    assert drawing.count("<rect") == 5


def test_an_empty_level_has_neither_bar_nor_number_and_no_result_is_a_hollow_bar() -> None:
    drawing = svg.draw(figures()[5])
    assert drawing.count('class="ink-this-mark"') == 8 * 4
    assert drawing.count('class="ink-quiet-hollow"') == 8
    assert drawing.count(">0</text>") == 1  # the scale's, and no bar's


def small(place: int, *, has_title: bool = False) -> str:
    questionnaire = regional_samples.QUESTIONNAIRE
    return svg.small_radar(
        kommun_radar(questionnaire, questionnaire.capitals, regional_samples.SHARING[place]), with_title=has_title
    )


def test_a_small_radar_leaves_a_gap_and_hollows_the_shape_where_there_is_no_result() -> None:
    with_gap, whole = small(0), small(1)
    for drawing, hollow in ((with_gap, 1), (whole, 0)):
        assert drawing.count('class="ink-quiet-hollow"') == hollow
        assert drawing.count('class="ink-this-mark"') == 8 - hollow
    assert with_gap.partition('class="ink-this-line"')[0].rpartition("<")[2].startswith("polyline")
    assert whole.partition('class="ink-this-line"')[0].rpartition("<")[2].startswith("polygon")


def test_a_small_radar_has_no_words_but_its_name_on_paper() -> None:
    assert "<text" not in small(0)
    assert "style=" not in small(0)
    assert "Ale: Politiskt kapital 2,0" in (ET.fromstring(small(0, has_title=True))[0].text or "")
    assert_golden("radar-liten.svg", small(0).replace("><", ">\n<") + "\n")


@pytest.mark.parametrize(("part", "whole", "bars"), [(0, 4, 1), (3, 4, 2), (0, 0, 1)])
def test_a_share_is_filled_as_far_as_it_goes(part: int, whole: int, bars: int) -> None:
    drawing = svg.share_bar(part, whole)
    assert drawing.count("<rect") == bars
    assert ('width="52.5"' in drawing) == (part == 3)  # three quarters of 70
