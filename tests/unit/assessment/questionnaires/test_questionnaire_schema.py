"""The published JSON Schema says what the loader says, as far as a schema can."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from app.assessment.questionnaires.definition.json_schema import json_schema
from app.assessment.questionnaires.definition.shape import (
    QUESTIONNAIRE,
    LevelTexts,
    ListOf,
    MappingPart,
    Number,
    Shape,
    Text,
    Whole,
)
from app.assessment.questionnaires.questionnaire import Questionnaire
from tests.paths import QUESTIONNAIRES, ROOT

PUBLISHED = QUESTIONNAIRES / "questionnaire.schema.json"
VALID = sorted((ROOT / "tests" / "definitions" / "valid").iterdir())
OUR_OWN = sorted(QUESTIONNAIRES.glob("*/*.yaml"))
STRUCTURAL = [
    "bad-id",
    "bad-number",
    "duplicate-entry",
    "empty-value",
    "meant-for-nobody",
    "missing-direction",
    "missing-key",
    "missing-predecessor",
    "no-core-question",
    "not-a-mapping",
    "not-an-option",
    "out-of-range",
    "too-few",
    "too-long",
    "unexpected-predecessor",
    "unknown-key",
    "wrong-type",
]


def as_editors_see_it(file: Path) -> Any:
    """The file as JSON, read by another road than the loader's: every key is text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return plain(YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8-sig")))


def errors(file: Path) -> list[str]:
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(as_editors_see_it(file))]


def test_the_published_schema_is_the_generated_one() -> None:
    """When this fails, write `json.dumps(json_schema(), ensure_ascii=False, indent=2)` and a line feed to the file."""
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"

    assert PUBLISHED.read_text(encoding="utf-8") == schema


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("file", [*VALID, *OUR_OWN], ids=lambda file: file.stem)
def test_a_valid_file_passes_the_schema(file: Path) -> None:
    assert errors(file) == []


@pytest.mark.parametrize("code", STRUCTURAL)
def test_the_schema_catches_what_is_built_wrongly(code: str) -> None:
    assert errors(ROOT / "tests" / "definitions" / "invalid" / f"{code}.yaml") != []


def test_every_key_has_a_tooltip() -> None:
    def keys_without(schema: Any) -> list[str]:
        if isinstance(schema, list):
            return [name for inner in schema for name in keys_without(inner)]
        if not isinstance(schema, dict):
            return []
        properties = schema.get("properties", {}) if schema.get("additionalProperties") is False else {}
        without = [name for name, inner in properties.items() if "description" not in inner]
        return without + [name for inner in schema.values() for name in keys_without(inner)]

    assert keys_without({"properties": {"x": {}}, "additionalProperties": False}) == ["x"]
    assert keys_without(json_schema()) == []


# shape.py against questionnaire.py

MODEL = Questionnaire.model_json_schema(mode="validation")


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The model's schema of a value: references followed, "or None" passed over."""
    if "anyOf" in schema and {"type": "null"} in schema["anyOf"]:
        schema = next(option for option in schema["anyOf"] if option != {"type": "null"})
    if "$ref" in schema:
        schema = MODEL["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def limits_of(shape: Shape, schema: dict[str, Any]) -> list[tuple[str, object, object]]:
    """(path, what the file may hold, what the model may hold) for a part and everything in it."""
    schema = resolved(schema)
    match shape:
        case MappingPart():
            names = sorted(key.name for key in shape.keys if key.required)
            comparisons: list[tuple[str, object, object]] = [
                ("keys", sorted(shape.names()), sorted(schema["properties"])),
                ("required", names, sorted(schema.get("required", []))),
            ]
            for key in shape.keys:
                inner = limits_of(key.shape, schema["properties"][key.name])
                comparisons += [(f"{key.name}.{path}", ours, theirs) for path, ours, theirs in inner]
            return comparisons
        case ListOf(of):
            return limits_of(of, schema["items"])
        case Text(longest) | LevelTexts(longest):
            text = schema.get("items", schema)
            return [("longest", longest, text["maxLength"])]
        case Whole(at_least):
            return [("at_least", at_least, schema["minimum"])]
        case Number(above, _, at_least):
            number = next(option for option in schema.get("anyOf", [schema]) if option["type"] == "number")
            return [("above", above, number.get("exclusiveMinimum")), ("at_least", at_least, number.get("minimum"))]
        case _:
            return []


@pytest.mark.parametrize(("path", "ours", "theirs"), limits_of(QUESTIONNAIRE, MODEL))
def test_the_file_may_hold_what_the_model_may(path: str, ours: object, theirs: object) -> None:
    assert ours == theirs
