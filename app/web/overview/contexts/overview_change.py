"""How the mean of the same kommuner has changed since the year before, as the overview's table has it."""

from dataclasses import dataclass

from app.assessment.comparison import regional_change
from app.reports.figures.change_words import CHANGE_NOTE
from app.reports.kernel.wording import percent
from app.reports.overview.regional.change_words import (
    STRICTER,
    countable,
    difference,
    fell,
    how_judged,
    interval,
    rose,
    verdict,
)
from app.services.overview.overview import Overview, YearPanel


@dataclass(frozen=True, slots=True)
class ChangePanel:
    earlier_year: int
    kommuner: int
    invited: int
    note: str
    countable: str
    """In how many of them the change can be counted, unless in all."""
    verdict: str
    """Why the verdict may be stricter than the interval beside it."""
    confidence: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def change_panel(overview: Overview, panel: YearPanel) -> ChangePanel:
    scale, looked_at = overview.questionnaire.scale, {capital.id for capital in overview.capitals}
    changes = [change for change in panel.capitals if change.capital_id in looked_at]
    rows = [
        (
            overview.questionnaire.capital(change.capital_id).name,
            difference(change, scale),
            interval(change, scale),
            verdict(change),
            rose(change),
            fell(change),
        )
        for change in changes
    ]
    level = percent(regional_change.CONFIDENCE)
    return ChangePanel(
        earlier_year=panel.earlier_year,
        kommuner=panel.kommuner,
        invited=panel.invited,
        note=CHANGE_NOTE,
        countable=countable(overview.questionnaire, changes, panel.kommuner),
        verdict=STRICTER,
        confidence=level,
        rows=tuple(rows),
        notes=how_judged(),
    )
