"""Rows and sheets of a list that has columns."""

from dataclasses import dataclass

from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` is its number where it comes from, 1 for the first."""

    line: int
    cells: tuple[str, ...]
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A table: of a workbook with several each has a name. Rows that are empty may be left out."""

    rows: tuple[SheetRow, ...]
    name: str = ""
    is_hidden: bool = False


def is_address(cell: str) -> bool:
    """Whether a cell is one address and nothing more."""
    return "@" in cell and not isinstance(read_pasted_address(cell), AddressProblem)
