"""The large radar: what it says, how it is drawn on a page, in a picture and for plotly."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from app.assessment.comparison.benchmarks import Benchmark
from app.reports.figures import svg
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.figures import SeriesRole
from app.reports.figures.picture import PictureHeading, picture_svg
from app.reports.figures.plotly import interactive, is_interactive
from app.reports.figures.profile_radar import (
    Beside,
    Median,
    OtherProfile,
    ProfileRadar,
    RegionalGoal,
    profile_radar,
)
from app.reports.figures.raster import SCALE, png
from app.reports.figures.svg.profile_radar import WIDTH, frame_of
from app.reports.figures.svg.radar import reach
from app.reports.kernel import tokens
from app.reports.paper import rendering
from app.rounds.assessments.plans import Target
from tests.unit.reports.figures.test_svg import real_width
from tests.unit.reports.support import samples
from tests.unit.reports.support.golden import assert_golden

EDITION = samples.questionnaire()
EARLIER = samples.earlier(EDITION)
LINKS = {capital.id: f"/resultat/{capital.id}" for capital in EDITION.capitals}
LAST_YEAR = OtherProfile(
    role=SeriesRole.EARLIER, name="2025", questionnaire=EARLIER.questionnaire, profile=EARLIER.profile
)
HEADING = PictureHeading(title="Ale <2026>", conclusion="Starkast är.", marks=("Exempeldata",), source="Källa: Ale.")


def median(count: int, **quartiles: Fraction) -> Median:
    """Two and a half in every capital but realt."""
    figure = Benchmark(count, Fraction(5, 2), quartiles.get("low"), quartiles.get("high"))
    return Median("Andra kommuners median", {key: figure for key in LINKS if key != "realt"})


def radar(*, others: tuple[OtherProfile, ...] = (LAST_YEAR,), middle: Median | None = None) -> ProfileRadar:
    targets = {"politiskt": Target(4, 2028), "human": Target(5, 2028)}
    texts = profile_text(EDITION, samples.profile(EDITION))
    return profile_radar(texts, Beside(others=others, targets=targets, median=middle))


def test_its_alternative_and_table_have_every_lit_series_and_the_targets() -> None:
    figure = radar(middle=median(6))
    assert "2025: Politiskt kapital 1,8" in figure.alternative
    assert "Andra kommuners median: Politiskt kapital 2,5" in figure.alternative
    assert figure.alternative.endswith(
        "Målnivå: Politiskt kapital Etablerat 2028, Humankapital Integrerat och lärande 2028."
    )
    assert figure.table.header == ("Kapitalslag", "Nivå", "2026", "2025", "Andra kommuners median", "Målnivå")
    assert all(len(row) == len(figure.table.header) for row in figure.table.rows)


def test_a_median_is_a_band_as_wide_as_what_may_be_known_of_it() -> None:
    coarse, fine = radar(middle=median(6)), radar(middle=median(9, low=Fraction(2), high=Fraction(3)))
    # Rounded to half a level: it lies within a quarter on both sides. From nine kommuner the middle half is known.
    assert coarse.band[0] == (2.25, 2.75)
    assert fine.band[0] == (2.0, 3.0)
    assert coarse.band[[axis.key for axis in coarse.axes].index("realt")] is None
    assert svg.draw(radar()).count("ink-band") == 0


def test_every_capital_is_a_link_that_says_its_values() -> None:
    root = ET.fromstring(f"<div>{svg.linked_radar(radar(), LINKS)}</div>")
    links = [element for element in root.iter() if element.tag.endswith("}a")]
    assert [link.get("href") for link in links] == list(LINKS.values())
    assert (
        links[0].get("aria-label") == "Politiskt 2,0. Politiskt kapital. 2026: 2,0, 2025: 1,8, Målnivå: Etablerat 2028"
    )
    assert (
        links[5].get("aria-label")
        == "Dynamiskt –. Dynamiskt kapital. 2026: otillräckligt underlag, 2025: otillräckligt underlag"
    )
    assert "<script" not in svg.linked_radar(radar(), dict.fromkeys(LINKS, '"><script>'))


def test_gaps_are_gaps_and_nothing_is_filled_over_a_line() -> None:
    drawing = svg.draw(radar(others=()))
    line = re.search(r'<(polygon|polyline) points="([^"]+)" class="ink-this-strong" fill="(\w+)"', drawing)
    assert line is not None
    assert (line[1], line[3], len(line[2].split())) == ("polyline", "none", 7)


def test_no_label_is_cut_and_the_words_of_the_rings_keep_clear_of_the_labels() -> None:
    edition = EDITION.model_copy(
        update={
            "capitals": tuple(
                capital.model_copy(update={"short_name": "Organisatoriskaa"}) for capital in EDITION.capitals
            )
        }
    )
    for figure in (radar(), profile_radar(profile_text(edition, samples.profile(edition)), Beside())):
        drawing = svg.draw(figure)
        for text in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text"):
            width = real_width(text.text or "", float(text.get("font-size", 0)))
            start = float(text.get("x", 0)) - width * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "")]
            assert 0 <= start <= start + width <= WIDTH


def test_the_drawing_equals_the_stored_one() -> None:
    drawing = svg.linked_radar(radar(middle=median(9, low=Fraction(2), high=Fraction(3))), LINKS)
    assert "style=" not in drawing
    assert_golden("profil-stor.svg", drawing.replace("><", ">\n<") + "\n")


def test_interactive_lines_lie_exactly_over_the_drawn_web() -> None:
    figure = radar()
    chart, frame = interactive(figure), frame_of(figure)
    polar = chart["layout"]["polar"]
    low, high = polar["radialaxis"]["range"]
    for ring in figure.scale:
        assert frame.radius * (ring.value - low) / (high - low) == pytest.approx(
            reach(figure.fraction(ring.value), frame.radius)
        )
    left, right = polar["domain"]["x"]
    assert ((left + right) / 2 * WIDTH, (right - left) / 2 * WIDTH) == pytest.approx((frame.centre[0], frame.radius))
    bottom, top = polar["domain"]["y"]
    assert (1 - (bottom + top) / 2) * frame.height == pytest.approx(frame.centre[1])


def test_interactive_lines_have_the_drawing_s_dashes_markers_and_values() -> None:
    figure = radar(middle=median(6))
    traces = {trace["name"]: trace for trace in interactive(figure)["data"]}
    assert list(traces) == ["Andra kommuners median", "2025", "2026"]
    assert [trace["line"]["dash"] for trace in traces.values()] == ["1.5px,4px", "7px,4px", "solid"]
    assert [trace["marker"]["symbol"] for trace in traces.values()] == ["diamond-open", "square-open", "circle"]
    assert traces["2026"]["line"]["width"] > traces["2025"]["line"]["width"]
    assert tuple(traces["2026"]["r"][:-1]) == figure.series[0].values
    assert traces["2026"]["customdata"][0] == "politiskt"
    assert traces["2026"]["text"][0].split("<br>")[1:] == [
        "2026: 2,0", "2025: 1,8", "Andra kommuners median: 2,5", "Målnivå: Etablerat 2028",
    ]  # fmt: skip
    names = set(re.findall(r"var\((--[\w-]+)\)", str(interactive(figure))))
    assert names <= set(tokens.light())


def test_a_radar_without_any_value_stays_a_drawing() -> None:
    figure = radar(others=())
    empty = replace(figure, series=(replace(figure.series[0], values=(None,) * 8),))
    assert is_interactive(figure)
    assert not is_interactive(empty)
    assert "data-figure" not in rendering.profile_radar(empty, LINKS)
    assert "data-figure-source" in rendering.profile_radar(figure, LINKS)


def test_a_picture_fetches_nothing_and_says_what_must_be_known() -> None:
    picture = picture_svg(radar(middle=median(6)), HEADING)
    root = ET.fromstring(picture)
    words = " ".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Ale <2026>" in words
    assert "Exempeldata" in words
    assert "Andra kommuners median (bandet: så grovt är den avrundad)" in words
    assert "Målnivå" in words
    assert (root[0].text or "").startswith("Ale <2026>. Radardiagram")
    assert set(re.findall(r"url\((\w+:)", picture)) == {"data:"}
    assert "var(" not in picture


def test_the_same_picture_is_had_as_png_with_this_year_s_line_in_it() -> None:
    figure = radar()
    picture = picture_svg(figure, HEADING)
    image = Image.open(io.BytesIO(png(picture)))
    height = float(ET.fromstring(picture).get("height", 0))
    assert image.size[0] == WIDTH * SCALE
    assert abs(image.size[1] - height * SCALE) <= 1
    colours = {colour for _, colour in image.convert("RGB").getcolors(image.size[0] * image.size[1]) or ()}
    assert tuple(bytes.fromhex(tokens.colour("series-this")[1:])) in colours
    assert png(picture) == png(picture)


def test_a_png_is_drawn_of_our_own_elements_alone() -> None:
    with pytest.raises(ValueError, match="image"):
        png('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="x"/></svg>')


def test_a_series_swatch_has_the_line_and_marker_of_its_series() -> None:
    assert "ink-earlier-slim" in svg.series_swatch(SeriesRole.EARLIER)
    assert "ink-band" in svg.series_swatch(SeriesRole.BENCHMARK)
    assert "ink-target-tick" in svg.series_swatch(None)


def test_the_region_s_goals_are_hollow_ticks_a_column_and_words_of_their_own() -> None:
    texts = profile_text(EDITION, samples.profile(EDITION))
    goals = {"politiskt": RegionalGoal(position=3, kommuner=10, by_year=2028)}
    figure = profile_radar(texts, Beside(targets={"politiskt": Target(4, 2028)}, goals=goals))
    words = "Delvis på plats, minst 10\N{NO-BREAK SPACE}kommuner 2028"
    assert figure.alternative.endswith(f"Regionens mål: Politiskt kapital {words}.")
    assert figure.table.header[-2:] == ("Målnivå", "Regionens mål")
    assert figure.table.rows[0][-2:] == ("Etablerat 2028", words)
    assert figure.table.rows[1][-2:] == ("–", "–")
    assert ("Regionens mål", words) in figure.values_at(0)
    assert svg.draw(figure).count("ink-goal-tick") == 1
    assert "Regionens mål" in picture_svg(figure, HEADING)
    assert "Regionens mål: Delvis på plats" in str(interactive(figure))
    assert "ink-goal-tick" in svg.series_swatch(None, is_goal=True)
    assert "ink-goal-tick" not in svg.draw(radar())
