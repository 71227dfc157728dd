"""Size groups as they are stored: by kommun, in the region that says so, with one line in the log."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.organisations.size_groups import choose_size_groups, open_size_groups
from app.storage.engine.database import Database
from app.storage.tables import AuditLineRow
from tests.builders import NOW, Scene, other_region
from tests.integration.support.together import at_once


def groups(scene: Scene) -> list[str]:
    """Of Norrby and Söderby."""
    view = open_size_groups(scene.database, scene.region.coordinator, scene.region.slug)
    return [kommun.size_group for kommun in view.kommuner]


def log(database: Database) -> list[str]:
    with database.read() as session:
        return [line.action for line in session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number))).all()]


def test_a_group_is_set_changed_and_taken_away(scene: Scene) -> None:
    slugs = scene.norrby.municipality, scene.soderby.municipality
    for first, second in (("små", "stora"), ("små", "små"), ("", "små")):
        choose_size_groups(
            scene.database, scene.region.coordinator, scene.region.slug, {slugs[0]: first, slugs[1]: second}, NOW
        )
        assert groups(scene) == [first, second]
    choose_size_groups(scene.database, scene.region.coordinator, scene.region.slug, {slugs[1]: " små "}, NOW)
    assert log(scene.database).count("municipality.size_group_chosen") == 3


def test_finished_rounds_are_looked_over_anew(scene: Scene) -> None:
    scene.answer_alone("3")
    scene.change_round(closed_at=NOW)
    choice = {scene.norrby.municipality: "små"}
    choose_size_groups(scene.database, scene.region.coordinator, scene.region.slug, choice, NOW + timedelta(hours=1))
    assert groups(scene)[0] == "små"


def test_the_same_choice_sent_many_times_at_once_is_one_change(scene: Scene) -> None:
    scene.answer_alone("3")
    scene.change_round(closed_at=NOW)
    choice = {scene.norrby.municipality: "små", scene.soderby.municipality: "små"}
    region = scene.region
    outcomes = at_once(
        *(lambda: choose_size_groups(scene.database, region.coordinator, region.slug, choice, NOW) for _ in range(6))
    )
    assert outcomes == [None] * 6
    assert groups(scene) == ["små", "små"]
    assert log(scene.database).count("municipality.size_group_chosen") == 1


def test_others_cannot_and_one_fault_stops_all(scene: Scene) -> None:
    choice = {scene.norrby.municipality: "små", scene.soderby.municipality: "x" * 61}
    with pytest.raises(InvalidInputError):
        choose_size_groups(scene.database, scene.region.coordinator, scene.region.slug, choice, NOW)
    with pytest.raises(PermissionDeniedError):
        choose_size_groups(scene.database, scene.region.reader, scene.region.slug, {}, NOW)
    elsewhere = other_region(scene.database).region
    for actor in (elsewhere.coordinator, scene.coordinator):
        with pytest.raises(NotFoundError):
            choose_size_groups(scene.database, actor, scene.region.slug, {}, NOW)
    assert groups(scene) == ["", ""]
