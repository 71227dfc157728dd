"""A file of editions as JSON Schema (draft 2020-12), for completion, tooltips and checking in editors.

Made from the models. What holds between parts only the reader tells.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

Schema = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)

DRAFT = "https://json-schema.org/draft/2020-12/schema"


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


class FileSchema(Generic[Model]):
    """The schema of one kind of file. `about` holds the title and description that editors show of the whole."""

    def __init__(self, model: type[Model], about: Mapping[str, str]) -> None:
        self.model = model
        self._about = {"$schema": DRAFT, **about}

    @cached_property
    def published(self) -> Schema:
        """The schema as plain data, the same every time."""
        return self._about | {key: value for key, value in self._generated.items() if key not in self._about}

    @cached_property
    def _generated(self) -> Schema:
        schema = self.model.model_json_schema(schema_generator=_Written)
        for part in (schema, *schema["$defs"].values()):
            part.pop("description", None)  # the docstring, which is not for authors
        return schema

    def at(self, loc: Iterable[str | int]) -> Schema:
        """What may stand under these keys and indexes, from the top; empty where no such key is known."""
        return reduce(self.within, loc, self._generated)

    def within(self, schema: Schema, step: str | int) -> Schema:
        """What may stand under a key or index of what the schema is of."""
        by_level: Schema = next(iter(schema.get("patternProperties", {}).values()), {})
        inner: Schema = (
            schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, by_level)
        )
        name = inner.get("$ref", "").rpartition("/")[2]
        return self._generated["$defs"][name] | inner if name else inner
