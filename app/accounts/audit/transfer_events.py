"""What is logged of a region or a kommun that is moved between installations, with its exact facts."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class OrganisationExported(Event):
    """Everything about a region or a kommun was written to a file, known by its SHA-256. The counts are of what is in
    it."""

    action: ClassVar[str] = "transfer.exported"
    file_hash: str
    kommuner: int
    assessments: int
    people: int
    lines: int


class SourceLogKept(Event):
    """Lines of another installation's log to the letter, with their hashes, as `trail.packed` writes them.

    Of `total` lines these are some; the events of one import stand right after each other.
    """

    action: ClassVar[str] = "transfer.log_kept"
    first: int
    last: int
    total: int
    lines: tuple[str, ...]


class OrganisationImported(Event):
    """A region or a kommun came from a file of another installation.

    The `lines` of its log there stand twice before this one: to the letter (`SourceLogKept`, in `kept` events), and
    then as lines of this log with the numbers that things have here. `source_number` and `source_hash` are of the last
    line that the other installation's log had.
    """

    action: ClassVar[str] = "transfer.imported"
    file_hash: str
    lines: int
    kept: int
    source_number: int
    source_hash: str
    kommuner: int
    assessments: int
    people: int
    joined: int
