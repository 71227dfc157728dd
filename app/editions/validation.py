"""From nodes to an edition: what Pydantic refuses becomes coded problems at their places.

The facts of a message, such as limits, options and allowed keys, are read from the JSON Schema of the place.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.editions.fields import BAD_LEVEL, MAX_ID_LENGTH, MAX_NUMBER
from app.editions.json_schema import FileSchema, Model, Schema
from app.editions.nodes import Node
from app.editions.problems import Report, closest, shortened, suggestion
from app.editions.scalars import NodeKind, exact_number, number_remedy

Loc = tuple[str | int, ...]
"""Keys and indexes from the top of the file, as Pydantic tells where an error is."""

_WANTED = {
    "array": "en lista",
    "boolean": "true eller false",
    "integer": "ett heltal",
    "number": "ett tal",
    "object": "nycklar med värden",
    "string": "text",
}
_OUT_OF_RANGE = ("greater_than", "greater_than_equal", "less_than_equal")


def validate(root: Node, schema: FileSchema[Model], report: Report) -> Model | None:
    """The edition; None after having reported why there is none and marked what is not usable."""
    edition, errors = _validated(root, schema.model)
    _Refusals(root, schema, report).add_all(errors)
    _count(root, schema.at(()), schema, report)
    return edition


def _validated(root: Node, model: type[Model]) -> tuple[Model | None, list[ErrorDetails]]:
    try:
        return model.model_validate(root.value), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


class _Refusals:
    """The errors of one file, on their way to the report."""

    def __init__(self, root: Node, schema: FileSchema[Any], report: Report) -> None:
        self._root = root
        self._schema = schema
        self._report = report

    def add_all(self, errors: list[ErrorDetails]) -> None:
        intentions = {self._add_unknown_key(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
        bad_levels = {error["loc"][:-1] for error in errors if error["type"] == BAD_LEVEL}
        for error in errors:
            loc = error["loc"]
            if error["type"] == "missing" and loc not in intentions:
                self._add_missing_key(loc)
            elif error["type"] not in ("missing", "extra_forbidden") and loc not in bad_levels:
                self._add_refused(loc, error["type"])

    def _add_unknown_key(self, loc: Loc) -> Loc:
        """The place of the key that was probably meant, so that it is not reported as missing too."""
        key, part = str(loc[-1]), self._schema.at(loc[:-1])
        facts = {"suggestion": suggestion(key, part["properties"]), "allowed": ", ".join(part["properties"])}
        place = _node_at(self._root, loc).key_place
        self._report.add("unknown-key", place, key=shortened(key), part=part["title"], **facts)
        return (*loc[:-1], closest(key, part["properties"]) or "")

    def _add_missing_key(self, loc: Loc) -> None:
        key, part = str(loc[-1]), self._schema.at(loc[:-1])
        place = _node_at(self._root, loc[:-1]).missing(key)
        self._report.add("missing-key", place, key=key, part=part["title"], what=self._schema.at(loc)["description"])

    def _add_refused(self, loc: Loc, error_type: str) -> None:
        if error_type == BAD_LEVEL:  # the last step says that it is the key which is refused
            place = _node_at(self._root, loc[:-1]).key_place
            self._report.add("bad-number", place, value=shortened(str(loc[-2])))
            return
        node = _node_at(self._root, loc)
        node.usable = False
        if node.kind is not NodeKind.REPORTED:
            code, facts = _refusal(node, self._schema.at(loc), error_type)
            self._report.add(code, node.place, key=_key(loc), **facts)


def _refusal(node: Node, schema: Schema, error_type: str) -> tuple[str, dict[str, object]]:
    """Code and facts of a problem with a value."""
    if node.is_blank:
        return "empty-value", {}
    match error_type:
        case "too_short":
            return "too-few", {"count": len(node.inner), "least": schema["minProperties"]}
        case "string_too_long":
            return "too-long", {"length": len(node.raw.strip()), "longest": schema["maxLength"]}
        case "string_pattern_mismatch":
            return "bad-id", {"id": shortened(node.raw), "longest": MAX_ID_LENGTH}
        case "enum" | "literal_error" if node.is_scalar:
            options = schema.get("enum") or [schema["const"]]
            facts = {"suggestion": suggestion(node.raw, options), "options": ", ".join(options)}
            return "not-an-option", {"value": shortened(node.raw), **facts}
        case _ if error_type in _OUT_OF_RANGE:
            return "out-of-range", {"value": exact_number(node.raw), "wanted": _range(schema)}
        case "is_instance_of" | "int_type" if node.kind is NodeKind.NUMBER and exact_number(node.raw) is None:
            return "bad-number", {"value": shortened(node.raw)}
    return "wrong-type", _wrong_type(node, schema)


def _wrong_type(node: Node, schema: Schema) -> dict[str, object]:
    expected, description = _WANTED[schema["type"]], node.kind.value
    remedy = f"Skriv {expected}"
    match schema["type"]:
        case "object" if "patternProperties" in schema:
            expected, remedy = _by_level(schema)
        case "string" if node.is_scalar:
            remedy = "Sätt citattecken om värdet"
        case "boolean" if node.is_scalar:
            description = f"”{shortened(node.raw)}”"
            remedy = "Skriv true eller false, med små bokstäver och utan citattecken"
        case "integer" if node.kind is NodeKind.NUMBER:
            description = "ett tal med decimaler"
        case "integer" | "number" if node.is_scalar:
            remedy = number_remedy(node.raw)
    return {"wanted": expected, "found": description, "remedy": remedy}


def _by_level(schema: Schema) -> tuple[str, str]:
    """What is wanted where a mapping by level stands, and what to do."""
    if next(iter(schema["patternProperties"].values()))["type"] == "string":
        return "en text för varje nivå", "Skriv nivåns värde, kolon och texten, en nivå på varje rad"
    return "nivåer", "Skriv den gamla nivån, kolon och den nya, ett par på varje rad"


def _range(schema: Schema) -> str:
    above, at_least, at_most = (schema.get(limit) for limit in ("exclusiveMinimum", "minimum", "maximum"))
    lower = f"större än {above}" if above is not None else "" if at_least is None else f"minst {at_least}"
    upper = "" if lower and at_most == MAX_NUMBER else f"högst {at_most}"
    return " och ".join(part for part in (lower, upper) if part)


def _count(node: Node, schema: Schema, whole: FileSchema[Any], report: Report) -> None:
    """Reports what is too few or there twice. Pydantic would count only where all else is sound, and once a list."""
    if node.kind is NodeKind.LIST:
        _count_list(node, schema, report)
    elif "patternProperties" in schema:
        _count_levels(node, report)
    for step, inner in node.inner.items():
        _count(inner, whole.within(schema, step), whole, report)


def _count_list(node: Node, schema: Schema, report: Report) -> None:
    key = node.key_place.path.rpartition(".")[2]
    count, least = len(node.inner), schema.get("minItems", 0)
    if count < least:
        code = report.kind.codes_of_empty_lists.get(key, "too-few")
        report.add(code, node.place, key=key, count=count, least=least)
    entries: set[str] = set()
    for entry in node.inner.values() if schema.get("uniqueItems") else ():
        if entry.usable and entry.raw in entries:
            report.add("duplicate-entry", entry.place, value=entry.raw, key=key)
        entries.add(entry.raw)


def _count_levels(node: Node, report: Report) -> None:
    """0 and 0.0 are the same level."""
    first: dict[Decimal, Node] = {}
    for key, entry in node.inner.items():
        level = exact_number(str(key))
        if level is not None and first.setdefault(level, entry) is not entry:
            facts = {"key": shortened(str(key)), "first_line": first[level].key_place.line}
            report.add("duplicate-key", entry.key_place, **facts)


def _key(loc: Loc) -> str:
    """The key that a value stands under, or that its list does."""
    return shortened(next(str(step) for step in reversed(loc) if isinstance(step, str)))


def _node_at(root: Node, loc: Iterable[str | int]) -> Node:
    for step in loc:
        root = root.inner[step]
    return root
