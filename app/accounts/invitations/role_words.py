"""What a list calls people's roles: one of the role groups, or a word that is asked about once for the whole list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.accounts.invitations.tables.headings import plain
from app.accounts.invitations.tables.limits import MAX_ROLE_WORDS
from app.accounts.invitations.tables.questions import LEAVE, Inquiry, Option, examples, people_count
from app.accounts.invitations.tables.reading import ListRow, RowProblem, SkippedRow
from app.assessment.questionnaires.questionnaire import RoleGroup

EMPTY = "utan-roll"
"""The question about those of whom the list says no role."""
AS_ABOVE = "som-ovan"
_SHOWN_CHARACTERS = 80


def find_group(word: str, groups: Sequence[RoleGroup]) -> RoleGroup | None:
    """The role group with this name or id, however it is spelled in capitals, spaces and dashes."""
    key = plain(word)
    return next((group for group in groups if key in {plain(group.id), plain(group.name)}), None)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Rows whose role group is an id. A row whose role is asked about is in none of the lists until it is answered."""

    rows: tuple[ListRow, ...]
    left_out: tuple[SkippedRow, ...] = ()
    error: RowProblem | None = None
    waiting: int = 0
    """How many rows are in neither of the lists."""


def assign_groups(
    rows: Sequence[ListRow], groups: Sequence[RoleGroup], default_group: str, inquiry: Inquiry
) -> Assigned:
    """`default_group` is the id of the role group for a list that says nothing of roles."""
    meanings = _words(rows, groups, inquiry)
    if meanings is None:
        return Assigned((), error=_too_many_words())
    for_empty = _for_empty(rows, groups, default_group, inquiry)
    assignments, left_out = [], []
    above = ""
    for row in rows:
        word = row.role_group.strip()
        group = meanings[plain(word)] if word else above if for_empty == AS_ABOVE else for_empty
        above = group
        if group == LEAVE:
            reason = f"Rollen ”{short(word)}” bjuds inte in." if word else "Raden har ingen roll."
            left_out.append(SkippedRow(row.line, shown(row), reason))
        elif group:
            assignments.append(replace(row, role_group=group))
    waiting = len(rows) - len(assignments) - len(left_out)
    return Assigned(tuple(assignments), tuple(left_out), waiting=waiting)


def _too_many_words() -> RowProblem:
    return RowProblem(
        0,
        "",
        f"Kolumnen för rollgrupp har fler än {MAX_ROLE_WORDS} ord som inte är någon rollgrupp.",
        "Ta bort kolumnen, och välj rollgrupp ovanför listan.",
    )


def _words(rows: Sequence[ListRow], groups: Sequence[RoleGroup], inquiry: Inquiry) -> dict[str, str] | None:
    """Each word in the list -> a role group's id, what else was answered, or nothing. None for too many words."""
    rows_by_word: dict[str, list[ListRow]] = {}
    for row in rows:
        if row.role_group.strip():
            rows_by_word.setdefault(plain(row.role_group), []).append(row)
    groups_by_word = {word: find_group(word, groups) if word else None for word in rows_by_word}
    unknown = [word for word, group in groups_by_word.items() if group is None]
    if len(unknown) > MAX_ROLE_WORDS:
        return None
    options = [*_options(groups), Option(LEAVE, "Bjud inte in")]
    answers = {word: _ask_word(word, rows_by_word[word], options, inquiry) for word in unknown}
    return answers | {word: group.id for word, group in groups_by_word.items() if group is not None}


def _ask_word(word: str, rows: Sequence[ListRow], options: Sequence[Option], inquiry: Inquiry) -> str:
    text = f"Till vilken rollgrupp hör ”{short(rows[0].role_group.strip())}” ({people_count(_people(rows))})?"
    return inquiry.ask(f"roll.{word[:_SHOWN_CHARACTERS]}", text, people_in(rows), options)


def _for_empty(rows: Sequence[ListRow], groups: Sequence[RoleGroup], default_group: str, inquiry: Inquiry) -> str:
    """What goes for rows without a role. Where others have one, it is never taken for granted."""
    empty = [row for row in rows if not row.role_group.strip()]
    group = find_group(default_group, groups)
    if not empty:
        return ""
    if len(empty) == len(rows):
        if group is not None:
            return group.id
        return inquiry.ask(EMPTY, f"Till vilken rollgrupp hör {_those(_people(rows))}?", "", _options(groups))
    options = [*_options(groups), Option(LEAVE, "Bjud inte in")]
    if rows[0].role_group.strip():
        options.insert(0, Option(AS_ABOVE, "Samma som närmaste rad ovanför som har en roll"))
    text = f"Till vilken rollgrupp hör {_those(_people(empty))} utan roll i listan?"
    return inquiry.ask(EMPTY, text, people_in(empty), options)


def _people(rows: Sequence[ListRow]) -> int:
    """How many they are: who stands in the list twice is one."""
    return len({row.address.strip().casefold() for row in rows})


def _those(count: int) -> str:
    return "personen" if count == 1 else f"de {count} personerna"


def _options(groups: Sequence[RoleGroup]) -> list[Option]:
    return [Option(group.id, group.name) for group in groups]


def people_in(rows: Sequence[ListRow]) -> str:
    """Some of those that rows are about, by name or address."""
    return examples([short(" ".join((row.name or row.address).split())) for row in rows])


def shown(row: ListRow) -> str:
    """A row as it can be shown beside what is said of it."""
    return short("; ".join(filter(None, (row.address.strip(), row.name.strip(), row.role_group.strip()))))


def short(text: str) -> str:
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
