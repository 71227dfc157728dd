"""The result of an earlier year as it was settled: what stands beside this year's wherever that year's own is shown.

It is scored from all of its own questions, by its own edition. A change between the years is another figure: it is
worked out on what both years share (`comparison.py`), and so need not be the difference between the two indices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessment.questionnaires.lineage import later_positions
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult, Profile
from app.assessment.results.scale import scale_values, value_at


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The latest locked year before that the reader may see."""

    year: int
    questionnaire: Questionnaire
    profile: Profile
    same_scale: bool
    """Whether its levels are worth the same as this year's, so that both can stand on one scale."""

    def capital(self, capital_id: str) -> CapitalResult | None:
        """None for a capital that the year did not ask."""
        return self.profile.capital(capital_id)


def is_same_scale(editions: Sequence[Questionnaire]) -> bool:
    """Whether every level of the first edition is worth the same in the last. Raises as `lineage.later_positions`."""
    positions = later_positions(editions)
    if positions is None:
        return False
    first, last = scale_values(editions[0]), scale_values(editions[-1])
    return all(value_at(first, old) == value_at(last, new) for old, new in positions.items())
