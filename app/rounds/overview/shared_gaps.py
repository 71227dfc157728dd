"""What kommuner have in common: where several have the same gap ("stärk tillsammans"), and where most stand well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult

MIN_SHARING = 3
"""So many kommuner with the same gap make a joint effort worth proposing, and so few say what is common at all."""
STRONG_SHARE = Fraction(2, 3)
"""So large a share of the kommuner is most of them."""

Profiles = Mapping[int, Sequence[CapitalResult]]
"""Id of a kommun -> its results by capital."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the kommuner with an index in a capital stand to the level that others build on.

    Each is an id, in the order given. Without a level (a core question has no result) the index alone can tell that a
    kommun is below, as a level is never above it. An index at or above the limit then leaves it `open`.
    """

    capital_id: str
    reached: tuple[int, ...]
    below: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def told(self) -> int:
        """How many have either reached the level or not."""
        return len(self.reached) + len(self.below)


def reaches(questionnaire: Questionnaire, profiles: Profiles) -> tuple[Reach, ...]:
    """One per capital of the questionnaire, in its order; empty of kommuner where none has an index."""
    return tuple(_reach(questionnaire, capital.id, profiles) for capital in questionnaire.capitals)


def _reach(questionnaire: Questionnaire, capital_id: str, profiles: Profiles) -> Reach:
    of_kommun = {
        kommun: _reaches(questionnaire, result)
        for kommun, results in profiles.items()
        for result in results
        if result.capital_id == capital_id and result.index is not None
    }
    above, below, unknown = (
        tuple(kommun for kommun, answer in of_kommun.items() if answer is value) for value in (True, False, None)
    )
    return Reach(capital_id=capital_id, reached=above, below=below, open=unknown)


def _reaches(questionnaire: Questionnaire, result: CapitalResult) -> bool | None:
    """None when it cannot be told."""
    limit = questionnaire.prerequisite_position
    if result.level is not None:
        return result.level >= limit
    is_below = result.index is not None and result.index < Fraction(questionnaire.scale[limit - 1].value)
    return False if is_below else None


@dataclass(frozen=True, slots=True)
class SharedGap:
    """A capital where kommuner (ids, in the order given) lie below the level that others build on."""

    capital_id: str
    below: tuple[int, ...]
    scored: int
    """How many kommuner have an index in the capital, with or without a level."""


def shared_gaps(questionnaire: Questionnaire, profiles: Profiles, several: int = MIN_SHARING) -> tuple[SharedGap, ...]:
    """The capitals in which at least `several` kommuner are below the prerequisite level (method 7), most first.

    A kommun without a level is below when its index is. Equally many come in the questionnaire's order.
    """
    gaps = [
        SharedGap(reach.capital_id, reach.below, reach.told + len(reach.open))
        for reach in reaches(questionnaire, profiles)
        if len(reach.below) >= several
    ]
    return tuple(sorted(gaps, key=lambda gap: -len(gap.below)))


@dataclass(frozen=True, slots=True)
class SharedStrength:
    """A capital where most kommuner have reached the level that others build on."""

    capital_id: str
    reached: int
    scored: int
    """How many have either reached it or not: those with an index, but for those where it cannot be told."""


def shared_strengths(
    questionnaire: Questionnaire, profiles: Profiles, several: int = MIN_SHARING
) -> tuple[SharedStrength, ...]:
    """The capitals in which it can be told of at least `several` kommuner, and most of them reach the level.

    A kommun without a level has not reached it when its index is below it; else it is left out of both figures.
    The largest share comes first, equal ones in the questionnaire's order. Cross-cutting dimensions are not ranked.
    """
    strong = [
        SharedStrength(reach.capital_id, len(reach.reached), reach.told)
        for reach in reaches(questionnaire, profiles)
        if not questionnaire.capital(reach.capital_id).cross_cutting
        and reach.told >= several
        and Fraction(len(reach.reached), reach.told) >= STRONG_SHARE
    ]
    return tuple(sorted(strong, key=lambda strength: -Fraction(strength.reached, strength.scored)))
