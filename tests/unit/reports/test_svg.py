import re
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from app.assessment.questionnaire import Questionnaire
from app.followup.plans import Target
from app.reports import svg
from app.reports.change_figures import change_figure, direction_figure
from app.reports.development_figure import development_figure
from app.reports.figures import Figure
from app.reports.profile_figures import dot_plot, radar
from app.reports.styles import STYLES
from app.reports.svg.canvas import PAINTS, WIDTH, text_width
from tests.unit.reports import samples
from tests.unit.reports.golden import assert_golden

SVG = "{http://www.w3.org/2000/svg}"
LONGEST = "Organisatoriskaa"


def figures(questionnaire: Questionnaire | None = None) -> list[Figure]:
    asked = questionnaire or samples.questionnaire()
    profile, comparison = samples.profile(asked), samples.comparison(asked)
    found = direction_figure(asked, profile)
    assert found is not None
    targets = {"politiskt": Target(4, 2028), "human": Target(5, 2028)}
    return [
        radar(asked, profile, comparison),
        dot_plot(asked, profile, comparison),
        change_figure(asked, comparison),
        found,
        development_figure(*samples.development(asked), targets),
    ]


def with_long_names() -> Questionnaire:
    asked = samples.questionnaire()
    capitals = tuple(capital.model_copy(update={"short_name": LONGEST}) for capital in asked.capitals)
    return asked.model_copy(update={"capitals": capitals})


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every upright text but the halos, with the width the font really has."""
    found = []
    for text in ET.fromstring(drawing).iter(f"{SVG}text"):
        if text.get("transform") or text.get("class") == "ink-halo":
            continue
        x, y, size = float(text.get("x", 0)), float(text.get("y", 0)), float(text.get("font-size", 0))
        width = real_width(text.text or "", size)
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        found.append((left, y - 0.75 * size, left + width, y + 0.22 * size))
    return found


FONT = TTFont(STYLES / "fonts/public-sans-regular.woff2")


def real_width(text: str, size: float) -> float:
    names, advances = FONT.getBestCmap(), FONT["hmtx"]
    units: int = sum(advances[names[ord(letter)]][0] for letter in text)
    return units / int(FONT["head"].unitsPerEm) * size


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("long_names", [False, True])
def test_labels_are_never_cut_and_never_overlap(place: int, long_names: bool) -> None:
    drawing = svg.draw(figures(with_long_names() if long_names else None)[place])
    height = float(drawing.partition(f'viewBox="0 0 {WIDTH} ')[2].partition('"')[0])
    found = boxes(drawing)
    for left, top, right, bottom in found:
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= height
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_a_drawing_has_no_style_attributes_and_is_always_the_same(figure: Figure) -> None:
    drawing = svg.draw(figure)
    assert "style=" not in drawing
    assert svg.draw(figure) == drawing


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.key)
def test_on_paper_the_title_comes_first_and_is_the_text_alternative(figure: Figure) -> None:
    first = ET.fromstring(svg.draw(figure, titled=True))[0]
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


def test_an_unclear_change_is_drawn_in_grey() -> None:
    drawing = svg.draw(figures()[2])
    assert drawing.count('class="ink-quiet-mark"') == 4
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
    asked = samples.questionnaire()
    capital = asked.capitals[0].model_copy(update={"short_name": "<b>&"})
    asked = asked.model_copy(update={"capitals": (capital, *asked.capitals[1:])})
    assert "&lt;b&gt;&amp;" in svg.draw(radar(asked, samples.profile(asked)))


@pytest.mark.parametrize(("position", "filled"), [(None, 0), (1, 1), (5, 5)])
def test_level_boxes_are_filled_up_to_the_level(position: int | None, filled: int) -> None:
    drawing = svg.level_steps(position, 5)
    assert drawing.count('class="ink-this-mark"') == filled
    assert drawing.count("<rect") == 5
