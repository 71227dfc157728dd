"""What kommuner have in common: where several have the same gap ("stärk tillsammans"), and where most stand well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.questionnaire import Questionnaire
from app.assessment.results import CapitalResult
from app.followup.overview import Distribution

SEVERAL = 3
"""So many kommuner with the same gap make a joint effort worth proposing, and so few say what is common at all."""
MOST = Fraction(2, 3)
"""So large a share of the kommuner is most of them."""


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


@dataclass(frozen=True, slots=True)
class SharedStrength:
    """A capital where most kommuner have reached the level that others build on."""

    capital_id: str
    reached: int
    scored: int


def shared_strengths(
    questionnaire: Questionnaire, distributions: Sequence[Distribution], several: int = SEVERAL
) -> tuple[SharedStrength, ...]:
    """The capitals in which at least `several` kommuner have a score and most of them reach the prerequisite level.

    The largest share comes first, equal ones in the questionnaire's order. Cross-cutting dimensions are not ranked.
    """
    found = [
        SharedStrength(one.capital_id, sum(one.on_level[questionnaire.prerequisite_position - 1 :]), sum(one.on_level))
        for one in distributions
        if not questionnaire.capital(one.capital_id).cross_cutting
    ]
    strong = [one for one in found if one.scored >= several and Fraction(one.reached, one.scored) >= MOST]
    return tuple(sorted(strong, key=lambda one: -Fraction(one.reached, one.scored)))
