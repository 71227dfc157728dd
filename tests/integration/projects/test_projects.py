"""Projects on real databases: from a prioritised idea to everyday work, and what the region's ambition counts."""

import pytest

from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, NotFoundError, PermissionDeniedError
from app.rounds.goals.ambition import Share
from app.services.goals.ambition_inputs import ambition_inputs
from app.services.projects.idea_preparing import end_idea, prepare_idea
from app.services.projects.project_writing import (
    ProjectChangedError,
    add_project,
    change_project,
    move_project,
    open_new_project,
    open_project_form,
)
from app.services.projects.projects import OpenProject, open_project, open_projects
from app.support.projects.project import ProjectState, RawProject
from tests.builders import LATER, Scene, other_region
from tests.integration.projects.stage import (
    RAW,
    RECEIVER,
    SLUG,
    events,
    join,
    prepared,
    prioritised,
    with_catalogue,
)

PROJECT = RawProject(title="Energi tillsammans", parties="Norrby", receiver=RECEIVER, state="pagar")


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def begun(scene: Scene, raw: RawProject = PROJECT, idea_id: int | None = None) -> int:
    idea_id = idea_id or prioritised(scene)
    return add_project(scene.database, scene.region.coordinator, SLUG, idea_id, raw, LATER)


def seen(scene: Scene, project_id: int) -> OpenProject:
    return open_project(scene.database, scene.region.norrby.reader, SLUG, project_id)


def change(scene: Scene, project_id: int, version: int, **texts: str) -> None:
    raw = PROJECT.model_copy(update=texts)
    change_project(scene.database, scene.region.coordinator, SLUG, project_id, raw, LATER, version=version)


def move(scene: Scene, project_id: int, state: str, reason: str = "") -> None:
    move_project(scene.database, scene.region.coordinator, SLUG, project_id, state, reason, LATER)


def kept(scene: Scene) -> Share | None:
    with scene.database.read() as session:
        return ambition_inputs(session, scene.region.id, LATER.date())[0].kept_projects


def test_a_project_goes_on_into_everyday_work_and_the_ambition_counts_it(stage: Scene) -> None:
    assert kept(stage) is None
    project_id = begun(stage)
    assert kept(stage) is None
    with pytest.raises(InvalidInputError):
        move(stage, project_id, "avslutat")  # nobody has said what it gave
    change(stage, project_id, 1, result="Lägre förbrukning", replication="En dag i veckan")
    move(stage, project_id, "avslutat")
    assert kept(stage) == Share(0, 1)
    with pytest.raises(InvalidInputError) as refusal:
        change(stage, project_id, 3, replication="En dag i veckan")
    assert set(refusal.value.errors) == {"result"}
    with pytest.raises(InvalidInputError):
        move(stage, project_id, "i-vardagen")  # nor what goes over
    change(stage, project_id, 3, result="Lägre förbrukning", replication="En dag i veckan", goes_over="Varje kvartal")
    move(stage, project_id, "i-vardagen")
    assert seen(stage, project_id).project.state is ProjectState.EVERYDAY
    assert kept(stage) == Share(1, 1)
    other = begun(stage, idea_id=prioritised(stage, RAW.model_copy(update={"title": "En annan"})))
    move(stage, other, "lades-ner", "Ingen hann")
    assert kept(stage) == Share(1, 2)
    assert events(stage, "project")[-2:] == ["project.noted", "project.moved"]


def test_no_receiver_no_project(stage: Scene) -> None:
    idea_id = prioritised(stage)
    with pytest.raises(InvalidInputError) as refusal:
        begun(stage, PROJECT.model_copy(update={"receiver": ""}), idea_id)
    assert set(refusal.value.errors) == {"receiver"}
    project_id = begun(stage, idea_id=idea_id)
    with pytest.raises(InvalidInputError):
        change(stage, project_id, 1, receiver=" ")
    assert seen(stage, project_id).project.project.receiver == RECEIVER


