"""What the first edition of the method did otherwise, kept for rounds that were scored by it.

It weighed every pool alike, let a core question without a result cap the level, took its intervals from the people who
had answered every question, and called a change clear where there was no interval to hold it against. Nothing new rests
on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Limits, Question, Questionnaire
from app.assessment.results.consensus import is_for_every_role
from app.assessment.results.exact import exact_squares
from app.assessment.results.pools import Pools, pooled_mean, role_pools
from app.assessment.results.results import Interval, NoInterval, QuestionResult, QuestionSource, Trend
from app.assessment.results.scale import one_level, value_at, weighted_mean
from app.assessment.results.students_t import limit_of

MISSING_CORE_CAP = 2
"""Position at which a core question without a result held the level."""
_UPPER = 0.95
_FEW = 10
_TOLERANCE = Fraction(1, 10)
"""How far, in levels, the respondents' mean might lie from the index."""

Judged = tuple[Question, QuestionResult]


def first_interval(
    results: Sequence[Judged],
    index: Fraction | None,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction],
) -> Interval | NoInterval:
    """90 % interval from the respondents who gave a level on every applicable question meant for every role."""
    if index is None:
        return NoInterval.NO_SCORE
    if any(result.source is QuestionSource.AGREED for _, result in results):
        return NoInterval.AGREED
    questions = [
        question
        for question, result in results
        if not result.settled_not_applicable and is_for_every_role(question, questionnaire)
    ]
    indices = _complete_indices(questions, answers, values)
    if sum(map(len, indices.values())) < limits.min_group:
        return NoInterval.TOO_FEW
    pools = role_pools({role: len(people) for role, people in indices.items()}, questionnaire, limits.min_group)
    if abs(pooled_mean(indices, pools, [Fraction(1)] * len(pools)) - index) > _TOLERANCE * one_level(values):
        return NoInterval.DIFFERS_FROM_INDEX
    return _interval(index, indices, pools, values)


def first_trend(
    difference: Fraction, level: Fraction, later: Interval | NoInterval, earlier: Interval | NoInterval
) -> Trend:
    """Clear from half a level on and, only where both years have intervals, beyond their 90 % Welch interval."""
    if abs(difference) < level / 2:
        return Trend.UNCLEAR
    if isinstance(later, Interval) and isinstance(earlier, Interval) and not _is_clear(difference, later, earlier):
        return Trend.UNCLEAR
    return Trend.UP if difference > 0 else Trend.DOWN


def _is_clear(difference: Fraction, later: Interval, earlier: Interval) -> bool:
    first, second = later.standard_error**2, earlier.standard_error**2
    if first + second == 0:
        return difference != 0
    freedom = (first + second) ** 2 / (first**2 / later.degrees_of_freedom + second**2 / earlier.degrees_of_freedom)
    return abs(float(difference)) > limit_of(freedom, _UPPER) * sqrt(first + second)


def _interval(
    index: Fraction, indices: Mapping[str, Sequence[Fraction]], pools: Pools, values: Sequence[Fraction]
) -> Interval:
    samples = [[figure for role in pool for figure in indices[role]] for pool in pools]
    count = sum(map(len, samples))
    freedom = count - len(samples)
    variance = sum((exact_squares(figures) for figures in samples), Fraction()) / freedom
    error = sqrt(variance * sum(Fraction(1, len(figures)) for figures in samples)) / len(samples)
    reach = limit_of(freedom, _UPPER) * error
    low, high = max(float(values[0]), float(index) - reach), min(float(values[-1]), float(index) + reach)
    return Interval(
        low=low, high=high, respondents=count, standard_error=error, degrees_of_freedom=freedom, few=count < _FEW
    )


def _complete_indices(
    questions: Sequence[Question], answers: AssessmentAnswers, values: Sequence[Fraction]
) -> dict[str, list[Fraction]]:
    """Per role group the index of each respondent who gave a level on all the questions; empty without questions."""
    indices: dict[str, list[Fraction]] = defaultdict(list)
    for respondent in answers.respondents:
        pairs = [(question, respondent.answers.get(question.id)) for question in questions]
        levels = [
            (Fraction(question.weight), value_at(values, answer.position))
            for question, answer in pairs
            if answer is not None and answer.position is not None
        ]
        index = weighted_mean(levels)
        if index is not None and len(levels) == len(questions):
            indices[respondent.role_group].append(index)
    return indices
