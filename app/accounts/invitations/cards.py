"""Contact cards (vCard 2.1 to 4.0, RFC 6350) as rows of a table: the name and the addresses of each."""

import quopri
import re
from collections.abc import Iterator

from app.accounts.invitations.tables.rows import SheetRow

_FOLDED = re.compile(r"\n[ \t]")
_SOFT_BREAK = re.compile(r"=\n")
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Za-z-]+)((?:;[^:]*)?):(.*)")
_CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_GROUP = re.compile(r"^(?:X-ADDRESSBOOKSERVER-)?KIND(?:;[^:\n]*)?:group\b", re.IGNORECASE | re.MULTILINE)
_BEGINNING = re.compile(r"^BEGIN:VCARD\b", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VCARD\b", re.IGNORECASE | re.MULTILINE)


def is_cards(text: str) -> bool:
    return text.lstrip().upper().startswith("BEGIN:VCARD")


def cards_as_rows(text: str) -> tuple[SheetRow, ...]:
    """A heading, and a row for each card that is a person. Several addresses stand together in a cell."""
    cards = [_END.split(card, maxsplit=1)[0] for card in _BEGINNING.split(text)[1:]]
    people = [_row_of(card) for card in cards if not _GROUP.search(card)]
    return tuple(SheetRow(number, cells) for number, cells in enumerate([("E-post", "Namn"), *people], 1))


def _row_of(card: str) -> tuple[str, str]:
    values: dict[str, list[str]] = {}
    for name, value in _properties(card):
        values.setdefault(name, []).append(value)
    family, given_name = (*values.get("N", [""])[0].split(";"), "")[:2]
    name = values.get("FN", [""])[0] or f"{given_name} {family}"
    return " ".join(values.get("EMAIL", ())), " ".join(_ESCAPED.sub(r"\1", name).split())


def _properties(card: str) -> Iterator[tuple[str, str]]:
    """Name and value of each property, with folded lines put together (RFC 6350, 3.2)."""
    if "QUOTED-PRINTABLE" in card.upper():
        card = _SOFT_BREAK.sub("", card)
    for line in _FOLDED.sub("", card).split("\n"):
        read = _PROPERTY.fullmatch(line.strip())
        if read is not None:
            name, parameters, value = read[1].upper(), read[2], read[3]
            yield name, _decoded(value, parameters) if "QUOTED-PRINTABLE" in parameters.upper() else value


def _decoded(value: str, parameters: str) -> str:
    charset = _CHARSET.search(parameters)
    try:
        return quopri.decodestring(value.encode()).decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return value