def test_the_form_begins_from_the_idea(stage: Scene) -> None:
    idea_id = prioritised(stage)
    join(stage, idea_id, stage.region.norrby)
    typed = open_new_project(stage.database, stage.region.coordinator, SLUG, idea_id, LATER).typed
    assert (typed.title, typed.parties, typed.receiver) == (RAW.title, "Norrby", RECEIVER)


def test_an_idea_becomes_one_project_when_it_is_prioritised(stage: Scene) -> None:
    with pytest.raises(NotAvailableError):
        begun(stage, idea_id=prepared(stage))
    idea_id = prioritised(stage, RAW.model_copy(update={"title": "Den som valdes"}))
    first = begun(stage, idea_id=idea_id)
    assert begun(stage, idea_id=idea_id) == first  # sent twice
    with pytest.raises(PermissionDeniedError):
        begun(stage, PROJECT.model_copy(update={"title": "Ett till"}), idea_id)


def test_an_application_can_be_refused_and_tried_again(stage: Scene) -> None:
    project_id = begun(stage, PROJECT.model_copy(update={"state": "ansokan"}))
    with pytest.raises(InvalidInputError):
        move(stage, project_id, "avslag")
    move(stage, project_id, "avslag", "För få parter")
    assert kept(stage) is None
    move(stage, project_id, "ansokan")
    assert seen(stage, project_id).project.reason == ""
    for state in ("beviljat", "pagar"):
        move(stage, project_id, state)
    assert seen(stage, project_id).project.state is ProjectState.UNDER_WAY


@pytest.mark.parametrize("state", ["avslag", "lades-ner"])
def test_an_idea_whose_project_came_to_nothing_is_free_again(stage: Scene, state: str) -> None:
    database, editor, idea_id = stage.database, stage.region.coordinator, prioritised(stage)
    project_id = begun(
        stage, PROJECT.model_copy(update={"state": "ansokan" if state == "avslag" else "pagar"}), idea_id
    )
    with pytest.raises(PermissionDeniedError):
        prepare_idea(database, editor, SLUG, idea_id, LATER)
    with pytest.raises(PermissionDeniedError):
        end_idea(database, editor, SLUG, idea_id, "Görs redan", LATER)
    move(stage, project_id, state, "För få parter")
    second = begun(stage, idea_id=idea_id)
    assert second != project_id
    if state == "avslag":
        with pytest.raises(PermissionDeniedError):
            move(stage, project_id, "ansokan")
        assert not open_project(database, editor, SLUG, project_id).can_be_moved
    move(stage, second, "lades-ner", "Ingen hann")
    prepare_idea(database, editor, SLUG, idea_id, LATER)
    if state == "avslag":
        with pytest.raises(NotAvailableError):
            move(stage, project_id, "ansokan")
    end_idea(database, editor, SLUG, idea_id, "Görs redan", LATER)


def test_what_somebody_else_has_written_is_not_overwritten_and_what_is_over_is_fixed(stage: Scene) -> None:
    project_id = begun(stage)
    change(stage, project_id, 1, parties="Norrby och Söderby")
    with pytest.raises(ProjectChangedError):
        change(stage, project_id, 1, parties="Söderby")
    move(stage, project_id, "lades-ner", "Ingen hann")
    with pytest.raises(PermissionDeniedError):
        change(stage, project_id, 3, parties="Ingen")
    with pytest.raises(PermissionDeniedError):
        move(stage, project_id, "pagar")


def test_everybody_in_the_region_reads_the_coordinator_writes_and_others_know_of_nothing(stage: Scene) -> None:
    project_id = begun(stage)
    for actor in (stage.coordinator, stage.region.reader, stage.region.norrby.reader):
        assert len(open_projects(stage.database, actor, SLUG).projects) == 1
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            open_project_form(stage.database, actor, SLUG, project_id)
    stranger = other_region(stage.database).region.coordinator
    with pytest.raises(NotFoundError):
        open_project(stage.database, stranger, SLUG, project_id)
    with pytest.raises(NotFoundError):
        open_project(stage.database, stranger, "annat-land", project_id)
