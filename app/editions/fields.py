"""The kinds of value an edition is made of, with their limits: Pydantic checks them, the JSON Schema shows them.

Numbers and flags are strict: a quoted "2" is text. Stored editions are read as JSON, where decimals are text.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from app.editions.scalars import exact_number

MAX_NUMBER = 999_999_999
MAX_ID_LENGTH = 60
BAD_LEVEL = "bad_level"
"""Type of the error that Pydantic gives for a key that is no number."""
LEVEL_KEY = r"^[-+]?[0-9]{1,9}(\.[0-9]{1,6})?$"

Id = Annotated[str, StringConstraints(strip_whitespace=False, pattern=rf"^[a-z][a-z0-9-]{{0,{MAX_ID_LENGTH - 1}}}$")]
Ids = Annotated[tuple[Id, ...], Field(json_schema_extra={"uniqueItems": True})]
Label = Annotated[str, Field(min_length=1, max_length=16, json_schema_extra={"pattern": r"\S"})]
Text = Annotated[str, Field(min_length=1, max_length=2_000, json_schema_extra={"pattern": r"\S"})]
LongText = Annotated[str, Field(min_length=1, max_length=10_000, json_schema_extra={"pattern": r"\S"})]
Flag = Annotated[bool, Strict()]
Number = Annotated[Decimal, Strict(), Field(le=MAX_NUMBER)]
Share = Annotated[Decimal, Strict(), Field(gt=0, le=1)]


def whole(value: object) -> object:
    """For `BeforeValidator`: the file's numbers are decimals; 5.0 is as whole as 5."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else value


Year = Annotated[int, Strict(), Field(ge=2000, le=2999), BeforeValidator(whole)]


def _level(key: object) -> object:
    number = exact_number(key) if isinstance(key, str) else key
    if number is None:
        raise PydanticCustomError(BAD_LEVEL, "no level")
    return number


LevelValue = Annotated[Decimal, Strict(), BeforeValidator(_level)]
_TEXTS = TypeAdapter(dict[LevelValue, Text])


def _lowest_first(value: object, info: ValidationInfo) -> object:
    """A file writes text by level, and may not write a list; kept and stored are the texts, lowest level first."""
    if isinstance(value, Mapping):
        return tuple(text for _, text in sorted(_TEXTS.validate_python(value).items()))
    return tuple(value) if info.mode == "json" and isinstance(value, list) else value


def by_level(value: dict[str, Any], min_levels: int) -> WithJsonSchema:
    schema = {"type": "object", "patternProperties": {LEVEL_KEY: value}, "additionalProperties": False}
    return WithJsonSchema(schema | {"minProperties": min_levels})


Texts = Annotated[tuple[Text, ...], Strict(), BeforeValidator(_lowest_first)]


def is_true(key: str) -> dict[str, Any]:
    """A condition of JSON Schema. These are for editors; the rules of a file check the same for the reader."""
    return {"properties": {key: {"const": True}}, "required": [key]}


PREDECESSOR_IF_CHANGED: dict[str, Any] = {
    "if": {"properties": {"previous": {"const": "changed"}}, "required": ["previous"]},
    "then": {"required": ["predecessor"]},
    "else": {"properties": {"predecessor": False}},
}
"""Only what is changed has a predecessor, and it must."""
