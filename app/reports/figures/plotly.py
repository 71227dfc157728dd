"""The same figures for the browser: Plotly's traces and layout as plain JSON values, with colours as CSS variables.

The colours are names such as "var(--color-text)"; charts.js puts the theme's values in their place.
"""

from functools import singledispatch
from typing import Any

import plotly.graph_objects as go

from app.assessment.results.results import Trend
from app.reports.figures.figures import (
    Axis,
    ChangeFigure,
    ChangeRow,
    DotPlotFigure,
    DotRow,
    Figure,
    RadarFigure,
    Series,
    SeriesRole,
)
from app.reports.kernel.wording import QUIET_CHANGE

Json = dict[str, Any]
DASHES = {
    SeriesRole.THIS: "solid",
    SeriesRole.EARLIER: "dash",
    SeriesRole.BENCHMARK: "dot",
    SeriesRole.INDIVIDUAL: "dashdot",
}
SYMBOLS = {
    SeriesRole.THIS: "circle",
    SeriesRole.EARLIER: "square-open",
    SeriesRole.BENCHMARK: "diamond-open",
    SeriesRole.INDIVIDUAL: "triangle-up-open",
}
TEXT, QUIET, GRID = "var(--color-text)", "var(--color-text-quiet)", "var(--color-chart-grid)"
UNDER_A_DOT = -13
"""Pixels that a row's words stand below its middle, where an earlier year's dot has the middle."""
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


def is_interactive(figure: Figure) -> bool:
    """Whether `interactive` can draw the figure, and there is something to point at.

    The map cannot be: capitals on the same spot would hide each other.
    """
    if isinstance(figure, RadarFigure | DotPlotFigure | ChangeFigure) and figure.is_empty:
        return False
    return interactive.dispatch(type(figure)) is not interactive.dispatch(object)


@singledispatch
def interactive(figure: Figure) -> Json:
    """The figure as `{"data": …, "layout": …}`. Raises TypeError for a figure that stays a plain drawing (the map)."""
    raise TypeError(f"no interactive drawing for {type(figure).__name__}")


@interactive.register
def _radar(figure: RadarFigure) -> Json:
    traces = [_polar_line(figure, series) for series in figure.series]
    radial = {
        "range": [figure.lowest - 0.14 * (figure.highest - figure.lowest), figure.highest],
        "tickvals": [ring.value for ring in figure.scale],
        "ticktext": [plain(ring.label) for ring in figure.scale],
        "angle": 90,
        "tickangle": 90,
        "gridcolor": GRID,
        "linecolor": GRID,
        "tickfont": {"color": QUIET, "size": 13},
    }
    angular = {"type": "category", "direction": "clockwise", "rotation": 90, "gridcolor": GRID, "linecolor": GRID}
    polar = {"bgcolor": "rgba(0,0,0,0)", "gridshape": "linear", "radialaxis": radial, "angularaxis": angular}
    return as_json(traces, {"polar": polar, "margin": {"l": 90, "r": 90, "t": 40, "b": 40}, "height": 460})


def _polar_line(figure: RadarFigure, series: Series) -> go.Scatterpolar:
    count = len(figure.axes)
    places = [place % count for place in range(count + 1)]
    texts = [f"{plain(figure.axes[place].name)}, {plain(series.name)}: {series.shown[place]}" for place in places]
    return go.Scatterpolar(
        r=[series.values[place] for place in places],
        theta=[plain(figure.axes[place].label) for place in places],
        name=plain(series.name),
        mode="lines+markers",
        connectgaps=False,
        line={"dash": DASHES[series.role], "color": series_colour(series.role), "width": 2.5},
        marker={"symbol": SYMBOLS[series.role], "size": 9, "color": series_colour(series.role)},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )


@interactive.register
def _dots(figure: DotPlotFigure) -> Json:
    rows = [row for row in figure.rows if row.value is not None]
    traces = [_dots_of(figure, rows)] if rows else []
    if figure.earlier_name:
        earlier = [(row.axis, row.earlier) for row in figure.rows if row.earlier is not None]
        traces.append(_points(earlier, figure.earlier_name, SeriesRole.EARLIER, hollow=True))
    layout = _row_layout(figure, [row.axis for row in figure.rows], [])
    layout["annotations"] = [
        _note(figure, row.axis, row.missing, shift=0 if row.earlier is None else UNDER_A_DOT)
        for row in figure.rows
        if row.missing
    ]
    if figure.missing:
        traces.append(_key_alone(f"{figure.this_name}: {figure.missing} i alla rader"))
    return as_json(traces, layout)


