"""How united a kommun is on where it wants to go, and how well it knows the way (method 8; Stacey, pre-study 4.2)."""

from fractions import Fraction

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.questionnaires.questionnaire import Capital, Form, Limits, Question, Questionnaire
from app.assessment.results.consensus import question_result
from app.assessment.results.results import DirectionResult, Zone
from app.assessment.results.scale import scale_values

LOW, HIGH = Fraction(1, 3), Fraction(2, 3)
"""Of both axes of the map: below LOW is little, from HIGH on much."""


def direction_result(
    capital: Capital, questionnaire: Questionnaire, form: Form, answers: AssessmentAnswers, limits: Limits
) -> DirectionResult:
    """The kommun's two results (method 3) rescaled to 0…1 and their zone; None where the form asks or gives nothing."""
    values = scale_values(questionnaire)

    def rescaled(question: Question) -> Fraction | None:
        value = question_result(question, questionnaire, answers, limits).value
        return None if value is None else (value - values[0]) / (values[-1] - values[0])

    results = {question.id: rescaled(question) for question in capital.direction_questions(form)}
    if capital.direction is None:
        return DirectionResult(capital_id=capital.id, unity=None, predictability=None, zone=None)
    unity = results.get(capital.direction.unity.id)
    predictability = results.get(capital.direction.predictability.id)
    if unity is None or predictability is None:
        return DirectionResult(capital_id=capital.id, unity=unity, predictability=predictability, zone=None)
    return DirectionResult(
        capital_id=capital.id, unity=unity, predictability=predictability, zone=zone(unity, predictability)
    )


def zone(unity: Fraction, predictability: Fraction) -> Zone:
    """The zone of a point on the map (method 8). Both axes run 0…1; a third counts as middle, two thirds as high."""
    if unity >= HIGH and predictability >= HIGH:
        return Zone.PLAN
    if unity < LOW and predictability < LOW:
        return Zone.CHAOS
    if unity >= HIGH and predictability < LOW:
        return Zone.UNITED_UNSURE
    if unity < LOW and predictability >= HIGH:
        return Zone.KNOWN_DIVIDED
    return Zone.COMPLEX
