"""Points: every kommun deals out as many, whatever its size; ideas come in order by how many kommuner gave any."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.assessment.answering.entry import FieldError

POINTS_PER_KOMMUN = 5


@dataclass(frozen=True, slots=True)
class PointsRound:
    """Points over the ideas that were in preparation when it was opened. The last day is fixed."""

    id: int
    region_id: int
    idea_ids: tuple[int, ...]
    last_day: date

    def is_open(self, today: date) -> bool:
        """The last day is part of it."""
        return today <= self.last_day


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """What one kommun gave one idea."""

    idea_id: int
    municipality_id: int
    points: int


@dataclass(frozen=True, slots=True)
class RankedIdea:
    """An idea in the order that the points gave. Equal ones share a place."""

    place: int
    idea_id: int
    title: str
    kommuner: int
    """How many gave it any."""
    points: int


def read_points(entries: Mapping[int, str], idea_ids: Collection[int]) -> dict[int, int] | tuple[FieldError, ...]:
    """Points by idea, without those that got none, or every error. A field is named `points.` and the idea's number."""
    points: dict[int, int] = {}
    errors = []
    for idea_id in idea_ids:
        text = entries.get(idea_id, "").strip() or "0"
        if not (text.isascii() and text.isdigit() and len(text) == 1 and int(text) <= POINTS_PER_KOMMUN):
            errors.append(FieldError(f"points.{idea_id}", f"Skriv ett helt tal från 0 till {POINTS_PER_KOMMUN}."))
        elif int(text):
            points[idea_id] = int(text)
    total = sum(points.values())
    if not errors and total > POINTS_PER_KOMMUN:
        text = f"Ni har delat ut {total} poäng. Ni har {POINTS_PER_KOMMUN}. Ta bort {total - POINTS_PER_KOMMUN}."
        errors.append(FieldError("points", text))
    return tuple(errors) or points


def ranking(titles: Mapping[int, str], every: Iterable[GivenPoints]) -> tuple[RankedIdea, ...]:
    """By how many kommuner gave any, then by points, then by title. Nothing goes by who gave them."""
    given_points = [each for each in every if each.points > 0]
    kommuner = {idea: len({each.municipality_id for each in given_points if each.idea_id == idea}) for idea in titles}
    points = {idea: sum(each.points for each in given_points if each.idea_id == idea) for idea in titles}
    order = sorted(titles, key=lambda idea: (-kommuner[idea], -points[idea], titles[idea].casefold(), idea))
    return tuple(
        RankedIdea(
            place=_place(order, idea, kommuner, points),
            idea_id=idea,
            title=titles[idea],
            kommuner=kommuner[idea],
            points=points[idea],
        )
        for idea in order
    )


def _place(order: Sequence[int], idea: int, kommuner: Mapping[int, int], points: Mapping[int, int]) -> int:
    figures = kommuner[idea], points[idea]
    return 1 + next(number for number, other in enumerate(order) if (kommuner[other], points[other]) == figures)
