"""Fetched calls on real databases: drafts for the editor alone, each once, and never shown by themselves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import NotFoundError
from app.services.projects.call_fetching import draft_calls
from app.services.projects.call_writing import close_call
from app.services.projects.calls import open_calls
from app.support.projects.funding_call import CallSource, CallState
from app.support.projects.vinnova import read_rounds
from tests.builders import Scene
from tests.integration.projects.stage import SLUG, events, with_catalogue

ANSWER = (Path(__file__).parents[2] / "data" / "vinnova" / "ansokningsomgangar.json").read_bytes()
VINNOVA = CallSource.VINNOVA
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
CALLS = read_rounds(ANSWER, NOW.date())


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def test_what_is_fetched_is_drafts_that_the_editor_alone_sees(stage: Scene) -> None:
    assert draft_calls(stage.database, SLUG, VINNOVA, CALLS, NOW) == 2
    calls = open_calls(stage.database, stage.region.coordinator, SLUG, NOW).calls
    assert {(call.stored_state, call.source) for call in calls} == {(CallState.DRAFT, CallSource.VINNOVA)}
    for actor in (stage.coordinator, stage.region.reader):
        assert open_calls(stage.database, actor, SLUG, NOW).calls == ()
    assert events(stage, "funding_call") == ["funding_call.fetched"]


def test_a_call_is_fetched_once_also_when_its_draft_was_taken_away(stage: Scene) -> None:
    draft_calls(stage.database, SLUG, VINNOVA, CALLS, NOW)
    coordinator = stage.region.coordinator
    first = open_calls(stage.database, coordinator, SLUG, NOW).calls[0]
    close_call(stage.database, coordinator, SLUG, first.id, NOW, version=first.version)
    assert draft_calls(stage.database, SLUG, VINNOVA, CALLS, NOW) == 0
    assert len(open_calls(stage.database, coordinator, SLUG, NOW).calls) == 1


def test_the_same_number_of_another_source_is_another_call(stage: Scene) -> None:
    draft_calls(stage.database, SLUG, VINNOVA, CALLS, NOW)
    assert draft_calls(stage.database, SLUG, CallSource.EU, CALLS[:1] * 2, NOW) == 1
    sources = {call.source for call in open_calls(stage.database, stage.region.coordinator, SLUG, NOW).calls}
    assert sources == {VINNOVA, CallSource.EU}


def test_a_region_that_there_is_not_gets_nothing(stage: Scene) -> None:
    with pytest.raises(NotFoundError):
        draft_calls(stage.database, "ingen", VINNOVA, CALLS, NOW)
    assert open_calls(stage.database, stage.region.coordinator, SLUG, NOW).calls == ()
