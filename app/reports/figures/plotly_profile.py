"""The large radar for the browser: its lines alone, laid exactly over the web, words and ticks of the drawing.

So nothing moves or disappears when the interactive drawing comes: labels stay links, and dashes and markers are the
same.
"""

import plotly.graph_objects as go

from app.reports.figures.figures import Series
from app.reports.figures.plotly import SYMBOLS, Json, as_json, interactive, plain, series_colour
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.svg.canvas import PAINTS
from app.reports.figures.svg.profile_radar import WIDTH, frame_of, line_paint
from app.reports.figures.svg.radar import HUB

MARKER_SIZE = 10


@interactive.register
def _profile(figure: ProfileRadar) -> Json:
    frame = frame_of(figure)
    (x, y), radius, height = frame.centre, frame.radius, frame.height
    # The web's square in the drawing, as shares of it; the value at the centre is as far below the lowest level as the
    # hub is wide.
    domain = {
        "x": [(x - radius) / WIDTH, (x + radius) / WIDTH],
        "y": [1 - (y + radius) / height, 1 - (y - radius) / height],
    }
    hub = (figure.highest - figure.lowest) * HUB / (1 - HUB)
    angular = {"visible": False, "type": "linear", "thetaunit": "degrees", "direction": "clockwise", "rotation": 90}
    polar = {
        "bgcolor": "rgba(0,0,0,0)",
        "domain": domain,
        "radialaxis": {"visible": False, "range": [figure.lowest - hub, figure.highest]},
        "angularaxis": angular,
    }
    layout = {
        "polar": polar,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "height": height,
        "meta": {"width": WIDTH},
        "hoverlabel": {"bgcolor": "var(--color-ground)", "bordercolor": "var(--color-edge)", "align": "left"},
    }
    return as_json([_line(figure, series) for series in reversed(figure.series)], layout)


def _line(figure: ProfileRadar, series: Series) -> go.Scatterpolar:
    count = len(figure.axes)
    places = [place % count for place in range(count + 1)]
    colour, paint = series_colour(series.role), PAINTS[line_paint(series.role)]
    return go.Scatterpolar(
        r=[series.values[place] for place in places],
        theta=[360 * place / count for place in places],
        name=plain(series.name),
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"dash": _dash(paint.get("stroke-dasharray")), "color": colour, "width": float(paint["stroke-width"])},
        marker={
            "symbol": SYMBOLS[series.role],
            "size": MARKER_SIZE,
            "color": colour,
            "line": {"width": 1.8, "color": colour},
        },
        text=[_read_out(figure, place) for place in places],
        customdata=[figure.axes[place].key for place in places],
        hovertemplate="%{text}<extra></extra>",
    )


def _dash(strokes: str | None) -> str:
    """The drawing's own strokes and gaps, as Plotly writes them."""
    return "solid" if strokes is None else ",".join(f"{length}px" for length in strokes.split())


def _read_out(figure: ProfileRadar, place: int) -> str:
    """All that the axis shows, whichever of its marks one points at."""
    values = "<br>".join(f"{plain(name)}: {plain(value)}" for name, value in figure.values_at(place))
    return f"{plain(figure.axes[place].name)}<br>{values}"
