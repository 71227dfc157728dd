"""How far a kommun's people agree in one capital, as far as it may be shown (methods 6 and 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.meeting.agreement import a_wg, ad_m_limit, complete_rows, mean_of_defined, positions_given, r_wg_j
from app.assessment.meeting.spread import RoleGap, Spread, question_spread
from app.assessment.questionnaires.questionnaire import Capital, Form, Questionnaire
from app.assessment.results.consensus import is_for_every_role


@dataclass(frozen=True, slots=True)
class Samsyn:
    """One capital. The indices rest on the questions whose spread may be shown; None where there are none."""

    capital_id: str
    questions: int
    """How many of the capital's questions the indices rest on."""
    ad_m: float | None
    """Mean absolute deviation from the mean, in levels."""
    a_wg: float | None
    r_wg_j: float | None
    agrees: bool | None
    """Whether AD_M keeps within A/6."""
    widest: tuple[str, RoleGap] | None
    """The question on which two groups of roles differ most, and by how much; only from one level on."""


def capital_samsyn(
    capital: Capital, questionnaire: Questionnaire, form: Form, answers: AssessmentAnswers, min_group: int | None
) -> Samsyn:
    """Agreement in one capital, over the single answers; agreed answers do not enter.

    `min_group` None or below 3 hides everything. Raises ValueError for a position or role group that the questionnaire
    does not have.
    """
    pairs = [
        (question, question_spread(question, questionnaire, answers, min_group))
        for question in capital.maturity_questions(form)
    ]
    visible = [(question, spread) for question, spread in pairs if spread.everyone is not None]
    top = len(questionnaire.scale)
    common = [question for question, _ in visible if is_for_every_role(question, questionnaire)]
    rows = complete_rows(common, answers.respondents)
    mean_deviation = mean_of_defined(spread.ad_m for _, spread in visible)
    return Samsyn(
        capital_id=capital.id,
        questions=len(visible),
        ad_m=mean_deviation,
        a_wg=mean_of_defined(a_wg(positions_given(question, answers), top) for question, _ in visible),
        r_wg_j=r_wg_j(rows, top) if min_group is not None and len(rows) >= min_group else None,
        agrees=None if mean_deviation is None else mean_deviation <= ad_m_limit(top),
        widest=_widest([spread for _, spread in visible]),
    )


def _widest(spreads: Sequence[Spread]) -> tuple[str, RoleGap] | None:
    gaps = [(spread.question_id, spread.gap) for spread in spreads if spread.gap is not None and spread.gap.is_wide]
    return max(gaps, key=lambda pair: pair[1].levels, default=None)
