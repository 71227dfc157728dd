"""Points on real databases: what is secret until when, and what a round holds back meanwhile."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, NotFoundError, PermissionDeniedError
from app.services.privacy.disclosure import review
from app.services.privacy.words import IDEA_POINTS
from app.services.projects.idea_preparing import end_idea
from app.services.projects.points import RegionPoints, give_points, open_points, open_points_round
from tests.builders import LATER, Kommun, Scene, other_region
from tests.integration.projects.stage import RAW, SLUG, decide, events, prepared, with_catalogue

LAST = LATER + timedelta(days=7)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def two_ideas(scene: Scene) -> tuple[int, int]:
    ideas = prepared(scene), prepared(scene, RAW.model_copy(update={"title": "En annan idé"}))
    open_points_round(scene.database, scene.region.coordinator, SLUG, str(LAST.date()), LATER)
    return ideas


def give(scene: Scene, kommun: Kommun, points: Mapping[int, str], actor: Actor | None = None) -> None:
    give_points(scene.database, actor or kommun.coordinator, SLUG, kommun.slug, points, LATER)


def seen(scene: Scene, actor: Actor, *, is_over: bool = False) -> RegionPoints:
    return open_points(scene.database, actor, SLUG, AFTER if is_over else LATER)


def test_nobody_sees_anothers_points_until_the_round_is_over(stage: Scene) -> None:
    one, two = two_ideas(stage)
    norrby, soderby = stage.region.norrby, stage.region.soderby
    give(stage, norrby, {one: "4", two: "1"})
    for actor in (soderby.coordinator, soderby.reader, stage.region.coordinator, norrby.reader):
        points = seen(stage, actor)
        assert [dict(own.points) for own in points.own] == ([{}] if actor is soderby.coordinator else [])
        assert (points.answers, points.kommuner, points.results) == (1, 2, ())
    assert [dict(own.points) for own in seen(stage, norrby.coordinator).own] == [{one: 4, two: 1}]
    give(stage, soderby, {two: "2"})
    for actor in (soderby.reader, stage.region.reader):
        (result,) = seen(stage, actor, is_over=True).results
        # Both gave the second something; the first has more points.
        assert [(rank.idea_id, rank.kommuner, rank.points) for rank in result.ranks] == [(two, 2, 3), (one, 1, 4)]


def test_a_disclosure_tells_what_a_kommun_gave_when_the_round_is_over(stage: Scene) -> None:
    one, _ = two_ideas(stage)
    give(stage, stage.region.norrby, {one: "4"})

    def told(now: datetime) -> list[str]:
        sheets = review(stage.database, stage.coordinator, stage.norrby, now).sheets
        (ideas,) = [sheet for sheet in sheets if sheet.key == "ideer"]
        return [row[2] for row in ideas.rows if row[0] == IDEA_POINTS]

    assert told(LAST) == []
    (points,) = told(AFTER)
    assert points.startswith("4 ")


def test_points_are_changed_until_the_last_day_and_never_after(stage: Scene) -> None:
    one, two = two_ideas(stage)
    norrby = stage.region.norrby
    give(stage, norrby, {one: "5"})
    give(stage, norrby, {one: "5"})
    give(stage, norrby, {two: "3"})
    assert [dict(own.points) for own in seen(stage, norrby.coordinator).own] == [{two: 3}]
    with pytest.raises(PermissionDeniedError):
        give_points(stage.database, norrby.coordinator, SLUG, norrby.slug, {one: "5"}, AFTER)
    assert events(stage, "points_round") == ["points_round.opened", "points_round.answered", "points_round.answered"]


def test_more_than_five_and_what_is_no_number_change_nothing(stage: Scene) -> None:
    one, two = two_ideas(stage)
    for points in ({one: "3", two: "3"}, {one: "6"}, {one: "x"}):
        with pytest.raises(InvalidInputError):
            give(stage, stage.region.norrby, points)
    assert seen(stage, stage.coordinator).answers == 0


def test_only_a_kommun_s_coordinator_deals_out_its_points(stage: Scene) -> None:
    one, _ = two_ideas(stage)
    norrby, soderby = stage.region.norrby, stage.region.soderby
    for actor in (norrby.reader, stage.region.coordinator, stage.region.reader):
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            give(stage, norrby, {one: "5"}, actor)
    with pytest.raises(InvalidInputError):
        give(stage, norrby, {one: "5"}, soderby.coordinator)
    with pytest.raises(NotFoundError):
        give(stage, norrby, {one: "5"}, other_region(stage.database).coordinator)
    assert seen(stage, stage.coordinator).answers == 0


def test_a_round_needs_two_ideas_and_a_day_to_come(stage: Scene) -> None:
    def open_until(day: str) -> None:
        open_points_round(stage.database, stage.region.coordinator, SLUG, day, LATER)

    prepared(stage)
    with pytest.raises(NotAvailableError):
        open_until(str(LAST.date()))
    prepared(stage, RAW.model_copy(update={"title": "En annan idé"}))
    for day in ("", str(LATER.date()), str((LATER + timedelta(days=400)).date()), "snart"):
        with pytest.raises(InvalidInputError):
            open_until(day)
    open_until(str(LAST.date()))
    with pytest.raises(PermissionDeniedError):
        open_until(str((LAST + timedelta(days=1)).date()))


def test_an_idea_is_neither_decided_nor_ended_while_it_gets_points(stage: Scene) -> None:
    one, _ = two_ideas(stage)
    with pytest.raises(PermissionDeniedError):
        decide(stage, one)
    with pytest.raises(PermissionDeniedError):
        end_idea(stage.database, stage.region.coordinator, SLUG, one, "Nej", LATER)
    end_idea(stage.database, stage.region.coordinator, SLUG, one, "Nej", AFTER)
