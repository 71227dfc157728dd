"""Tokens of programs as they are stored: made once however often the form comes, ended once, good for a reader's
sight.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from app.accounts.api.api_scopes import Scope, TokenForm
from app.accounts.kernel.roles import Actor, Role
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.api.api_reads import ScopeMissingError, admit, result_for
from app.services.api.api_tokens import (
    MAX_TOKENS,
    UnknownTokenError,
    create_token,
    end_token,
    open_tokens,
    program_of_token,
    token_details,
)
from app.storage.engine.database import Database
from app.storage.tables import ApiTokenRow, AuditLineRow
from tests.builders import LATER, NOW, Scene, other_region
from tests.integration.support.together import at_once

FORM = {"namn": "Verktyget", "sista": "2027-06-30", "tillfalle": "x"}
REGION, KOMMUN = OrganisationKey("provland"), OrganisationKey("provland", "9901-norrby")


def make(scene: Scene, key: OrganisationKey = REGION, actor: Actor | None = None, **values: str) -> str | None:
    actor = actor or (scene.coordinator if key.municipality else scene.region.coordinator)
    return create_token(
        scene.database, actor, key, TokenForm.model_validate(FORM | values), ["rounds", "results"], "hemlig", NOW
    ).secret


def log(database: Database) -> list[str]:
    with database.read() as session:
        return [line.action for line in session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number))).all()]


def used(database: Database) -> datetime | None:
    with database.read() as session:
        return session.exec(select(ApiTokenRow)).one().last_used_at


def test_a_form_sent_many_times_at_once_makes_one_token_and_gives_it_each_time(scene: Scene) -> None:
    before = len(log(scene.database))
    secrets = at_once(*(lambda: make(scene) for _ in range(6)))
    assert len(set(secrets)) == 1
    assert secrets[0] is not None
    assert log(scene.database)[before:] == ["api_token.made"]
    assert len(open_tokens(scene.database, scene.region.coordinator, REGION, NOW).good) == 1


def test_forms_without_a_number_of_their_own_are_not_taken_for_one(scene: Scene) -> None:
    assert make(scene, tillfalle="") != make(scene, tillfalle="")


def test_ending_at_once_by_many_is_one_end_and_the_token_is_good_for_nothing(scene: Scene) -> None:
    secret = make(scene) or ""
    [token] = open_tokens(scene.database, scene.region.coordinator, REGION, NOW).good
    program_of_token(scene.database, secret, NOW)
    before = len(log(scene.database))
    at_once(*(lambda: end_token(scene.database, scene.region.coordinator, REGION, token.id, LATER) for _ in range(6)))
    assert log(scene.database)[before:] == ["api_token.ended"]
    with pytest.raises(UnknownTokenError):
        program_of_token(scene.database, secret, LATER)
    assert not token_details(scene.database, scene.region.coordinator, REGION, token.id, LATER).is_good
    assert make(scene) is None  # the same form again: not shown, not made again


def test_a_token_is_good_to_the_end_of_its_last_day_in_sweden(scene: Scene) -> None:
    secret = make(scene) or ""
    last = datetime.fromisoformat("2027-06-30T21:59:59+00:00")  # 23.59.59 in summer
    assert program_of_token(scene.database, secret, last).scopes == {Scope.ROUNDS, Scope.RESULTS}
    with pytest.raises(UnknownTokenError):
        program_of_token(scene.database, secret, last + timedelta(seconds=1))


def test_that_it_is_used_is_noted_every_ten_minutes(scene: Scene) -> None:
    secret = make(scene) or ""
    for minutes, noted_minutes in ((0, 0), (9, 0), (10, 10), (19, 10)):
        program_of_token(scene.database, secret, NOW + timedelta(minutes=minutes))
        assert used(scene.database) == NOW + timedelta(minutes=noted_minutes)


def test_a_program_is_a_reader_of_its_organisation_and_no_person(scene: Scene) -> None:
    scene.answer_alone("3")
    region, kommun = (program_of_token(scene.database, make(scene, key) or "", NOW) for key in (REGION, KOMMUN))
    assert [program.actor.memberships[0].role for program in (region, kommun)] == [
        Role.REGION_READER,
        Role.KOMMUN_READER,
    ]
    assert region.actor.person_id == kommun.actor.person_id == 0
    arguments = ("prov", 2026, "9901")
    assert result_for(scene.database, kommun, *arguments).assessment.code == "9901"
    with pytest.raises(PermissionDeniedError):
        result_for(scene.database, region, *arguments)
    with pytest.raises(NotFoundError):
        result_for(scene.database, kommun, "prov", 2026, "9902")
    with pytest.raises(ScopeMissingError):
        admit(scene.database, kommun, Scope.CATALOGUE, NOW)


def test_only_the_place_s_own_coordinator_keeps_its_tokens(scene: Scene) -> None:
    make(scene, KOMMUN)
    elsewhere = other_region(scene.database).region
    for actor, error in (
        (scene.region.coordinator, PermissionDeniedError),
        (scene.region.norrby.reader, PermissionDeniedError),
        (scene.region.soderby.coordinator, NotFoundError),
        (elsewhere.coordinator, NotFoundError),
    ):
        with pytest.raises(error):
            make(scene, KOMMUN, actor)
        with pytest.raises(error):
            end_token(scene.database, actor, KOMMUN, 1, NOW)
    with pytest.raises(NotFoundError):  # a kommun's token is none of its region's
        end_token(scene.database, scene.region.coordinator, REGION, 1, NOW)
    assert token_details(scene.database, scene.coordinator, KOMMUN, 1, NOW).maker == scene.coordinator.name


def test_there_is_an_end_to_how_many_tokens_there_are(scene: Scene) -> None:
    for number in range(MAX_TOKENS):
        make(scene, tillfalle=str(number))
    with pytest.raises(InvalidInputError, match="Avsluta någon"):
        make(scene, tillfalle="en till")
    end_token(scene.database, scene.region.coordinator, REGION, 1, NOW)
    assert make(scene, tillfalle="en till")
    assert make(replace(scene), KOMMUN)
