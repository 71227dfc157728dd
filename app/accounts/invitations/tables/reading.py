"""What comes of reading a list of people to invite: people, what is asked, who is left out, what must be mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.accounts.invitations.tables.questions import InvitationQuestion
from app.errors import OmstallningskollenError


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A list as it came from a form: pasted, or a file made into text. Whatever is shown again comes from here."""

    text: str
    is_table: bool = False
    """Whether the text is known to have columns, as one that was made of a file has."""
    chosen: str = ""
    """Id of the role group for those of whom the list says none."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Id of a question -> the value of the option that was chosen."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list as it was written. `line` is its number, 1 for the first."""

    line: int
    address: str
    name: str = ""
    role_group: str = ""
    others: tuple[str, ...] = ()
    """Further addresses in the same cell."""
    is_hidden: bool = False
    """Hidden in the workbook, by hand or by a filter."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: an address in small letters, a role group's id."""

    line: int
    address: str
    name: str
    role_group: str


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be used, and what to do about it. `line` 0 is the list as a whole."""

    line: int
    written: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that nobody is invited by, and why, in Swedish. `line` 0 is more than a row, such as a sheet."""

    line: int
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says. Nobody is invited while it has errors, or questions without an answer."""

    invitees: tuple[Invitee, ...]
    errors: tuple[RowProblem, ...] = ()
    questions: tuple[InvitationQuestion, ...] = ()
    left_out: tuple[SkippedRow, ...] = ()
    waiting: int = 0
    """How many rows are right but wait for the answer to a question about their role."""


class UnreadableListError(OmstallningskollenError):
    """A text or a file that cannot be read as a list at all. `message` and `remedy` are Swedish."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