def _dots_of(figure: DotPlotFigure, rows: list[DotRow]) -> go.Scatter:
    above = [row.interval[1] - (row.value or 0) if row.interval else 0 for row in rows]
    below = [(row.value or 0) - row.interval[0] if row.interval else 0 for row in rows]
    trace = _points([(row.axis, row.value or 0) for row in rows], figure.this_name, SeriesRole.THIS)
    trace.update(error_x={"array": above, "arrayminus": below, "color": "var(--color-edge)", "thickness": 1.5})
    trace.update(text=[f"{plain(row.axis.name)}: {row.shown}" for row in rows])
    return trace


def _key_alone(words: str) -> go.Scatter:
    """Words among the keys, of a series that has no dot anywhere."""
    return go.Scatter(x=[None], y=[None], name=words, mode="markers", marker={"symbol": "line-ew-open", "color": QUIET})


def _points(pairs: list[tuple[Axis, float]], name: str, role: SeriesRole | str, *, hollow: bool = False) -> go.Scatter:
    return go.Scatter(
        x=[value for _, value in pairs],
        y=[plain(axis.label) for axis, _ in pairs],
        name=plain(name),
        mode="markers",
        marker={
            "symbol": [f"{axis.marker}-open" if hollow else axis.marker.value for axis, _ in pairs],
            "size": 12,
            "color": series_colour(role),
            "line": {"width": 2, "color": series_colour(role)},
        },
        text=[f"{plain(axis.name)}, {plain(name)}" for axis, _ in pairs],
        hovertemplate="%{text}<extra></extra>",
    )


@interactive.register
def _changes(figure: ChangeFigure) -> Json:
    comparable = [row for row in figure.rows if row.difference is not None]
    clear = [row for row in comparable if row.trend in (Trend.UP, Trend.DOWN)]
    quiet = [row for row in comparable if row not in clear]
    traces = [_stroke(row, "this" if row in clear else "quiet") for row in comparable]
    for rows, name, role in ((clear, "Tydlig förändring", "this"), (quiet, QUIET_CHANGE, "quiet")):
        traces.append(_points([(row.axis, row.difference or 0) for row in rows], name, role))
        traces[-1].update(text=[f"{plain(row.axis.name)}: {row.shown}" for row in rows])
    missing = [(row.axis, "jämförs inte") for row in figure.rows if row not in comparable]
    layout = _row_layout(figure, [row.axis for row in figure.rows], missing)
    layout["xaxis"] |= {"zeroline": True, "zerolinecolor": "var(--color-edge)"}
    return as_json(traces, layout)


def _stroke(row: ChangeRow, role: str) -> go.Scatter:
    return go.Scatter(
        x=[0, row.difference],
        y=[plain(row.axis.label)] * 2,
        mode="lines",
        line={"color": series_colour(role), "width": 3 if role == "this" else 1.5},
        showlegend=False,
        hoverinfo="skip",
    )


def _row_layout(figure: Figure, axes: list[Axis], missing: list[tuple[Axis, str]]) -> Json:
    """A straight scale above, one category per capital with the first on top."""
    slack = 0.04 * (figure.highest - figure.lowest)
    across = {
        "range": [figure.lowest - slack, figure.highest + slack],
        "tickvals": [ring.value for ring in figure.scale],
        "ticktext": [plain(ring.label) for ring in figure.scale],
        "side": "top",
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }
    labels = [plain(axis.label) for axis in axes]
    down = {
        # Without the type Plotly reads it from the dots, and a row without any has no place.
        "type": "category", "categoryorder": "array", "categoryarray": labels, "autorange": False,
        "range": [len(axes) - 0.5, -0.5], "gridcolor": GRID, "fixedrange": True, "automargin": True, "tickvals": labels,
    }  # fmt: skip
    notes = [_note(figure, axis, why) for axis, why in missing]
    return {"xaxis": across, "yaxis": down, "annotations": notes, "height": 110 + 38 * len(axes)}


def _note(figure: Figure, axis: Axis, why: str, *, shift: int = 0) -> Json:
    """Why a row has no value, in the row, moved `shift` pixels up."""
    note: Json = {"x": figure.lowest, "y": plain(axis.label), "text": why, "showarrow": False, "xanchor": "left"}
    return note | {"yshift": shift, "font": {"color": QUIET, "size": 13}}


def as_json(traces: list[Any], layout: Json) -> Json:
    chart: Json = go.Figure(data=traces, layout={**LAYOUT, **layout}).to_plotly_json()
    chart["layout"].pop("template", None)
    return chart


def plain(text: str) -> str:
    """Text without a meaning to Plotly, which reads some HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
