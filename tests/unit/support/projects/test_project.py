"""A project: no receiver no project, what must be said before it ends, and when it counts as everyday work."""

from dataclasses import replace
from datetime import date

import pytest

from app.support.projects.project import (
    ENDED_STATES,
    NEXT_STATES,
    Project,
    ProjectDays,
    ProjectState,
    RawProject,
    StoredProject,
    as_typed,
    read_move,
    read_project,
)

PROJECT = Project(title="Projektet", parties="Ale", receiver="Fastighetschefen")
RAW = RawProject(title="Projektet", parties="Ale", receiver="Fastighetschefen")


def stored(state: ProjectState, project: Project = PROJECT) -> StoredProject:
    return StoredProject(id=1, region_id=1, idea_id=1, project=project, state=state, reason="", version=1)


def fields(reading: object) -> list[str]:
    assert isinstance(reading, tuple)
    return [error.field for error in reading]


def test_a_project_without_a_receiver_is_none() -> None:
    assert read_project(RAW, ProjectDays(), None) == PROJECT
    assert fields(read_project(RAW.model_copy(update={"receiver": " "}), ProjectDays(), None)) == ["receiver"]


def test_days_that_are_none_or_in_the_wrong_order_are_told() -> None:
    assert fields(read_project(RAW, ProjectDays(wrong=("starts", "ends")), None)) == ["starts", "ends"]
    backwards = ProjectDays(starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 1))
    assert fields(read_project(RAW, backwards, None)) == ["ends"]


def test_what_a_form_shows_reads_as_the_same_project() -> None:
    project = replace(PROJECT, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 30), result="Bra", call_id=4)
    raw = as_typed(project)
    days = ProjectDays(date.fromisoformat(raw.starts), date.fromisoformat(raw.ends))
    assert read_project(raw, days, int(raw.call)) == project


def test_the_result_is_said_before_it_ends_and_what_goes_over_before_it_is_everyday_work() -> None:
    under_way = stored(ProjectState.UNDER_WAY)
    assert fields(read_move(under_way, "avslutat", "")) == ["state"]
    with_result = replace(PROJECT, result="Bra")
    assert read_move(stored(ProjectState.UNDER_WAY, with_result), "avslutat", "") == (ProjectState.FINISHED, "")
    assert fields(read_move(stored(ProjectState.FINISHED, with_result), "i-vardagen", "")) == ["state"]
    whole = replace(with_result, goes_over="Utbildningen varje höst")
    assert read_move(stored(ProjectState.FINISHED, whole), "i-vardagen", "") == (ProjectState.EVERYDAY, "")


@pytest.mark.parametrize("state", ["avslag", "lades-ner"])
def test_a_refusal_and_an_end_halfway_say_why(state: str) -> None:
    before = stored(ProjectState.APPLYING if state == "avslag" else ProjectState.UNDER_WAY)
    assert fields(read_move(before, state, " ")) == ["reason"]
    assert read_move(before, state, " Inga pengar ") == (ProjectState(state), "Inga pengar")


def test_no_step_is_skipped_and_nothing_comes_after_the_end() -> None:
    assert fields(read_move(stored(ProjectState.APPLYING), "i-vardagen", "")) == ["state"]
    for state in (ProjectState.EVERYDAY, ProjectState.DROPPED):
        assert NEXT_STATES[state] == ()
        assert stored(state).is_closed
    assert ProjectState.REFUSED not in ENDED_STATES
