"""From text to a tree of what is written where. Built from the parser's events, so that nothing is ever expanded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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

from app.assessment.questionnaires.definition.reading import character_name, control_character
from app.assessment.questionnaires.definition.syntax import explain
from app.assessment.questionnaires.problems import NOWHERE, Report, SourcePosition, shortened

MAX_DEPTH = 12
"""Mappings and lists within each other; a questionnaire needs six."""
MAX_VALUES = 20_000
"""A questionnaire of 1,500 lines has some 3,000 values."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written. `plain` is without quotes and not a block, so it may be a number or true."""

    place: SourcePosition
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class InvalidNode:
    """Something already reported, to be passed over in silence."""

    place: SourcePosition


@dataclass(frozen=True, slots=True)
class Listing:
    place: SourcePosition
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Pair:
    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    place: SourcePosition
    pairs: tuple[Pair, ...]


Node = Scalar | InvalidNode | Listing | Mapping


def compose(text: str, report: Report) -> Mapping:
    """The file's top level. Reports aliases, tags and doubled keys.

    Raises QuestionnaireError where reading cannot go on.
    """
    composer = _Composer(text, report)
    root = composer.document()
    if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
        raise report.stop("empty-file")
    if isinstance(root, InvalidNode):
        report.raise_if_any()
    if not isinstance(root, Mapping):
        raise report.stop("not-a-mapping", root.place)
    return root


class _Composer:
    def __init__(self, text: str, report: Report) -> None:
        self._report = report
        self._events = _events(text, report)
        self._values = 0

    def document(self) -> Node | None:
        root: Node | None = None
        started = False
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    self._report.add("directive", _place(event, ""))
                if started:
                    raise self._report.stop("several-documents", _place(event, ""))
                started = True
            elif isinstance(event, (AliasEvent, ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                root = self._node(event, _place(event, ""), depth=1)
        return root

    def _node(self, event: Event, place: SourcePosition, depth: int) -> Node:
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._report.stop("too-many-values", most=MAX_VALUES)
        if depth > MAX_DEPTH:
            raise self._report.stop("too-deep", place)
        refused = self._refused(event, place)
        node = self._content(event, place, depth)
        return InvalidNode(place) if refused and isinstance(node, Scalar) else node

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

    def _content(self, event: Event, place: SourcePosition, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, SequenceStartEvent):
            return Listing(place, tuple(self._items(place, depth)))
        if isinstance(event, MappingStartEvent):
            return Mapping(place, tuple(self._pairs(place, depth)))
        return InvalidNode(place)

    def _scalar(self, event: ScalarEvent, place: SourcePosition) -> Node:
        text = event.value
        if found := control_character(text):  # written as an escape: "\\0"
            self._report.add("control-character", place, character=character_name(found.group()))
            return InvalidNode(place)
        return Scalar(place, text, plain=not event.style)

    def _items(self, parent: SourcePosition, depth: int) -> Iterator[Node]:
        for index, event in enumerate(self._events):
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, _place(event, f"{parent.path}[{index}]"), depth + 1)

    def _pairs(self, parent: SourcePosition, depth: int) -> Iterator[Pair]:
        first_lines: dict[str, int | None] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                return
            pair = self._pair(event, parent, depth)
            if pair is None:
                continue
            key = pair.key.text
            if key in first_lines:
                self._report.add("duplicate-key", pair.key.place, key=shortened(key), first_line=first_lines[key])
                continue
            first_lines[key] = pair.key.place.line
            yield pair

    def _pair(self, event: Event, parent: SourcePosition, depth: int) -> Pair | None:
        key = self._node(event, _place(event, parent.path), depth + 1)
        value_event = next(self._events)
        if not isinstance(key, Scalar):
            if not isinstance(key, InvalidNode):
                self._report.add("complex-key", key.place)
            self._node(value_event, _place(value_event, parent.path), depth + 1)
            return None
        way = shortened(key.text)
        key = replace(key, place=replace(key.place, path=f"{parent.path}.{way}".lstrip(".")))
        value = self._node(value_event, _place(value_event, key.place.path), depth + 1)
        if isinstance(value, Scalar) and value.plain and not value.text:
            value = replace(value, place=key.place)  # the parser places what is not there wherever it stopped looking
        return Pair(key, value)


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
