"""Figures as native charts that can be edited in PowerPoint and Word, with the values and names that pages have."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.assessment.results.results import Trend
from app.reports.figures.figures import ChangeFigure, Figure, RadarFigure, SeriesRole
from app.reports.kernel.tokens import colour
from app.reports.kernel.wording import MINUS
from app.reports.results.data_file import escape_formula

DASHES = {
    SeriesRole.THIS: MSO_LINE.SOLID,
    SeriesRole.EARLIER: MSO_LINE.DASH,
    SeriesRole.BENCHMARK: MSO_LINE.ROUND_DOT,
    SeriesRole.INDIVIDUAL: MSO_LINE.LONG_DASH,
}
SHAPES = {
    SeriesRole.THIS: XL_MARKER_STYLE.CIRCLE,
    SeriesRole.EARLIER: XL_MARKER_STYLE.SQUARE,
    SeriesRole.BENCHMARK: XL_MARKER_STYLE.DIAMOND,
    SeriesRole.INDIVIDUAL: XL_MARKER_STYLE.TRIANGLE,
}
SWEDISH = "sv-SE"
FONT = "Calibri"
_Data: Any = CategoryChartData
_Colour: Any = RGBColor


def rgb(token: str) -> Any:
    """A colour of the tokens."""
    return _Colour(*bytes.fromhex(colour(token).removeprefix("#")))


def radar_data(figure: RadarFigure) -> Any:
    """One category per capital; a capital without a value is a gap."""
    return _data([axis.label for axis in figure.axes], [(line.name, line.values) for line in figure.series])


def change_data(figure: ChangeFigure) -> Any:
    """How far each capital has moved; what is not compared is a gap."""
    return _data([row.axis.label for row in figure.rows], [(figure.title, [row.difference for row in figure.rows])])


def _data(labels: Sequence[str], lines: Sequence[tuple[str, Sequence[float | None]]]) -> Any:
    """The chart's own workbook takes a text that begins with = for a formula, so texts are made harmless."""
    data: Any = _Data(number_format="General")
    data.categories = [escape_formula(label) for label in labels]
    for name, values in lines:
        data.add_series(escape_formula(name), [None if value is None else round(value, 4) for value in values])
    return data


def style_radar(chart: Chart, figure: RadarFigure, points: int) -> None:
    """Lines told apart by dash and marker as well as colour; no filled areas."""
    _style(chart, figure, points)
    for series, line in zip(chart.plots[0].series, figure.series, strict=True):
        ink = rgb(f"series-{line.role.value}")
        series.format.line.color.rgb = ink
        series.format.line.width = Pt(2.5)
        series.format.line.dash_style = DASHES[line.role]
        series.marker.style = SHAPES[line.role]
        series.marker.size = 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = ink
        series.marker.format.line.color.rgb = ink
        series.smooth = False


def style_change(chart: Chart, figure: ChangeFigure, points: int) -> None:
    """Bars up and down from no change; a change that is not clear is the quiet one."""
    _style(chart, figure, points)
    chart.has_legend = False
    chart.plots[0].gap_width = 60
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    (series,) = chart.plots[0].series
    series.invert_if_negative = False
    for place, row in enumerate(figure.rows):
        clear = row.trend in (Trend.UP, Trend.DOWN)
        bar = series.points[place].format
        bar.fill.solid()
        bar.fill.fore_color.rgb = rgb("series-this" if clear else "accent-soft")
        bar.line.color.rgb = rgb("series-this")
    labels = chart.plots[0]
    labels.has_data_labels = True
    labels.data_labels.number_format = _signed(_decimals(row.shown for row in figure.rows))
    labels.data_labels.number_format_is_linked = False
    labels.data_labels.font.size = Pt(points - 2)
    labels.data_labels.font.color.rgb = rgb("text")


def _style(chart: Chart, figure: Figure, points: int) -> None:
    chart.font.name, chart.font.size = FONT, Pt(points)
    chart.font.color.rgb = rgb("text")
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = figure.lowest, figure.highest
    axis.major_unit = (figure.highest - figure.lowest) / (len(figure.scale) - 1)
    axis.tick_labels.number_format = _plain(_decimals(ring.label for ring in figure.scale))
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = rgb("chart-grid")
    axis.format.line.color.rgb = rgb("chart-grid")
    _in_swedish(chart._chartSpace)  # noqa: SLF001 - the library has no way to say a chart's language


def _decimals(texts: Iterable[str]) -> int:
    """As many as the pages show: figures are texts with a decimal comma there."""
    return max((len(text.partition(",")[2]) for text in texts), default=0)


def _plain(decimals: int) -> str:
    return f"0.{'0' * decimals}" if decimals else "0"


def _signed(decimals: int) -> str:
    figure = _plain(decimals)
    return f"+{figure};{MINUS}{figure};{figure}"


def _in_swedish(space: Any) -> None:
    for properties in space.iter(qn("a:defRPr")):
        properties.set("lang", SWEDISH)
