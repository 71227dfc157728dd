"""How much the people of a kommun agree on the present state (method 6). Over positions 1…A; None where undefined."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.answering.answers import AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Form, Question, Questionnaire
from app.assessment.results.consensus import answers_to, is_for_every_role
from app.assessment.results.exact import exact_mean, exact_squares


@dataclass(frozen=True, slots=True)
class Agreement:
    """One capital of one kommun. Not guarded by method 10: whoever shows it asks first whether it may be shown."""

    ad_m: float | None
    r_wg_j: float | None
    a_wg: float | None


def capital_agreement(
    capital: Capital, questionnaire: Questionnaire, form: Form, answers: AssessmentAnswers
) -> Agreement:
    """The three indices over the capital's scored questions.

    AD_M and a_wg are means over the questions where they are defined; r_wg(j) rests on those who gave a level on every
    question meant for every role, questions on which nobody gave a level left out.
    """
    questions = capital.maturity_questions(form)
    top = len(questionnaire.scale)
    position_lists = [positions_given(question, answers) for question in questions]
    common = [
        question
        for question, positions in zip(questions, position_lists, strict=True)
        if positions and is_for_every_role(question, questionnaire)
    ]
    return Agreement(
        ad_m=mean_of_defined(ad_m(positions) for positions in position_lists),
        r_wg_j=r_wg_j(complete_rows(common, answers.respondents), top),
        a_wg=mean_of_defined(a_wg(positions, top) for positions in position_lists),
    )


def positions_given(question: Question, answers: AssessmentAnswers) -> tuple[int, ...]:
    """The positions that those whom the question is meant for gave; vet ej and ej tillämpligt are no positions."""
    return tuple(answer.position for _, answer in answers_to(question, answers) if answer.position is not None)


def ad_m(positions: Sequence[int]) -> float | None:
    """Mean absolute deviation from the mean, in levels; undefined below two answers (Burke & Dunlap 2002)."""
    return ad_m_counted(Counter(positions))


def ad_m_counted(counts: Mapping[int, int]) -> float | None:
    """`ad_m` of position -> how many gave it."""
    people = sum(counts.values())
    if people < 2:
        return None
    mean = Fraction(sum(position * number for position, number in counts.items()), people)
    return float(sum((abs(position - mean) * number for position, number in counts.items()), Fraction()) / people)


AD_M_PART = 6
"""AD_M up to the number of levels over this counts as agreement (Burke & Dunlap 2002)."""


def ad_m_limit(levels: int) -> Fraction:
    """The AD_M that still counts as agreement on a scale of so many levels A: A/6."""
    return Fraction(levels, AD_M_PART)


def a_wg(positions: Sequence[int], top: int) -> float | None:
    """1 − 2s² / [((H + L)M − M² − HL)·k/(k − 1)] with L = 1 and H = `top` (Brown & Hauenstein 2005).

    1 where all give the same end level. Undefined below two answers and for a mean outside
    (L(k − 1) + H)/k ≤ M ≤ (H(k − 1) + L)/k, where the largest possible variance is not known.
    """
    k = len(positions)
    if k < 2:
        return None
    if set(positions) in ({1}, {top}):
        return 1.0
    mean = exact_mean(positions)
    if not Fraction(k - 1 + top, k) <= mean <= Fraction(top * (k - 1) + 1, k):
        return None
    largest = ((top + 1) * mean - mean**2 - top) * Fraction(k, k - 1)
    return float(1 - 2 * _variance(positions) / largest)


def r_wg_j(rows: Sequence[Sequence[int]], top: int) -> float | None:
    """Within-group agreement over J questions against a uniform null (James, Demaree & Wolf 1984).

    One row per respondent, one position per question. With s̄² the mean variance within questions and σ² = (A² − 1)/12:
    J(1 − s̄²/σ²) / (J(1 − s̄²/σ²) + s̄²/σ²), and 0 when s̄² > σ². Undefined below two rows or without questions.
    """
    if len(rows) < 2 or not rows[0]:
        return None
    columns = list(zip(*rows, strict=True))
    ratio = exact_mean([_variance(column) for column in columns]) / Fraction(top**2 - 1, 12)
    if ratio > 1:
        return 0.0
    agreement = len(columns) * (1 - ratio)
    return float(agreement / (agreement + ratio))


def icc(groups: Iterable[Sequence[Fraction]]) -> tuple[float | None, float | None]:
    """ICC(1) and ICC(2) of respondents' capital indices, one group per kommun (Bliese 2000).

    One-way analysis of variance, group size k = N/G: (MSB − MSW)/(MSB + (k − 1)·MSW) and (MSB − MSW)/MSB. Empty groups
    do not count. Undefined below two groups, when no group has two members, and when the divisor is 0.
    """
    members = [list(group) for group in groups if group]
    count, total = len(members), sum(map(len, members))
    if count < 2 or total == count:
        return None, None
    grand = exact_mean([index for group in members for index in group])
    between = sum((len(group) * (exact_mean(group) - grand) ** 2 for group in members), Fraction()) / (count - 1)
    within = sum((exact_squares(group) for group in members), Fraction()) / (total - count)
    spread = between + (Fraction(total, count) - 1) * within
    return (
        float((between - within) / spread) if spread else None,
        float((between - within) / between) if between else None,
    )


def mean_of_defined(figures: Iterable[float | None]) -> float | None:
    """Mean over the figures that are defined; undefined when none is."""
    values = [figure for figure in figures if figure is not None]
    return sum(values) / len(values) if values else None


def complete_rows(questions: Sequence[Question], people: Iterable[RespondentAnswers]) -> list[list[int]]:
    """The positions of those who gave a level on every one of the questions; no rows without questions."""
    rows = []
    for respondent in people:
        answers = [respondent.answers.get(question.id) for question in questions]
        row = [answer.position for answer in answers if answer is not None and answer.position is not None]
        if questions and len(row) == len(questions):
            rows.append(row)
    return rows


def _variance(figures: Sequence[int] | Sequence[Fraction]) -> Fraction:
    return exact_squares(figures) / (len(figures) - 1)
