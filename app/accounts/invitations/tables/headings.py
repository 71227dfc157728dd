"""What the headings of a table say about its columns, as people, mail programs and directories name them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.accounts.invitations.tables.rows import SheetRow, is_address

_MAX_HEADING_CHARACTERS = 60
_MAX_ROWS_ABOVE = 200
_ROWS_LOOKED_AT = 15
"""A heading that has addresses above it, in a title, stands no further down."""


class HeadingKind(StrEnum):
    ADDRESS = "address"
    LOGIN = "login"
    """A directory's name for signing in: written as an address, which it need not be."""
    NAME = "name"
    DISPLAY_NAME = "display name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    ROLE_GROUP = "role group"


_EXACT = {
    HeadingKind.LOGIN: (
        "userprincipalname",
        "upn",
        "användarensprincipalnamn",
        "användarnamn",
        "username",
        "logonname",
    ),
    HeadingKind.NAME: ("name", "fullname", "fullständigtnamn"),
    HeadingKind.DISPLAY_NAME: ("displayname", "visningsnamn", "cn", "fileas"),
    HeadingKind.FIRST_NAME: ("förnamn", "fornamn", "tilltalsnamn", "firstname", "givenname"),
    HeadingKind.LAST_NAME: ("efternamn", "lastname", "surname", "familyname", "sn"),
    HeadingKind.ROLE_GROUP: ("grupp", "grupptillhörighet", "svarandegrupp", "role", "rolegroup"),
}
_FIRST_WORD = {
    HeadingKind.NAME: ("namn", "namnet"),
    HeadingKind.ADDRESS: ("adress", "adressen", "adresser", "address"),
    HeadingKind.ROLE_GROUP: ("roll", "rollen", "roller", "rollgrupp", "rollgruppen", "rollgrupper"),
}
_BEGINNING = {
    HeadingKind.NAME: ("förochefternamn", "förnamnochefternamn", "efternamnochförnamn", "efternamnförnamn"),
}
_SPELLED_APART = re.compile(r"\be[\s_-](?=post|mail|mejl)")
_MAIL = re.compile(r"(epost|mejl|mail)(en|adress|adressen|adresser|address|addresses|lista)?\d*$")
"""The end of a word for addresses: Arbetsmejl, EmailAddress. Mailand is somebody's name."""
_LABELLED = re.compile(r":\s*\S")
"""Namn: Sara Lind"""
_ABOUT_MAIL = ("typ", "label", "etikett", "visningsnamn", "displayname", "nickname", "server", "enabled", "aktiverad")
"""What stands beside addresses in exports, such as "E-mail 1 - Type"."""


def plain(text: str) -> str:
    """In small letters and without signs: E-mail 1 - Value -> email1value."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def kind_of(heading: str) -> HeadingKind | None:
    """What a column with this heading holds, or None."""
    name = plain(heading)
    if "@" in heading or not name or len(heading) > _MAX_HEADING_CHARACTERS or _LABELLED.search(heading):
        return None
    for kind, names in _EXACT.items():
        if name in names:
            return kind
    words = re.findall(r"\w+", _SPELLED_APART.sub("e", heading.casefold()))
    if any(map(_MAIL.search, words)):
        return None if any(word in name for word in _ABOUT_MAIL) else HeadingKind.ADDRESS
    first = next((kind for kind, names in _FIRST_WORD.items() if words[0] in names), None)
    return first or next((kind for kind, beginnings in _BEGINNING.items() if name.startswith(beginnings)), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """`row` is the place of the heading among the rows; `kinds` what the columns hold, by their place."""

    row: int
    kinds: dict[int, HeadingKind]


def find_headings(rows: Sequence[SheetRow]) -> Headings | None:
    """The row that names most columns, before the first row with an address or soon after it; None where none does."""
    first = next((place for place, row in enumerate(rows) if any(map(is_address, row.cells))), len(rows))
    best: Headings | None = None
    for place, row in enumerate(rows[: max(min(first, _MAX_ROWS_ABOVE), _ROWS_LOOKED_AT)]):
        kinds = {column: kind for column, cell in enumerate(row.cells) if (kind := kind_of(cell)) is not None}
        if place > first and (len(kinds) < 2 or HeadingKind.ADDRESS not in kinds.values()):
            continue
        if kinds and (best is None or len(kinds) >= len(best.kinds) + (place > first)):
            best = Headings(place, kinds)
    return best


def is_same_heading(row: SheetRow, heading: SheetRow) -> bool:
    """Whether a row repeats the heading, as on every page of a printed list."""
    return [plain(cell) for cell in row.cells] == [plain(cell) for cell in heading.cells]
