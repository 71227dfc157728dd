"""Who gets the places of an offer: pure, the same every time, and never by the size of a kommun.

First one place to each kommun with a need that the offer answers, then one to each other kommun, then the rest; each
by time of sign-up. What is left over is the reserve list in the same order, so it moves up by itself: a kommun that
leaves or sends fewer only ever moves others up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Claimant:
    """A kommun that wants places for so many people."""

    municipality_id: int
    people: int
    with_need: bool
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """What a kommun gets. `reserve` is its number on the reserve list, 0 when it has got all that it may get."""

    granted: int
    reserve: int = 0


def standings(claimants: Iterable[Claimant], places: int, places_per_kommun: int) -> Mapping[int, PlaceStanding]:
    """What each kommun gets, by its id."""
    queue = sorted(
        (_turn(claimant, number), claimant.municipality_id)
        for claimant in claimants
        for number in range(min(claimant.people, places_per_kommun))
    )
    winners = [municipality_id for _, municipality_id in queue[:places]]
    reserves = list(dict.fromkeys(municipality_id for _, municipality_id in queue[places:]))
    return {
        municipality_id: PlaceStanding(
            granted=winners.count(municipality_id),
            reserve=reserves.index(municipality_id) + 1 if municipality_id in reserves else 0,
        )
        for municipality_id in dict.fromkeys(municipality_id for _, municipality_id in queue)
    }


def _turn(claimant: Claimant, number: int) -> tuple[int, datetime, int]:
    """Where in the queue a kommun's place with this number (from 0) comes. Ties go by id."""
    phase = 2 if number else 0 if claimant.with_need else 1
    return phase, claimant.signed_at, claimant.municipality_id
