"""Who is invited to answer: rows of a list, each a person in a role group, left out for a reason, or in error."""

from collections.abc import Sequence
from dataclasses import replace

from app.accounts.invitations.role_words import assign_groups, people_in, shown
from app.accounts.invitations.tables.headings import plain
from app.accounts.invitations.tables.limits import MAX_PEOPLE
from app.accounts.invitations.tables.lines import turned
from app.accounts.invitations.tables.questions import LEAVE, Inquiry, Option, row_count
from app.accounts.invitations.tables.reading import Invitee, ListRow, Reading, RowProblem, SkippedRow
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.person_name import MAX_CHARACTERS
from app.assessment.questionnaires.questionnaire import RoleGroup

HIDDEN, SEVERAL = "dolda-rader", "flera-adresser"
INVALID_ROWS = "felaktiga-rader"
"""Asked by a button beside the errors: rows can be left out instead of mended."""
INCLUDE, FIRST, ALL = "ta-med", "forsta", "alla"
_FORMULA = ("=", "+", "-", "@", "#")
"""What a spreadsheet takes for the beginning of a formula, and how it writes that one has failed."""


def whole_list_error(message: str, remedy: str) -> Reading:
    """Something about the list as a whole."""
    return Reading((), (RowProblem(0, "", message, remedy),))


def read_rows(rows: Sequence[ListRow], groups: Sequence[RoleGroup], default_group: str, inquiry: Inquiry) -> Reading:
    """`default_group` is the id of the role group for a list that says nothing of roles."""
    if not rows:
        return whole_list_error("Listan är tom.", "Klistra in minst en e-postadress, eller välj en fil.")
    rows, hidden_rows = _without_hidden(rows, inquiry)
    rows, several = _with_one_address(rows, inquiry)
    if len(rows) > MAX_PEOPLE:
        message = f"Listan har fler än {MAX_PEOPLE} personer."
        return whole_list_error(message, f"Dela upp den, med högst {MAX_PEOPLE} i varje.")
    checks = [_checked(row) for row in rows]
    usable = [row for row in checks if isinstance(row, ListRow)]
    errors = [row for row in checks if isinstance(row, RowProblem)]
    assignment = assign_groups(usable, groups, default_group, inquiry)
    if assignment.error is not None:
        errors.append(assignment.error)
    invitees, repeats, conflicts = _each_once(assignment.rows)
    errors = sorted([*errors, *conflicts], key=lambda error: error.line)
    left_out = (*hidden_rows, *several, *assignment.left_out, *repeats)
    return Reading(
        invitees=invitees,
        errors=tuple(errors),
        questions=inquiry.questions,
        left_out=left_out,
        waiting=assignment.waiting,
    )


def skip_invalid(errors: Sequence[RowProblem]) -> tuple[list[RowProblem], list[SkippedRow]]:
    """What is wrong with the list as a whole, and the invalid rows as rows that are left out."""
    rows = [SkippedRow(error.line, error.written, error.message) for error in errors if error.line]
    return [error for error in errors if not error.line], rows


def _without_hidden(rows: Sequence[ListRow], inquiry: Inquiry) -> tuple[Sequence[ListRow], list[SkippedRow]]:
    """Somebody has hidden them on purpose, or a filter has. Nobody is invited by them unasked."""
    hidden_rows = [row for row in rows if row.is_hidden]
    if not hidden_rows:
        return rows, []
    is_one = len(hidden_rows) == 1
    text = f"{row_count(len(hidden_rows))} är {'dold' if is_one else 'dolda'} i filen"
    options = [Option(LEAVE, "Bjud inte in"), Option(INCLUDE, "Bjud in")]
    hint = (
        f"{'Raden är dold' if is_one else 'Raderna är dolda'} för hand eller av ett filter: {people_in(hidden_rows)}."
    )
    if inquiry.ask(HIDDEN, text, hint, options, suggestion=LEAVE) == INCLUDE:
        return rows, []
    left_out = [SkippedRow(row.line, shown(row), "Raden är dold i filen.") for row in hidden_rows]
    return [row for row in rows if not row.is_hidden], left_out


def _with_one_address(rows: Sequence[ListRow], inquiry: Inquiry) -> tuple[Sequence[ListRow], list[SkippedRow]]:
    several = [row for row in rows if row.others]
    if not several:
        return rows, []
    options = [
        Option(FIRST, "Bjud in den första adressen" + ("" if len(several) == 1 else " i varje cell")),
        Option(ALL, "Bjud in alla adresserna, var och en som en egen person"),
        Option(LEAVE, "Bjud inte in någon av dem"),
    ]
    hint = f"Till exempel {' och '.join((several[0].address, *several[0].others))}."
    text = f"{row_count(len(several))} har flera adresser i samma cell"
    answer = inquiry.ask(SEVERAL, text, hint, options)
    if answer == LEAVE:
        left_out = [SkippedRow(row.line, shown(row), "Raden har flera adresser.") for row in several]
        return [row for row in rows if not row.others], left_out
    result: list[ListRow] = []
    for row in rows:
        result.append(replace(row, others=()))
        if answer == ALL:
            result += [replace(row, address=address, name="", others=()) for address in row.others]
    return result, []


def _checked(row: ListRow) -> ListRow | RowProblem:
    """The row with its address and name as they are stored, or what is wrong with it."""
    address = read_pasted_address(row.address)
    name = turned(row.name) if plain(row.name) else ""

    def error(message: str, remedy: str) -> RowProblem:
        return RowProblem(row.line, shown(row), message, remedy)

    if _has_formula(row):
        return error("Raden har en formel.", "Skriv värdet i stället för formeln.")
    if isinstance(address, AddressProblem):
        return error(address.message, address.remedy)
    if len(name) > MAX_CHARACTERS:
        return error(f"Namnet är längre än {MAX_CHARACTERS} tecken.", "Korta det, eller lämna det tomt.")
    if not name.isprintable():
        return error("Namnet har tecken som inte går att visa.", "Skriv namnet på nytt, eller lämna det tomt.")
    return replace(row, address=address, name=name)


def _has_formula(row: ListRow) -> bool:
    return row.address.lstrip().startswith("=") or any(
        cell.lstrip().startswith(_FORMULA) and plain(cell) for cell in (row.name, row.role_group)
    )


def _each_once(rows: Sequence[ListRow]) -> tuple[tuple[Invitee, ...], list[SkippedRow], list[RowProblem]]:
    """Every address once, with the first name that stands beside it; what is said twice; what is said in two ways."""
    invitees: dict[str, Invitee] = {}
    repeats: list[SkippedRow] = []
    conflicts: list[RowProblem] = []
    for row in rows:
        earlier = invitees.get(row.address)
        if earlier is None:
            invitees[row.address] = Invitee(
                line=row.line, address=row.address, name=row.name, role_group=row.role_group
            )
            continue
        where = "på samma rad" if earlier.line == row.line else f"på rad {earlier.line}"
        text = shown(replace(row, role_group=""))
        if earlier.role_group == row.role_group:
            repeats.append(SkippedRow(row.line, text, f"Adressen står redan {where}. Den räknas en gång."))
            invitees[row.address] = replace(earlier, name=earlier.name or row.name)
        else:
            message = f"Adressen står redan {where}, i en annan rollgrupp."
            remedy = "En person svarar i en rollgrupp. Ta bort en av raderna."
            conflicts.append(RowProblem(row.line, text, message, remedy))
    return tuple(invitees.values()), repeats, conflicts
