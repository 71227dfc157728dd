"""The questionnaire file as JSON Schema (draft 2020-12), for completion, tooltips and checking in editors.

It says what `shape.py` says. What holds between the parts (`rules.py`, `continuity.py`) only the loader can tell.
"""

from typing import Any

from app.assessment.questionnaires.definition.shape import (
    CAPITAL,
    ID_PATTERN,
    MAX_ID_LENGTH,
    QUESTION,
    QUESTIONNAIRE,
    Flag,
    Identifier,
    LevelMap,
    LevelTexts,
    ListOf,
    MappingPart,
    Number,
    OneOf,
    Shape,
    Text,
    Whole,
)

Schema = dict[str, Any]

LEVEL_KEY = r"^[-+]?[0-9]{1,9}(\.[0-9]{1,6})?$"
NAMED = {"question": QUESTION, "capital": CAPITAL}
"""Parts that get a name of their own under $defs."""


def json_schema() -> Schema:
    """The schema as plain data, the same every time."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Frågeformulär för Omställningskollen",
        "description": "En utgåva av ett frågeformulär. Formatet beskrivs i docs/questionnaire-format.md.",
        **_part(QUESTIONNAIRE),
        "$defs": {"question": _question(), "capital": _capital()},
    }


def _question() -> Schema:
    """Only a changed question has a predecessor, and it must."""
    changed = {"properties": {"previous": {"const": "changed"}}, "required": ["previous"]}
    return {
        **_part(QUESTION),
        "if": changed,
        "then": {"required": ["predecessor"]},
        "else": {"properties": {"predecessor": False}},
    }


def _capital() -> Schema:
    """A capital has its questions of direction unless it is cross-cutting, and at least one core question."""
    schema = _part(CAPITAL)
    core = {"properties": {"core": {"const": True}}, "required": ["core"]}
    schema["properties"]["questions"]["contains"] = core
    cross_cutting = {"properties": {"cross_cutting": {"const": True}}, "required": ["cross_cutting"]}
    return {**schema, "if": cross_cutting, "else": {"required": ["direction"]}}


def _part(part: MappingPart) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: {**_schema(key.shape), "description": key.about} for key in part.keys},
        "required": [key.name for key in part.keys if key.required],
        "additionalProperties": False,
    }


def _schema(shape: Shape) -> Schema:
    match shape:
        case MappingPart():
            name = next((name for name, part in NAMED.items() if part is shape), None)
            return {"$ref": f"#/$defs/{name}"} if name else _part(shape)
        case Text(longest):
            return {"type": "string", "pattern": r"\S", "maxLength": longest}
        case Identifier():
            return {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID_LENGTH}
        case OneOf(options):
            return {"enum": list(options)}
        case Number(above, at_most, at_least):
            lower = {"exclusiveMinimum": above, "minimum": at_least}
            bounds = {name: bound for name, bound in lower.items() if bound is not None}
            return {"type": "number", **bounds, "maximum": at_most}
        case Whole(at_least, at_most):
            return {"type": "integer", "minimum": at_least, "maximum": at_most}
        case Flag():
            return {"type": "boolean"}
        case _:
            return _composed(shape)


def _composed(shape: ListOf | LevelTexts | LevelMap) -> Schema:
    match shape:
        case ListOf(of, least):
            unique = {"uniqueItems": True} if isinstance(of, Identifier) else {}
            return {"type": "array", "items": _schema(of), "minItems": least, **unique}
        case LevelTexts(longest, fewest):
            return _by_level(_schema(Text(longest)), fewest)
        case LevelMap():
            return _by_level(_schema(Number()), fewest=1)


def _by_level(value: Schema, fewest: int) -> Schema:
    return {
        "type": "object",
        "patternProperties": {LEVEL_KEY: value},
        "additionalProperties": False,
        "minProperties": fewest,
    }
