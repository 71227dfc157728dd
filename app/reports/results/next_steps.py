"""How a kommun gets to the next level: the advice that the edition has, or, in older ones, what that level looks like.

An anchor is never given as advice. It describes a kommun, and that of a low level mostly says what is lacking.
"""

from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.results.results import NextStep
from app.assessment.results.scale import position_at, scale_values
from app.reports.figures.capital_facts import level_name, value_text
from app.reports.kernel.wording import clipped
from app.reports.results.content import StepLine

TEXT_LIMIT = 170
QUESTION_LIMIT = 110
DESCRIBED = "På nästa nivå ser det ut så här: "


@dataclass(frozen=True, slots=True)
class Lift:
    """From a level to the next, `level`: advice in the imperative, or the anchor of that level."""

    level: str
    text: str
    is_advice: bool

    @property
    def told(self) -> str:
        """The text by itself, where nothing else says that an anchor is no advice."""
        return self.text if self.is_advice else DESCRIBED + self.text


def lift(questionnaire: Questionnaire, question: Question, next_position: int) -> Lift:
    """What takes a kommun to a position 2…A from the one below."""
    advice = question.step_from(next_position - 1)
    text = question.anchors[next_position - 1] if advice is None else advice
    return Lift(level_name(next_position, questionnaire), text, advice is not None)


def step_line(questionnaire: Questionnaire, step: NextStep, *, clip: bool = False) -> StepLine:
    """A next step in words."""
    question = questionnaire.questions[step.question_id]
    next_lift = lift(questionnaire, question, step.next_position)
    values = scale_values(questionnaire)
    now = level_name(position_at(step.value, values), questionnaire)
    return StepLine(
        capital=questionnaire.capital(step.capital_id).name,
        text=clipped(next_lift.told, TEXT_LIMIT) if clip else next_lift.told,
        is_advice=next_lift.is_advice,
        question=clipped(question.text, QUESTION_LIMIT) if clip else question.text,
        # Påbörjat, or Påbörjat (1,6) where the value lies between two levels
        now=now if step.value in values else f"{now} ({value_text(step.value, questionnaire.scale)})",
        level=next_lift.level,
    )
