"""The published JSON Schema says what the loader says, as far as a schema can."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from app.assessment.questionnaires.definition.json_schema import json_schema
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


# The schema of the file against the model of what is kept

FILE, MODEL = json_schema(), Questionnaire.model_json_schema(mode="validation")


def resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value: references followed, "or None" passed over."""
    if "anyOf" in schema and {"type": "null"} in schema["anyOf"]:
        schema = next(option for option in schema["anyOf"] if option != {"type": "null"})
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def limits_of(file: dict[str, Any], model: dict[str, Any]) -> list[tuple[str, object, object]]:
    """(path, what the file may hold, what the model may hold) for a part and everything in it."""
    file, model = resolved(file, FILE), resolved(model, MODEL)
    match file.get("type"):
        case "object" if "properties" in file:
            limits: list[tuple[str, object, object]] = [
                ("keys", sorted(file["properties"]), sorted(model["properties"])),
                ("required", sorted(file.get("required", [])), sorted(model.get("required", []))),
            ]
            for key, schema in file["properties"].items():
                inner = limits_of(schema, model["properties"][key])
                limits += [(f"{key}.{path}", ours, theirs) for path, ours, theirs in inner]
            return limits
        case "array":
            return limits_of(file["items"], model["items"])
        case "string" if "maxLength" in file:
            return [("longest", file["maxLength"], model["maxLength"])]
        case "integer":
            return [("at_least", file["minimum"], model["minimum"])]
        case "number":
            number = next(option for option in model.get("anyOf", [model]) if option["type"] == "number")
            bounds = ("exclusiveMinimum", "minimum", "maximum")
            return [(limit, file.get(limit), number.get(limit)) for limit in bounds]
        case _:
            return []


@pytest.mark.parametrize(("path", "ours", "theirs"), limits_of(FILE, MODEL))
def test_the_file_may_hold_what_the_model_may(path: str, ours: object, theirs: object) -> None:
    assert ours == theirs
