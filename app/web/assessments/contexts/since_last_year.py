"""What a kommun did and took part in since its latest locked year, beside what became of the level: no proof."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import listing
from app.reports.results.action_columns import STATUS, TEXT, notes_on
from app.reports.results.development_figure import link_text
from app.rounds.assessments.plans import Action
from app.services.results.development import OverYears
from app.support.offers.attendance import attended_titles


@dataclass(frozen=True, slots=True)
class SinceLastYear:
    """Of a capital in which the kommun had actions, or came to something that strengthens it."""

    year: int
    actions: tuple[str, ...]
    attended: str
    """Titles as a list in words; empty where it came to nothing."""
    change: str


def since_last_year(over_years: OverYears) -> Mapping[str, SinceLastYear]:
    """By capital. Nothing without an earlier year, or before this one has a result."""
    decision, development = over_years.decided, over_years.development
    if decision is None or development is None or development.years[-1] <= decision.year:
        return {}
    capital_ids = {action.capital_id for action in decision.actions}
    capital_ids |= {capital_id for offer in over_years.attended for capital_id in offer.capital_ids}
    links = {capital.capital_id: capital.links[-1] for capital in development.capitals}
    return {
        capital_id: SinceLastYear(
            year=decision.year,
            actions=tuple(_told(action) for action in decision.actions if action.capital_id == capital_id),
            attended=listing([f"”{title}”" for title in attended_titles(over_years.attended, capital_id)]),
            change=link_text(links[capital_id], over_years.editions[-1]),
        )
        for capital_id in links
        if capital_id in capital_ids
    }


def _told(action: Action) -> str:
    return f"{TEXT.words(action)} ({'; '.join(filter(None, (STATUS.words(action), notes_on(action))))})"
