"""Signed-in browsers: how long, as whom, and until when."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.accounts.kernel.roles import Actor
from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import NotFoundError
from app.services.assessments.coordination import overview
from app.services.sign_in.sessions import NOTE_EVERY, STANDARD, Lifetime, actor_for, sign_in, sign_out, visitor
from app.storage.kernel.audit import every_line
from app.storage.tables import MembershipRow, RespondentRow, SignInRow
from tests.builders import LATER, NOW, Scene

INSTANT = timedelta(microseconds=1)


def seen(scene: Scene, token: str, now: datetime) -> Actor | None:
    """As a request finds out who is asking."""
    return asyncio.run(visitor(scene.database, token, now))


def stored(scene: Scene) -> SignInRow:
    with scene.database.read() as session:
        return session.exec(select(SignInRow)).one()


def test_a_token_stands_for_the_person_with_every_role_held(scene: Scene) -> None:
    region = scene.region
    for actor in (region.coordinator, region.reader, region.norrby.coordinator, region.soderby.reader):
        assert actor_for(scene.database, sign_in(scene.database, actor.person_id, SignInWay.DEMO, NOW), LATER) == actor


def test_a_person_without_any_role_can_be_signed_in(scene: Scene) -> None:
    someone = scene.respondent()
    assert actor_for(scene.database, sign_in(scene.database, someone.person_id, SignInWay.DEMO, NOW), NOW) == someone


def test_a_session_ends_after_its_whole_time_however_much_it_is_used(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    end = NOW + STANDARD.whole
    moment = NOW
    while moment < end - INSTANT:
        moment = min(moment + timedelta(hours=1), end - INSTANT)
        assert seen(scene, token, moment) == scene.coordinator
    assert seen(scene, token, end) is None


def test_a_session_that_is_not_used_ends(scene: Scene) -> None:
    short = Lifetime(timedelta(hours=12), timedelta(minutes=30))
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW, short)
    idle = NOW + timedelta(minutes=30)
    assert actor_for(scene.database, token, idle - INSTANT, short) == scene.coordinator
    assert actor_for(scene.database, token, idle, short) is None


def test_using_a_session_keeps_it_and_is_written_down_only_now_and_then(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    moments = []
    for moment in (NOW, NOW + NOTE_EVERY - INSTANT, NOW + NOTE_EVERY, NOW + 2 * NOTE_EVERY - INSTANT):
        assert seen(scene, token, moment) == scene.coordinator
        moments.append(stored(scene).last_seen_at)
    assert moments == [NOW, NOW, NOW + NOTE_EVERY, NOW + NOTE_EVERY]


def test_a_session_that_a_clock_a_month_ahead_began_is_over_when_the_clock_is_right(scene: Scene) -> None:
    """Otherwise it would be good for the month, and never idle."""
    ahead = NOW + timedelta(days=30)
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, ahead)
    assert seen(scene, token, ahead) == scene.coordinator
    assert seen(scene, token, NOW) is None
    sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    assert stored(scene).created_at == NOW  # the other is forgotten, and comes to life again in no month


def test_a_session_goes_on_at_a_server_whose_clock_is_behind(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    assert seen(scene, token, NOW - CLOCK_DIFFERENCE) == scene.coordinator


def test_a_session_that_was_used_while_the_clock_was_ahead_is_idle_from_its_next_use_on(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    for hours in (1.5, 3, 4.5, 0):
        assert seen(scene, token, NOW + timedelta(hours=hours)) == scene.coordinator
    assert seen(scene, token, NOW + STANDARD.idle) is None


def test_a_browser_that_signs_in_anew_gets_a_new_token_and_the_old_is_worth_nothing(scene: Scene) -> None:
    old = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    new = sign_in(scene.database, scene.region.reader.person_id, SignInWay.DEMO, NOW, replaces=old)
    assert new != old
    assert actor_for(scene.database, old, NOW) is None
    assert actor_for(scene.database, new, NOW) == scene.region.reader


def test_a_session_by_a_personal_link_is_good_for_that_place_alone(scene: Scene) -> None:
    """Even a coordinator's: whoever holds the link gets no more than what the link is for."""
    scene.answer(scene.respondent(), "3")
    person = scene.coordinator.person_id
    with scene.database.read() as session:
        respondent = session.exec(select(RespondentRow.id)).one()
    token = sign_in(scene.database, person, SignInWay.PERSONAL_LINK, NOW, respondent_id=respondent)
    assert actor_for(scene.database, token, NOW) == Actor(person, scene.coordinator.name, respondent_id=respondent)


def test_starting_and_ending_a_session_is_in_the_audit_log(scene: Scene) -> None:
    person = scene.coordinator.person_id
    token = sign_in(scene.database, person, SignInWay.MAIL, NOW)
    sign_out(scene.database, token, LATER)
    sign_out(scene.database, token, LATER)
    with scene.database.read() as session:
        lines = [(line.at, line.actor_id, line.action, line.facts) for line in every_line(session)]
    assert lines[-2:] == [
        (NOW, person, "session.started", '{"way":"mail"}'),
        (LATER, person, "session.ended", "{}"),
    ]


def test_signing_out_ends_that_browser_and_no_other(scene: Scene) -> None:
    here, there = (sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW) for _ in range(2))
    sign_out(scene.database, here, LATER)
    assert actor_for(scene.database, here, NOW) is None
    assert actor_for(scene.database, there, NOW) == scene.coordinator


def test_signing_out_twice_or_with_a_foreign_token_does_nothing(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    for unknown in ("", "okänd", token[:-1], token.swapcase()):
        assert actor_for(scene.database, unknown, NOW) is None
        sign_out(scene.database, unknown, NOW)
    assert actor_for(scene.database, token, NOW) == scene.coordinator


def test_the_database_holds_nothing_that_signs_anyone_in(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    row = stored(scene)
    assert token not in str(row.model_dump())
    assert actor_for(scene.database, row.token_hash, NOW) is None


def test_signing_in_clears_away_what_is_over(scene: Scene) -> None:
    """One whose time is up, one that was not used, and one that is still good."""
    for start in (NOW - STANDARD.whole, NOW - STANDARD.idle, NOW - STANDARD.idle + INSTANT, NOW):
        sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, start)
    with scene.database.read() as session:
        assert len(session.exec(select(SignInRow)).all()) == 2


def test_ending_a_membership_takes_effect_at_once(scene: Scene) -> None:
    person = scene.coordinator.person_id
    token = sign_in(scene.database, person, SignInWay.DEMO, NOW)
    statement = update(MembershipRow).where(col(MembershipRow.person_id) == person).values(ended_at=NOW)
    scene.database.write(lambda session: session.execute(statement))
    actor = actor_for(scene.database, token, NOW)
    assert actor == Actor(person, scene.coordinator.name)
    with pytest.raises(NotFoundError):
        overview(scene.database, actor, scene.norrby)
