"""From text to nodes. Built from the parser's events, so that no alias is expanded and an endless file is given up."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from app.editions.nodes import Node
from app.editions.problems import NOWHERE, Report, SourcePosition, shortened
from app.editions.reading import character_name, control_character
from app.editions.scalars import NodeKind, kind
from app.editions.syntax import explain

MAX_DEPTH = 12
"""Mappings and lists within each other; a questionnaire needs six."""
MAX_VALUES = 20_000
"""A questionnaire of 1,500 lines has some 3,000 values."""


def compose(text: str, report: Report) -> Node:
    """The file's top level. Reports aliases, tags and doubled keys.

    Raises EditionError where reading cannot go on.
    """
    root = _Composer(text, report).document()
    if root is None:
        raise report.stop("empty-file")
    if root.kind is NodeKind.REPORTED:
        report.raise_if_any()
    if root.kind is not NodeKind.MAPPING:
        raise report.stop("not-a-mapping", root.place)
    return root


class _Composer:
    def __init__(self, text: str, report: Report) -> None:
        self._report = report
        self._events = _events(text, report)
        self._values = 0

    def document(self) -> Node | None:
        root: Node | None = None
        has_begun = False
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    self._report.add("directive", _place(event, ""))
                if has_begun:
                    raise self._report.stop("several-documents", _place(event, ""))
                has_begun = True
            elif isinstance(event, (AliasEvent, ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                node = self._node(event, "", depth=1)
                root = None if _is_absent(event, node) else node
        return root

    def _node(self, event: Event, path: str, depth: int) -> Node:
        place = _place(event, path)
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._report.stop("too-many-values", most=MAX_VALUES)
        if depth > MAX_DEPTH:
            raise self._report.stop("too-deep", place)
        is_refused = self._refused(event, place)
        if isinstance(event, SequenceStartEvent):
            return Node(place, NodeKind.LIST, inner=dict(enumerate(self._items(path, depth))))
        if isinstance(event, MappingStartEvent):
            return Node(place, NodeKind.MAPPING, inner=self._pairs(path, depth))
        if not isinstance(event, ScalarEvent) or self._has_control_character(event, place) or is_refused:
            return Node(place, NodeKind.REPORTED)
        return Node(place, kind(event.value, plain=not event.style), event.value)

    def _refused(self, event: Any, place: SourcePosition) -> bool:
        """Reports what a file may not use: an anchor, an alias, a tag."""
        if event.anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self._report.add("alias", place, mark=shortened(f"{sign}{event.anchor}"))
            return True
        if getattr(event, "ctag", None) is not None:
            self._report.add("tag", place, tag=shortened(event.tag.replace("tag:yaml.org,2002:", "!!")))
            return True
        return False

    def _has_control_character(self, event: ScalarEvent, place: SourcePosition) -> bool:
        match = control_character(event.value)  # written as an escape: "\\0"
        if match:
            self._report.add("control-character", place, character=character_name(match.group()))
        return match is not None

    def _items(self, path: str, depth: int) -> Iterator[Node]:
        for index, event in enumerate(self._events):
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, f"{path}[{index}]", depth + 1)

    def _pairs(self, path: str, depth: int) -> dict[str | int, Node]:
        pairs: dict[str | int, Node] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, path, depth + 1)
            if key.kind in (NodeKind.LIST, NodeKind.MAPPING):
                self._report.add("complex-key", key.place)
            value = self._value(key, f"{path}.{shortened(key.raw)}".lstrip(".") if key.is_scalar else path, depth)
            if not key.is_scalar:
                continue
            if key.raw in pairs:
                facts = {"key": shortened(key.raw), "first_line": pairs[key.raw].key_place.line}
                self._report.add("duplicate-key", value.key_place, **facts)
            else:
                pairs[key.raw] = value
        return pairs

    def _value(self, key: Node, path: str, depth: int) -> Node:
        event = next(self._events)
        value = self._node(event, path, depth + 1)
        value.key_place = replace(key.place, path=path)
        if _is_absent(event, value):
            value.place = value.key_place  # the parser places what is not there wherever it stopped looking
        return value


def _is_absent(event: Event, node: Node) -> bool:
    return isinstance(event, ScalarEvent) and not event.style and not node.raw and node.kind is not NodeKind.REPORTED


def _events(text: str, report: Report) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark, reason, remedy = explain(error)
        place = SourcePosition(mark.line + 1, mark.column + 1) if mark else NOWHERE
        raise report.stop("syntax", place, reason=reason, remedy=remedy) from None
    except (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError):
        # Not an author's everyday slip but text that the parser itself trips over, such as the escape U99999999.
        raise report.stop(
            "syntax", reason="filen innehåller något oväntat", remedy="Kontrollera specialtecknen"
        ) from None


def _place(event: Event, path: str) -> SourcePosition:
    return SourcePosition(event.start_mark.line + 1, event.start_mark.column + 1, path)
