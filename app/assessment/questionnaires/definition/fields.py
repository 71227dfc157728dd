"""The kinds of value that only a questionnaire has; those of any edition are in `app/editions/fields.py`."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, Strict, TypeAdapter

from app.editions.fields import MAX_NUMBER, LevelValue, Number, Text, Texts, by_level, is_true, whole

GroupSize = Annotated[int, Strict(), Field(ge=3, le=MAX_NUMBER), BeforeValidator(whole)]
Anchors = Annotated[Texts, by_level(TypeAdapter(Text).json_schema(), min_levels=2)]
Steps = Annotated[Texts, by_level(TypeAdapter(Text).json_schema(), min_levels=1)]
LevelMap = Annotated[
    dict[LevelValue, Number],
    Field(min_length=1),
    AfterValidator(lambda levels: dict(sorted(levels.items()))),
    by_level({"type": "number", "maximum": MAX_NUMBER}, min_levels=1),
]
"""Levels of the scale of the edition before, each with the level of this scale that equals it."""

DIRECTION_UNLESS_CROSS_CUTTING: dict[str, Any] = {"if": is_true("cross_cutting"), "else": {"required": ["direction"]}}
"""A capital has its questions of direction unless it is cross-cutting."""
