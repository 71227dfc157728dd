"""Invented answers that look like life: a latent level per kommun, role bias, vet ej, people who drop out."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer, RespondentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.demo.script import CAPITAL_BIAS, ROLE_BIAS

GROWTH_PER_YEAR = 0.18
DROPS_OUT = 0.12
DONT_KNOW_BASE = 0.04
DONT_KNOW_FAR_FROM_WORK = 0.16


@dataclass(frozen=True, slots=True)
class Climate:
    """One kommun in one year: how far it really has come per capital and question, on level positions."""

    capitals: dict[str, float]
    questions: dict[str, float]


def climate(draw: random.Random, questionnaire: Questionnaire, latent: float, seed: str) -> Climate:
    """Capitals drift by themselves from year to year; how hard a question is stays the same over years."""
    growth = GROWTH_PER_YEAR * (questionnaire.year - 2025)
    capitals = {
        capital.id: 1 + latent + growth + CAPITAL_BIAS.get(capital.id, 0.0) + draw.gauss(0, 0.22)
        for capital in questionnaire.capitals
    }
    questions = {
        question_id: random.Random(f"{seed}/{question_id}").gauss(0, 0.55)  # noqa: S311
        for question_id in questionnaire.questions
    }
    return Climate(capitals, questions)


def people(
    draw: random.Random, questionnaire: Questionnaire, climate: Climate, count: int
) -> Iterator[RespondentAnswers]:
    """`count` people spread over the role groups, each with an own outlook; some stop half-way."""
    roles = [group.id for group in questionnaire.role_groups]
    weights = [2.0, 2.0, 1.5, 1.5, 3.0][: len(roles)]
    for number in range(count):
        role = roles[number % len(roles)] if number < len(roles) else draw.choices(roles, weights)[0]
        outlook = draw.gauss(ROLE_BIAS.get(role, 0.0), 0.35)
        stops_after = draw.randint(1, 5) if draw.random() < DROPS_OUT else len(questionnaire.capitals)
        yield RespondentAnswers(
            str(number), role, _answers(draw, questionnaire.capitals[:stops_after], climate, role, outlook)
        )


def _answers(
    draw: random.Random, capitals: tuple[Capital, ...], climate: Climate, role: str, outlook: float
) -> dict[str, Answer]:
    answers = {}
    for capital in capitals:
        direction = [] if capital.direction is None else [capital.direction.unity, capital.direction.predictability]
        for question in (*capital.questions, *direction):
            if question.is_meant_for(role):
                level = climate.capitals[capital.id] + climate.questions[question.id] + outlook
                answers[question.id] = _answer(draw, question, level, far=role == "verksamhet")
    return answers


def _answer(draw: random.Random, question: Question, level: float, *, far: bool) -> Answer:
    if question.may_not_apply and draw.random() < 0.05:
        return NOT_APPLICABLE
    if question.may_not_know and draw.random() < (DONT_KNOW_FAR_FROM_WORK if far else DONT_KNOW_BASE):
        return DONT_KNOW
    return Answer.level(round(min(max(level + draw.gauss(0, 0.55), 1), len(question.anchors))))


def agreed(
    draw: random.Random, questionnaire: Questionnaire, climate: Climate, share: float
) -> Iterator[tuple[str, Answer]]:
    """What the joint meeting settled on: close to how it really is, for most questions."""
    for capital in questionnaire.capitals:
        direction = [] if capital.direction is None else [capital.direction.unity, capital.direction.predictability]
        for question in (*capital.questions, *direction):
            if draw.random() < share:
                level = climate.capitals[capital.id] + climate.questions[question.id] + draw.gauss(0, 0.3)
                yield question.id, Answer.level(round(min(max(level, 1), len(question.anchors))))
