"""What the next step of a region's ambition takes (pre-study 5.1): conditions that are met, not met or not known.

The pre-study describes the first step only, so the conditions are ours. Each stands by itself with its figure; they are
never summed, and what is not known is never taken for not met. A region may decide against them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from statistics import median

LOWEST_STEP, HIGHEST_STEP = 1, 3
MIN_MEDIAN_KOMMUNER = 5
"""A median of fewer is not known (method 9)."""
KOMMUNER_WITH_NEEDS = KOMMUNER_ON_POLITICS = KOMMUNER_ANSWERED = Fraction(2, 3)
NEEDS_COVERED = PROJECTS_KEPT = Fraction(1, 2)
POLITICS_LEVEL, RECEIVER_LEVEL, RECEIVER_HIGH, OWN_LEVEL, OWN_HIGH = 2, 2, 3, 2, 3
"""On the scale 0–4 of our own questionnaires."""
MAX_GAP = 1
"""So far, in levels, the region's own answers and the kommuner's may differ: less than this."""
YEARS_FINANCED = 3


class ConditionState(StrEnum):
    """Whether a condition is met. Not known is a finding of its own."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


class ConditionKey(StrEnum):
    """The conditions in their order, those of the second step first."""

    NEEDS_UNDERSTOOD = "needs_understood"
    NEEDS_ANSWERED = "needs_answered"
    RECEIVERS = "receivers"
    POLITICS = "politics"
    MANDATE = "mandate"
    MONEY = "money"
    COLLABORATION_FOLLOWED = "collaboration_followed"
    RECEIVERS_HIGH = "receivers_high"
    RESPONSIBILITY = "responsibility"
    TOOLS = "tools"
    EVERYDAY = "everyday"
    FINANCED = "financed"


STEP_OF = {key: 2 if place < 7 else 3 for place, key in enumerate(ConditionKey)}
"""Which step a condition is of."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError("a part is between nothing and the whole")

    @property
    def value(self) -> Fraction:
        """Raises ZeroDivisionError of nothing."""
        return Fraction(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class TwoSided:
    """One question to the region's own people and to its kommuner, both as an index; None where a side is not known."""

    region: Fraction | None = None
    kommuner: Fraction | None = None


@dataclass(frozen=True, slots=True)
class AmbitionInputs:
    """What the conditions go by. None is not known: nobody has measured it, or it may not be told."""

    with_result_and_need: Share | None = None
    """Kommuner that have approved and share their result and have said a need, of all in the round."""
    covered_needs: Share | None = None
    """Needs that several kommuner share and something answers, of all such needs."""
    receiver_indices: tuple[Fraction, ...] = ()
    """Of the kommuner that share."""
    politics: Share | None = None
    """Kommuner on the level in politiskt kapital, of those that share and have a level."""
    mandate: Fraction | None = None
    money: Fraction | None = None
    """The region's own answers in its questionnaire of samverkanskapital."""
    collaboration_answers: Share | None = None
    """Kommuner that have answered how the collaboration works, of all."""
    responsibility: TwoSided = field(default_factory=TwoSided)
    tools: TwoSided = field(default_factory=TwoSided)
    kept_projects: Share | None = None
    """Ended projects that live on in everyday work, of all that have ended."""
    years_financed: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition and the figure it was judged by: a share, a number, or two sides; None where it is not known."""

    key: ConditionKey
    state: ConditionState
    figure: Share | Fraction | TwoSided | int | None
    kommuner: int = 0
    """How many a median is over, also where they are too few."""

    @property
    def step(self) -> int:
        return STEP_OF[self.key]


def conditions(inputs: AmbitionInputs) -> tuple[Condition, ...]:
    """Every condition in its order."""
    by_key: Mapping[ConditionKey, Condition] = {
        condition.key: condition
        for condition in (
            _share(ConditionKey.NEEDS_UNDERSTOOD, inputs.with_result_and_need, KOMMUNER_WITH_NEEDS),
            _share(ConditionKey.NEEDS_ANSWERED, inputs.covered_needs, NEEDS_COVERED),
            _median(ConditionKey.RECEIVERS, inputs.receiver_indices, RECEIVER_LEVEL),
            _share(ConditionKey.POLITICS, inputs.politics, KOMMUNER_ON_POLITICS),
            _least(ConditionKey.MANDATE, inputs.mandate, OWN_LEVEL),
            _least(ConditionKey.MONEY, inputs.money, OWN_LEVEL),
            _share(ConditionKey.COLLABORATION_FOLLOWED, inputs.collaboration_answers, KOMMUNER_ANSWERED),
            _median(ConditionKey.RECEIVERS_HIGH, inputs.receiver_indices, RECEIVER_HIGH),
            _two_sided(ConditionKey.RESPONSIBILITY, inputs.responsibility),
            _two_sided(ConditionKey.TOOLS, inputs.tools),
            _share(ConditionKey.EVERYDAY, inputs.kept_projects, PROJECTS_KEPT),
            _least(ConditionKey.FINANCED, inputs.years_financed, YEARS_FINANCED),
        )
    }
    return tuple(by_key[key] for key in ConditionKey)


def unmet_up_to(step: int, every: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The conditions of a step and those below it that are not met: a decision on the step is against them."""
    return tuple(item for item in every if item.step <= step and item.state is ConditionState.NOT_MET)


def unknown_up_to(step: int, every: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(item for item in every if item.step <= step and item.state is ConditionState.NOT_KNOWN)


def _state(*, is_met: bool) -> ConditionState:
    return ConditionState.MET if is_met else ConditionState.NOT_MET


def _share(key: ConditionKey, share: Share | None, least: Fraction) -> Condition:
    """A share of nothing is not known."""
    if share is None or not share.whole:
        return Condition(key, ConditionState.NOT_KNOWN, None)
    return Condition(key, _state(is_met=share.value >= least), share)


def _least(key: ConditionKey, value: Fraction | int | None, least: int) -> Condition:
    if value is None:
        return Condition(key, ConditionState.NOT_KNOWN, None)
    return Condition(key, _state(is_met=value >= least), value)


def _median(key: ConditionKey, values: tuple[Fraction, ...], least: int) -> Condition:
    if len(values) < MIN_MEDIAN_KOMMUNER:
        return Condition(key=key, state=ConditionState.NOT_KNOWN, figure=None, kommuner=len(values))
    middle = Fraction(median(values))
    return Condition(key=key, state=_state(is_met=middle >= least), figure=middle, kommuner=len(values))


def _two_sided(key: ConditionKey, sides: TwoSided) -> Condition:
    """Both sides high, and of one mind. One side that is known to be low is enough for not met."""
    values = [side for side in (sides.region, sides.kommuner) if side is not None]
    if any(side < OWN_HIGH for side in values):
        return Condition(key, ConditionState.NOT_MET, sides)
    if sides.region is None or sides.kommuner is None:
        return Condition(key, ConditionState.NOT_KNOWN, sides if values else None)
    return Condition(key, _state(is_met=abs(sides.region - sides.kommuner) < MAX_GAP), sides)
