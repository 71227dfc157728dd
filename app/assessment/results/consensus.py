"""What a kommun's answers to one question come to: the agreed answer, or a mean balanced between the roles."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.assessment.answering.answers import Answer, AnswerKind, AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Limits, Question, Questionnaire
from app.assessment.results.pools import pool_weights, pooled_mean, role_pools
from app.assessment.results.results import QuestionResult, QuestionSource
from app.assessment.results.scale import scale_values, value_at


def question_result(
    question: Question,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction] | None = None,
) -> QuestionResult:
    """The kommun's result on one question (method 3), on the scale's values.

    The agreed level or ej tillämpligt is the result. Otherwise it is the role-balanced mean of the levels given, each
    pool of roles weighing n/(n + `limits.role_weight_half`); fewer than `limits.min_group` levels give none. Only
    respondents whom the question is meant for count. `values` are the levels' values, by default the questionnaire's
    own. Raises ValueError for a position or role group that the questionnaire does not have.
    """
    pairs = answers_to(question, answers)
    kinds = Counter(answer.kind for _, answer in pairs)
    agreement = agreed_answer(question, answers)
    values = values or scale_values(questionnaire)
    if agreement is None:
        value, source = _from_levels(levels_by_role(pairs, values), questionnaire, limits)
        is_not_applicable = _all_not_applicable(kinds, limits.min_group)
    else:
        value = None if agreement.position is None else value_at(values, agreement.position)
        source, is_not_applicable = QuestionSource.AGREED, agreement.position is None
    return QuestionResult(
        question_id=question.id,
        value=value,
        source=source,
        settled_not_applicable=is_not_applicable,
        answered=kinds[AnswerKind.LEVEL],
        dont_know=kinds[AnswerKind.DONT_KNOW],
        not_applicable=kinds[AnswerKind.NOT_APPLICABLE],
        not_united=agreement is None and question.id in answers.not_united,
    )


def answers_to(question: Question, answers: AssessmentAnswers) -> list[tuple[str, Answer]]:
    """Role group and answer of everyone who answered a question that is meant for them, vet ej included."""
    return [
        (respondent.role_group, respondent.answers[question.id])
        for respondent in answers.respondents
        if question.id in respondent.answers and question.is_meant_for(respondent.role_group)
    ]


def agreed_answer(question: Question, answers: AssessmentAnswers) -> Answer | None:
    """The level or ej tillämpligt that the kommun settled on; vet ej settles nothing."""
    answer = answers.agreed.get(question.id)
    return None if answer is None or answer.kind is AnswerKind.DONT_KNOW else answer


def is_for_every_role(question: Question, questionnaire: Questionnaire) -> bool:
    return all(question.is_meant_for(role.id) for role in questionnaire.role_groups)


def levels_by_role(pairs: Sequence[tuple[str, Answer]], values: Sequence[Fraction]) -> dict[str, list[Fraction]]:
    """Role group -> the values of the levels given, on the values of the scale. Raises ValueError for a position
    that the scale does not have."""
    levels: dict[str, list[Fraction]] = defaultdict(list)
    for role, answer in pairs:
        if answer.position is not None:
            levels[role].append(value_at(values, answer.position))
    return levels


def _from_levels(
    levels: Mapping[str, Sequence[Fraction]], questionnaire: Questionnaire, limits: Limits
) -> tuple[Fraction | None, QuestionSource]:
    sizes = {role: len(values) for role, values in levels.items()}
    if sum(sizes.values()) < limits.min_group:
        return None, QuestionSource.NONE
    pools = role_pools(sizes, questionnaire, limits.min_group)
    source = QuestionSource.ROLE_BALANCED if len(pools) > 1 else QuestionSource.PLAIN_MEAN
    return pooled_mean(levels, pools, pool_weights(pools, sizes, limits.role_weight_half)), source


def _all_not_applicable(kinds: Mapping[AnswerKind, int], min_group: int) -> bool:
    """Chosen by everyone who answered. Vet ej leaves the score alone, so it does not stand against it."""
    return not kinds[AnswerKind.LEVEL] and kinds[AnswerKind.NOT_APPLICABLE] >= min_group
