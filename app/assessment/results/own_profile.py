"""What one person's own answers come to, for that person alone."""

from collections.abc import Collection, Mapping

from app.assessment.answering.answers import Answer, AnswerKind, AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Form, Questionnaire
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import Profile
from app.assessment.results.scoring import score


def own_profile(
    questionnaire: Questionnaire,
    form: Form,
    answers: Mapping[str, Answer],
    role_group: str,
    capital_ids: Collection[str],
    method: MethodEdition,
) -> Profile:
    """The answers scored as if they were what a kommun had agreed on, by the method's own rules (method 4).

    Questions that are not meant for the role group are left out: they were never asked, so they leave no gap. Vet ej
    is no result, as for a kommun.
    """
    edition = questionnaire.model_copy(
        update={"capitals": tuple(_for_role(capital, role_group) for capital in questionnaire.capitals)}
    )
    outcomes = {key: answer for key, answer in answers.items() if answer.kind is not AnswerKind.DONT_KNOW}
    return score(edition, form, AssessmentAnswers(agreed=outcomes), capital_ids, method=method)


def _for_role(capital: Capital, role_group: str) -> Capital:
    questions = tuple(question for question in capital.questions if question.is_meant_for(role_group))
    return capital.model_copy(update={"questions": questions})
