"""What a stranger is shown of a result: the radar of a kommun that does not exist, drawn as every radar is."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from app.reports.figures.figures import MARKERS, Axis, FigureTable, RadarFigure, Ring, Series, SeriesRole
from app.reports.figures.svg.radar import radar
from app.reports.kernel.wording import number


@dataclass(frozen=True, slots=True)
class LandingCapital:
    """A kind of capital, its values in the example, and what it is in a line."""

    key: str
    name: str
    label: str
    what: str
    this: float
    earlier: float


CAPITALS = (
    LandingCapital(
        key="politiskt",
        name="Politiskt kapital",
        label="Politiskt",
        what="Att enas om mål som håller längre än en mandatperiod.",
        this=2.6,
        earlier=1.9,
    ),
    LandingCapital(
        key="finansiellt",
        name="Finansiellt kapital",
        label="Finansiellt",
        what="Pengar att ställa om för, och kunskap om hur de räknas.",
        this=1.8,
        earlier=1.6,
    ),
    LandingCapital(
        key="relations",
        name="Relationskapital",
        label="Relations-",
        what="Kontakter, samarbeten och tillit, inåt och utåt.",
        this=2.9,
        earlier=2.7,
    ),
    LandingCapital(
        key="human",
        name="Humankapital",
        label="Human-",
        what="Vad människor kan, vill och orkar.",
        this=2.2,
        earlier=2.3,
    ),
    LandingCapital(
        key="organisatoriskt",
        name="Organisatoriskt kapital",
        label="Organisatoriskt",
        what="Ansvar, planer och rutiner som styr vardagen.",
        this=1.7,
        earlier=1.2,
    ),
    LandingCapital(
        key="dynamiskt",
        name="Dynamiskt kapital",
        label="Dynamiskt",
        what="Att pröva, lära och ändra sig.",
        this=1.3,
        earlier=1.1,
    ),
    LandingCapital(
        key="realt",
        name="Realt kapital",
        label="Realt",
        what="Mark, byggnader, gator, fordon och natur.",
        this=2.8,
        earlier=2.6,
    ),
)
"""Seven kinds, in their fixed order (method 7)."""
LEVELS = ("Saknas", "Påbörjat", "Delvis på plats", "Etablerat", "Integrerat och lärande")


@dataclass(frozen=True, slots=True)
class Landing:
    capitals: tuple[LandingCapital, ...]
    radar: Markup
    alternative: str


@cache
def landing() -> Landing:
    """The same for everybody, so it is drawn once."""
    figure = _figure()
    return Landing(CAPITALS, Markup(radar(figure)), figure.alternative)  # noqa: S704  drawn from nothing but constants


def _figure() -> RadarFigure:
    this, earlier = (
        Series(role=role, name=name, values=values, shown=tuple(map(_shown, values)))
        for role, name, values in (
            (SeriesRole.THIS, "I år", tuple(capital.this for capital in CAPITALS)),
            (SeriesRole.EARLIER, "I fjol", tuple(capital.earlier for capital in CAPITALS)),
        )
    )
    figures = ", ".join(
        f"{capital.name.lower()} {_shown(capital.this)} i år och {_shown(capital.earlier)} i fjol"
        for capital in CAPITALS
    )
    return RadarFigure(
        key="exempel",
        title="Exempel",
        conclusion="",
        alternative=f"Radardiagram över en påhittad kommun, på en skala från 0 till {len(LEVELS) - 1}: {figures}.",
        table=FigureTable("", (), ()),
        scale=tuple(Ring(value, str(value), name) for value, name in enumerate(LEVELS)),
        axes=tuple(
            Axis(key=capital.key, label=capital.label, name=capital.name, marker=marker)
            for capital, marker in zip(CAPITALS, MARKERS, strict=False)
        ),
        series=(this, earlier),
    )


def _shown(value: float) -> str:
    return number(value, 1)
