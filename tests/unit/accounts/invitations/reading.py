"""Files and lists of people, and who is read from them."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook

from app.accounts.invitations.files import read_file
from app.accounts.invitations.lists import read_list
from app.accounts.invitations.tables.reading import Reading, WrittenList
from app.assessment.questionnaires.questionnaire import RoleGroup

GROUPS = tuple(
    RoleGroup(id=name, name=title, description=title)
    for name, title in (
        ("ledning", "Ledning"),
        ("strateg", "Strateg eller samordnare"),
        ("fortroendevald", "Förtroendevald"),
        ("verksamhet", "Verksamhet"),
    )
)
Cell = str | int | None


def pasted(text: str, group: str = "", answers: Mapping[str, str] | None = None, *, table: bool = False) -> Reading:
    return read_list(WrittenList(text, table, group, answers or {}), GROUPS)


def of_file(content: bytes, group: str = "", answers: Mapping[str, str] | None = None) -> Reading:
    """As the pages read a file: made into text first."""
    file = read_file(content)
    return pasted(file.text, group, answers, table=file.is_table)


def people(reading: Reading) -> list[tuple[str, str, str]]:
    """Address, name and role group of a list without errors and without questions that wait for an answer."""
    assert reading.errors == ()
    assert waiting(reading) == []
    return [(invitee.address, invitee.name, invitee.role_group) for invitee in reading.invitees]


def addresses(reading: Reading) -> list[str]:
    return [address for address, _, _ in people(reading)]


def waiting(reading: Reading) -> list[str]:
    """The questions that are not answered."""
    return [question.id for question in reading.questions if not question.answer]


def errors(reading: Reading) -> list[tuple[int, str]]:
    return [(error.line, error.message) for error in reading.errors]


def workbook(*lines: tuple[Cell, ...]) -> Workbook:
    """A workbook with a sheet of these rows."""
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    return book


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
