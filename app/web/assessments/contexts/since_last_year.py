"""What a kommun did in a capital since its latest locked year, beside what became of the level. It proves nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.results.action_columns import STATUS, TEXT, notes_on
from app.reports.results.development_figure import link_text
from app.rounds.assessments.plans import Action
from app.services.results.development import OverYears


@dataclass(frozen=True, slots=True)
class SinceLastYear:
    """Of a capital in which the kommun had actions."""

    year: int
    actions: tuple[str, ...]
    change: str


def since_last_year(over_years: OverYears) -> Mapping[str, SinceLastYear]:
    """By capital. Nothing without an earlier year, or before this one has a result."""
    decision, development = over_years.decided, over_years.development
    if decision is None or development is None or development.years[-1] <= decision.year:
        return {}
    links = {capital.capital_id: capital.links[-1] for capital in development.capitals}
    return {
        capital_id: SinceLastYear(
            year=decision.year,
            actions=tuple(_told(action) for action in decision.actions if action.capital_id == capital_id),
            change=link_text(links[capital_id], over_years.editions[-1]),
        )
        for capital_id in dict.fromkeys(action.capital_id for action in decision.actions)
        if capital_id in links
    }


def _told(action: Action) -> str:
    return f"{TEXT.words(action)} ({'; '.join(filter(None, (STATUS.words(action), notes_on(action))))})"
