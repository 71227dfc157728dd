"""A solver that tries to find out what a small group of people answered from everything that is shown of them.

Two ways. `pinned_by_enumeration` makes every possible set of answers in whole levels and looks which of them show the
same: a group below the least number is pinned when its sum is the same in all of those. `pinned_by_equations` does it
for larger assessments by linear algebra, with the coefficients measured on the real functions. A pool of at least
`min_group` people that all chose alike tells its members' answers, and is not counted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import numpy as np

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years
from app.assessment.meeting.spread import question_spread
from app.assessment.priorities.robustness import profile_robustness
from app.assessment.questionnaires.questionnaire import Form, Question, Questionnaire
from app.assessment.results.consensus import question_result
from app.assessment.results.pools import role_pools
from app.assessment.results.results import Interval
from app.assessment.results.scoring import score
from tests.unit.builders import answered

Sizes = Mapping[str, int]
Levels = Mapping[str, tuple[tuple[int, ...], ...]]
"""Role group -> one tuple a person: the position chosen on each question, 0 for vet ej."""
Choices = Sequence[Sequence[int]]
"""Per question what can be chosen; by default every level."""


def everything_shown(
    questionnaire: Questionnaire, answers: AssessmentAnswers, year: int, other: YearResult | None
) -> tuple[object, ...]:
    """What of one year's answers any role may see: exact indices, spreads, pool means, intervals, the change."""
    result = a_year(questionnaire, answers, year)
    capital = result.profile.capitals[0]
    spreads = tuple(
        question_spread(question, questionnaire, answers, questionnaire.limits.min_group)
        for question in questionnaire.questions.values()
    )
    interval = capital.interval
    ends = (round(interval.low, 9), round(interval.high, 9)) if isinstance(interval, Interval) else interval
    figures: tuple[object, ...] = (
        capital.index,
        capital.level,
        capital.near,
        tuple(q.value for q in capital.questions),
    )
    if other is not None:
        positions = {position: position for position, _ in questionnaire.levels()}
        change = compare_years(result, other, list(questionnaire.questions), positions).capitals[0]
        figures += (change.later, change.earlier, change.trend)
    robustness = profile_robustness(result, None, np.random.default_rng(1), 50)
    return (*figures, spreads, ends, tuple(robustness.levels.items()))


def a_year(questionnaire: Questionnaire, answers: AssessmentAnswers, year: int) -> YearResult:
    return YearResult(year, questionnaire, Form.LONG, answers, score(questionnaire, Form.LONG, answers))


def pinned_by_enumeration(
    questionnaire: Questionnaire, sizes: Sizes, other: YearResult | None = None, choices: Choices | None = None
) -> list[tuple[str, ...]]:
    """Groups of roles of which fewer than `min_group` together gave a question a level, and whose sum on it is certain."""
    questions = tuple(questionnaire.questions)
    choices = choices or [range(1, len(questionnaire.scale) + 1)] * len(questions)
    alike: dict[tuple[object, ...], list[Levels]] = defaultdict(list)
    for levels in _every_answer(sizes, choices):
        figures = everything_shown(questionnaire, _answers(levels, questions), 2027, other)
        alike[figures].append(levels)
    groups: set[tuple[str, ...]] = set()
    for possible in alike.values():
        for place in range(len(questions)):
            if _has_unanimous_pool(possible[0], place, questionnaire):
                continue
            gave = _gave_levels(possible[0], place)
            for group in small_groups(gave, questionnaire.limits.min_group):
                # How many of a role gave a level is known to whoever asked them; only what it was must not be.
                same = [levels for levels in possible if _gave_levels(levels, place) == gave]
                if len({_sum(levels, group, place) for levels in same}) == 1:
                    groups.add(group)
    return sorted(groups)


