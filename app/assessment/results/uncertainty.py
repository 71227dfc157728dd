"""How sure a capital's index is: its sampling error from everybody's single answers, and intervals from it (method 5).

The error is that of a weighted mean over strata by linearisation: how far the index would move with each respondent
(Särndal, Swensson & Wretman 1992, chapter 5; Wolter 2007, chapter 6).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Limits, Question, Questionnaire
from app.assessment.results.pools import Pool, Pools, joined_pools, pool_weights, role_pools
from app.assessment.results.results import Interval, NoInterval
from app.assessment.results.scale import one_level
from app.assessment.results.students_t import limit_of, share_below

FEW = 10
"""Below this many respondents an interval carries the words "få svarande"."""
CONFIDENCE_PERCENT = 90
_UPPER = 0.5 + CONFIDENCE_PERCENT / 200
_ROUNDING_VARIANCE = 1 / 12
"""Of a whole level: answers are rounded to levels, so people never vary less than that (in squared levels)."""
MIN_DEGREES_OF_FREEDOM = 2


@dataclass(frozen=True, slots=True)
class GivenLevels:
    """The levels that people gave to one question, and the pools in which they count towards its result."""

    weight: float
    """The question's."""
    levels: tuple[tuple[int, str, float], ...]
    """Place of the respondent, role group, value; only those whose role is in a pool."""
    pools: Pools
    pool_weights: tuple[float, ...]
    meant_for: tuple[str, ...]
    """The question's role groups; empty is all."""


@dataclass(frozen=True, slots=True)
class SamplingError:
    """How much an index would vary had other people of those asked answered. 0 where all of them did."""

    standard_error: float
    degrees_of_freedom: int
    respondents: int
    everyone_answered: bool


def given_levels(
    question: Question,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction],
) -> GivenLevels | None:
    """What a question's single result rests on, in its own pools; None with fewer than `limits.min_group` levels."""
    levels = levels_of_people(question, answers, values)
    sizes = Counter(role for _, role, _ in levels)
    if len(levels) < limits.min_group:
        return None
    pools = role_pools(sizes, questionnaire, limits.min_group)
    return pooled_levels(question, levels, pools, sizes, limits)


def pooled_levels(
    question: Question,
    levels: Sequence[tuple[int, str, float]],
    pools: Pools,
    sizes: Mapping[str, int],
    limits: Limits,
) -> GivenLevels:
    """Levels in pools that somebody else decided on; `sizes` are the numbers by role that the pools weigh by."""
    roles = {role for pool in pools for role in pool}
    weights = tuple(map(float, pool_weights(pools, sizes, limits.role_weight_half)))
    included_levels = tuple(level for level in levels if level[1] in roles)
    return GivenLevels(
        weight=float(question.weight),
        levels=included_levels,
        pools=pools,
        pool_weights=weights,
        meant_for=question.meant_for,
    )


def levels_of_people(
    question: Question, answers: AssessmentAnswers, values: Sequence[Fraction]
) -> list[tuple[int, str, float]]:
    """Place in `answers.respondents`, role group and value of everybody who gave the question a level."""
    worth = {position: float(value) for position, value in enumerate(values, start=1)}
    return [
        (place, person.role_group, worth[answer.position])
        for place, person in enumerate(answers.respondents)
        if question.is_meant_for(person.role_group)
        and (answer := person.answers.get(question.id)) is not None
        and answer.position is not None
    ]


def sampling_error(
    questions: Sequence[GivenLevels],
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    level: Fraction,
) -> SamplingError | NoInterval:
    """The sampling error of the weighted mean of questions, or why there is none.

    u_i = Σ_q (w_q/W)·(ω_g/Ω_q)·(x_iq − x̄_gq)/n_gq over the questions that person i gave a level, g being the person's
    pool; SE² = Σ_g (1 − n_g/N_g)·n_g/(n_g − 1)·Σ (u_i − ū_g)² over pools of the people in the capital, N_g of whom were
    asked (no such factor where that is not known). `level` is the distance of one level; people's variance within a
    pool is taken as at least a twelfth of its square.

    The people's pools are made of whole pools of every question: were a role a pool of its own here that is too small
    for one on a question, the error would tell how its members' answers there are spread (method 10).
    """
    if not questions:
        return NoInterval.NO_SINGLE_ANSWERS
    influence, roles = _influences(questions)
    sizes = Counter(roles.values())
    pools = joined_pools([question.pools for question in questions], questionnaire)
    if len(influence) - len(pools) < MIN_DEGREES_OF_FREEDOM:
        return NoInterval.TOO_FEW
    shares = pool_weights(pools, sizes, limits.role_weight_half)
    whole = float(sum(shares))
    invited_by_pool = _asked(pools, sizes, questions, answers)
    variance, everyone = 0.0, True
    for pool, weight in zip(pools, shares, strict=True):
        influences = [influence[place] for place, role in roles.items() if role in pool]
        if len(influences) < MIN_DEGREES_OF_FREEDOM:
            return NoInterval.TOO_FEW
        finite_factor = (
            1.0
            if (total := invited_by_pool[pool]) is None
            else max(0.0, 1 - len(influences) / max(len(influences), total))
        )
        least = (float(weight) / whole) ** 2 * float(level) ** 2 * _ROUNDING_VARIANCE / len(influences)
        variance += finite_factor * max(_spread(influences), least)
        everyone = everyone and finite_factor == 0
    return SamplingError(
        standard_error=sqrt(variance),
        degrees_of_freedom=len(influence) - len(pools),
        respondents=len(influence),
        everyone_answered=everyone,
    )


