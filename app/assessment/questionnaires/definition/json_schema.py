"""The questionnaire file as JSON Schema (draft 2020-12), for completion, tooltips and checking in editors.

Made from the models of `questionnaire.py`. What holds between parts only the loader tells.
"""

from collections.abc import Iterable
from functools import cache, reduce
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from app.assessment.questionnaires.questionnaire import Questionnaire

Schema = dict[str, Any]

ABOUT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Frågeformulär för Omställningskollen",
    "description": "En utgåva av ett frågeformulär. Formatet beskrivs i docs/questionnaire-format.md.",
}


class _Written(GenerateJsonSchema):
    """As a file is written: a number is a number, and what may be left out is never null."""

    def decimal_schema(self, schema: Any) -> Schema:
        names = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}
        return {"type": "number"} | {names[limit]: int(schema[limit]) for limit in names if limit in schema}

    def nullable_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def json_schema() -> Schema:
    """The schema as plain data, the same every time."""
    return ABOUT | {key: value for key, value in _generated().items() if key not in ABOUT}


@cache
def _generated() -> Schema:
    schema = Questionnaire.model_json_schema(schema_generator=_Written)
    for part in (schema, *schema["$defs"].values()):
        part.pop("description", None)  # the docstring, which is not for authors
    return schema


def schema_at(loc: Iterable[str | int]) -> Schema:
    """What may stand under these keys and indexes, from the top; empty where no such key is known."""
    return reduce(schema_within, loc, _generated())


def schema_within(schema: Schema, step: str | int) -> Schema:
    """What may stand under a key or index of what the schema is of."""
    by_level: Schema = next(iter(schema.get("patternProperties", {}).values()), {})
    inner: Schema = (
        schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, by_level)
    )
    name = inner.get("$ref", "").rpartition("/")[2]
    return _generated()["$defs"][name] | inner if name else inner
