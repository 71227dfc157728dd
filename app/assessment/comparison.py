"""How a kommun's capitals have changed between two years, on the questions that both years share (methods 5 and 11)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.answers import AssessmentAnswers
from app.assessment.consensus import question_result
from app.assessment.questionnaire import Capital, Form, Limits, Question, Questionnaire
from app.assessment.results import (
    CapitalChange,
    Interval,
    NoInterval,
    NotCompared,
    Profile,
    QuestionResult,
    Trend,
    YearComparison,
)
from app.assessment.scale import one_level, scale_values, value_at
from app.assessment.scoring import weighted_index
from app.assessment.uncertainty import index_interval, is_clear_difference

Judged = tuple[Question, QuestionResult]


@dataclass(frozen=True, slots=True)
class YearResult:
    """One assessment of one year. `profile` was scored from the other fields; no `limits` means the questionnaire's."""

    year: int
    questionnaire: Questionnaire
    form: Form
    answers: AssessmentAnswers
    profile: Profile
    limits: Limits | None = None

    def judged(self, capital: Capital, values: Sequence[Fraction] | None) -> list[Judged]:
        """The capital's applicable questions with their results, on the values given for the levels."""
        judged = [
            (question, question_result(question, self.questionnaire, self.answers, self.kept_limits, values))
            for question in capital.maturity_questions(self.form)
        ]
        return [(question, result) for question, result in judged if not result.settled_not_applicable]

    def interval(self, judged: Sequence[Judged], values: Sequence[Fraction] | None) -> Interval | NoInterval:
        index = weighted_index(judged)
        return index_interval(judged, index, self.questionnaire, self.answers, self.kept_limits, values)

    @property
    def kept_limits(self) -> Limits:
        return self.limits or self.questionnaire.limits


@dataclass(frozen=True, slots=True)
class _Shared:
    """A capital's applicable questions in both years, and the pairs among them that have a result in both."""

    later: list[Judged]
    earlier: list[Judged]
    pairs: list[tuple[Judged, Judged]]

    def share_later(self) -> Fraction:
        return _weight([later for later, _ in self.pairs]) / _weight(self.later)

    def share_earlier(self) -> Fraction:
        return _weight([earlier for _, earlier in self.pairs]) / _weight(self.earlier)


def compare_years(
    later: YearResult,
    earlier: YearResult,
    shared: Collection[str],
    positions: Mapping[int, int] | None,
) -> YearComparison:
    """The change of every capital of the later year since the earlier one, the latest locked before it.

    `shared` are the ids of the questions that the editions share, and `positions` says which earlier position equals
    which later one, None where the scales cannot be compared (both from `lineage.py`). A shared question counts where
    it stands in the same capital and has a result in both years. Both years are weighed and valued as in the later
    edition.
    """
    values = earlier_values(later, earlier, positions)
    changes = tuple(
        _change(later.questionnaire.capital(result.capital_id), later, earlier, shared, values)
        for result in later.profile.capitals
    )
    return YearComparison(earlier.year, tuple(range(earlier.year + 1, later.year)), changes)


def trend(difference: Fraction, level: Fraction, later: Interval | NoInterval, earlier: Interval | NoInterval) -> Trend:
    """Up or down for a clear change, otherwise unclear (method 5).

    Clear is at least half a `level` and, where both years have intervals, a 90 % Welch interval of the difference that
    excludes 0.
    """
    if abs(difference) < level / 2:
        return Trend.UNCLEAR
    both = (later, earlier) if isinstance(later, Interval) and isinstance(earlier, Interval) else None
    if both is not None and not is_clear_difference(difference, *both):
        return Trend.UNCLEAR
    return Trend.UP if difference > 0 else Trend.DOWN


def earlier_values(
    later: YearResult, earlier: YearResult, positions: Mapping[int, int] | None
) -> tuple[Fraction, ...] | None:
    """What the earlier levels are worth on the later scale; None when the scales cannot be compared."""
    old = [position for position, _ in earlier.questionnaire.levels()]
    if positions is None or any(position not in positions for position in old):
        return None
    values = scale_values(later.questionnaire)
    return tuple(value_at(values, positions[position]) for position in old)


def _change(
    capital: Capital,
    later: YearResult,
    earlier: YearResult,
    shared: Collection[str],
    values: Sequence[Fraction] | None,
) -> CapitalChange:
    common = _shared(capital, later, earlier, shared, values)
    fault = _not_compared(capital.id, later, earlier, common, values)
    counts = (len(common.pairs), len(common.later))
    if fault is not None:
        return CapitalChange(capital.id, fault, *counts, earlier=None, later=None, trend=None)
    new = [judged for judged, _ in common.pairs]
    old = [_weighed_as(question, judged) for (question, _), judged in common.pairs]
    index, before = weighted_index(new), weighted_index(old)
    if index is None or before is None:
        raise AssertionError("shared questions have results in both years")
    level = one_level(scale_values(later.questionnaire))
    direction = trend(index - before, level, later.interval(new, None), earlier.interval(old, values))
    return CapitalChange(capital.id, None, *counts, earlier=before, later=index, trend=direction)


def _not_compared(
    capital_id: str, later: YearResult, earlier: YearResult, common: _Shared, values: Sequence[Fraction] | None
) -> NotCompared | None:
    now, then = later.profile.capital(capital_id), earlier.profile.capital(capital_id)
    if then is None:
        return NotCompared.NEW_CAPITAL
    if values is None:
        return NotCompared.DIFFERENT_SCALE
    if now is None or now.index is None or then.index is None:
        return NotCompared.NO_SCORE
    enough = Fraction(later.kept_limits.min_shared_weight)
    if not common.pairs or min(common.share_later(), common.share_earlier()) < enough:
        return NotCompared.TOO_LITTLE_SHARED
    return None


def _shared(
    capital: Capital,
    later: YearResult,
    earlier: YearResult,
    shared: Collection[str],
    values: Sequence[Fraction] | None,
) -> _Shared:
    new = later.judged(capital, None)
    if earlier.profile.capital(capital.id) is None:
        return _Shared(new, [], [])
    old = {judged[0].id: judged for judged in earlier.judged(earlier.questionnaire.capital(capital.id), values)}
    pairs = [(judged, old[judged[0].id]) for judged in new if judged[0].id in shared and judged[0].id in old]
    with_results = [pair for pair in pairs if pair[0][1].value is not None and pair[1][1].value is not None]
    return _Shared(new, list(old.values()), with_results)


def _weighed_as(later: Question, earlier: Judged) -> Judged:
    return earlier[0].model_copy(update={"weight": later.weight}), earlier[1]


def _weight(judged: Sequence[Judged]) -> Fraction:
    return sum((Fraction(question.weight) for question, _ in judged), Fraction())
