"""Calls for funding on real databases: drafts, showing, interest, and who sees what until when."""

from datetime import datetime, timedelta

import pytest

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.services.projects.call_writing import CallChangedError, close_call, save_call
from app.services.projects.calls import OpenCall, calls_closing_soon, note_interest, open_call, open_calls
from app.support.projects.funding_call import CallInterest, CallState, RawCall
from tests.builders import LATER, Kommun, Scene, other_region
from tests.integration.projects.stage import SLUG, caught, events, with_catalogue

LAST = LATER + timedelta(days=20)
RAW = RawCall(
    funder="Fonden",
    title="Utlysning",
    link="https://fonden.example/1",
    last_day=str(LAST.date()),
    applicants="kommuner",
    comment="Passar",
    capitals=frozenset({"politiskt"}),
)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def save(
    scene: Scene, raw: RawCall = RAW, call_id: int | None = None, version: int = 0, *, is_draft: bool = False
) -> int:
    actor = scene.region.coordinator
    return save_call(scene.database, actor, SLUG, raw, LATER, is_draft=is_draft, call_id=call_id, version=version)


def close(scene: Scene, call_id: int, version: int = 1) -> bool:
    return close_call(scene.database, scene.region.coordinator, SLUG, call_id, LATER, version=version)


def seen(scene: Scene, call_id: int, actor: Actor | None = None, now: datetime = LATER) -> OpenCall:
    return open_call(scene.database, actor or scene.coordinator, SLUG, call_id, now)


def say(scene: Scene, call_id: int, kommun: Kommun, interest: str, now: datetime = LATER) -> None:
    note_interest(scene.database, kommun.coordinator, SLUG, call_id, kommun.slug, interest, now)


def test_a_draft_is_seen_by_the_editor_and_by_everybody_when_it_is_shown(stage: Scene) -> None:
    call_id = save(stage, RAW.model_copy(update={"comment": ""}), is_draft=True)
    for actor in (stage.coordinator, stage.region.reader):
        with pytest.raises(NotFoundError):
            seen(stage, call_id, actor)
        assert open_calls(stage.database, actor, SLUG, LATER).calls == ()
    with pytest.raises(InvalidInputError):
        save(stage, RAW.model_copy(update={"comment": ""}), call_id, 1)
    save(stage, RAW, call_id, 1)
    assert seen(stage, call_id).state is CallState.SHOWN
    with pytest.raises(PermissionDeniedError):
        save(stage, RAW, call_id, 2, is_draft=True)
    assert events(stage, "funding_call") == ["funding_call.drafted", "funding_call.shown"]


def test_kommuner_say_whether_they_apply_until_it_closes(stage: Scene) -> None:
    call_id, norrby, soderby = save(stage), stage.region.norrby, stage.region.soderby
    say(stage, call_id, norrby, "soker")
    say(stage, call_id, soderby, "med")
    say(stage, call_id, soderby, "nej")
    kommuner = seen(stage, call_id, norrby.reader).call.kommuner
    assert [(each.municipality, each.interest) for each in kommuner] == [
        ("Norrby", CallInterest.APPLIES),
        ("Soderby", CallInterest.NO),
    ]
    with pytest.raises(InvalidInputError):
        say(stage, call_id, norrby, "kanske")
    with pytest.raises(PermissionDeniedError):
        say(stage, call_id, norrby, "nej", AFTER)
    for actor in (norrby.reader, stage.region.coordinator):
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            note_interest(stage.database, actor, SLUG, call_id, norrby.slug, "nej", LATER)
    with pytest.raises(InvalidInputError):
        note_interest(stage.database, norrby.coordinator, SLUG, call_id, soderby.slug, "soker", LATER)


def test_it_closes_by_itself_and_by_hand(stage: Scene) -> None:
    call_id = save(stage)
    assert seen(stage, call_id, now=AFTER).state is CallState.CLOSED
    assert not close(stage, call_id)
    assert not close(stage, call_id)  # twice is as once
    assert seen(stage, call_id).state is CallState.CLOSED
    with pytest.raises(PermissionDeniedError):
        save(stage, RAW.model_copy(update={"title": "Annat"}), call_id, 2)
    draft = save(stage, RAW.model_copy(update={"title": "Utkast"}), is_draft=True)
    assert close(stage, draft)
    assert close(stage, draft)
    with pytest.raises(NotFoundError):
        seen(stage, draft, stage.region.coordinator)


def test_a_draft_that_was_shown_meanwhile_is_not_taken_away(stage: Scene) -> None:
    call_id = save(stage, is_draft=True)
    save(stage, RAW, call_id, 1)
    with pytest.raises(PermissionDeniedError):
        close(stage, call_id, version=1)
    assert seen(stage, call_id).state is CallState.SHOWN


def test_a_funder_that_gives_more_time_opens_a_call_that_ran_out(stage: Scene) -> None:
    call_id, actor = save(stage), stage.region.coordinator
    with pytest.raises(InvalidInputError) as refusal:
        save_call(stage.database, actor, SLUG, RAW, AFTER, is_draft=False, call_id=call_id, version=1)
    assert set(refusal.value.errors) == {"last_day"}
    assert seen(stage, call_id, actor, AFTER).may_change
    later = RAW.model_copy(update={"last_day": str((AFTER + timedelta(days=7)).date())})
    save_call(stage.database, actor, SLUG, later, AFTER, is_draft=False, call_id=call_id, version=1)
    assert seen(stage, call_id, now=AFTER).state is CallState.SHOWN


def test_it_is_tied_to_ideas_of_the_region_and_shown_there(stage: Scene) -> None:
    idea_id = caught(stage)
    call_id = save(stage, RAW.model_copy(update={"ideas": frozenset({str(idea_id), "99"})}))
    assert [idea.id for idea in seen(stage, call_id).ideas] == [idea_id]
    with pytest.raises(CallChangedError):
        save(stage, RAW.model_copy(update={"title": "Annat"}), call_id, 7)


def test_what_closes_within_a_month_is_told_to_those_whose_capital_it_is_for(stage: Scene) -> None:
    soon = save(stage)
    for_all = save(stage, RAW.model_copy(update={"title": "För alla", "capitals": frozenset()}))
    later = str((LATER + timedelta(days=60)).date())
    save(stage, RAW.model_copy(update={"title": "Senare", "last_day": later}))
    with stage.database.read() as session:
        region, today = stage.region.id, LATER.date()
        assert [call.id for call in calls_closing_soon(session, region, ["politiskt"], today)] == [soon, for_all]
        assert [call.id for call in calls_closing_soon(session, region, ["human"], today)] == [for_all]
        assert calls_closing_soon(session, region, ["politiskt"], AFTER.date()) == ()


def test_others_do_not_learn_that_there_are_calls(stage: Scene) -> None:
    call_id = save(stage)
    stranger = other_region(stage.database).region.coordinator
    for outsider in (stranger, stage.respondent()):
        with pytest.raises(NotFoundError):
            seen(stage, call_id, outsider)
    with pytest.raises(NotFoundError):
        save_call(stage.database, stranger, SLUG, RAW, LATER, is_draft=False)
    with pytest.raises(NotFoundError):
        open_call(stage.database, stranger, "annat-land", call_id, LATER)
