"""How a kommun's capitals have changed between two years, and which changes are clear (methods 5 and 11)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from app.assessment.comparison.holm import holm
from app.assessment.comparison.shared_questions import SharedCapital, YearResult, share_capital, weight_of
from app.assessment.meeting.spread import WIDE_GAP_LEVELS
from app.assessment.questionnaires.questionnaire import Capital
from app.assessment.results.first_edition import first_interval, first_trend
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import CapitalChange, NoInterval, NotCompared, Trend, YearComparison
from app.assessment.results.scale import one_level, scale_values, value_at, weighted_mean
from app.assessment.results.scoring import weighted_index
from app.assessment.results.uncertainty import GivenLevels, SamplingError, sampling_error, welch_p_value

CLEAR_SHARE = Fraction(1, 2)
"""A change smaller than this share of a level is never called clear."""
ROLE_LEVELS = Fraction(WIDE_GAP_LEVELS)
"""So many levels apart roles are taken to see things at the most, when others of them answered than the year before."""


def compare_years(
    later: YearResult,
    earlier: YearResult,
    question_ids: Collection[str],
    positions: Mapping[int, int] | None,
) -> YearComparison:
    """The change of every capital of the later year since the earlier one, the latest locked before it.

    `question_ids` are the ids of the questions that the editions share, and `positions` says which earlier position
    equals which later one, None where the scales cannot be compared (both from `lineage.py`). A shared question counts
    where it stands in the same capital and has a result in both years. Both years are weighed and valued as in the
    later edition, and compared by the rules that the later year is scored by.
    """
    values = earlier_values(later, earlier, positions)
    capitals = [later.questionnaire.capital(result.capital_id) for result in later.profile.capitals]
    common = [share_capital(capital, later, earlier, question_ids, values) for capital in capitals]
    drafts = [_change(*pair, later, earlier, values) for pair in zip(capitals, common, strict=True)]
    if later.method is MethodEdition.FIRST:
        trends = [_first_trend(*pair, later, earlier, values) for pair in zip(drafts, common, strict=True)]
    else:
        p_values = [_p_value(*pair, later, earlier) for pair in zip(drafts, common, strict=True)]
        level = one_level(scale_values(later.questionnaire))
        trends = judge_changes(
            [draft.difference for draft in drafts], p_values, [_least(question_ids, level) for question_ids in common]
        )
    changes = tuple(replace(draft, trend=trend) for draft, trend in zip(drafts, trends, strict=True))
    return YearComparison(earlier.year, tuple(range(earlier.year + 1, later.year)), changes)


def judge_changes(
    differences: Sequence[Fraction | None], p_values: Sequence[float | None], least: Sequence[Fraction]
) -> list[Trend | None]:
    """The trend of every capital's change; None without one.

    Up or down is a change of at least its `least` that stands after Holm's correction over all capitals that could be
    tested. Without a p-value a change is untested, whatever its size.
    """
    stands = iter(holm([p for p in p_values if p is not None]))
    return [
        _trend(difference, limit, stands=None if p is None else next(stands))
        for difference, p, limit in zip(differences, p_values, least, strict=True)
    ]


def earlier_values(
    later: YearResult, earlier: YearResult, positions: Mapping[int, int] | None
) -> tuple[Fraction, ...] | None:
    """What the earlier levels are worth on the later scale; None when the scales cannot be compared."""
    old = [position for position, _ in earlier.questionnaire.levels()]
    if positions is None or any(position not in positions for position in old):
        return None
    values = scale_values(later.questionnaire)
    return tuple(value_at(values, positions[position]) for position in old)


def _least(common: SharedCapital, level: Fraction) -> Fraction:
    """The least change that is called clear: half a level, and what other roles among those who answered could move."""
    weights = [(Fraction(question.later[0].weight), question.mix_shift) for question in common.questions]
    return level * (CLEAR_SHARE + ROLE_LEVELS * (weighted_mean(weights) or 0))


def _trend(difference: Fraction | None, least: Fraction, *, stands: bool | None) -> Trend | None:
    if difference is None:
        return None
    if stands is None:
        return Trend.UNTESTED
    if not stands or abs(difference) < least:
        return Trend.UNCLEAR
    return Trend.UP if difference > 0 else Trend.DOWN


def _change(
    capital: Capital,
    common: SharedCapital,
    later: YearResult,
    earlier: YearResult,
    values: Sequence[Fraction] | None,
) -> CapitalChange:
    """Without its trend, which is judged over all capitals together."""
    reason = _not_compared(capital.id, later, earlier, common, values)
    counts = (len(common.questions), len(common.later))
    if reason is not None:
        return CapitalChange(capital.id, reason, *counts, earlier=None, later=None, trend=None)
    index = weighted_index(question.later for question in common.questions)
    before = weighted_index(question.earlier for question in common.questions)
    differ = any(question.pools_differ for question in common.questions)
    return CapitalChange(capital.id, None, *counts, earlier=before, later=index, trend=None, pools_differ=differ)


def _not_compared(
    capital_id: str, later: YearResult, earlier: YearResult, common: SharedCapital, values: Sequence[Fraction] | None
) -> NotCompared | None:
    now, then = later.profile.capital(capital_id), earlier.profile.capital(capital_id)
    if then is None:
        return NotCompared.NEW_CAPITAL
    if values is None:
        return NotCompared.DIFFERENT_SCALE
    if now is None or now.index is None or then.index is None:
        return NotCompared.NO_SCORE
    enough = Fraction(later.own_limits.min_shared_weight)
    if common.questions and min(common.share_later(), common.share_earlier()) >= enough:
        return None
    shares = (common.share_later(with_other_roles=True), common.share_earlier(with_other_roles=True))
    return NotCompared.OTHER_ROLES if common.other_roles and min(shares) >= enough else NotCompared.TOO_LITTLE_SHARED


def _p_value(change: CapitalChange, common: SharedCapital, later: YearResult, earlier: YearResult) -> float | None:
    """Of the change, tested against the single answers to the shared questions, also where they were agreed on later.

    None where there is no change to test, and where single answers of both years cover too little of it.
    """
    with_levels = [question for question in common.questions if question.later_levels and question.earlier_levels]
    if change.difference is None:
        return None
    tested_weight = weight_of([question.later for question in with_levels])
    whole = weight_of([question.later for question in common.questions])
    if not with_levels or tested_weight < Fraction(later.own_limits.min_coverage) * whole:
        return None
    now = _error([question.later_levels for question in with_levels], later, later)
    then = _error([question.earlier_levels for question in with_levels], earlier, later)
    if isinstance(now, NoInterval) or isinstance(then, NoInterval):
        return None
    return welch_p_value(change.difference, now, then)


def _error(levels: Sequence[GivenLevels | None], year: YearResult, later: YearResult) -> SamplingError | NoInterval:
    """The sampling error of one year, in the pools that are common to both."""
    questions = [question for question in levels if question is not None]
    level = one_level(scale_values(later.questionnaire))
    return sampling_error(questions, later.questionnaire, year.answers, later.own_limits, level)


def _first_trend(
    change: CapitalChange,
    common: SharedCapital,
    later: YearResult,
    earlier: YearResult,
    values: Sequence[Fraction] | None,
) -> Trend | None:
    if change.difference is None or values is None:
        return None
    own_values = scale_values(later.questionnaire)
    new, old = [question.later for question in common.questions], [question.earlier for question in common.questions]
    return first_trend(
        change.difference,
        one_level(own_values),
        first_interval(new, change.later, later.questionnaire, later.answers, later.own_limits, own_values),
        first_interval(old, change.earlier, earlier.questionnaire, earlier.answers, earlier.own_limits, values),
    )
