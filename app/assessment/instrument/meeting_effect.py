"""What joint meetings did to results (method 12): how far the agreed results lie from those of the single answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from app.assessment.instrument import instrument
from app.assessment.questionnaires.questionnaire import Capital, Form
from app.assessment.results.exact import exact_mean, exact_squares
from app.assessment.results.results import CapitalResult, QuestionSource
from app.assessment.results.scale import weighted_mean


@dataclass(frozen=True, slots=True)
class MeetingEffect:
    """One capital over kommuner whose meeting settled a level in it. All but `kommuner` are None when they are too few.

    `mean` and `spread` (sample standard deviation) are on the scale's values; positive when meetings raised results.
    """

    capital_id: str
    kommuner: int
    mean: Fraction | None
    spread: float | None
    up: int | None
    down: int | None


def meeting_shift(capital: Capital, form: Form, single: CapitalResult, outcome: CapitalResult) -> Fraction | None:
    """How far one kommun's meeting moved a capital's index: weighted mean over the questions with a result both ways.

    `single` was scored from the single answers alone and `outcome` with what was agreed. None where the meeting settled
    no level on a question on which the single answers have a result too.
    """
    weights = {question.id: Fraction(question.weight) for question in capital.maturity_questions(form)}
    before = {result.question_id: result.value for result in single.questions}
    pairs = [
        (result, value, after)
        for result in outcome.questions
        if (value := before.get(result.question_id)) is not None and (after := result.value) is not None
    ]
    if not any(result.source is QuestionSource.AGREED for result, _, _ in pairs):
        return None
    return weighted_mean((weights[result.question_id], after - value) for result, value, after in pairs)


def meeting_effect(capital_id: str, shifts: Sequence[Fraction]) -> MeetingEffect:
    """Over the shifts of kommuner that held a meeting. Figures from `MIN_KOMMUNER` on."""
    count = len(shifts)
    if count < instrument.MIN_KOMMUNER:
        return MeetingEffect(capital_id=capital_id, kommuner=count, mean=None, spread=None, up=None, down=None)
    return MeetingEffect(
        capital_id=capital_id,
        kommuner=count,
        mean=exact_mean(shifts),
        spread=sqrt(exact_squares(shifts) / (count - 1)),
        up=sum(shift > 0 for shift in shifts),
        down=sum(shift < 0 for shift in shifts),
    )
