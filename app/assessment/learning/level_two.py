"""What level 2 looks like in a questionnaire's own words, so that a learning text never says something else."""

from dataclasses import dataclass

from app.assessment.learning.lesson import Lesson
from app.assessment.questionnaires.questionnaire import Questionnaire

LEVEL = 2


@dataclass(frozen=True, slots=True)
class LevelTwo:
    """`label` is the level's name; `lines` are questions with what is described for the level."""

    year: int
    label: str
    lines: tuple[tuple[str, str], ...]


def level_two(lesson: Lesson, questionnaire: Questionnaire) -> LevelTwo | None:
    """Of the questions that the lesson names and the questionnaire asks; None where it asks none of them."""
    position = next((place for place, level in enumerate(questionnaire.scale) if level.value == LEVEL), None)
    if position is None:
        return None
    questions = [questionnaire.questions[key] for key in lesson.level_two if key in questionnaire.questions]
    lines = tuple((question.text, question.anchors[position]) for question in questions)
    return LevelTwo(questionnaire.year, questionnaire.scale[position].label, lines) if lines else None
