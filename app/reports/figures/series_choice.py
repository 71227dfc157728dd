"""Which series a kommun's radar shows beside this year: at most three lit at once, and at most one median."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.reports.figures.figures import SeriesRole

MAX_LIT = 3
"""This year among them: more could not be told apart."""
TARGET, GOAL, MEDIAN, MEDIAN_OF_SIZE = "mal", "regionens-mal", "median", "median-lika"
"""Keys of series that are not a year or a kommun; those have the year and the kommun's address as keys."""


class SeriesKind(StrEnum):
    """What a series is, which decides how it is drawn: years and kommuner as lines, targets as ticks, the region's
    goals as hollow ticks, a median as a band."""

    YEAR = "year"
    TARGET = "target"
    GOAL = "goal"
    MEDIAN = "median"
    KOMMUN = "kommun"


@dataclass(frozen=True, slots=True)
class SeriesOption:
    """A series that can be shown. `role` is how its line looks; None where it is not lit, or no line."""

    key: str
    name: str
    kind: SeriesKind
    is_lit: bool = False
    role: SeriesRole | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A series that cannot be shown, or several for the same reason. `reason` is a sentence."""

    names: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """The options in their order, and the names of those that were asked for and are too many."""

    options: tuple[SeriesOption, ...]
    too_many: tuple[str, ...] = ()

    def is_lit(self, key: str) -> bool:
        return any(option.key == key and option.is_lit for option in self.options)

    @property
    def lit(self) -> tuple[SeriesOption, ...]:
        return tuple(option for option in self.options if option.is_lit)

    @property
    def query(self) -> str:
        """The choice as the end of an address, so that a file shows what the page shows."""
        return "?" + "&".join(f"med={key}" for key in ("", *(option.key for option in self.lit)))


PLAN_FIRST = (SeriesKind.YEAR, SeriesKind.TARGET, SeriesKind.MEDIAN)
OTHERS_FIRST = (SeriesKind.MEDIAN, SeriesKind.YEAR)
"""What is lit as long as nobody has chosen: the first of each kind, as far as there is room."""


def choose_series(
    options: Sequence[SeriesOption], keys: Collection[str] | None, usual: Sequence[SeriesKind] = PLAN_FIRST
) -> SeriesChoice:
    """Light what the keys name, in the options' order, as far as there is room. None: what is `usual`."""
    keys = _usual(options, usual) if keys is None else keys
    choices: list[SeriesOption] = []
    too_many: list[str] = []
    for option in options:
        if option.key not in keys:
            continue
        has_median = any(each.kind is SeriesKind.MEDIAN for each in choices)
        if len(choices) == MAX_LIT - 1 or (option.kind is SeriesKind.MEDIAN and has_median):
            too_many.append(option.name)
        else:
            choices.append(replace(option, is_lit=True, role=_role(option, choices)))
    by_key = {option.key: option for option in choices}
    return SeriesChoice(tuple(by_key.get(option.key, option) for option in options), tuple(too_many))


def _usual(options: Sequence[SeriesOption], order: Sequence[SeriesKind]) -> tuple[str, ...]:
    first: dict[SeriesKind, str] = {}
    for option in options:
        first.setdefault(option.kind, option.key)
    return tuple(first[kind] for kind in order if kind in first)[: MAX_LIT - 1]


def _role(option: SeriesOption, others: Sequence[SeriesOption]) -> SeriesRole | None:
    """A year is dashed and a kommun dashed and dotted; the second of the same kind takes the other's look."""
    if option.kind in {SeriesKind.TARGET, SeriesKind.GOAL}:
        return None
    if option.kind is SeriesKind.MEDIAN:
        return SeriesRole.BENCHMARK
    looks = [SeriesRole.EARLIER, SeriesRole.INDIVIDUAL]
    if option.kind is SeriesKind.KOMMUN:
        looks.reverse()
    roles = {each.role for each in others}
    return next(look for look in looks if look not in roles)
