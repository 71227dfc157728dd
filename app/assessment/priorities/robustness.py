"""Robustness of a profile: what stays the same when people and questions are drawn again (method 5).

Each draw takes respondents within their pools, with replacement, and leaves one question of each capital out. The
pools and their weights stay as they are, and so does what the kommun has agreed on. Anybody can make the same draws,
so a role below `min_group` is never drawn by itself: how often a level stayed would tell its members' answers (method
10). Source: OECD/JRC 2008, step 7; Saisana, Saltelli & Tarantola 2005.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from app.assessment.answering.answers import RespondentAnswers
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.priorities.priorities import recommended_start
from app.assessment.questionnaires.questionnaire import Question
from app.assessment.results.consensus import agreed_answer
from app.assessment.results.pools import Pools, joined_pools, pool_weights, role_pools
from app.assessment.results.results import CapitalResult, Profile, QuestionSource, StartReason
from app.assessment.results.scale import scale_values
from app.assessment.results.uncertainty import levels_of_people

DRAWS = 1_000
SURE, FAIRLY_SURE = Fraction(9, 10), Fraction(7, 10)
"""From these shares of the recounts a level or a start is called sure, and fairly sure."""
_ROUNDING = 1e-9
"""Sums of floats may fall this far short of a limit that the exact figure reaches."""

Figures = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Robustness:
    """Shares of the draws, 0…1, in which something is as in the result; None where the result has no such thing."""

    draws: int
    weakest: Fraction | None
    """The weakest capital."""
    start: Fraction | None
    levels: Mapping[str, Fraction]
    """By capital id, for those with a level."""
    people_drawn: bool = True
    """Whether anything hangs on who answered; without single answers only the questions vary."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One capital in every draw. `levels` is None where the result has no level."""

    result: CapitalResult
    indices: Figures
    levels: npt.NDArray[np.int64] | None


def profile_robustness(
    year: YearResult, targets: Mapping[str, int] | None, generator: np.random.Generator, draws: int = DRAWS
) -> Robustness:
    """How often the weakest capital, the start and each level stay the same over so many draws from the generator.

    `targets` are positions by capital id, as the start was recommended with.
    """
    counts = _resampled(year, generator, draws)
    samples = [
        _drawn(result, year, counts, generator, draws) for result in year.profile.capitals if result.index is not None
    ]
    levels = {
        sample.result.capital_id: _share(sample.levels == sample.result.level, draws)
        for sample in samples
        if sample.levels is not None
    }
    shares = (_weakest_share(year, samples, draws), _start_share(year, samples, targets, draws))
    single = any(
        question_result.value is not None and question_result.source is not QuestionSource.AGREED
        for result in year.profile.capitals
        for question_result in result.questions
    )
    return Robustness(draws, *shares, levels, people_drawn=single)


def _resampled(year: YearResult, generator: np.random.Generator, draws: int) -> Figures:
    """How often each respondent (column) is in each draw (row).

    Within a pool people are taken in the order of their answers, so that the same answers give the same shares whoever
    of the pool they are from.
    """
    people = year.answers.respondents
    counts = np.ones((draws, len(people)))
    questions = (
        year.questionnaire.questions[question_result.question_id]
        for result in year.profile.capitals
        for question_result in result.questions
    )
    for pool in joined_pools([_pools(question, year)[0] for question in questions], year.questionnaire):
        places = [place for place, person in enumerate(people) if person.role_group in pool]
        places.sort(key=lambda place: _in_order(people[place]))
        counts[:, places] = generator.multinomial(len(places), [1 / len(places)] * len(places), size=draws)
    return counts


def _in_order(person: RespondentAnswers) -> list[tuple[str, str, int]]:
    return sorted((question_id, answer.kind, answer.position or 0) for question_id, answer in person.answers.items())


def _pools(question: Question, year: YearResult) -> tuple[Pools, tuple[Fraction, ...]]:
    """Of the people who gave the question a level, with their weights."""
    levels = levels_of_people(question, year.answers, scale_values(year.questionnaire))
    sizes = Counter(role for _, role, _ in levels)
    pools = role_pools(sizes, year.questionnaire, year.own_limits.min_group)
    return pools, pool_weights(pools, sizes, year.own_limits.role_weight_half)


