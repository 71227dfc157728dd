"""Signing in through one's own organisation: who is let in, who gets an account, and what is not believed."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import NotFoundError, PermissionDeniedError, RateLimitedError
from app.federation.client import Federation
from app.federation.errors import Cause, FederationError
from app.services.organisations.memberships import one_member
from app.services.sign_in.federated_accounts import loosen_for_member, loosen_from_terminal
from app.services.sign_in.federated_sign_in import VALID, CallbackParameters, begin, finish
from app.services.sign_in.mail_sign_in import Arrival
from app.services.sign_in.sessions import actor_for, sign_in
from app.storage.engine.database import Database
from app.storage.kernel.audit import every_line
from app.storage.tables import (
    FederatedAccountRow,
    FederationAttemptRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
)
from tests.builders import NOW, Scene, added, other_region
from tests.oidc.crooked import SECRET, Crooked, crooked_provider, rsa_key

ADDRESS = "sara.lind@norrby.example"
HERE, THERE, CLIENT, SITE = "h" * 43, "t" * 43, "192.0.2.7", "https://kollen.example"


@pytest.fixture
def provider() -> Iterator[Crooked]:
    with crooked_provider() as running:
        running.now = int(NOW.timestamp())
        running.claims = {"email": ADDRESS, "email_verified": True, "name": "Sara Lind"}
        yield running


@dataclass
class Federated:
    """A scene whose kommun Norrby (9901) has a sign-in of its own. `provider` are its fields in the file."""

    scene: Scene
    crooked: Crooked
    federation: Federation

    @property
    def database(self) -> Database:
        return self.scene.database

    def use(self, **provider: Any) -> None:
        self.federation = Federation([self.crooked.provider(**provider)], {"norrby": SECRET}, SITE)

    def begin(self, browser: str = HERE, after: str = "/", now: datetime = NOW) -> str:
        """Returns the state."""
        address = begin(self.database, self.federation, "norrby", browser, after, CLIENT, now)
        return self.crooked.asked(address)["state"]

    def finish(
        self, state: str | None, browser: str | None = HERE, now: datetime = NOW, **parameters: str | None
    ) -> Arrival:
        callback = CallbackParameters(state, **({"code": "c", "error": None, "issuer": None} | parameters))
        return finish(self.database, self.federation, "norrby", browser, callback, now)

    def sign_in(self) -> Arrival:
        return self.finish(self.begin())

    def refused(self, cause: Cause) -> FederationError:
        """What signing in fails with. Nobody is made, and nobody gets a role."""
        before = self.stored()
        with pytest.raises(FederationError) as error:
            self.sign_in()
        assert error.value.cause is cause
        assert self.stored() == before
        return error.value

    def stored(self) -> tuple[int, int]:
        with self.database.read() as session:
            return len(session.exec(select(PersonRow)).all()), len(session.exec(select(MembershipRow)).all())

    def allow_accounts(self, region_id: int | None = None) -> None:
        statement = update(RegionRow).where(col(RegionRow.id) == (region_id or self.scene.region.id))
        self.database.write(lambda session: session.execute(statement.values(federated_accounts=True)))


@pytest.fixture
def norrby(scene: Scene, provider: Crooked) -> Federated:
    site = Federated(scene, provider, Federation((), {}, SITE))
    site.use(municipality_code="9901")
    return site


def give_address(database: Database, person_id: int, address: str = ADDRESS) -> None:
    statement = update(PersonRow).where(col(PersonRow.id) == person_id).values(email=address)
    database.write(lambda session: session.execute(statement))


def named(database: Database, person_id: int) -> str:
    with database.read() as session:
        return session.get_one(PersonRow, person_id).name


def test_somebody_with_a_role_is_let_in_and_led_on(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    assert norrby.finish(norrby.begin(after="/provland")) == Arrival(norrby.scene.coordinator.person_id, "/provland")
    assert named(norrby.database, norrby.scene.coordinator.person_id) == norrby.scene.coordinator.name


def test_the_provider_is_asked_with_everything_that_keeps_others_out(norrby: Federated) -> None:
    norrby.begin()
    question = norrby.crooked.question
    assert question["redirect_uri"] == "https://kollen.example/logga-in/organisation/norrby/klar"
    assert (question["response_type"], question["code_challenge_method"]) == ("code", "S256")
    assert min(len(question[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_a_name_is_taken_over_only_by_who_has_told_none(norrby: Federated) -> None:
    nameless = norrby.scene.respondent()
    give_address(norrby.database, nameless.person_id)
    statement = update(PersonRow).where(col(PersonRow.id) == nameless.person_id).values(name="")
    norrby.database.write(lambda session: session.execute(statement))
    assert norrby.sign_in().person_id == nameless.person_id
    assert named(norrby.database, nameless.person_id) == "Sara Lind"


def test_an_address_that_only_the_user_info_has_is_fetched_there(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    norrby.crooked.user_info, norrby.crooked.claims = norrby.crooked.claims, {}
    assert norrby.sign_in().person_id == norrby.scene.coordinator.person_id
    norrby.crooked.user_info |= {"sub": "s-2"}
    assert norrby.refused(Cause.NOT_TRUSTED).detail == "userinfo: another subject"


def test_somebody_new_gets_a_readers_role_where_the_region_allows_it(norrby: Federated) -> None:
    norrby.allow_accounts()
    arrival = norrby.sign_in()
    token = sign_in(norrby.database, arrival.person_id, SignInWay.FEDERATED, NOW)
    actor = actor_for(norrby.database, token, NOW)
    assert actor is not None
    region = norrby.scene.region
    assert actor.memberships == (Membership(Role.KOMMUN_READER, region.id, region.norrby.id),)
    assert actor.name == "Sara Lind"
    with norrby.database.read() as session:
        line = next(line for line in every_line(session) if line.action == "account.created_by_federation")
    assert (line.actor_id, line.region_id, line.municipality_id) == (actor.person_id, region.id, region.norrby.id)
    assert json.loads(line.facts) == {"person_id": actor.person_id, "provider": "norrby"}
    before = norrby.stored()
    assert norrby.sign_in() == arrival
    assert norrby.stored() == before


def test_somebody_new_gets_no_account_unless_the_region_allows_it(norrby: Federated) -> None:
    assert norrby.refused(Cause.NO_ACCOUNT).detail == "no region makes an account"


def test_who_is_not_let_in_is_told_whom_the_region_says_to_ask(norrby: Federated) -> None:
    statement = update(RegionRow).values(contact_name="Karin Ek", contact_email="karin@provland.example")
    norrby.database.write(lambda session: session.execute(statement))
    assert norrby.refused(Cause.NO_ACCOUNT).contact == "Karin Ek, karin@provland.example"


@pytest.mark.parametrize("code", ["", "9999", "990", "99011", "9901' OR 1=1"])
def test_a_kommun_that_no_region_has_gives_no_account(norrby: Federated, code: str) -> None:
    norrby.allow_accounts()
    norrby.use(claims={"municipality_code": "kommunkod"})
    norrby.crooked.claims |= {"kommunkod": code}
    norrby.refused(Cause.NO_ACCOUNT)


def test_the_claim_says_which_kommun_where_one_is_named(norrby: Federated) -> None:
    """A provider of several kommuner; what the file says of one does not count then."""
    norrby.allow_accounts()
    norrby.use(claims={"municipality_code": "kommunkod"}, municipality_code="9901")
    norrby.refused(Cause.NO_ACCOUNT)
    norrby.crooked.claims |= {"kommunkod": ["9901", "9902"]}
    norrby.refused(Cause.NO_ACCOUNT)
    norrby.crooked.claims |= {"kommunkod": ["9902"]}
    person = norrby.sign_in().person_id
    with norrby.database.read() as session:
        municipality_id = session.exec(
            select(MembershipRow.municipality_id).where(MembershipRow.person_id == person)
        ).one()
    assert municipality_id == norrby.scene.region.soderby.id


def test_a_kommun_of_two_regions_that_both_make_accounts_gives_none(norrby: Federated) -> None:
    """It cannot be told which one is meant."""
    other = other_region(norrby.database).region
    norrby.allow_accounts()
    norrby.allow_accounts(other.id)
    norrby.refused(Cause.NO_ACCOUNT)


def test_whose_role_was_ended_does_not_get_a_new_one_by_signing_in(norrby: Federated) -> None:
    norrby.allow_accounts()
    person = norrby.sign_in().person_id
    statement = update(MembershipRow).where(col(MembershipRow.person_id) == person).values(ended_at=NOW)
    norrby.database.write(lambda session: session.execute(statement))
    assert norrby.refused(Cause.NO_ACCOUNT).detail == "the last role has ended"


@pytest.mark.parametrize(
    ("claims", "detail"),
    [
        ({"email": "sara.lind@annan.example"}, "an address of another domain"),
        ({"email": "sara.lind@under.norrby.example"}, "an address of another domain"),
        ({"email": "sara.lind@norrby.example.annan.example"}, "an address of another domain"),
        ({"email_verified": False}, "an address that is not verified"),
        ({"email_verified": None}, "an address that is not verified"),
        ({"email_verified": "true"}, "an address that is not verified"),
        ({"email": None}, "no address"),
        ({"email": "sara"}, "no address that can be used"),
        ({"email": "'sara.lind@norrby.example"}, "no address that can be used"),
        ({"email": "sara.lin\u200bd@norrby.example"}, "no address that can be used"),
        ({"email": ["a@norrby.example", "b@norrby.example"]}, "no address"),
        ({"email": {"a": 1}}, "no address"),
    ],
)
def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(
    norrby: Federated, claims: dict[str, Any], detail: str
) -> None:
    norrby.allow_accounts()
    for number, address in enumerate((ADDRESS, "sara.lind@annan.example")):
        give_address(norrby.database, (norrby.scene.coordinator, norrby.scene.region.reader)[number].person_id, address)
    norrby.crooked.claims |= claims
    assert norrby.refused(Cause.ADDRESS).detail == detail


def test_an_address_counts_as_verified_where_the_file_says_so(norrby: Federated) -> None:
    """Entra ID says nothing of it."""
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    norrby.use(trust_email=True, claims={"email": "preferred_username"})
    norrby.crooked.claims = {"preferred_username": ADDRESS.upper()}
    assert norrby.sign_in().person_id == norrby.scene.coordinator.person_id
    norrby.crooked.claims = {"preferred_username": "sara.lind@annan.example"}
    norrby.refused(Cause.ADDRESS)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        ("access_denied", Cause.DENIED),
        ("consent_required", Cause.DENIED),
        ("temporarily_unavailable", Cause.UNREACHABLE),
        ("invalid_request", Cause.NOT_TRUSTED),
        ("sara.lind@norrby.example", Cause.NOT_TRUSTED),
    ],
)
def test_what_the_provider_answers_instead_of_a_code_is_told_apart(norrby: Federated, error: str, cause: Cause) -> None:
    with pytest.raises(FederationError) as error_info:
        norrby.finish(norrby.begin(), code=None, error=error)
    assert error_info.value.cause is cause
    assert "@" not in error_info.value.detail


@pytest.mark.parametrize("browser", [None, THERE])
def test_an_answer_is_good_only_in_the_browser_that_asked(norrby: Federated, browser: str | None) -> None:
    """Otherwise somebody could have a victim's browser signed in as himself, or use a link from its history."""
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    state = norrby.begin()
    with pytest.raises(FederationError) as error:
        norrby.finish(state, browser)
    assert error.value.cause is Cause.NOT_EXPECTED
    assert norrby.finish(state).person_id == norrby.scene.coordinator.person_id


