"""What a questionnaire is: capitals, questions and the scale they are answered on. Frozen plain values."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]
LongText = Annotated[str, Field(min_length=1, max_length=10_000)]


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Form(StrEnum):
    """How much of the questionnaire a round asks: everything, or the core questions only."""

    LONG = "long"
    SHORT = "short"


class Previous(StrEnum):
    """How a question relates to the edition before (method 11)."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"


class Level(Value):
    """One step of the scale. Its position, 1 for the lowest, is its place in `Questionnaire.scale`."""

    value: Decimal
    label: Text


class RoleGroup(Value):
    id: Id
    name: Text
    description: Text


class Limits(Value):
    """The limits of method.md; a round may not loosen them."""

    min_group: Annotated[int, Field(ge=3)] = 5
    min_coverage: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.6")
    prerequisite_level: Decimal | None = None
    min_shared_weight: Annotated[Decimal, Field(gt=0, le=1)] = Decimal("0.6")
    role_weight_half: Annotated[Decimal, Field(ge=0)] = Decimal(3)
    """How many people count half of a whole role: a pool of n weighs n/(n + this). 0 lets every pool weigh alike."""


class Question(Value):
    """What is asked, once. `anchors` holds one text per level, lowest first; empty `meant_for` is every role group.

    `next_step` holds one piece of advice per level below the highest, lowest first: what takes a kommun from there to
    the next level. It is empty in editions that were published before advice was asked for. `more` is Markdown that
    most people can do without.
    """

    id: Id
    text: Text
    help: LongText | None = None
    more: LongText | None = None
    anchors: tuple[Text, ...]
    next_step: tuple[Text, ...] = ()
    weight: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    core: bool = False
    may_not_know: bool = True
    may_not_apply: bool = False
    meant_for: tuple[Id, ...] = ()
    source: Text
    previous: Previous
    predecessor: Id | None = None

    def is_meant_for(self, role_group: str) -> bool:
        return not self.meant_for or role_group in self.meant_for

    def step_from(self, position: int) -> str | None:
        """The advice to a kommun on this level (1…A); None on the highest, and where the edition has none."""
        return self.next_step[position - 1] if position <= len(self.next_step) else None


class Direction(Value):
    """The two questions of method 8; they never enter index, coverage or agreement."""

    unity: Question
    predictability: Question


class Capital(Value):
    id: Id
    name: Text
    short_name: Annotated[str, Field(min_length=1, max_length=16)]
    explanation: LongText
    more: LongText | None = None
    depends_on: tuple[Id, ...] = ()
    cross_cutting: bool = False
    source: Text
    questions: tuple[Question, ...]
    direction: Direction | None = None

    def maturity_questions(self, form: Form) -> tuple[Question, ...]:
        """The scored questions that the form asks, in order."""
        return tuple(question for question in self.questions if form is Form.LONG or question.core)

    def direction_questions(self, form: Form) -> tuple[Question, ...]:
        """The direction questions that the form asks, unity first; often none in the short form."""
        if self.direction is None:
            return ()
        both = (self.direction.unity, self.direction.predictability)
        return tuple(question for question in both if form is Form.LONG or question.core)

    def asked(self, form: Form) -> tuple[Question, ...]:
        """Every question that the form asks in this capital: the scored ones, then direction."""
        return self.maturity_questions(form) + self.direction_questions(form)


class Questionnaire(Value):
    """One edition of a questionnaire, whole and checked (`loading.py` makes it)."""

    id: Id
    year: Annotated[int, Field(ge=2000, le=2999)]
    title: Text
    language: Literal["sv"]
    introduction: LongText
    scale: tuple[Level, ...]
    role_groups: tuple[RoleGroup, ...]
    limits: Limits = Limits()
    capitals: tuple[Capital, ...]
    previous_scale: dict[Decimal, Decimal] | None = None

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hex) that names the edition: the stored one if it is published, otherwise made of the content.

        Comments, order of keys and layout of the file do not enter, nor what is as it would be if left out, so that
        a field which the model gets later changes nothing. Tell editions apart by `==`, never by this: older ones
        have a hash made in another way.
        """
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def published_as(self, content_hash: str) -> Self:
        """The same edition under the hash that was stored when it was published."""
        edition = self.model_copy()
        edition.__dict__["content_hash"] = content_hash  # where the cached property looks first
        return edition

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy that works out its own hash and look-ups: those of the original may not hold for what is changed."""
        duplicate = super().model_copy(update=update, deep=deep)
        for name in duplicate.__dict__.keys() - type(self).model_fields.keys():
            del duplicate.__dict__[name]
        return duplicate

    @cached_property
    def level_values(self) -> tuple[Fraction, ...]:
        """The exact value of every level, lowest first."""
        return tuple(Fraction(level.value) for level in self.scale)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, direction questions included."""
        return {question.id: question for capital in self.capitals for question in capital.asked(Form.LONG)}

    @cached_property
    def _capitals_by_question(self) -> dict[str, Capital]:
        return {question.id: capital for capital in self.capitals for question in capital.asked(Form.LONG)}

    def capital_of(self, question_id: str) -> Capital:
        """The capital a question stands in. Raises KeyError for an id the edition does not have."""
        return self._capitals_by_question[question_id]

    def capital(self, capital_id: str) -> Capital:
        """Raises KeyError for an id the edition does not have."""
        for capital in self.capitals:
            if capital.id == capital_id:
                return capital
        raise KeyError(capital_id)

    @property
    def prerequisite_position(self) -> int:
        """Position of `limits.prerequisite_level`; by default the third lowest, or the highest of a shorter scale."""
        value = self.limits.prerequisite_level
        if value is None:
            return min(3, len(self.scale))
        return next(position for position, level in self.levels() if level.value == value)

    def levels(self) -> Iterator[tuple[int, Level]]:
        """Positions (1…A) with their levels, lowest first."""
        return enumerate(self.scale, start=1)
