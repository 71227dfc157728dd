"""Form fields as they stand on a page: a box to tick, and a day or a time as it was typed."""

from dataclasses import dataclass

from app.rounds.kernel.days import read_day, read_time


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


@dataclass(frozen=True, slots=True)
class TimeTyped:
    """A time of day as it stands in its field. `is_time` also of an empty one."""

    text: str

    @property
    def is_time(self) -> bool:
        time = read_time(self.text)
        return not self.text or (time is not None and self.text == f"{time:%H:%M}")
