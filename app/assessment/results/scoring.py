"""From answers to a kommun's profile: index, coverage and level per capital, and the overall figure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from app.assessment.answering.answers import AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Form, Limits, Question, Questionnaire
from app.assessment.results.consensus import question_result
from app.assessment.results.direction import direction_result
from app.assessment.results.exact import as_fraction
from app.assessment.results.first_edition import first_interval
from app.assessment.results.levels import level_of
from app.assessment.results.method import CURRENT, MethodEdition, limits_under
from app.assessment.results.results import (
    CapitalResult,
    CapitalStatus,
    Interval,
    NoInterval,
    Overall,
    Profile,
    QuestionResult,
    QuestionSource,
)
from app.assessment.results.scale import scale_values, value_at, weighted_mean
from app.assessment.results.uncertainty import index_interval, single_answers_error

Judged = tuple[Question, QuestionResult]


def score(
    questionnaire: Questionnaire,
    form: Form,
    answers: AssessmentAnswers,
    capital_ids: Collection[str] | None = None,
    *,
    limits: Limits | None = None,
    method: MethodEdition = CURRENT,
) -> Profile:
    """The profile of one assessment (methods 4 and 8).

    `capital_ids` are the round's capitals, by default all; `limits` are by default the questionnaire's; `method` is the
    round's edition of the rules. Raises KeyError for a capital, and ValueError for a position or role group, that the
    questionnaire does not have.
    """
    limits = limits_under(method, limits or questionnaire.limits)
    capitals = _in_round(questionnaire, capital_ids)
    results = tuple(capital_result(capital, questionnaire, form, answers, limits, method) for capital in capitals)
    directions = tuple(
        direction_result(capital, questionnaire, form, answers, limits)
        for capital in capitals
        if capital.direction is not None
    )
    own_capitals = {capital.id for capital in capitals if not capital.cross_cutting}
    return Profile(results, directions, overall([result for result in results if result.capital_id in own_capitals]))


def capital_result(
    capital: Capital,
    questionnaire: Questionnaire,
    form: Form,
    answers: AssessmentAnswers,
    limits: Limits,
    method: MethodEdition = CURRENT,
) -> CapitalResult:
    """One kommun, one capital (method 4). A capital without a score has no index and no level, never 0."""
    results = [
        (question, question_result(question, questionnaire, answers, limits))
        for question in capital.maturity_questions(form)
    ]
    share = coverage(results)
    status = _status(share, limits)
    index = weighted_index(results) if status is CapitalStatus.SCORED else None
    place = level_of(results, index, scale_values(questionnaire), method)
    return CapitalResult(
        capital_id=capital.id,
        status=status,
        index=index,
        coverage=share,
        level=place.level,
        cap=place.cap,
        interval=_interval(results, index, questionnaire, answers, limits, method),
        dont_know_share=_dont_know_share(results),
        questions=tuple(result for _, result in results),
        near=place.near,
    )


def respondent_index(
    capital: Capital, answers: RespondentAnswers, questionnaire: Questionnaire, form: Form
) -> Fraction | None:
    """One respondent's weighted mean over the capital's questions that got a level (method 2); None without any."""
    values = scale_values(questionnaire)
    levels = [
        (question.weight, answers.answers[question.id].position)
        for question in capital.maturity_questions(form)
        if question.id in answers.answers and question.is_meant_for(answers.role_group)
    ]
    return weighted_mean(
        (as_fraction(weight), value_at(values, position)) for weight, position in levels if position is not None
    )


def coverage(results: Iterable[Judged]) -> Fraction | None:
    """Weight of applicable questions with a result / weight of applicable questions; None when none is applicable."""
    applicable = [(question, result) for question, result in results if not result.settled_not_applicable]
    return weighted_mean(
        (as_fraction(question.weight), Fraction(result.value is not None)) for question, result in applicable
    )


def weighted_index(results: Iterable[Judged]) -> Fraction | None:
    """Weighted mean of the question results (method 4); None without results."""
    return weighted_mean(
        (as_fraction(question.weight), result.value) for question, result in results if result.value is not None
    )


def overall(results: Sequence[CapitalResult]) -> Overall | None:
    """Arithmetic mean of the capitals with the weakest of them; None unless every one has a score."""
    indices = [(result.index, result.capital_id) for result in results if result.index is not None]
    if not indices or len(indices) < len(results):
        return None
    weakest = min(indices, key=lambda pair: pair[0])
    return Overall(sum((index for index, _ in indices), Fraction()) / len(indices), weakest[1])


def _in_round(questionnaire: Questionnaire, capital_ids: Collection[str] | None) -> list[Capital]:
    if capital_ids is None:
        return list(questionnaire.capitals)
    ids = {questionnaire.capital(capital_id).id for capital_id in capital_ids}
    return [capital for capital in questionnaire.capitals if capital.id in ids]


def _status(share: Fraction | None, limits: Limits) -> CapitalStatus:
    if share is None:
        return CapitalStatus.NOT_APPLICABLE
    return CapitalStatus.INSUFFICIENT if share < Fraction(limits.min_coverage) else CapitalStatus.SCORED


def _interval(
    results: Sequence[Judged],
    index: Fraction | None,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    method: MethodEdition,
) -> Interval | NoInterval:
    """Of the single answers. Where something is agreed they come to an index of their own, that before the meeting."""
    values = scale_values(questionnaire)
    if method is MethodEdition.FIRST:
        return first_interval(results, index, questionnaire, answers, limits, values)
    if index is None:
        return NoInterval.NO_SCORE
    applicable = [question for question, result in results if not result.settled_not_applicable]
    has_agreement = any(result.source is QuestionSource.AGREED and result.value is not None for _, result in results)
    if has_agreement:
        alone = replace(answers, agreed={})
        before = weighted_index(
            (question, question_result(question, questionnaire, alone, limits)) for question in applicable
        )
        if before is None:
            return NoInterval.NO_SINGLE_ANSWERS
        index = before
    error = single_answers_error(applicable, questionnaire, answers, limits, values)
    return index_interval(index, error, values, before_meeting=has_agreement)


def _dont_know_share(results: Sequence[Judged]) -> Fraction | None:
    unsure = sum(result.dont_know for _, result in results)
    total = unsure + sum(result.answered + result.not_applicable for _, result in results)
    return Fraction(unsure, total) if total else None
