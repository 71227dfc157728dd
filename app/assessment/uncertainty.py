"""How sure a capital's index is, and whether two years differ clearly (method 5)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

from scipy.special import stdtrit

from app.assessment.answers import AssessmentAnswers
from app.assessment.consensus import RoleGroups, is_for_every_role, role_balanced_groups, role_balanced_mean
from app.assessment.exact import exact_squares
from app.assessment.questionnaire import Limits, Question, Questionnaire
from app.assessment.results import Interval, NoInterval, QuestionResult, QuestionSource
from app.assessment.scale import one_level, scale_values, value_at, weighted_mean

FEW = 10
"""Below this many respondents an interval carries the words "få svarande"."""
_UPPER = 0.95
"""Two-sided 90 %."""
_TOLERANCE = Fraction(1, 10)
"""How far, in levels, the respondents' mean may lie from the index."""


def index_interval(
    judged: Sequence[tuple[Question, QuestionResult]],
    index: Fraction | None,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction] | None = None,
) -> Interval | NoInterval:
    """90 % interval of the index that the judged questions came to, or why there is none (method 5).

    Rests on the respondents who gave a level on every applicable question meant for every role, with their weighted
    mean of these. Pooled variance within the groups of method 3, standard error s·√(Σ 1/n)/R, Student's t on N − R
    degrees of freedom; clipped to the scale. None below `limits.min_group` such respondents (method 10), which also
    keeps the degrees of freedom at two or more, since every group has at least three.
    `values` are the levels' values, by default the questionnaire's own.
    """
    if index is None:
        return NoInterval.NO_SCORE
    if any(result.source is QuestionSource.AGREED for _, result in judged):
        return NoInterval.AGREED
    values = values or scale_values(questionnaire)
    shared = [question for question, result in judged if _is_shared(question, result, questionnaire)]
    indices = _complete_indices(shared, answers, values)
    count = sum(map(len, indices.values()))
    if count < limits.min_group:
        return NoInterval.TOO_FEW
    groups = role_balanced_groups({role: len(of) for role, of in indices.items()}, questionnaire, limits.min_group)
    if abs(role_balanced_mean(indices, groups) - index) > _TOLERANCE * one_level(values):
        return NoInterval.DIFFERS_FROM_INDEX
    return _interval(index, indices, groups, values)


def is_clear_difference(difference: Fraction, one: Interval, other: Interval) -> bool:
    """Whether the 90 % Welch interval of a difference between two independent indices excludes 0."""
    first, second = one.standard_error**2, other.standard_error**2
    if first + second == 0:
        return difference != 0
    freedom = (first + second) ** 2 / (first**2 / one.degrees_of_freedom + second**2 / other.degrees_of_freedom)
    return abs(float(difference)) > float(stdtrit(freedom, _UPPER)) * sqrt(first + second)


def _interval(
    index: Fraction, indices: Mapping[str, Sequence[Fraction]], groups: RoleGroups, values: Sequence[Fraction]
) -> Interval:
    pooled = [[one for role in group for one in indices[role]] for group in groups]
    count = sum(map(len, pooled))
    freedom = count - len(pooled)
    variance = sum((exact_squares(group) for group in pooled), Fraction()) / freedom
    error = sqrt(variance * sum(Fraction(1, len(group)) for group in pooled)) / len(pooled)
    reach = float(stdtrit(freedom, _UPPER)) * error
    return Interval(
        low=max(float(values[0]), float(index) - reach),
        high=min(float(values[-1]), float(index) + reach),
        respondents=count,
        standard_error=error,
        degrees_of_freedom=freedom,
        few=count < FEW,
    )


def _is_shared(question: Question, result: QuestionResult, questionnaire: Questionnaire) -> bool:
    return not result.settled_not_applicable and is_for_every_role(question, questionnaire)


def _complete_indices(
    questions: Sequence[Question], answers: AssessmentAnswers, values: Sequence[Fraction]
) -> dict[str, list[Fraction]]:
    """Per role group the index of each respondent who gave a level on all the questions; empty without questions."""
    indices: dict[str, list[Fraction]] = defaultdict(list)
    for respondent in answers.respondents:
        given = [(question, respondent.answers.get(question.id)) for question in questions]
        levels = [
            (Fraction(question.weight), value_at(values, answer.position))
            for question, answer in given
            if answer is not None and answer.position is not None
        ]
        index = weighted_mean(levels)
        if index is not None and len(levels) == len(questions):
            indices[respondent.role_group].append(index)
    return indices
