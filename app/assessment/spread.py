"""What may be shown of single answers to one question, and what is left out so that no value can be worked out.

The people who gave a level are cut into the groups of method 3, of which every one has at least `min_group` people.
Only sums over whole groups are ever shown: whatever is subtracted from whatever, at least `min_group` people remain.
Where a setting is missing or too low everything is hidden (method 10).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.agreement import ad_m
from app.assessment.answers import AnswerKind, AssessmentAnswers
from app.assessment.consensus import answers_to, role_balanced_groups
from app.assessment.questionnaire import Question, Questionnaire
from app.assessment.scale import one_level, scale_values, value_at

SMALLEST_GROUP = 3
"""No setting goes below this."""


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
        return self.levels >= 1


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
    given = answers_to(question, answers)
    if min_group is None or min_group < SMALLEST_GROUP or len(given) < min_group:
        return Spread(question.id, len(given), None, None, None, (), None, None)
    kinds = Counter(answer.kind for _, answer in given)
    positions: dict[str, list[int]] = defaultdict(list)
    for role, answer in given:
        if answer.position is not None:
            positions[role].append(answer.position)
    values = scale_values(questionnaire)
    sizes = {role: len(of) for role, of in positions.items()}
    cut = role_balanced_groups(sizes, questionnaire, min_group) if sum(sizes.values()) >= min_group else ()
    groups = tuple(_group(roles, positions, values) for roles in cut) if len(cut) > 1 else ()
    return Spread(
        question_id=question.id,
        answered=len(given),
        everyone=_group(tuple(role for roles in cut for role in roles), positions, values) if cut else None,
        dont_know=kinds[AnswerKind.DONT_KNOW],
        not_applicable=kinds[AnswerKind.NOT_APPLICABLE],
        groups=groups,
        ad_m=ad_m([one for of in positions.values() for one in of]) if cut else None,
        gap=_gap(groups, values),
    )


def _group(roles: tuple[str, ...], positions: Mapping[str, Sequence[int]], values: Sequence[Fraction]) -> GroupSpread:
    given = [position for role in roles for position in positions[role]]
    counted = Counter(given)
    mean = sum((value_at(values, position) for position in given), Fraction()) / len(given)
    return GroupSpread(roles, tuple(counted[position] for position in range(1, len(values) + 1)), mean)


def _gap(groups: Sequence[GroupSpread], values: Sequence[Fraction]) -> RoleGap | None:
    if len(groups) < 2:
        return None
    higher, lower = max(groups, key=lambda one: one.mean), min(groups, key=lambda one: one.mean)
    difference = higher.mean - lower.mean
    return RoleGap(higher.role_groups, lower.role_groups, difference, difference / one_level(values))