def pinned_by_equations(questionnaire: Questionnaire, question: Question, sizes: Sizes) -> list[tuple[str, ...]]:
    """As above on one question, from the mean, the counts of each level and of each pool: linear in how many of a role
    chose a level. A group is pinned when its sum is a combination of what is shown and of the sizes, which are known."""
    roles, levels = tuple(sizes), range(1, len(questionnaire.scale) + 1)
    unknown = [(role, level) for role in roles for level in levels]
    rows = [[Fraction(role == of) for of, _ in unknown] for role in roles]
    rows.append([_coefficient(questionnaire, question, sizes, role, level) for role, level in unknown])
    groups = [set(roles)] if sum(sizes.values()) >= questionnaire.limits.min_group else []
    pools = role_pools(sizes, questionnaire, questionnaire.limits.min_group)
    groups += [set(pool) for pool in pools] if len(pools) > 1 else []
    rows += [[Fraction(of == level and role in group) for role, of in unknown] for group in groups for level in levels]
    return [
        group
        for group in small_groups(sizes, questionnaire.limits.min_group)
        if _is_combination([Fraction(level if role in group else 0) for role, level in unknown], rows)
    ]


def small_groups(sizes: Sizes, min_group: int) -> Iterator[tuple[str, ...]]:
    """Every group of roles that together are too few for anything of them to be told."""
    for count in range(1, len(sizes) + 1):
        for group in combinations(sizes, count):
            if sum(sizes[role] for role in group) < min_group:
                yield group


def _gave_levels(levels: Levels, place: int) -> Sizes:
    """How many of each role gave the question a level."""
    counts = {role: sum(positions[place] > 0 for positions in people) for role, people in levels.items()}
    return {role: count for role, count in counts.items() if count}


def _every_answer(sizes: Sizes, choices: Choices) -> Iterator[Levels]:
    """Every set of answers; within a role it does not matter who gave which."""
    person = list(product(*choices))
    for combination in product(*(combinations_with_replacement(person, size) for size in sizes.values())):
        yield dict(zip(sizes, combination, strict=True))


def _answers(levels: Levels, questions: Sequence[str]) -> AssessmentAnswers:
    return answered(
        *(
            (role, {question: position or "?" for question, position in zip(questions, positions, strict=True)})
            for role, people in levels.items()
            for positions in people
        )
    )


def _sum(levels: Levels, group: tuple[str, ...], place: int) -> int:
    return sum(positions[place] for role in group for positions in levels[role])


def _has_unanimous_pool(levels: Levels, place: int, questionnaire: Questionnaire) -> bool:
    pools = role_pools(_gave_levels(levels, place), questionnaire, questionnaire.limits.min_group)
    return any(len({positions[place] for role in pool for positions in levels[role]} - {0}) == 1 for pool in pools)


def _coefficient(questionnaire: Questionnaire, question: Question, sizes: Sizes, role: str, level: int) -> Fraction:
    """How much the question's result rises with one more person of the role at this level instead of the lowest."""

    def result(positions: Mapping[str, Sequence[int]]) -> Fraction:
        people = [
            (of, {question.id: position})
            for of, positions_of_role in positions.items()
            for position in positions_of_role
        ]
        value = question_result(question, questionnaire, answered(*people), questionnaire.limits).value
        assert value is not None
        return value

    lowest = {of: [1] * size for of, size in sizes.items()}
    return result({**lowest, role: [level, *lowest[role][1:]]}) - result(lowest)


def _is_combination(target: Sequence[Fraction], rows: Sequence[Sequence[Fraction]]) -> bool:
    return _rank([*rows, target]) == _rank(rows)


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """By Gaussian elimination, exactly."""
    remaining, rank = [list(row) for row in rows], 0
    for column in range(len(remaining[0])):
        pivot = next((place for place in range(rank, len(remaining)) if remaining[place][column]), None)
        if pivot is None:
            continue
        remaining[rank], remaining[pivot] = remaining[pivot], remaining[rank]
        for place in range(rank + 1, len(remaining)):
            factor = remaining[place][column] / remaining[rank][column]
            if factor:
                remaining[place] = [a - factor * b for a, b in zip(remaining[place], remaining[rank], strict=True)]
        rank += 1
    return rank
