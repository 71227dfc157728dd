"""Rows of Bilaga 2 of the pre-study in our words, for those who want to see what an item builds on."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.support.catalogue.catalogue import CatalogueItem

FILE = Path("sources") / "bilaga2.csv"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One proposal of the pre-study: where it stands there and its gist."""

    number: int
    capital_id: str
    form: str
    gist: str


def source_rows(folder: Path, item: CatalogueItem) -> tuple[SourceRow, ...]:
    """The rows that an item carries, by number. Those that the file lacks are left out."""
    rows = _rows(folder / FILE)
    return tuple(rows[number] for number in sorted(item.rows) if number in rows)


@lru_cache(maxsize=4)
def _rows(path: Path) -> Mapping[int, SourceRow]:
    """Read once per process: the file comes with the service. Empty where there is none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["radnummer"]): _row(row) for row in csv.DictReader(file)}


def _row(row: Mapping[str, str]) -> SourceRow:
    return SourceRow(
        number=int(row["radnummer"]), capital_id=row["kapital"], form=row["samverkansform"], gist=row["innebord"]
    )
