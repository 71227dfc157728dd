"""What a kommun's answers to one question come to: the agreed answer, or a mean where each role counts once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.assessment.answers import Answer, AnswerKind, AssessmentAnswers
from app.assessment.exact import exact_mean
from app.assessment.questionnaire import Limits, Question, Questionnaire
from app.assessment.results import QuestionResult, QuestionSource
from app.assessment.scale import scale_values, value_at

RoleGroups = tuple[tuple[str, ...], ...]


def question_result(
    question: Question,
    questionnaire: Questionnaire,
    answers: AssessmentAnswers,
    limits: Limits,
    values: Sequence[Fraction] | None = None,
) -> QuestionResult:
    """The kommun's result on one question (method 3), on the scale's values.

    The agreed level or ej tillämpligt is the result. Otherwise it is the role-balanced mean of the levels given; fewer
    than `limits.min_group` of them give none. Only respondents whom the question is meant for count. `values` are the
    levels' values, by default the questionnaire's own. Raises ValueError for a position or role group that the
    questionnaire does not have.
    """
    given = answers_to(question, answers)
    kinds = Counter(answer.kind for _, answer in given)
    agreed = agreed_answer(question, answers)
    values = values or scale_values(questionnaire)
    if agreed is None:
        value, source = _from_levels(_levels_by_role(given, values), questionnaire, limits.min_group)
        settled = _all_not_applicable(kinds, limits.min_group)
    else:
        value = None if agreed.position is None else value_at(values, agreed.position)
        source, settled = QuestionSource.AGREED, agreed.position is None
    return QuestionResult(
        question_id=question.id,
        value=value,
        source=source,
        settled_not_applicable=settled,
        answered=kinds[AnswerKind.LEVEL],
        dont_know=kinds[AnswerKind.DONT_KNOW],
        not_applicable=kinds[AnswerKind.NOT_APPLICABLE],
        not_united=agreed is None and question.id in answers.not_united,
    )


def role_balanced_groups(sizes: Mapping[str, int], questionnaire: Questionnaire, min_group: int) -> RoleGroups:
    """The groups that count once each in a role-balanced mean: role group ids, in the questionnaire's order.

    `sizes` is the number of people per role group. Role groups with fewer than `min_group` people are pooled, smallest
    first, until the pool reaches it; small ones that are then left make a further pool. A pool still too small
    takes in the next smallest group. Equal sizes go by the questionnaire's order. One group in the answer means the
    plain mean. Raises ValueError for a role group that the questionnaire does not have.
    """
    order = [role.id for role in questionnaire.role_groups]
    if unknown := sizes.keys() - set(order):
        raise ValueError(f"role groups not in the questionnaire: {sorted(unknown)}")
    groups: list[tuple[str, ...]] = [(role,) for role in order if sizes.get(role, 0) > 0]

    def size(group: tuple[str, ...]) -> int:
        return sum(sizes[role] for role in group)

    def by_size(group: tuple[str, ...]) -> tuple[int, int]:
        return size(group), order.index(group[0])

    groups.sort(key=by_size)
    while len(groups) > 1 and size(groups[0]) < min_group:
        pool: tuple[str, ...] = ()
        while groups and size(pool) < min_group:
            pool += groups.pop(0)
        groups.append(tuple(sorted(pool, key=order.index)))
        groups.sort(key=by_size)
    return tuple(sorted(groups, key=lambda group: order.index(group[0])))


def role_balanced_mean(levels: Mapping[str, Sequence[Fraction]], groups: RoleGroups) -> Fraction:
    """The mean of the groups' means, each group counting once. `levels` holds the values of every role group."""
    pooled = [[value for role in group for value in levels[role]] for group in groups]
    return exact_mean([exact_mean(values) for values in pooled])


def answers_to(question: Question, answers: AssessmentAnswers) -> list[tuple[str, Answer]]:
    """Role group and answer of everyone who answered a question that is meant for them, vet ej included."""
    return [
        (respondent.role_group, respondent.answers[question.id])
        for respondent in answers.respondents
        if question.id in respondent.answers and question.is_meant_for(respondent.role_group)
    ]


def agreed_answer(question: Question, answers: AssessmentAnswers) -> Answer | None:
    """The level or ej tillämpligt that the kommun settled on; vet ej settles nothing."""
    agreed = answers.agreed.get(question.id)
    return None if agreed is None or agreed.kind is AnswerKind.DONT_KNOW else agreed


def is_for_every_role(question: Question, questionnaire: Questionnaire) -> bool:
    return all(question.is_meant_for(role.id) for role in questionnaire.role_groups)


def _from_levels(
    levels: Mapping[str, Sequence[Fraction]], questionnaire: Questionnaire, min_group: int
) -> tuple[Fraction | None, QuestionSource]:
    sizes = {role: len(values) for role, values in levels.items()}
    if sum(sizes.values()) < min_group:
        return None, QuestionSource.NONE
    groups = role_balanced_groups(sizes, questionnaire, min_group)
    source = QuestionSource.ROLE_BALANCED if len(groups) > 1 else QuestionSource.PLAIN_MEAN
    return role_balanced_mean(levels, groups), source


def _levels_by_role(given: Sequence[tuple[str, Answer]], values: Sequence[Fraction]) -> dict[str, list[Fraction]]:
    levels: dict[str, list[Fraction]] = defaultdict(list)
    for role, answer in given:
        if answer.position is not None:
            levels[role].append(value_at(values, answer.position))
    return levels


def _all_not_applicable(kinds: Mapping[AnswerKind, int], min_group: int) -> bool:
    """Chosen by everyone who answered. Vet ej leaves the score alone, so it does not stand against it."""
    return not kinds[AnswerKind.LEVEL] and kinds[AnswerKind.NOT_APPLICABLE] >= min_group
