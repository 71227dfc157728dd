"""A double click, or going back and pressing again: the same act twice is as once, and no refusal is shown for it."""

import pytest

from app.errors import InvalidInputError, PermissionDeniedError
from app.services.projects.idea_preparing import decide_idea, end_idea, merge_idea
from app.services.projects.points import open_points_round
from app.services.projects.project_writing import add_project, move_project
from app.support.projects.idea import IdeaState
from app.support.projects.idea_decision import RawDecision
from app.support.projects.project import RawProject
from tests.builders import LATER, Scene
from tests.integration.projects.stage import (
    DECISION,
    RAW,
    RECEIVER,
    SLUG,
    TOMORROW,
    caught,
    events,
    prepared,
    prioritised,
    seen,
    with_catalogue,
)

PROJECT = RawProject(title="En delad controller", parties="Norrby", receiver=RECEIVER, state="ansokan")


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def test_a_decision_is_finished_once_and_another_is_refused(stage: Scene) -> None:
    idea_id = prioritised(stage)
    facts = stage.database, stage.region.coordinator, SLUG, idea_id
    decide_idea(*facts, DECISION, LATER, is_draft=False, fingerprint=RawDecision().fingerprint)
    other = DECISION.model_copy(update={"text": "Vi väntar."})
    with pytest.raises(PermissionDeniedError):
        decide_idea(*facts, other, LATER, is_draft=False, fingerprint=RawDecision().fingerprint)
    assert events(stage, "idea").count("idea.decided") == 1


def test_an_idea_is_ended_or_merged_once(stage: Scene) -> None:
    ended, merged, into = (caught(stage, RAW.model_copy(update={"title": f"Idé {each}"})) for each in range(3))
    facts = stage.database, stage.region.coordinator, SLUG
    for _ in range(2):
        end_idea(*facts, ended, "Görs på annat håll.", LATER)
        merge_idea(*facts, merged, into, LATER)
    assert [seen(stage, each).idea.state for each in (ended, merged)] == [IdeaState.ENDED] * 2
    with pytest.raises(PermissionDeniedError):
        end_idea(*facts, ended, "Något annat.", LATER)
    assert events(stage, "idea").count("idea.merged") == 1


def test_points_are_opened_once_until_the_same_day(stage: Scene) -> None:
    for number in range(2):
        prepared(stage, RAW.model_copy(update={"title": f"Idé {number}"}))
    facts = stage.database, stage.region.coordinator, SLUG
    first, again = (open_points_round(*facts, str(TOMORROW.date()), LATER) for _ in range(2))
    assert first == again
    with pytest.raises(PermissionDeniedError):
        open_points_round(*facts, "2027-01-15", LATER)


def test_a_project_moves_once_and_for_one_reason(stage: Scene) -> None:
    facts = stage.database, stage.region.coordinator, SLUG
    project_id = add_project(*facts, prioritised(stage), PROJECT, LATER)
    for _ in range(2):
        move_project(*facts, project_id, "avslag", "För få sökande.", LATER)
    with pytest.raises(InvalidInputError):
        move_project(*facts, project_id, "avslag", "Ett annat skäl.", LATER)
    assert events(stage, "project").count("project.moved") == 1
