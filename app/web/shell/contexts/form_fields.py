"""Form fields as they stand on a page: a box to tick, and a day as it was typed."""

from dataclasses import dataclass

from app.rounds.kernel.days import read_day


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick."""

    name: str
    label: str
    note: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class DayTyped:
    """A day as it stands in its field. `is_day` also of an empty one."""

    text: str

    @property
    def is_day(self) -> bool:
        return not self.text or self.text == str(read_day(self.text))
