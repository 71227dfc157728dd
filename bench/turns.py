"""Product and floor in turns, in short rounds, so that what else the machine does meets both alike."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.load import Outcome, drive
from bench.ratios import Ratio, paired


@dataclass(frozen=True, slots=True)
class Turns:
    """How many rounds are counted, how long each is, and how long the one before them that is not."""

    rounds: int
    seconds: float
    warm_up_seconds: float = 1


@dataclass(frozen=True, slots=True)
class Side:
    """The product or the floor: its port, the clients of a round by the round's number, and what becomes of them."""

    port: int
    clients: Callable[[int], Sequence[Any]]
    keep: Callable[[Outcome[Any]], None] = lambda _: None


def throughput(subject: str, sides: Iterable[Side], turns: Turns, lowest_share: float, process: Executor) -> Ratio:
    """Of the first side, the product, against the other. Raises WrongAnswerError when a client gets another answer than
    it expects.
    """
    product, floor = sides
    rates: tuple[list[float], list[float]] = [], []
    for number in range(turns.rounds + 1):
        for side, own in zip((product, floor), rates, strict=True):
            seconds = turns.seconds if number else turns.warm_up_seconds
            outcome = drive(process, side.port, side.clients(number), seconds)
            side.keep(outcome)
            if number:
                own.append(outcome.per_second)
    products, floors = rates
    return Ratio(
        f"{subject}: throughput",
        f"{median(products):.0f}/s",
        f"{median(floors):.0f}/s",
        paired(products, floors),
        lowest_share,
        at_least=True,
    )
