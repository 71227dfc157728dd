"""Questions that have moved otherwise than the rest between two years (method 12): read differently, or truly changed.

Source: Huynh, H. & Meyer, P. 2010, "Use of Robust z in Detecting Unstable Items in Item Response Theory Models",
Practical Assessment, Research, and Evaluation 15(2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison.benchmarks import quantile
from app.assessment.comparison.shared_questions import YearResult, share_capital
from app.assessment.comparison.year_comparison import earlier_values
from app.assessment.instrument import instrument
from app.assessment.results.exact import exact_mean

LIMIT = 1.645
"""A robust z beyond this, up or down, is flagged."""
IQR_FACTOR = 0.74
"""Makes an interquartile range a standard deviation where changes are normally spread."""

Pairs = Sequence[tuple[Fraction, Fraction]]
"""Per kommun present both years its result on a question, the earlier year first, both on the later scale."""


@dataclass(frozen=True, slots=True)
class QuestionDrift:
    """The mean over the kommuner both years; `z` is None when the interquartile range of all questions is 0."""

    question_id: str
    kommuner: int
    earlier: Fraction
    later: Fraction
    z: float | None

    @property
    def change(self) -> Fraction:
        return self.later - self.earlier

    @property
    def is_flagged(self) -> bool:
        return self.z is not None and abs(self.z) > LIMIT


@dataclass(frozen=True, slots=True)
class Drift:
    """All questions that enough kommuner have a result on both years, in order; `median` and `iqr` of their changes."""

    questions: tuple[QuestionDrift, ...]
    median: Fraction | None
    iqr: Fraction | None

    @property
    def flagged(self) -> tuple[QuestionDrift, ...]:
        return tuple(question for question in self.questions if question.is_flagged)


def question_drift(pairs: Mapping[str, Pairs]) -> Drift:
    """Robust z of each question (id -> pairs): (d − median d)/(0.74·IQR), quartiles of type 7.

    Questions that fewer than `MIN_KOMMUNER` kommuner have a result on both years are left out.
    """
    enough = {question: of for question, of in pairs.items() if len(of) >= instrument.MIN_KOMMUNER}
    means = {question: tuple(map(exact_mean, zip(*of, strict=True))) for question, of in enough.items()}
    changes = sorted(later - earlier for earlier, later in means.values())
    if not changes:
        return Drift((), None, None)
    low, median, high = (quantile(changes, Fraction(part, 4)) for part in (1, 2, 3))
    return Drift(
        tuple(
            QuestionDrift(
                question_id=question,
                kommuner=len(enough[question]),
                earlier=earlier,
                later=later,
                z=_z(later - earlier, median, high - low),
            )
            for question, (earlier, later) in means.items()
        ),
        median,
        high - low,
    )


def _z(change: Fraction, median: Fraction, iqr: Fraction) -> float | None:
    return float(change - median) / (IQR_FACTOR * float(iqr)) if iqr else None


def question_pairs(
    later: YearResult, earlier: YearResult, question_ids: Sequence[str], positions: Mapping[int, int] | None
) -> dict[str, tuple[Fraction, Fraction]]:
    """One kommun's results (earlier, later) on the shared maturity questions that have one both years.

    `question_ids` and `positions` are as in `comparison.compare_years`, and so are the results: levels of the earlier
    scale are valued as the later levels that they equal, and single answers are pooled alike in both years (method 11).
    """
    values = earlier_values(later, earlier, positions)
    pairs = {}
    for result in later.profile.capitals:
        capital = later.questionnaire.capital(result.capital_id)
        for question in share_capital(capital, later, earlier, question_ids, values).questions:
            before, after = question.earlier[1].value, question.later[1].value
            if before is not None and after is not None:
                pairs[question.later[0].id] = (before, after)
    return pairs
