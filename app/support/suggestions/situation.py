"""What the suggestion rule knows of a kommun, as plain values; and how those come from a result."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.assessment.priorities.priorities import prerequisites_met
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import CapitalResult, Profile

RECEIVER = "mottagarformaga"
"""Id of the cross-cutting dimension that says how much support a kommun can take in."""


@dataclass(frozen=True, slots=True)
class CapitalSituation:
    """One capital. Levels count from 0 for the lowest; None is unknown, and suggests nothing.

    `stands_alone` is of a capital that builds on none and that none builds on.
    """

    capital_id: str
    level: int | None
    prerequisites_met: bool = True
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What a kommun's suggestions depend on, and nothing else does.

    `start` is the capital that method 7 starts with, `prerequisite_level` the level that a capital needs before others
    build on it, `receiver` the level of mottagarförmåga (None: unknown). `next_steps` has by capital the questions that
    hold it back most; `open_offers` are ids of items that somebody offers now.
    """

    capitals: tuple[CapitalSituation, ...]
    start: str | None
    prerequisite_level: int
    receiver: int | None
    is_small: bool = False
    next_steps: Mapping[str, Collection[str]] = field(default_factory=dict)
    open_offers: Collection[str] = ()


def situation_of(
    questionnaire: Questionnaire,
    profile: Profile,
    *,
    start: str | None,
    next_steps: Mapping[str, Collection[str]],
    is_small: bool,
    open_offers: Collection[str] = (),
) -> Situation:
    """The situation that a scored profile tells of.

    `start` is the capital of `recommended_start`; `next_steps` are ids of questions by capital, as `next_steps` gives.
    """
    own = [capital for capital in questionnaire.capitals if not capital.cross_cutting]
    return Situation(
        capitals=tuple(_capital_situation(questionnaire, capital, profile) for capital in own),
        start=start,
        prerequisite_level=questionnaire.prerequisite_position - 1,
        receiver=_level(profile.capital(RECEIVER)),
        is_small=is_small,
        next_steps={capital_id: frozenset(questions) for capital_id, questions in next_steps.items()},
        open_offers=frozenset(open_offers),
    )


def _capital_situation(questionnaire: Questionnaire, capital: Capital, profile: Profile) -> CapitalSituation:
    has_dependants = any(capital.id in other.depends_on for other in questionnaire.capitals)
    return CapitalSituation(
        capital_id=capital.id,
        level=_level(profile.capital(capital.id)),
        prerequisites_met=prerequisites_met(questionnaire, profile, capital),
        stands_alone=not capital.depends_on and not has_dependants,
    )


def _level(result: CapitalResult | None) -> int | None:
    """Results count positions from 1, the catalogue levels from 0."""
    return None if result is None or result.level is None else result.level - 1
