"""Which capital a kommun does best to start with, and which questions to lift in it (method 7; pre-study 4.1)."""

from collections.abc import Mapping
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.method import CURRENT, MethodEdition
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    NextStep,
    Profile,
    RecommendedStart,
    StartReason,
)
from app.assessment.results.scale import next_position, scale_values, value_at


def recommended_start(
    questionnaire: Questionnaire,
    profile: Profile,
    targets: Mapping[str, int] | None = None,
    method: MethodEdition = CURRENT,
) -> RecommendedStart | None:
    """The first capital in order that others depend on, that is below the prerequisite level and whose own
    prerequisites are met; otherwise the one furthest below the kommun's own target for it; otherwise, of those
    without a target, the one with the lowest level, then the lowest index, then the first in order.

    `targets` are positions by capital id. None when nothing is scored, or every capital has reached its target or the
    top. Cross-cutting
    dimensions are never the start. Raises ValueError for a target that the scale does not have.
    """
    candidates = [capital for capital in questionnaire.capitals if not capital.cross_cutting]
    for capital in candidates:
        dependants = _dependants(questionnaire, capital)
        is_below = _is_below(questionnaire, profile.capital(capital.id))
        if dependants and is_below and prerequisites_met(questionnaire, profile, capital):
            return RecommendedStart(
                capital_id=capital.id, reason=StartReason.OTHERS_DEPEND, dependants=dependants, gap=None
            )
    results = {
        capital.id: result
        for capital in candidates
        if (result := profile.capital(capital.id)) and result.index is not None
    }
    if method is MethodEdition.FIRST:
        return _largest_gap(questionnaire, results, _default_targets(questionnaire, results, targets or {}))
    without_target = {capital_id: result for capital_id, result in results.items() if capital_id not in (targets or {})}
    return _largest_gap(questionnaire, results, targets or {}) or _lowest(questionnaire, without_target)


def next_steps(questionnaire: Questionnaire, profile: Profile, capital_id: str, count: int = 3) -> tuple[NextStep, ...]:
    """The questions that hold the capital back most: largest weight × (top value − value), at most `count` of them.

    Ties go to core questions, then by order. Questions without a result or at the top level are left out; a capital
    that the round does not have gives none.
    """
    result = profile.capital(capital_id)
    if result is None:
        return ()
    values = scale_values(questionnaire)
    below: list[tuple[Fraction, bool, NextStep]] = []
    for result_of_question in result.questions:
        position = None if result_of_question.value is None else next_position(result_of_question.value, values)
        if result_of_question.value is not None and position is not None:
            question = questionnaire.questions[result_of_question.question_id]
            weighs = Fraction(question.weight) * (values[-1] - result_of_question.value)
            below.append(
                (
                    -weighs,
                    not question.core,
                    NextStep(
                        capital_id=capital_id,
                        question_id=question.id,
                        value=result_of_question.value,
                        next_position=position,
                    ),
                )
            )
    below.sort(key=lambda item: item[:2])
    return tuple(step for _, _, step in below[:count])


def prerequisites_met(questionnaire: Questionnaire, profile: Profile, capital: Capital) -> bool:
    """Whether everything that a capital builds on is at the prerequisite level. What is not known is not met."""
    return all(_is_met(questionnaire, profile.capital(before)) for before in capital.depends_on)


def _dependants(questionnaire: Questionnaire, capital: Capital) -> tuple[str, ...]:
    return tuple(other.id for other in questionnaire.capitals if capital.id in other.depends_on)


def _is_below(questionnaire: Questionnaire, result: CapitalResult | None) -> bool:
    return result is not None and result.level is not None and result.level < questionnaire.prerequisite_position


def _is_met(questionnaire: Questionnaire, result: CapitalResult | None) -> bool:
    """At the prerequisite level, or nothing to build there. What is not known is not met."""
    if result is None:
        return False
    if result.status is CapitalStatus.NOT_APPLICABLE:
        return True
    return result.level is not None and result.level >= questionnaire.prerequisite_position


def _largest_gap(
    questionnaire: Questionnaire, results: Mapping[str, CapitalResult], targets: Mapping[str, int]
) -> RecommendedStart | None:
    """Furthest below its target; None when no target is left to reach. Ties go by order."""
    values = scale_values(questionnaire)
    gaps = {
        capital_id: value_at(values, targets[capital_id]) - result.index
        for capital_id, result in results.items()
        if capital_id in targets and result.index is not None
    }
    furthest = max(gaps, key=lambda capital_id: gaps[capital_id], default=None)
    if furthest is None or gaps[furthest] <= 0:
        return None
    dependants = _dependants(questionnaire, questionnaire.capital(furthest))
    return RecommendedStart(
        capital_id=furthest, reason=StartReason.LARGEST_GAP, dependants=dependants, gap=gaps[furthest]
    )


def _lowest(questionnaire: Questionnaire, results: Mapping[str, CapitalResult]) -> RecommendedStart | None:
    """The lowest level, then the lowest index, then the first; levels that cannot be told come last."""
    top = len(questionnaire.scale)
    below = [result for result in results.values() if result.level is None or result.level < top]
    if not below:
        return None
    lowest = min(below, key=lambda result: (result.level or top, result.index or 0))
    dependants = _dependants(questionnaire, questionnaire.capital(lowest.capital_id))
    return RecommendedStart(
        capital_id=lowest.capital_id, reason=StartReason.LOWEST_LEVEL, dependants=dependants, gap=None
    )


def _default_targets(
    questionnaire: Questionnaire, results: Mapping[str, CapitalResult], targets: Mapping[str, int]
) -> dict[str, int]:
    """The first edition took the lowest level above the index for a target where the kommun had set none."""
    values = scale_values(questionnaire)
    return {
        capital_id: targets.get(capital_id) or next_position(result.index or Fraction(), values) or len(values)
        for capital_id, result in results.items()
    }
