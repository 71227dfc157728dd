"""Context of a region's points: dealing out one's own, how many kommuner have, and what earlier rounds came to."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.services.projects.points import MIN_IDEAS, OwnPoints, PointsResult, RegionPoints
from app.support.projects.idea import StoredIdea
from app.support.projects.points import POINTS_PER_KOMMUN
from app.web.projects.contexts.parts import joining_words
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

DONE = {"utdelade": "Poängen är sparade. Ni kan ändra dem till sista dagen.", "oppnad": "Poängomgången är öppen."}


@dataclass(frozen=True, slots=True)
class PointField:
    """An idea that gets points. `name` is the field's."""

    name: str
    title: str
    url: str
    about: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnPointsForm:
    """A kommun that the reader answers for."""

    kommun: str
    slug: str
    has_answered: bool
    fields: tuple[PointField, ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PointsRow:
    place: int
    title: str
    url: str
    kommuner: str
    points: str


@dataclass(frozen=True, slots=True)
class PointsTable:
    heading: str
    about: str
    rows: tuple[PointsRow, ...]


@dataclass(frozen=True, slots=True)
class PointsPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    per_kommun: int
    last_day: str
    """Of the open round; empty where none is."""
    answers: str
    forms: tuple[OwnPointsForm, ...]
    ideas: tuple[PointField, ...]
    """Those that the open round is over, or that one would be over."""
    results: tuple[PointsTable, ...]
    may_open: bool
    has_ideas: bool
    """Enough of them to open a round."""
    typed_day: DayTyped
    errors: Mapping[str, str]
    """Of opening a round."""


def points_page(
    frame: Frame,
    points: RegionPoints,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> PointsPage:
    """With `fields` as they were sent where there are `errors`."""
    region_url, fields, errors = points.region.key.path, fields or {}, errors or {}
    current = points.open_points
    return PointsPage(
        frame=frame,
        url=f"{region_url}/poang",
        region_url=region_url,
        done=DONE.get(notice, ""),
        per_kommun=POINTS_PER_KOMMUN,
        last_day="" if current is None else day(current.last_day),
        answers=f"{points.answers} av {count(points.kommuner, 'kommun', 'kommuner')} har delat ut sina poäng.",
        forms=() if current is None else tuple(_form(own, points, fields, errors) for own in points.own),
        ideas=tuple(_field(idea, region_url, "") for idea in points.ideas),
        results=tuple(_table(result, region_url) for result in points.results),
        may_open=points.may_open and current is None,
        has_ideas=len(points.ideas) >= MIN_IDEAS,
        typed_day=DayTyped(fields.get("last_day", "")),
        errors=errors if current is None else {},
    )


def _form(own: OwnPoints, points: RegionPoints, fields: Mapping[str, str], errors: Mapping[str, str]) -> OwnPointsForm:
    """What was typed is of one kommun; the others' forms stand as they are stored."""
    is_typed = bool(errors) and fields.get("kommun", "") == own.kommun.slug
    values = {
        idea.id: fields.get(f"points.{idea.id}", "") if is_typed else str(own.points.get(idea.id, "") or "")
        for idea in points.ideas
    }
    return OwnPointsForm(
        kommun=own.kommun.name,
        slug=own.kommun.slug,
        has_answered=own.has_answered,
        fields=tuple(_field(idea, points.region.key.path, values[idea.id]) for idea in points.ideas),
        errors=errors if is_typed else {},
    )


def _field(idea: StoredIdea, region_url: str, value: str) -> PointField:
    return PointField(
        name=f"points.{idea.id}",
        title=idea.idea.title,
        url=f"{region_url}/ideer/{idea.id}",
        about=joining_words(idea),
        value=value,
    )


def _table(result: PointsResult, region_url: str) -> PointsTable:
    return PointsTable(
        heading=f"Poängen till och med {day(result.points_round.last_day)}",
        about=f"{count(result.kommuner, 'kommun', 'kommuner')} delade ut poäng.",
        rows=tuple(
            PointsRow(
                place=rank.place,
                title=rank.title,
                url=f"{region_url}/ideer/{rank.idea_id}",
                kommuner=str(rank.kommuner),
                points=str(rank.points),
            )
            for rank in result.ranks
        ),
    )