def index_interval(
    index: Fraction, error: SamplingError | NoInterval, values: Sequence[Fraction], *, before_meeting: bool
) -> Interval | NoInterval:
    """The interval by Student's t, clipped to the scale, of the index that the single answers come to.

    None where everybody who was asked has answered: then nothing is left to chance.
    """
    if isinstance(error, NoInterval):
        return error
    if error.everyone_answered:
        return NoInterval.EVERYONE_ANSWERED
    reach = limit_of(error.degrees_of_freedom, _UPPER) * error.standard_error
    return Interval(
        low=max(float(values[0]), float(index) - reach),
        high=min(float(values[-1]), float(index) + reach),
        respondents=error.respondents,
        standard_error=error.standard_error,
        degrees_of_freedom=error.degrees_of_freedom,
        few=error.respondents < FEW,
        before_meeting=before_meeting,
    )


def single_answers_error(
    questions: Sequence[Question],
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction],
) -> SamplingError | NoInterval:
    """The sampling error of the single answers' index over these applicable questions.

    None unless `limits.min_coverage` of their weight has a result of single answers.
    """
    candidates = [given_levels(question, questionnaire, answers, limits, values) for question in questions]
    levels_given = [levels for levels in candidates if levels is not None]
    whole = sum(float(question.weight) for question in questions)
    if not levels_given or sum(levels.weight for levels in levels_given) < float(limits.min_coverage) * whole:
        return NoInterval.NO_SINGLE_ANSWERS
    return sampling_error(levels_given, questionnaire, answers, limits, one_level(values))


def welch_p_value(difference: Fraction, later: SamplingError, earlier: SamplingError) -> float:
    """Two-sided p-value of a difference between two independent indices (Welch 1947; Satterthwaite's freedom)."""
    first, second = later.standard_error**2, earlier.standard_error**2
    if first + second == 0:
        return 0.0 if difference else 1.0
    freedom = (first + second) ** 2 / (first**2 / later.degrees_of_freedom + second**2 / earlier.degrees_of_freedom)
    return 2 * share_below(freedom, -abs(float(difference)) / sqrt(first + second))


def _influences(questions: Sequence[GivenLevels]) -> tuple[dict[int, float], dict[int, str]]:
    """Per respondent (place) how far the index moves with the person's answers, and the role group."""
    influence: dict[int, float] = defaultdict(float)
    roles: dict[int, str] = {}
    whole = sum(question.weight for question in questions)
    for question in questions:
        omega = sum(question.pool_weights)
        for pool, weight in zip(question.pools, question.pool_weights, strict=True):
            people = [(place, role, value) for place, role, value in question.levels if role in pool]
            mean = fsum(value for *_, value in people) / len(people)
            share = question.weight / whole * weight / omega / len(people)
            for place, role, value in people:
                influence[place] += share * (value - mean)
                roles[place] = role
    return influence, roles


def _spread(influences: Sequence[float]) -> float:
    """n/(n − 1)·Σ (u − ū)²."""
    mean = fsum(influences) / len(influences)
    return len(influences) / (len(influences) - 1) * fsum((u - mean) ** 2 for u in influences)


def _asked(
    pools: Pools, sizes: Mapping[str, int], questions: Sequence[GivenLevels], answers: AssessmentAnswers
) -> dict[Pool, int | None]:
    """How many were asked in each pool; None where that is not known of each of its roles.

    Roles that some question is meant for and of which nobody answered belong to the smallest pool, as they would have
    been pooled: those who kept silent were asked too.
    """
    if answers.asked is None:
        return dict.fromkeys(pools)
    invitations = {
        role: count
        for role, count in answers.asked.items()
        if any(not question.meant_for or role in question.meant_for for question in questions)
    }
    silent = sum(count for role, count in invitations.items() if not any(role in pool for pool in pools))
    counts = {
        pool: sum(invitations[role] for role in pool) if all(role in invitations for role in pool) else None
        for pool in pools
    }
    smallest = min(pools, key=lambda pool: sum(sizes[role] for role in pool))
    if (count := counts[smallest]) is not None:
        counts[smallest] = count + silent
    return counts
