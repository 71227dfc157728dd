"""Context of those that took part in an offer beside those that did not, on the page of the offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessment.comparison.benchmarks import MIN_KOMMUNER
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import shown
from app.reports.kernel.wording import count, listing, number
from app.services.support.taking_part import TakingPart
from app.support.offers.taking_part import GroupMedians


@dataclass(frozen=True, slots=True)
class MedianRow:
    """A capital. Each group as "1,4 → 2,1", and how many kommuner it has."""

    capital: str
    participants: str
    participant_count: str
    others: str
    other_count: str


@dataclass(frozen=True, slots=True)
class TakingPartView:
    years: str
    rows: tuple[MedianRow, ...]
    withheld: str
    """Which capitals are not shown, and what it takes."""


def taking_part_view(taking_part: TakingPart | None, *, has_capital: bool) -> TakingPartView | None:
    """None for an offer of which no figures can come: it strengthens no capital that the kommuner answer about.

    `has_capital` says that it does, while there are no years to tell it by.
    """
    if not (has_capital if taking_part is None else taking_part.capitals or taking_part.withheld):
        return None
    if taking_part is None or not taking_part.capitals:
        return TakingPartView("", (), f"Siffrorna visas när {_ENOUGH}.")
    questionnaire = taking_part.questionnaire
    names = [questionnaire.capital(capital_id).name.lower() for capital_id in taking_part.withheld]
    return TakingPartView(
        years=f"{taking_part.earlier_year} → {questionnaire.year}",
        rows=tuple(
            MedianRow(
                capital=questionnaire.capital(each.capital_id).name,
                participants=_change(questionnaire, each.participants),
                participant_count=_kommuner(each.participants),
                others=_change(questionnaire, each.others),
                other_count=_kommuner(each.others),
            )
            for each in taking_part.capitals
        ),
        withheld=_withheld(names) if names else "",
    )


_ENOUGH = (
    f"minst {MIN_KOMMUNER} kommuner som deltog och minst {MIN_KOMMUNER} andra delar ett fastställt resultat med "
    "regionen, från både före och efter erbjudandet"
)
"""What is counted: `is_readable` in both years, on either side of when the offer took place (decision 0064)."""


def _withheld(names: Sequence[str]) -> str:
    capitals = "det kapitalslaget" if len(names) == 1 else "de kapitalslagen"
    return f"{listing(names).capitalize()} visas inte. Det kräver att {_ENOUGH}, med svar om {capitals}."


def _change(questionnaire: Questionnaire, group: GroupMedians) -> str:
    before, after = (number(shown(index, questionnaire.scale)) for index in (group.before, group.after))
    return f"{before} → {after}"


def _kommuner(group: GroupMedians) -> str:
    return count(group.kommuner, "kommun", "kommuner")
