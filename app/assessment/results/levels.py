"""The level of a capital: what the index gives, when core questions cap or withhold it, and when it is near a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Question
from app.assessment.results.first_edition import MISSING_CORE_CAP
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import CapReason, LevelCap, QuestionResult
from app.assessment.results.scale import one_level, position_at

NEAR_SHARE = Fraction(1, 10)
"""Within this share of a level of a limit, the level says that it is near it."""


@dataclass(frozen=True, slots=True)
class LevelPlace:
    """Positions 1…A. `level` is None without an index, and where a core question that applies has no result."""

    level: int | None
    cap: LevelCap | None = None
    near: int | None = None


def level_of(
    question_results: Sequence[tuple[Question, QuestionResult]],
    index: Fraction | None,
    values: Sequence[Fraction],
    method: MethodEdition,
) -> LevelPlace:
    """The highest position not above the index, and at most one above that of the weakest core question (method 4).

    `values` are the scale's. A core question without a result leaves the level open: vet ej neither lowers nor lifts.
    """
    if index is None:
        return LevelPlace(None)
    core = [result for question, result in question_results if question.core and not result.settled_not_applicable]
    missing = tuple(result.question_id for result in core if result.value is None)
    position = position_at(index, values)
    if missing and method is MethodEdition.FIRST:
        cap = LevelCap(reason=CapReason.MISSING_CORE, question_ids=missing, uncapped=position, capped=MISSING_CORE_CAP)
        return LevelPlace(MISSING_CORE_CAP, cap) if position > MISSING_CORE_CAP else LevelPlace(position)
    if missing:
        return LevelPlace(
            None, LevelCap(reason=CapReason.MISSING_CORE, question_ids=missing, uncapped=position, capped=None)
        )
    weakest = min((result.value for result in core if result.value is not None), default=None)
    level = _held(position, None if weakest is None else position_at(weakest, values))
    near = None if method is MethodEdition.FIRST else _near(index, weakest, level, values)
    if level == position or weakest is None:
        return LevelPlace(level, None, near)
    at = position_at(weakest, values)
    weakest_ids = tuple(r.question_id for r in core if r.value is not None and position_at(r.value, values) == at)
    return LevelPlace(
        level, LevelCap(reason=CapReason.WEAKEST_CORE, question_ids=weakest_ids, uncapped=position, capped=level), near
    )


def _held(position: int, weakest: int | None) -> int:
    return position if weakest is None else min(position, weakest + 1)


def _near(index: Fraction, weakest: Fraction | None, level: int, values: Sequence[Fraction]) -> int | None:
    """The level that a tenth of a level more, or less, of the index and of the weakest core question would give."""
    reach = NEAR_SHARE * one_level(values)
    above = _held(position_at(index + reach, values), None if weakest is None else position_at(weakest + reach, values))
    if above > level:
        return above
    below = _held(
        _reached_past(index - reach, values), None if weakest is None else _reached_past(weakest - reach, values)
    )
    return below if below < level else None


def _reached_past(figure: Fraction, values: Sequence[Fraction]) -> int:
    """The highest position whose value lies strictly below the figure; the lowest where none does."""
    return max((position for position, value in enumerate(values, start=1) if value < figure), default=1)
