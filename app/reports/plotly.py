"""The same figures for the browser: Plotly's traces and layout as plain JSON values, with colours as CSS variables.

The colours are names such as "var(--color-text)"; charts.js puts the theme's values in their place.
"""

from functools import singledispatch
from typing import Any

import plotly.graph_objects as go

from app.reports.figures import (
    Axis,
    ChangeFigure,
    ChangeRow,
    DirectionFigure,
    DotPlotFigure,
    DotRow,
    Figure,
    RadarFigure,
    Series,
    SeriesRole,
)
from app.reports.wording import ZONES, percent

Json = dict[str, Any]
DASHES = {SeriesRole.THIS: "solid", SeriesRole.EARLIER: "dash", SeriesRole.BENCHMARK: "dot"}
SYMBOLS = {SeriesRole.THIS: "circle", SeriesRole.EARLIER: "square-open", SeriesRole.BENCHMARK: "diamond-open"}
TEXT, QUIET, GRID = "var(--color-text)", "var(--color-text-quiet)", "var(--color-chart-grid)"
LAYOUT: Json = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"color": TEXT, "size": 15},
    "margin": {"l": 16, "r": 16, "t": 24, "b": 24},
    "dragmode": False,
    "hovermode": "closest",
    "showlegend": True,
    "legend": {"orientation": "h", "y": -0.08, "x": 0, "itemclick": False, "itemdoubleclick": False},
}


def series_colour(role: str) -> str:
    """The CSS variable of a series' colour."""
    return f"var(--color-series-{role})"


@singledispatch
def interactive(figure: Figure) -> Json:
    """The figure as `{"data": …, "layout": …}`. Raises TypeError for a figure nobody can draw."""
    raise TypeError(f"no interactive drawing for {type(figure).__name__}")


@interactive.register
def _radar(figure: RadarFigure) -> Json:
    traces = [_polar_line(figure, series) for series in figure.series]
    radial = {
        "range": [figure.lowest - 0.14 * (figure.highest - figure.lowest), figure.highest],
        "tickvals": [ring.value for ring in figure.scale],
        "ticktext": [_plain(ring.label) for ring in figure.scale],
        "angle": 90,
        "tickangle": 90,
        "gridcolor": GRID,
        "linecolor": GRID,
        "tickfont": {"color": QUIET, "size": 13},
    }
    angular = {"direction": "clockwise", "rotation": 90, "gridcolor": GRID, "linecolor": GRID}
    polar = {"bgcolor": "rgba(0,0,0,0)", "gridshape": "linear", "radialaxis": radial, "angularaxis": angular}
    return _json(traces, {"polar": polar, "margin": {"l": 90, "r": 90, "t": 40, "b": 40}, "height": 460})


def _polar_line(figure: RadarFigure, series: Series) -> go.Scatterpolar:
    count = len(figure.axes)
    places = [place % count for place in range(count + 1)]
    told = [f"{_plain(figure.axes[place].name)}, {_plain(series.name)}: {series.shown[place]}" for place in places]
    return go.Scatterpolar(
        r=[series.values[place] for place in places],
        theta=[_plain(figure.axes[place].label) for place in places],
        name=_plain(series.name),
        mode="lines+markers",
        connectgaps=False,
        line={"dash": DASHES[series.role], "color": series_colour(series.role), "width": 2.5},
        marker={"symbol": SYMBOLS[series.role], "size": 9, "color": series_colour(series.role)},
        text=told,
        hovertemplate="%{text}<extra></extra>",
    )


@interactive.register
def _dots(figure: DotPlotFigure) -> Json:
    traces = [_dots_of(figure, [row for row in figure.rows if row.value is not None])]
    if figure.earlier_name:
        earlier = [(row.axis, row.earlier) for row in figure.rows if row.earlier is not None]
        traces.append(_points(earlier, figure.earlier_name, SeriesRole.EARLIER, hollow=True))
    return _json(traces, _row_layout(figure, [row.axis for row in figure.rows]))


def _dots_of(figure: DotPlotFigure, rows: list[DotRow]) -> go.Scatter:
    above = [row.interval[1] - (row.value or 0) if row.interval else 0 for row in rows]
    below = [(row.value or 0) - row.interval[0] if row.interval else 0 for row in rows]
    trace = _points([(row.axis, row.value or 0) for row in rows], figure.this_name, SeriesRole.THIS)
    trace.update(error_x={"array": above, "arrayminus": below, "color": "var(--color-edge)", "thickness": 1.5})
    trace.update(text=[f"{_plain(row.axis.name)}: {row.shown}" for row in rows])
    return trace