@pytest.mark.parametrize("state", [None, "", "x", "a" * 43, "å"])
def test_an_answer_to_no_question_of_ours_is_refused(norrby: Federated, state: str | None) -> None:
    norrby.begin()
    with pytest.raises(FederationError) as error:
        norrby.finish(state)
    assert error.value.cause is Cause.NOT_EXPECTED
    assert "/token" not in norrby.crooked.asked_for


def test_an_answer_is_good_once(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    state = norrby.begin()
    norrby.finish(state)
    with pytest.raises(FederationError) as error:
        norrby.finish(state)
    assert error.value.cause is Cause.NOT_EXPECTED


def test_of_two_at_the_same_time_one_is_let_in(norrby: Federated, database_url: str) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    state, outcomes = norrby.begin(), []

    def come_back(door: Database) -> None:
        try:
            finish(door, norrby.federation, "norrby", HERE, CallbackParameters(state, "c", None, None), NOW)
        except FederationError as failed:
            outcomes.append(failed.cause.value)
        else:
            outcomes.append("let in")

    with closing(Database(database_url)) as other:
        threads = [threading.Thread(target=come_back, args=(door,)) for door in (norrby.database, other) * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["let in", *["not_expected"] * 3]


def test_one_may_take_a_quarter_of_an_hour_at_the_provider(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    norrby.crooked.now = int((NOW + VALID).timestamp())
    assert norrby.finish(norrby.begin(), now=NOW + VALID - timedelta(seconds=1))
    with pytest.raises(FederationError) as error:
        norrby.finish(norrby.begin(), now=NOW + VALID)
    assert error.value.cause is Cause.NOT_EXPECTED


def test_those_who_never_come_back_are_forgotten(norrby: Federated) -> None:
    for moment in (NOW, NOW, NOW + VALID):
        norrby.begin(now=moment)
    with norrby.database.read() as session:
        assert len(session.exec(select(FederationAttemptRow)).all()) == 1


def test_an_address_that_got_a_new_owner_does_not_carry_the_old_ones_roles(norrby: Federated) -> None:
    person = norrby.scene.coordinator.person_id
    give_address(norrby.database, person)
    for _ in range(2):
        assert norrby.sign_in().person_id == person
    norrby.crooked.claims |= {"sub": "s-2"}
    assert norrby.refused(Cause.OTHER_SUBJECT).detail == "bound to another subject"
    norrby.crooked.claims |= {"sub": "s-1"}
    assert norrby.sign_in().person_id == person
    assert actions(norrby.database).count("account.bound") == 1
    with norrby.database.read() as session:
        (account,) = session.exec(select(FederatedAccountRow)).all()
    assert (account.issuer, "s-1" in account.subject_hash) == (norrby.crooked.issuer, False)


def test_who_got_an_account_by_signing_in_is_bound_too(norrby: Federated) -> None:
    norrby.allow_accounts()
    norrby.sign_in()
    norrby.crooked.claims |= {"sub": "s-2"}
    norrby.refused(Cause.OTHER_SUBJECT)


def test_the_same_subject_of_another_issuer_is_somebody_else(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    norrby.sign_in()
    statement = update(FederatedAccountRow).values(issuer="https://login.forr.example")
    norrby.database.write(lambda session: session.execute(statement))
    assert norrby.refused(Cause.OTHER_SUBJECT).detail == "bound to another issuer"
    assert loosen_from_terminal(norrby.database, NOW, issuer="https://login.annan.example") == 0
    assert loosen_from_terminal(norrby.database, NOW, issuer="https://login.forr.example") == 1
    assert norrby.sign_in().person_id == norrby.scene.coordinator.person_id


def test_a_binding_is_loosened_by_who_may_give_every_role_the_person_has(norrby: Federated) -> None:
    person, region = norrby.scene.coordinator.person_id, norrby.scene.region
    give_address(norrby.database, person)
    norrby.sign_in()
    key = OrganisationKey(region.slug, region.norrby.slug)
    (membership,) = held_by(norrby.database, person)
    details = one_member(norrby.database, region.coordinator, key, membership)
    assert (details.bound_at, details.may_loosen) == (NOW, True)
    for outsider in (region.soderby.coordinator, region.norrby.reader, other_region(norrby.database).coordinator):
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            loosen_for_member(norrby.database, outsider, key, membership, NOW)
    with pytest.raises(PermissionDeniedError):
        loosen_for_member(norrby.database, norrby.scene.coordinator, key, membership, NOW)
    extra = MembershipRow(person_id=person, role=Role.REGION_READER, region_id=region.id, since=NOW)
    norrby.database.write(lambda session: added(session, extra))
    kommun = Membership(Role.KOMMUN_COORDINATOR, region.id, region.norrby.id)
    with pytest.raises(PermissionDeniedError, match="roller som du inte ger"):
        loosen_for_member(norrby.database, Actor(0, "", (kommun,)), key, membership, NOW)
    loosen_for_member(norrby.database, region.coordinator, key, membership, NOW)
    loosen_for_member(norrby.database, region.coordinator, key, membership, NOW)
    assert actions(norrby.database).count("account.binding_loosened") == 1
    norrby.crooked.claims |= {"sub": "s-2"}
    assert norrby.sign_in().person_id == person


def actions(database: Database) -> list[str]:
    with database.read() as session:
        return [line.action for line in every_line(session)]


def held_by(database: Database, person_id: int) -> list[int]:
    with database.read() as session:
        rows = session.exec(select(MembershipRow.id).where(MembershipRow.person_id == person_id)).all()
    return [number for number in rows if number is not None]


def test_an_answer_from_another_provider_is_not_taken_for_this_ones(norrby: Federated) -> None:
    with pytest.raises(FederationError) as error:
        norrby.finish(norrby.begin(), issuer="https://login.annan.example")
    assert error.value.cause is Cause.NOT_TRUSTED
    norrby.crooked.metadata = {"authorization_response_iss_parameter_supported": True}
    norrby.use()
    with pytest.raises(FederationError):
        norrby.finish(norrby.begin())


def test_a_question_to_one_provider_is_not_answered_by_another(norrby: Federated, provider: Crooked) -> None:
    both = [provider.provider(), provider.provider(id="annan", email_domains=["annan.example"])]
    norrby.federation = Federation(both, {"norrby": SECRET, "annan": SECRET}, SITE)
    state = norrby.begin()
    with pytest.raises(FederationError) as error:
        finish(norrby.database, norrby.federation, "annan", HERE, CallbackParameters(state, "c", None, None), NOW)
    assert error.value.cause is Cause.NOT_EXPECTED


def test_a_code_without_our_verifier_is_refused_by_the_provider_and_told(norrby: Federated) -> None:
    state = norrby.begin()
    norrby.crooked.question["code_challenge"] = "annan"
    with pytest.raises(FederationError) as error:
        norrby.finish(state)
    assert (error.value.cause, error.value.detail) == (Cause.NOT_TRUSTED, "token: invalid_grant")


@pytest.mark.parametrize(
    ("path", "answer", "cause", "detail"),
    [
        ("/.well-known/openid-configuration", (503, ""), Cause.UNREACHABLE, "discovery: HTTPStatusError"),
        ("/.well-known/openid-configuration", (200, "<html>"), Cause.NOT_TRUSTED, "discovery: JSONDecodeError"),
        ("/.well-known/openid-configuration", (200, "{}"), Cause.NOT_TRUSTED, "discovery: issuer, "),
        ("/.well-known/openid-configuration", (302, ""), Cause.UNREACHABLE, "discovery: HTTPStatusError"),
        ("/jwks", (500, ""), Cause.UNREACHABLE, "discovery: HTTPStatusError"),
        ("/jwks", (200, '{"keys": [{}]}'), Cause.NOT_TRUSTED, "discovery: "),
        ("/token", (500, ""), Cause.UNREACHABLE, "token: status 500"),
        ("/token", (502, "<html>"), Cause.UNREACHABLE, "token: status 502"),
        ("/token", (200, "<html>"), Cause.NOT_TRUSTED, "token: "),
        ("/token", (200, "[]"), Cause.NOT_TRUSTED, "token: "),
        ("/token", (200, "{}"), Cause.NOT_TRUSTED, ""),
        ("/token", (401, '{"error": "invalid_client"}'), Cause.NOT_TRUSTED, "token: invalid_client"),
        ("/token", (400, '{"error": "sara@norrby.example"}'), Cause.NOT_TRUSTED, "token: OAuthError"),
        ("/userinfo", (500, ""), Cause.UNREACHABLE, "userinfo: status 500"),
        ("/userinfo", (200, "[]"), Cause.NOT_TRUSTED, "userinfo: another subject"),
    ],
)
def test_a_provider_that_is_out_of_order_is_told_from_one_that_cannot_be_believed(
    norrby: Federated, path: str, answer: tuple[int, str], cause: Cause, detail: str
) -> None:
    norrby.crooked.claims = {}
    norrby.crooked.answers[path] = answer
    assert norrby.refused(cause).detail.startswith(detail)


@pytest.mark.parametrize(
    "values",
    [
        {"issuer": "https://login.annan.example"},
        {"token_endpoint": "http://login.annan.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
def test_a_discovery_document_that_leads_elsewhere_is_not_followed(norrby: Federated, values: dict[str, str]) -> None:
    norrby.crooked.metadata = values
    norrby.refused(Cause.NOT_TRUSTED)


def test_a_provider_that_is_away_is_told_so(norrby: Federated) -> None:
    with crooked_provider() as provider:
        norrby.crooked = provider
        norrby.use()
    assert norrby.refused(Cause.UNREACHABLE).detail == "discovery: ConnectError"


def test_what_a_provider_publishes_is_fetched_once_and_newer_keys_when_they_are_needed(norrby: Federated) -> None:
    give_address(norrby.database, norrby.scene.coordinator.person_id)
    times = iter([0.0, *[100.0] * 50])
    norrby.federation._published._clock = lambda: next(times)
    norrby.sign_in()
    assert norrby.crooked.asked_for == ["/.well-known/openid-configuration", "/jwks", "/token"]
    norrby.crooked.keys, norrby.crooked.signed_with = ("second",), "second"
    norrby.crooked.asked_for.clear()
    assert norrby.sign_in().person_id == norrby.scene.coordinator.person_id
    assert norrby.crooked.asked_for.count("/jwks") == 1


def test_forged_tokens_do_not_make_us_fetch_keys_again_and_again(norrby: Federated) -> None:
    norrby.crooked.signed_with = "somebody else's"
    rsa_key("somebody else's")
    for _ in range(3):
        assert norrby.refused(Cause.NOT_TRUSTED).detail == "id_token: bad_signature"
    assert norrby.crooked.asked_for.count("/jwks") == 1


def test_a_clock_that_is_off_is_refused_and_named(norrby: Federated) -> None:
    norrby.crooked.now = int((NOW - timedelta(hours=1)).timestamp())
    assert norrby.refused(Cause.NOT_TRUSTED).detail == "id_token: expired_token exp"
    norrby.crooked.now = int((NOW + timedelta(hours=1)).timestamp())
    assert norrby.refused(Cause.NOT_TRUSTED).detail == "id_token: invalid_claim iat"


def test_an_unknown_provider_does_not_exist(norrby: Federated) -> None:
    with pytest.raises(NotFoundError):
        begin(norrby.database, norrby.federation, "annan", HERE, "/", CLIENT, NOW)
    with pytest.raises(NotFoundError):
        finish(norrby.database, norrby.federation, "annan", HERE, CallbackParameters("s", "c", None, None), NOW)


def test_many_who_begin_from_one_place_are_stopped(norrby: Federated) -> None:
    for _ in range(60):
        norrby.begin()
    with pytest.raises(RateLimitedError):
        norrby.begin()
    with norrby.database.read() as session:
        assert len(session.exec(select(FederationAttemptRow)).all()) == 60


def test_the_database_holds_neither_the_state_nor_the_browsers_secret(norrby: Federated) -> None:
    state = norrby.begin()
    with norrby.database.read() as session:
        row = session.exec(select(FederationAttemptRow)).one()
    assert state not in str(row.model_dump())
    assert HERE not in str(row.model_dump())


def test_the_region_that_has_the_kommun_is_found_whatever_else_there_is(norrby: Federated) -> None:
    """Another region has a kommun of the same name, but with another code."""
    other = other_region(norrby.database).region
    statement = update(MunicipalityRow).where(col(MunicipalityRow.id) == other.norrby.id).values(code="9911")
    norrby.database.write(lambda session: session.execute(statement))
    norrby.allow_accounts()
    norrby.allow_accounts(other.id)
    person = norrby.sign_in().person_id
    with norrby.database.read() as session:
        municipality_id = session.exec(
            select(MembershipRow.municipality_id).where(MembershipRow.person_id == person)
        ).one()
    assert municipality_id == norrby.scene.region.norrby.id
