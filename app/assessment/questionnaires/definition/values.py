"""One written value against its shape: the value, or the reason why it cannot be used."""

import re
from decimal import Decimal

from app.assessment.questionnaires.definition.nodes import Node, Scalar
from app.assessment.questionnaires.definition.scalars import ScalarKind, described, exact_number, kind, number_remedy
from app.assessment.questionnaires.definition.shape import (
    ID_PATTERN,
    MAX_ID_LENGTH,
    MAX_NUMBER,
    Flag,
    Identifier,
    Number,
    OneOf,
    ScalarShape,
    Text,
    Whole,
)
from app.assessment.questionnaires.problems import SourcePosition, shortened, suggestion

_ID = re.compile(ID_PATTERN)


class RefusedError(Exception):
    """A value that cannot be used. Carries the problem's code, place and facts; the key is added by who catches it."""

    def __init__(self, code: str, place: SourcePosition, **facts: object) -> None:
        self.code = code
        self.place = place
        self.facts = facts
        super().__init__(code)


def wrong_type(node: Node, wanted: str, remedy: str = "", found: str = "") -> RefusedError:
    facts = {"wanted": wanted, "found": found or described(node), "remedy": remedy or f"Skriv {wanted}"}
    return RefusedError("wrong-type", node.place, **facts)


def read(node: Node, shape: ScalarShape) -> str | bool | int | Decimal:
    """The value of a node that is not empty. Raises RefusedError."""
    if not isinstance(node, Scalar):
        raise wrong_type(node, _wanted(shape))
    match shape:
        case Text(longest):
            return _text(node, longest)
        case Identifier():
            return _identifier(node)
        case OneOf(options):
            return _choice(node, options)
        case Number():
            return _number(node, shape)
        case Whole():
            return _whole(node, shape)
        case Flag():
            return _flag(node)


def _only_text(node: Scalar) -> str:
    if kind(node) is not ScalarKind.TEXT:
        raise wrong_type(node, "text", "Sätt citattecken om värdet")
    return node.text


def _text(node: Scalar, longest: int) -> str:
    text = _only_text(node).strip()
    if len(text) > longest:
        raise RefusedError("too-long", node.place, length=len(text), longest=longest)
    return text


def _identifier(node: Scalar) -> str:
    text = _only_text(node)
    if len(text) > MAX_ID_LENGTH or not _ID.fullmatch(text):
        raise RefusedError("bad-id", node.place, id=shortened(text), longest=MAX_ID_LENGTH)
    return text


def _choice(node: Scalar, options: tuple[str, ...]) -> str:
    if node.text in options:
        return node.text
    facts = {"suggestion": suggestion(node.text, options), "options": ", ".join(options)}
    raise RefusedError("not-an-option", node.place, value=shortened(node.text), **facts)


def _exact(node: Scalar, wanted: str) -> Decimal:
    if kind(node) is not ScalarKind.NUMBER:
        raise wrong_type(node, wanted, number_remedy(node))
    number = exact_number(node.text)
    if number is None:
        raise RefusedError("bad-number", node.place, value=shortened(node.text))
    return number


def _number(node: Scalar, shape: Number) -> Decimal:
    number = _exact(node, "ett tal")
    above, at_least = shape.above, shape.at_least
    if (above is None or number > above) and (at_least is None or number >= at_least) and number <= shape.at_most:
        return number
    lower = f"större än {above}" if above is not None else "" if at_least is None else f"minst {at_least}"
    raise _out_of_range(node, number, lower, shape.at_most)


def _whole(node: Scalar, shape: Whole) -> int:
    number = _exact(node, "ett heltal")
    if number != int(number):
        raise wrong_type(node, "ett heltal", found="ett tal med decimaler")
    if shape.at_least <= number <= shape.at_most:
        return int(number)
    raise _out_of_range(node, number, f"minst {shape.at_least}", shape.at_most)


def _out_of_range(node: Scalar, number: Decimal, lower: str, at_most: int) -> RefusedError:
    upper = "" if lower and at_most == MAX_NUMBER else f"högst {at_most}"
    wanted = " och ".join(bound for bound in (lower, upper) if bound)
    return RefusedError("out-of-range", node.place, value=number, wanted=wanted)


def _flag(node: Scalar) -> bool:
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    remedy = "Skriv true eller false, med små bokstäver och utan citattecken"
    raise wrong_type(node, "true eller false", remedy, found=f"”{shortened(node.text)}”")


def _wanted(shape: ScalarShape) -> str:
    match shape:
        case Number():
            return "ett tal"
        case Whole():
            return "ett heltal"
        case Flag():
            return "true eller false"
        case Text() | Identifier() | OneOf():
            return "text"