def _drawn(
    result: CapitalResult, year: YearResult, counts: Figures, generator: np.random.Generator, draws: int
) -> _Drawn:
    questions = [
        year.questionnaire.questions[question_result.question_id]
        for question_result in result.questions
        if question_result.value is not None
    ]
    results = {
        question_result.question_id: float(question_result.value)
        for question_result in result.questions
        if question_result.value is not None
    }
    figures = np.column_stack([_question(question, results[question.id], year, counts) for question in questions])
    mask = np.ones_like(figures)
    if len(questions) > 1:
        mask[np.arange(draws), generator.integers(len(questions), size=draws)] = 0
    weights = mask * np.array([float(question.weight) for question in questions])
    indices = (weights * figures).sum(axis=1) / weights.sum(axis=1)
    if result.level is None:
        return _Drawn(result, indices, None)
    core = [place for place, question in enumerate(questions) if question.core]
    weakest = np.where(mask[:, core] > 0, figures[:, core], np.inf).min(axis=1, initial=np.inf)
    values = scale_values(year.questionnaire)
    return _Drawn(result, indices, np.minimum(_positions(indices, values), _positions(weakest, values) + 1))


def _question(question: Question, value: float, year: YearResult, counts: Figures) -> Figures:
    """The question's result in every draw: the same where it is agreed, otherwise by the pools that it has."""
    if agreed_answer(question, year.answers) is not None:
        return np.full(len(counts), value)
    levels = levels_of_people(question, year.answers, scale_values(year.questionnaire))
    pools, shares = _pools(question, year)
    weights = [float(weight) for weight in shares]
    total = np.zeros(len(counts))
    for pool, weight in zip(pools, weights, strict=True):
        places = [place for place, role, _ in levels if role in pool]
        values = np.array([level for _, role, level in levels if role in pool])
        times = counts[:, places]
        people = times.sum(axis=1)
        # A draw may hold none of those who gave the question a level: then their own mean stands.
        mean = np.where(people > 0, times @ values / np.maximum(people, 1), values.mean())
        total += weight * mean
    return total / sum(weights)


def _positions(figures: Figures, values: Sequence[Fraction]) -> npt.NDArray[np.int64]:
    return np.searchsorted([float(value) for value in values], figures + _ROUNDING, side="right")


def _share(alike: npt.NDArray[Any] | Sequence[bool], draws: int) -> Fraction:
    return Fraction(int(np.count_nonzero(alike)), draws)


def _weakest_share(year: YearResult, samples: Sequence[_Drawn], draws: int) -> Fraction | None:
    own = [sample for sample in samples if not year.questionnaire.capital(sample.result.capital_id).cross_cutting]
    overall = year.profile.overall
    if overall is None or len(own) < 2:
        return None
    indices = np.column_stack([sample.indices for sample in own])
    lowest = [sample.result.capital_id for sample in own].index(overall.weakest_capital_id)
    return _share(indices[:, lowest] <= indices.min(axis=1) + _ROUNDING, draws)


def _start_share(
    year: YearResult, samples: Sequence[_Drawn], targets: Mapping[str, int] | None, draws: int
) -> Fraction | None:
    start = recommended_start(year.questionnaire, year.profile, targets, year.method)
    if start is None or len(samples) < 2:
        return None
    others = [result for result in year.profile.capitals if result.index is None]
    by_levels: dict[tuple[int, ...], str] = {}
    """A start on which others depend follows from the levels alone, of which there are few in a thousand draws."""

    def starts_there(place: int) -> bool:
        levels = tuple(0 if sample.levels is None else int(sample.levels[place]) for sample in samples)
        if levels in by_levels:
            return by_levels[levels] == start.capital_id
        profile = Profile((*(_at(sample, place) for sample in samples), *others), (), None)
        again = recommended_start(year.questionnaire, profile, targets, year.method)
        if again is not None and again.reason is StartReason.OTHERS_DEPEND:
            by_levels[levels] = again.capital_id
        return again is not None and again.capital_id == start.capital_id

    return _share([starts_there(place) for place in range(draws)], draws)


def _at(sample: _Drawn, place: int) -> CapitalResult:
    level = None if sample.levels is None else int(sample.levels[place])
    return replace(sample.result, index=Fraction(float(sample.indices[place])), level=level)
