"""Where several kommuner have the same gap, so that the association can support them together ("stärk tillsammans")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.assessment.questionnaire import Questionnaire
from app.assessment.results import CapitalResult

SEVERAL = 3
"""So many kommuner with the same gap make a joint effort worth proposing."""


@dataclass(frozen=True, slots=True)
class SharedGap:
    """A capital where kommuner (ids, in the order given) lie below the level that others build on."""

    capital_id: str
    below: tuple[int, ...]
    scored: int
    """How many kommuner have a score in the capital."""


def shared_gaps(
    questionnaire: Questionnaire, profiles: Mapping[int, Sequence[CapitalResult]], several: int = SEVERAL
) -> tuple[SharedGap, ...]:
    """The capitals in which at least `several` kommuner are below the prerequisite level (method 7), most first.

    Equally many come in the questionnaire's order.
    """
    limit = questionnaire.prerequisite_position
    found = []
    for capital in questionnaire.capitals:
        levels = {
            kommun: result.level
            for kommun, results in profiles.items()
            for result in results
            if result.capital_id == capital.id and result.level is not None
        }
        below = tuple(kommun for kommun, level in levels.items() if level < limit)
        if len(below) >= several:
            found.append(SharedGap(capital.id, below, len(levels)))
    return tuple(sorted(found, key=lambda gap: -len(gap.below)))
