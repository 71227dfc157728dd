"""How good the questions themselves are, over all respondents of a round (method 12). For the association to see.

Only kommuner with at least `min_group` respondents are taken in, so that what one kommun adds is never fewer people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from app.assessment.answering.answers import AnswerKind, AssessmentAnswers, RespondentAnswers
from app.assessment.meeting.agreement import complete_rows
from app.assessment.meeting.spread import MIN_GROUP
from app.assessment.questionnaires.questionnaire import Capital, Form, Question, Questionnaire
from app.assessment.results.consensus import is_for_every_role
from app.assessment.results.exact import exact_squares

MIN_KOMMUNER = 5
"""Kommuner that every figure of the page rests on, as everywhere in method 9: nobody can work out a single one's."""
MAX_DONT_KNOW_SHARE = Fraction(1, 5)
"""From this share on, vet ej and ej tillämpligt are worth a look."""
MAX_ON_ONE_LEVEL = Fraction(4, 5)
"""From this share at one end of the scale on, a question does not tell kommuner apart."""
MIN_ITEM_TOTAL = 0.3
"""Below this item–total correlation, a question measures something else than the others (Nunnally & Bernstein 1994)."""


@dataclass(frozen=True, slots=True)
class QuestionQuality:
    """One question. Shares are 0…1; all None when fewer than `min_group` people answered, or gave a level."""

    question_id: str
    answered: int
    dont_know_share: Fraction | None
    not_applicable_share: Fraction | None
    floor_share: Fraction | None
    """Of those who gave a level, how many gave the lowest…"""
    ceiling_share: Fraction | None
    """…and the highest."""
    item_total: float | None
    """Correlation with the sum of the capital's other questions, over people who gave a level on all of them."""


@dataclass(frozen=True, slots=True)
class CapitalQuality:
    """One capital. `alpha` is Cronbach's, over `complete` people; None when they are too few or it is undefined."""

    capital_id: str
    complete: int
    alpha: float | None
    questions: tuple[QuestionQuality, ...]


def instrument_quality(
    questionnaire: Questionnaire, form: Form, assessments: Iterable[AssessmentAnswers], min_group: int | None
) -> tuple[CapitalQuality, ...]:
    """Every capital in order. `min_group` None or below 3 hides every figure."""
    limit = min_group if min_group is not None and min_group >= MIN_GROUP else None
    people = [
        respondent
        for answers in assessments
        if limit is not None and len(answers.respondents) >= limit
        for respondent in answers.respondents
    ]
    return tuple(_capital(capital, questionnaire, form, people, limit or 0) for capital in questionnaire.capitals)


def _capital(
    capital: Capital, questionnaire: Questionnaire, form: Form, people: Sequence[RespondentAnswers], limit: int
) -> CapitalQuality:
    questions = capital.maturity_questions(form)
    common = [question for question in questions if is_for_every_role(question, questionnaire)]
    rows = complete_rows(common, people)
    enough = bool(people) and len(rows) >= limit
    columns = list(zip(*rows, strict=True)) if enough else []
    by_id = {question.id: place for place, question in enumerate(common)}
    return CapitalQuality(
        capital_id=capital.id,
        complete=len(rows) if enough else 0,
        alpha=cronbach_alpha(columns),
        questions=tuple(
            _question(question, len(questionnaire.scale), people, limit, columns, by_id.get(question.id))
            for question in questions
        ),
    )


def _question(
    question: Question,
    top: int,
    people: Sequence[RespondentAnswers],
    limit: int,
    columns: Sequence[Sequence[int]],
    place: int | None,
) -> QuestionQuality:
    answers = [
        person.answers[question.id]
        for person in people
        if question.id in person.answers and question.is_meant_for(person.role_group)
    ]
    if not people or len(answers) < limit:
        return QuestionQuality(
            question_id=question.id,
            answered=0,
            dont_know_share=None,
            not_applicable_share=None,
            floor_share=None,
            ceiling_share=None,
            item_total=None,
        )
    positions = [answer.position for answer in answers if answer.position is not None]
    of_all = [_share(sum(item.kind is kind for item in answers), len(answers)) for kind in _OTHERS]
    ends = [_share(positions.count(end), len(positions)) if len(positions) >= limit else None for end in (1, top)]
    total = None if place is None or not columns else item_total(columns, place)
    return QuestionQuality(
        question_id=question.id,
        answered=len(answers),
        dont_know_share=of_all[0],
        not_applicable_share=of_all[1],
        floor_share=ends[0],
        ceiling_share=ends[1],
        item_total=total,
    )


_OTHERS = (AnswerKind.DONT_KNOW, AnswerKind.NOT_APPLICABLE)


def cronbach_alpha(columns: Sequence[Sequence[int]]) -> float | None:
    """k/(k − 1)·(1 − Σ s²ᵢ/s²ₜ) over questions (columns) answered by the same people (Cronbach 1951).

    Undefined below two questions or two people, and when everybody has the same sum.
    """
    k = len(columns)
    if k < 2 or len(columns[0]) < 2:
        return None
    total = _variance([sum(row) for row in zip(*columns, strict=True)])
    if total == 0:
        return None
    return float(Fraction(k, k - 1) * (1 - sum((_variance(column) for column in columns), Fraction()) / total))


def item_total(columns: Sequence[Sequence[int]], place: int) -> float | None:
    """Pearson's correlation of one question with the sum of the others ("corrected"); undefined without variance."""
    if len(columns) < 2 or len(columns[0]) < 2:
        return None
    own = list(columns[place])
    rest = [sum(row) - row[place] for row in zip(*columns, strict=True)]
    n = len(own)
    covariance = (sum(a * b for a, b in zip(own, rest, strict=True)) - Fraction(sum(own) * sum(rest), n)) / (n - 1)
    spread = _variance(own) * _variance(rest)
    return float(covariance) / sqrt(spread) if spread else None


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _variance(figures: Sequence[int]) -> Fraction:
    return exact_squares(figures) / (len(figures) - 1)
