"""The cells of the overview's table: a kommun's index in each capital on its level's step of the ramp."""

from collections.abc import Hashable
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import CapitalResult, Profile
from app.reports.figures.capital_texts import capital_text
from app.reports.figures.level_ramp import ramp_step
from app.services.overview.overview import Overview


@dataclass(frozen=True, slots=True)
class Cell:
    """`level` is its name, or why there is none; then there is no `ramp`. `index` is empty where there is no score."""

    capital: str
    level: str
    index: str
    ramp: int | None
    """The level's step on the ramp of five."""


@dataclass(frozen=True, slots=True, eq=False)
class CellRow:
    """A kommun's cells. It is told from others by being itself, so that the page finds what it drew of it at once."""

    cells: tuple[Cell, ...]


def cells_of(overview: Overview, profile: Profile) -> CellRow:
    """One cell a capital. Cached for as long as the profile itself is: a large region has thousands of cells."""
    key = (id(profile), tuple(capital.id for capital in overview.capitals))
    of_profile, row = _cached_cells.get(key, (None, CellRow(())))
    if of_profile is not profile:
        if len(_cached_cells) >= MAX_CACHED_ROWS:
            _cached_cells.clear()
        row = CellRow(
            tuple(_cell(overview.questionnaire, capital, profile.capital(capital.id)) for capital in overview.capitals)
        )
        _cached_cells[key] = (profile, row)
    return row


_cached_cells: dict[Hashable, tuple[Profile | None, CellRow]] = {}
MAX_CACHED_ROWS = 1_024


def _cell(questionnaire: Questionnaire, capital: Capital, result: CapitalResult | None) -> Cell:
    if result is None:
        return Cell(capital=capital.short_name, level="–", index="", ramp=None)
    text = capital_text(result, questionnaire)
    if result.index is None:
        return Cell(capital=capital.short_name, level=text.level, index="", ramp=None)
    return Cell(
        capital=capital.short_name,
        level=text.level,
        index=text.index,
        ramp=None if result.level is None else ramp_step(result.level, len(questionnaire.scale)),
    )
