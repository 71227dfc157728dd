"""Is the file built as `shape.py` says? Walks the tree, reports every deviation and keeps what is whole as a draft."""

from decimal import Decimal

from app.assessment.questionnaires.definition.drafts import Draft, DraftValue, IdItem, LevelPair, LevelText
from app.assessment.questionnaires.definition.nodes import InvalidNode, Listing, Mapping, Node, Pair, Scalar
from app.assessment.questionnaires.definition.scalars import ScalarKind, exact_number, kind
from app.assessment.questionnaires.definition.shape import (
    LevelMap,
    LevelTexts,
    ListOf,
    MappingPart,
    Number,
    Shape,
    Text,
)
from app.assessment.questionnaires.definition.values import RefusedError, read, wrong_type
from app.assessment.questionnaires.problems import Report, SourcePosition, closest, shortened, suggestion


def draft(node: Mapping, part: MappingPart, report: Report) -> Draft:
    """The well-formed rest of a mapping, its parts included; everything else is reported."""
    return _Walk(report).part(node, part)


class _Walk:
    def __init__(self, report: Report) -> None:
        self._report = report

    def part(self, node: Mapping, part: MappingPart) -> Draft:
        result = Draft(node.place)
        meant: set[str] = set()
        for pair in node.pairs:
            key = part.key(pair.key.text)
            if key is None:
                meant.add(self._unknown_key(pair.key, part))
                continue
            result.places[key.name] = pair.key.place
            value = self._value(pair.value, key.shape, key.name)
            if value is not None:
                result.values[key.name] = value
        for key in part.keys:
            if key.required and key.name not in result.places and key.name not in meant:
                place = SourcePosition(node.place.line, node.place.column, f"{node.place.path}.{key.name}".lstrip("."))
                self._report.add("missing-key", place, key=key.name, part=part.called, what=key.about)
        return result

    def _unknown_key(self, key: Scalar, part: MappingPart) -> str:
        """The key that was probably meant, so that it is not reported as missing too."""
        facts = {"suggestion": suggestion(key.text, part.names()), "allowed": ", ".join(part.names())}
        self._report.add("unknown-key", key.place, key=shortened(key.text), part=part.called, **facts)
        return closest(key.text, part.names()) or ""

    def _value(self, node: Node, shape: Shape, key: str) -> DraftValue | None:
        """None after having reported why there is no value."""
        if isinstance(node, InvalidNode):
            return None
        try:
            return self._read(node, shape, key)
        except RefusedError as refused:
            self._report.add(refused.code, refused.place, key=shortened(key), **refused.facts)
            return None

    def _read(self, node: Node, shape: Shape, key: str) -> DraftValue:
        if _is_nothing(node):
            raise RefusedError("empty-value", node.place)
        match shape:
            case MappingPart():
                if not isinstance(node, Mapping):
                    raise wrong_type(node, "nycklar med värden")
                return self.part(node, shape)
            case ListOf():
                return self._list(node, shape, key)
            case LevelTexts():
                return self._level_texts(node, shape)
            case LevelMap():
                return self._level_pairs(node)
            case _:
                return read(node, shape)

    def _list(self, node: Node, shape: ListOf, key: str) -> DraftValue:
        if not isinstance(node, Listing):
            raise wrong_type(node, "en lista")
        if len(node.items) < shape.least:
            self._report.add(shape.too_few, node.place, key=key, count=len(node.items), least=shape.least)
        found: list[Draft | IdItem] = []
        ids: set[str] = set()
        for item in node.items:
            value = self._value(item, shape.of, key)
            if isinstance(value, Draft):
                found.append(value)
            elif isinstance(value, str):
                if value in ids:
                    self._report.add("duplicate-entry", item.place, value=value, key=key)
                ids.add(value)
                found.append(IdItem(value, item.place))
        return tuple(found)

    def _level_texts(self, node: Node, shape: LevelTexts) -> DraftValue:
        if not isinstance(node, Mapping):
            remedy = "Skriv nivåns värde, kolon och texten, en nivå på varje rad"
            raise wrong_type(node, "en text för varje nivå", remedy)
        found = []
        for level, pair in self._levels(node):
            text = self._value(pair.value, Text(shape.longest), pair.key.text)
            found.append(LevelText(level, text if isinstance(text, str) else None, pair.key.place))
        return tuple(found)

    def _level_pairs(self, node: Node) -> DraftValue:
        if not isinstance(node, Mapping):
            remedy = "Skriv den gamla nivån, kolon och den nya, ett par på varje rad"
            raise wrong_type(node, "nivåer", remedy)
        if not node.pairs:
            raise RefusedError("too-few", node.place, count=0, least=1)
        found = []
        for level, pair in self._levels(node):
            new = self._value(pair.value, Number(), pair.key.text)
            found.append(
                LevelPair(
                    old=level,
                    new=new if isinstance(new, Decimal) else None,
                    place=pair.key.place,
                    new_place=pair.value.place,
                )
            )
        return tuple(found)

    def _levels(self, node: Mapping) -> list[tuple[Decimal, Pair]]:
        """The pairs whose key is a number; 0 and 0.0 are the same level."""
        found: dict[Decimal, Pair] = {}
        for pair in node.pairs:
            level = exact_number(pair.key.text)
            place, text = pair.key.place, shortened(pair.key.text)
            if level is None:
                self._report.add("bad-number", place, value=text)
            elif level in found:
                self._report.add("duplicate-key", place, key=text, first_line=found[level].key.place.line)
            else:
                found[level] = pair
        return list(found.items())


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and (kind(node) is ScalarKind.NOTHING or not node.text.strip())