def _points(pairs: list[tuple[Axis, float]], name: str, role: SeriesRole | str, *, hollow: bool = False) -> go.Scatter:
    return go.Scatter(
        x=[value for _, value in pairs],
        y=[_plain(axis.label) for axis, _ in pairs],
        name=_plain(name),
        mode="markers",
        marker={
            "symbol": [f"{axis.marker}-open" if hollow else axis.marker.value for axis, _ in pairs],
            "size": 12,
            "color": series_colour(role),
            "line": {"width": 2, "color": series_colour(role)},
        },
        text=[f"{_plain(axis.name)}, {_plain(name)}" for axis, _ in pairs],
        hovertemplate="%{text}<extra></extra>",
    )


@interactive.register
def _changes(figure: ChangeFigure) -> Json:
    compared = [row for row in figure.rows if row.earlier is not None and row.later is not None]
    quiet = [row for row in compared if row.trend is None or row.trend == "unclear"]
    clear = [row for row in compared if row not in quiet]
    traces = [_stroke(row, "quiet" if row in quiet else "this") for row in compared]
    for rows, roles in ((clear, ("earlier", "this")), (quiet, ("quiet", "quiet"))):
        traces.append(
            _points([(row.axis, row.earlier or 0) for row in rows], figure.earlier_name, roles[0], hollow=True)
        )
        traces.append(_points([(row.axis, row.later or 0) for row in rows], figure.later_name, roles[1]))
        traces[-1].update(text=[f"{_plain(row.axis.name)}: {row.shown}" for row in rows])
    for trace in traces[-2:]:
        trace.update(showlegend=False)
    return _json(traces, _row_layout(figure, [row.axis for row in figure.rows]))


def _stroke(row: ChangeRow, role: str) -> go.Scatter:
    return go.Scatter(
        x=[row.earlier, row.later],
        y=[_plain(row.axis.label)] * 2,
        mode="lines",
        line={"color": series_colour(role), "width": 3 if role == "this" else 1.5},
        showlegend=False,
        hoverinfo="skip",
    )


@interactive.register
def _map(figure: DirectionFigure) -> Json:
    third = 1 / 3
    squares = [
        {
            "type": "rect", "x0": x, "x1": x + third, "y0": y, "y1": y + third, "layer": "below",
            "fillcolor": "var(--color-ground-soft)", "line": {"color": "var(--color-line)", "width": 1},
        }
        for x in (0, 2 * third)
        for y in (0, 2 * third)
    ]  # fmt: skip
    trace = go.Scatter(
        x=[point.unity for point in figure.points],
        y=[point.predictability for point in figure.points],
        mode="markers+text",
        marker={
            "symbol": [point.axis.marker.value for point in figure.points],
            "size": 13,
            "color": series_colour("this"),
        },
        text=[_plain(point.axis.label) for point in figure.points],
        textposition="top center",
        customdata=[
            f"{_plain(point.axis.name)}: enighet {percent(point.unity)}, förutsägbarhet "
            f"{percent(point.predictability)}<br>{ZONES[point.zone]}"
            for point in figure.points
        ],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    sides = {"range": [-0.04, 1.04], "showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True}
    layout = {
        "xaxis": {**sides, "title": {"text": "Enighet om riktningen"}},
        "yaxis": {**sides, "title": {"text": "Förutsägbarhet"}},
        "shapes": squares,
        "showlegend": False,
        "height": 480,
        "margin": {"l": 48, "r": 32, "t": 24, "b": 48},
    }
    return _json([trace], layout)


def _row_layout(figure: Figure, axes: list[Axis]) -> Json:
    """A straight scale above, one category per capital with the first on top."""
    slack = 0.04 * (figure.highest - figure.lowest)
    across = {
        "range": [figure.lowest - slack, figure.highest + slack],
        "tickvals": [ring.value for ring in figure.scale],
        "ticktext": [_plain(ring.label) for ring in figure.scale],
        "side": "top",
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }
    labels = [_plain(axis.label) for axis in axes]
    down = {
        "categoryorder": "array", "categoryarray": labels, "autorange": False, "range": [len(axes) - 0.5, -0.5],
        "gridcolor": GRID, "fixedrange": True, "automargin": True, "tickvals": labels,
    }  # fmt: skip
    return {"xaxis": across, "yaxis": down, "height": 110 + 38 * len(axes)}


def _json(traces: list[Any], layout: Json) -> Json:
    found: Json = go.Figure(data=traces, layout={**LAYOUT, **layout}).to_plotly_json()
    found["layout"].pop("template", None)
    return found


def _plain(text: str) -> str:
    """Text without a meaning to Plotly, which reads some HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
