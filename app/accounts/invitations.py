"""Who is invited to answer: rows of a list, each a person in a role group, or everything that is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.accounts.addresses import AddressFault, read_address
from app.assessment.questionnaire import RoleGroup
from app.errors import OmstallningskollenError

MOST_PEOPLE = 500
"""In one list: more than any kommun asks, few enough that each mail is sent within minutes."""
MOST_NAME_CHARACTERS = 100
_SHOWN_CHARACTERS = 80
_FORMULA = ("=", "+", "-", "@", "#")
"""What a spreadsheet takes for the beginning of a formula, and how it writes that one has failed."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list as it was written. `line` is its number, 1 for the first."""

    line: int
    address: str
    name: str = ""
    role_group: str = ""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: an address in small letters, a role group's id."""

    line: int
    address: str
    name: str
    role_group: str


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row cannot be used, and what to do about it. `line` 0 is the list as a whole."""

    line: int
    written: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says: the people who can be invited, and every row that must be mended first."""

    invitees: tuple[Invitee, ...]
    faults: tuple[RowFault, ...]


class UnreadableList(OmstallningskollenError):  # noqa: N818  says what it is to the caller
    """A text or a file that cannot be read as a list at all. `message` and `remedy` are Swedish."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def whole_list_fault(message: str, remedy: str) -> Reading:
    """Something about the list as a whole."""
    return Reading((), (RowFault(0, "", message, remedy),))


def read_rows(rows: Iterable[ListRow], groups: Sequence[RoleGroup], chosen: str = "") -> Reading:
    """`chosen` is the id of the role group for rows that name none."""
    rows = tuple(rows)
    if not rows:
        return whole_list_fault("Listan är tom.", "Klistra in minst en e-postadress, eller välj en fil.")
    if len(rows) > MOST_PEOPLE:
        return whole_list_fault(
            f"Listan har fler än {MOST_PEOPLE} personer.", f"Dela upp den, med högst {MOST_PEOPLE} i varje."
        )
    found: dict[str, Invitee] = {}
    faults: list[RowFault] = []
    for row in rows:
        read = _read_row(row, groups, chosen)
        earlier = found.get(read.address) if isinstance(read, Invitee) else None
        if isinstance(read, RowFault):
            faults.append(read)
        elif earlier is not None:
            faults.append(_repeated(read, earlier))
        else:
            found[read.address] = read
    return Reading(tuple(found.values()), tuple(faults))


def _repeated(again: Invitee, earlier: Invitee) -> RowFault:
    where = "på samma rad" if earlier.line == again.line else f"på rad {earlier.line}"
    if earlier.role_group != again.role_group:
        return RowFault(
            again.line,
            again.address,
            f"Adressen står redan {where}, i en annan rollgrupp.",
            "En person svarar i en rollgrupp. Ta bort en av raderna.",
        )
    return RowFault(again.line, again.address, f"Adressen står redan {where}.", "Ta bort en av dem.")


def _read_row(row: ListRow, groups: Sequence[RoleGroup], chosen: str) -> Invitee | RowFault:
    address = read_address(row.address)
    name = " ".join(row.name.split())
    group = find_group(row.role_group or chosen, groups)

    def fault(message: str, remedy: str) -> RowFault:
        return RowFault(row.line, shown(row), message, remedy)

    if _has_formula(row):
        return fault("Raden har en formel.", "Skriv värdet i stället för formeln.")
    if isinstance(address, AddressFault):
        return fault(address.message, address.remedy)
    if len(name) > MOST_NAME_CHARACTERS:
        return fault(f"Namnet är längre än {MOST_NAME_CHARACTERS} tecken.", "Korta det, eller lämna det tomt.")
    if not name.isprintable():
        return fault("Namnet har tecken som inte går att visa.", "Skriv namnet på nytt, eller lämna det tomt.")
    if group is None:
        allowed = ", ".join(found.name for found in groups)
        if not row.role_group.strip():
            return fault("Rollgruppen saknas.", f"Välj rollgrupp ovanför listan, eller skriv en av: {allowed}.")
        return fault(f"Rollgruppen {_short(row.role_group)} finns inte.", f"Skriv en av: {allowed}.")
    return Invitee(row.line, address, name, group.id)


def _has_formula(row: ListRow) -> bool:
    return row.address.lstrip().startswith("=") or any(
        cell.lstrip().startswith(_FORMULA) for cell in (row.name, row.role_group)
    )


def find_group(written: str, groups: Sequence[RoleGroup]) -> RoleGroup | None:
    """The role group with this name or id, however it is spelled in capitals, spaces and dashes."""
    wanted = _plain(written)
    return next((group for group in groups if wanted in {_plain(group.id), _plain(group.name)}), None)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def shown(row: ListRow) -> str:
    """A row as it can be shown beside what is wrong with it."""
    return _short("; ".join(filter(None, (row.address.strip(), row.name.strip(), row.role_group.strip()))))


def _short(text: str) -> str:
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
