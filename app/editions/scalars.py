"""What a single written value is by YAML 1.2: text, number, true or false, or nothing. Numbers are read exactly."""

import re
from decimal import Decimal
from enum import Enum


class NodeKind(Enum):
    """What stands in a file. The values are how a message calls them."""

    TEXT = "text"
    NUMBER = "ett tal"
    FLAG = "true eller false"
    NOTHING = "ingenting"
    LIST = "en lista"
    MAPPING = "nycklar med värden"
    REPORTED = "något annat"


_NOTHING = re.compile(r"|~|null|Null|NULL")
_FLAG = re.compile(r"true|True|TRUE|false|False|FALSE")
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_EXACT = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,6})?")
"""The numbers that a file may use. Bounded, since 1e999999999 would be exact but endless."""
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")


def kind(text: str, plain: bool) -> NodeKind:
    """By the core schema of YAML 1.2, where yes, no and on are text. `plain` is without quotes and not a block."""
    if not plain:
        return NodeKind.TEXT
    if _NOTHING.fullmatch(text):
        return NodeKind.NOTHING
    if _FLAG.fullmatch(text):
        return NodeKind.FLAG
    return NodeKind.NUMBER if _NUMBER.fullmatch(text) else NodeKind.TEXT


def exact_number(text: str) -> Decimal | None:
    """The number without meaningless zeros or a negative zero, so that 0.50 and 0.5 give the same edition."""
    if not _EXACT.fullmatch(text):
        return None
    number = Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
    return number or Decimal(0)


def number_remedy(text: str) -> str:
    """What to do when a number was wanted and text found."""
    if _DECIMAL_COMMA.fullmatch(text):
        return "Skriv decimaltecknet som punkt"
    return "Ta bort citattecknen" if exact_number(text) is not None else "Skriv ett tal med siffror"
