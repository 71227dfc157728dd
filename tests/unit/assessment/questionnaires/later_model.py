"""The questionnaire as a later version of the product might have it: every part has got a field that may be left out."""

from decimal import Decimal

from app.assessment.questionnaires import questionnaire as today
from app.editions.fields import Text


class Level(today.Level):
    colour: Text | None = None


class RoleGroup(today.RoleGroup):
    order: int = 0


class Limits(today.Limits):
    min_kommuner: int = 5


class Question(today.Question):
    examples: tuple[Text, ...] = ()
    drift: Decimal = Decimal("1.645")


class Direction(today.Direction):
    unity: Question
    predictability: Question


class Capital(today.Capital):
    picture: Text | None = None
    questions: tuple[Question, ...]
    direction: Direction | None = None


class LaterQuestionnaire(today.Questionnaire):
    thanks: Text | None = None
    scale: tuple[Level, ...]
    role_groups: tuple[RoleGroup, ...]
    limits: Limits = Limits()
    capitals: tuple[Capital, ...]
