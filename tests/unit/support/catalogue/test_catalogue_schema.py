"""The published JSON Schema of catalogues says what the reader says, as far as a schema can."""

import json

import pytest
from jsonschema import Draft202012Validator

from app.support.catalogue.schema import json_schema
from tests.paths import CATALOGUES, DEFINITIONS
from tests.unit.assessment.questionnaires.test_questionnaire_schema import as_editors_see_it

FOLDER = DEFINITIONS / "catalogues"
STRUCTURAL = [
    "bad-id",
    "duplicate-entry",
    "empty-value",
    "missing-key",
    "missing-predecessor",
    "not-a-mapping",
    "not-an-option",
    "out-of-range",
    "too-few",
    "too-long",
    "unexpected-predecessor",
    "unknown-key",
    "wrong-type",
]


def test_the_published_schema_is_the_generated_one() -> None:
    """When this fails, run `omstallningskollen catalogue schema` and write what it prints to the file."""
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    assert (CATALOGUES / "catalogue.schema.json").read_text(encoding="utf-8") == schema


def test_valid_files_pass_the_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    for file in (*sorted((FOLDER / "valid").iterdir()), *sorted(CATALOGUES.glob("*/*.yaml"))):
        assert list(Draft202012Validator(json_schema()).iter_errors(as_editors_see_it(file))) == []


@pytest.mark.parametrize("code", STRUCTURAL)
def test_the_schema_catches_what_is_built_wrongly(code: str) -> None:
    content = as_editors_see_it(FOLDER / "invalid" / f"{code}.yaml")
    assert list(Draft202012Validator(json_schema()).iter_errors(content))


def test_every_key_has_a_tooltip() -> None:
    schema = json_schema()
    parts = [schema, *schema["$defs"].values()]
    without = [name for part in parts for name, key in part.get("properties", {}).items() if "description" not in key]
    assert without == []
