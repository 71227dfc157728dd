"""Spread of single answers to one question: from how many people on it is shown, and what is withheld besides.

The people who gave a level are cut into the groups of method 3, of which every one has at least `min_group` people.
Only sums over whole groups are ever shown: whatever is subtracted from whatever, at least `min_group` people remain.
Where a setting is missing or too low everything is hidden (method 10).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AssessmentAnswers
from app.assessment.meeting.agreement import ad_m_counted
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.results.consensus import answers_to
from app.assessment.results.pools import pool_weights, role_pools
from app.assessment.results.scale import one_level, scale_values, value_at, weighted_mean

MIN_GROUP = 3
"""No setting goes below this."""
WIDE_GAP_LEVELS = 1
"""From this distance on, two groups of roles see a question differently."""

Tally = Mapping[str, Mapping[Answer, int]]
"""Role group -> answer -> how many people gave it."""


@dataclass(frozen=True, slots=True)
class GroupSpread:
    """What a group of people answered: one role group, or several that are too small each."""

    role_groups: tuple[str, ...]
    counts: tuple[int, ...]
    """How many gave each level, lowest first."""
    mean: Fraction

    @property
    def size(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class RoleGap:
    """The largest difference between the means of two groups that may be shown, on the scale's values."""

    higher: tuple[str, ...]
    lower: tuple[str, ...]
    difference: Fraction
    levels: Fraction
    """The difference in levels; one or more is flagged."""

    @property
    def is_wide(self) -> bool:
        return self.levels >= WIDE_GAP_LEVELS


@dataclass(frozen=True, slots=True)
class Spread:
    """One question. `everyone` is None when too few gave a level, and then nothing else of it is shown either."""

    question_id: str
    answered: int
    """How many chose anything at all."""
    everyone: GroupSpread | None
    dont_know: int | None
    not_applicable: int | None
    """Both None when too few answered."""
    groups: tuple[GroupSpread, ...]
    """The groups of method 3 when there are at least two, in the questionnaire's order."""
    ad_m: float | None
    gap: RoleGap | None
    mean: Fraction | None = None
    """What the levels come to: the question's result as long as nothing is agreed (method 3)."""

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for anything of it to be shown."""
        return self.dont_know is not None

    @property
    def dont_know_share(self) -> Fraction | None:
        return Fraction(self.dont_know, self.answered) if self.dont_know is not None and self.answered else None


def question_spread(
    question: Question, questionnaire: Questionnaire, answers: AssessmentAnswers, min_group: int | None
) -> Spread:
    """The spread of single answers to a question, as far as it may be shown.

    `min_group` None or below 3 hides everything. Raises ValueError for a position or role group that the questionnaire
    does not have.
    """
    tally: dict[str, Counter[Answer]] = defaultdict(Counter)
    for role, answer in answers_to(question, answers):
        tally[role][answer] += 1
    return tallied_spread(question, questionnaire, tally, min_group)


def tallied_spread(
    question: Question,
    questionnaire: Questionnaire,
    tally: Tally,
    min_group: int | None,
    half: Decimal | None = None,
) -> Spread:
    """`question_spread` of answers that are counted already: it takes no longer for many people than for few.

    `half` is how many people count half of a role, by default the questionnaire's limit.
    """
    tally_by_role = {role: numbers for role, numbers in tally.items() if question.is_meant_for(role)}
    answer_count = sum(number for numbers in tally_by_role.values() for number in numbers.values())
    if min_group is None or min_group < MIN_GROUP or answer_count < min_group:
        return Spread(
            question_id=question.id,
            answered=answer_count,
            everyone=None,
            dont_know=None,
            not_applicable=None,
            groups=(),
            ad_m=None,
            gap=None,
        )
    positions = {role: _positions(numbers) for role, numbers in tally_by_role.items()}
    sizes = {role: size for role, counts in positions.items() if (size := counts.total())}
    pool_roles = role_pools(sizes, questionnaire, min_group) if sum(sizes.values()) >= min_group else ()
    values = scale_values(questionnaire)
    pools = tuple(_group(roles, positions, values) for roles in pool_roles)
    groups = pools if len(pools) > 1 else ()
    weights = pool_weights(pool_roles, sizes, questionnaire.limits.role_weight_half if half is None else half)
    return Spread(
        question_id=question.id,
        answered=answer_count,
        everyone=_group(tuple(role for roles in pool_roles for role in roles), positions, values)
        if pool_roles
        else None,
        dont_know=sum(numbers.get(DONT_KNOW, 0) for numbers in tally_by_role.values()),
        not_applicable=sum(numbers.get(NOT_APPLICABLE, 0) for numbers in tally_by_role.values()),
        groups=groups,
        ad_m=ad_m_counted(sum(positions.values(), Counter[int]())) if pool_roles else None,
        gap=_gap(groups, values),
        mean=weighted_mean(zip(weights, (pool.mean for pool in pools), strict=True)),
    )


def _positions(answer_counts: Mapping[Answer, int]) -> Counter[int]:
    return Counter({answer.position: number for answer, number in answer_counts.items() if answer.position is not None})


def _group(roles: tuple[str, ...], positions: Mapping[str, Counter[int]], values: Sequence[Fraction]) -> GroupSpread:
    counts = sum((positions[role] for role in roles), Counter[int]())
    total = sum((value_at(values, position) * number for position, number in counts.items()), Fraction())
    return GroupSpread(roles, tuple(counts[position] for position in range(1, len(values) + 1)), total / counts.total())


def _gap(groups: Sequence[GroupSpread], values: Sequence[Fraction]) -> RoleGap | None:
    if len(groups) < 2:
        return None
    higher, lower = max(groups, key=lambda group: group.mean), min(groups, key=lambda group: group.mean)
    difference = higher.mean - lower.mean
    return RoleGap(
        higher=higher.role_groups, lower=lower.role_groups, difference=difference, levels=difference / one_level(values)
    )
