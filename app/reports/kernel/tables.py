"""Tables as plain values: made once, and written as Excel, CSV and JSON with the same figures in each.

Where there is no figure there is a mark, as Kolada has them; never a zero.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Level
from app.assessment.results.rounding import scale_decimals

MAX_DECIMALS = 4


class Mark(Enum):
    """What stands where there is no figure; the values are what is printed."""

    MISSING = "-"
    """Bortfall: nobody has answered, or too little to go by."""
    NOT_APPLICABLE = "."
    """Ej tillämpligt: there is nothing to measure."""
    PROTECTED = ".."
    """Skyddat: hidden, since it would tell of single people or is not shared with the reader."""

    @property
    def word(self) -> str:
        """For machines: "missing", "not_applicable" or "protected"."""
        return self.name.lower()


MARK_WORDS = {
    Mark.MISSING: "bortfall: svar saknas, eller underlaget räcker inte till ett resultat",
    Mark.NOT_APPLICABLE: "ej tillämpligt: det finns inget att mäta eller jämföra",
    Mark.PROTECTED: "skyddat: visas inte, för att få har svarat eller för att det inte delas",
}


class ColumnKind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    CHANGE = "change"
    """A difference, shown with its sign."""
    SHARE = "share"
    """0…1; people are shown percent."""
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with at most four decimals, and how many of them a reader is shown."""

    value: Decimal
    decimals: int = 1


Cell = str | int | Measure | dt.date | Mark | None
"""None is an empty cell: there is nothing to say, such as an action without an owner."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is for machines; the heading and its explanation are for people."""

    key: str
    heading: str
    explanation: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`key` is for machines, `name` is Swedish and as an address has it; every row has a cell for every column."""

    key: str
    name: str
    title: str
    explanation: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row has a cell for every column")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from. `code` is a kommun's SCB code, or empty for a region."""

    owner: str
    code: str
    year: int
    title: str
    questionnaire: str
    version: str
    """Of the questionnaire: the beginning of its content hash."""
    method: int
    """The edition of the method that the figures are scored by."""
    status: str
    is_final: bool
    is_example_data: bool
    is_trial: bool
    made: dt.date

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be said wherever the figures are, so that nobody takes them for what they are not."""
        marks = (("Provomgång", self.is_trial), ("Exempeldata", self.is_example_data), (self.status, not self.is_final))
        return tuple(words for words, applies in marks if applies)

    @property
    def example_ending(self) -> str:
        """A file that is passed on alone says by its name that its content is made up."""
        return "-exempeldata" if self.is_example_data else ""

    def stem_of_day(self, name: str) -> str:
        """What the names of the files of a list begin with: the list changes from day to day."""
        return f"{name}-{self.made.isoformat()}{self.example_ending}"


@dataclass(frozen=True, slots=True)
class Export:
    """Several tables from one source. `stem` begins the names of its files."""

    title: str
    stem: str
    source: Source
    tables: tuple[ExportTable, ...]

    def table(self, name: str) -> ExportTable | None:
        """By the name that its address has."""
        return next((table for table in self.tables if table.name == name), None)


def measure(value: Fraction | Decimal | float, decimals: int = 1) -> Measure:
    """Rounded half away from zero to four decimals."""
    figure = _exact(value).quantize(Decimal(1).scaleb(-MAX_DECIMALS), ROUND_HALF_UP).normalize()
    return Measure(figure or Decimal(0), decimals)


def index_measure(index: Fraction, scale: Sequence[Level]) -> Measure:
    """An index with the decimals of its scale, or so many more that it never looks as if it had reached a level that it
    has not."""
    above = min((level.value for level in scale if level.value > index), default=None)
    exact = measure(index)
    for decimals in range(scale_decimals(scale), MAX_DECIMALS + 1):
        if above is None or exact.value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) < above:
            return Measure(exact.value, decimals)
    below = _exact(index).quantize(Decimal(1).scaleb(-MAX_DECIMALS), ROUND_DOWN)
    return Measure(below, MAX_DECIMALS)


def _exact(value: Fraction | Decimal | float) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def plain(figure: Decimal) -> str:
    """With decimal point and no decimals that say nothing: "2.5", "3", "0"."""
    digits = f"{figure:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
