"""Signed-in browsers: how long, as whom, and until when."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.accounts.roles import Actor
from app.errors import NotFound
from app.services.leading import overview
from app.services.sign_in import LIFETIME, actor_for, sign_in, sign_out
from app.storage.tables import MembershipRow, SignInRow, SignInWay
from tests.builders import LATER, NOW, Scene

INSTANT = timedelta(microseconds=1)


def test_a_token_stands_for_the_person_with_every_role_held(scene: Scene) -> None:
    region = scene.region
    for actor in (region.coordinator, region.reader, region.norrby.coordinator, region.soderby.reader):
        assert actor_for(scene.database, sign_in(scene.database, actor.person_id, SignInWay.DEMO, NOW), LATER) == actor


def test_a_person_without_any_role_can_be_signed_in(scene: Scene) -> None:
    someone = scene.respondent()
    assert actor_for(scene.database, sign_in(scene.database, someone.person_id, SignInWay.DEMO, NOW), NOW) == someone


def test_a_sign_in_ends_after_its_lifetime(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    assert actor_for(scene.database, token, NOW + LIFETIME - INSTANT) == scene.coordinator
    assert actor_for(scene.database, token, NOW + LIFETIME) is None


def test_signing_out_ends_that_browser_and_no_other(scene: Scene) -> None:
    here, there = (sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW) for _ in range(2))
    sign_out(scene.database, here)
    assert actor_for(scene.database, here, NOW) is None
    assert actor_for(scene.database, there, NOW) == scene.coordinator


def test_signing_out_twice_or_with_a_foreign_token_does_nothing(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    for unknown in ("", "okänd", token[:-1], token.swapcase()):
        assert actor_for(scene.database, unknown, NOW) is None
        sign_out(scene.database, unknown)
    assert actor_for(scene.database, token, NOW) == scene.coordinator


def test_the_database_holds_nothing_that_signs_anyone_in(scene: Scene) -> None:
    token = sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    with scene.database.read() as session:
        stored = session.exec(select(SignInRow)).one()
    assert token not in str(stored.model_dump())
    assert actor_for(scene.database, stored.token_hash, NOW) is None


def test_signing_in_clears_away_what_has_expired(scene: Scene) -> None:
    sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW - LIFETIME)
    sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW - LIFETIME + INSTANT)
    sign_in(scene.database, scene.coordinator.person_id, SignInWay.DEMO, NOW)
    with scene.database.read() as session:
        assert len(session.exec(select(SignInRow)).all()) == 2


def test_ending_a_membership_takes_effect_at_once(scene: Scene) -> None:
    person = scene.coordinator.person_id
    token = sign_in(scene.database, person, SignInWay.DEMO, NOW)
    ended = update(MembershipRow).where(col(MembershipRow.person_id) == person).values(ended_at=NOW)
    scene.database.write(lambda session: session.execute(ended))
    actor = actor_for(scene.database, token, NOW)
    assert actor == Actor(person, scene.coordinator.name)
    with pytest.raises(NotFound):
        overview(scene.database, actor, scene.norrby)
