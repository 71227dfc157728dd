"""Passkeys as a second factor: what is believed, what a session is good for, recovery codes, and step-up."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor, Role
from app.accounts.kernel.second_factor import CONFIRMED_FOR, SecondFactor, SignInStep
from app.accounts.kernel.sign_in_way import SignInWay
from app.errors import InvalidInputError, NotFoundError, NotSignedInError, PermissionDeniedError, RateLimitedError
from app.services.sign_in.passkey_ceremonies import MAX_ANSWER_CHARACTERS, VALID, RelyingParty
from app.services.sign_in.passkeys import (
    MAX_PASSKEYS,
    CodesAreNewError,
    add_passkey,
    new_recovery_codes,
    options_to_add,
    own_passkeys,
    remove_passkey,
    reset_all_passkeys,
    reset_passkeys,
)
from app.services.sign_in.second_factor import confirm_by_code, confirm_by_passkey, options_to_confirm
from app.services.sign_in.sessions import (
    Lifetime,
    SecondFactorMissingError,
    actor_for,
    person_to_confirm,
    sign_in,
    still_signed_in,
    visitor,
)
from app.storage.kernel.audit import every_line
from app.storage.tables import MailRow, PasskeyChallengeRow, PersonRow, RecoveryCodeRow
from tests.authenticator import Authenticator
from tests.builders import LATER, NOW, Scene
from tests.integration.support.together import at_once, kinds

URL = "https://kollen.example"
PARTY = RelyingParty(URL)
ADDRESS = "sam.ordnare@norrby.example"
MOMENT = timedelta(seconds=1)


def new_device() -> Authenticator:
    return Authenticator(URL, "kollen.example")


@dataclass
class Owner:
    """Somebody with an address, a signed-in browser and a device."""

    scene: Scene
    actor: Actor
    device: Authenticator = field(default_factory=new_device)

    def browser(self, way: SignInWay = SignInWay.MAIL) -> str:
        return sign_in(self.scene.database, self.actor.person_id, way, NOW)

    def add(self, token: str, device: Authenticator | None = None, name: str = "Telefonen") -> tuple[str, ...]:
        options = json.loads(options_to_add(self.scene.database, PARTY, self.actor, token, NOW))
        answer = (device or self.device).create(options)
        return add_passkey(self.scene.database, PARTY, self.actor, name, answer, token, NOW)

    def challenge(self, token: str) -> dict[str, str]:
        options: dict[str, str] = json.loads(options_to_confirm(self.scene.database, PARTY, self.actor, token, NOW))
        return options

    def confirm(self, token: str, answer: str | None = None) -> str:
        answer = self.device.get(self.challenge(token)) if answer is None else answer
        return confirm_by_passkey(self.scene.database, PARTY, self.actor, answer, token, NOW)

    def actor_of(self, token: str, policy: SecondFactor = SecondFactor.OFFERED) -> Actor | None:
        return actor_for(self.scene.database, token, LATER, Lifetime(policy=policy))

    def log(self) -> list[str]:
        with self.scene.database.read() as session:
            return [line.action for line in every_line(session) if line.action != "session.started"]

    def mails(self) -> list[str]:
        """The line of each mail that says what has happened."""
        with self.scene.database.read() as session:
            bodies = session.execute(select(MailRow.body).where(col(MailRow.kind) == "inloggning-andrad"))
            return [body.splitlines()[2] for body in bodies.scalars()]


@pytest.fixture
def owner(scene: Scene) -> Owner:
    person = scene.coordinator.person_id

    def work(session: object) -> None:
        session.get_one(PersonRow, person).email = ADDRESS  # type: ignore[attr-defined]

    scene.database.write(work)
    return Owner(scene, scene.coordinator)


def test_a_mailed_link_alone_signs_nobody_in_who_has_a_passkey(owner: Owner) -> None:
    here = owner.browser()
    assert owner.actor_of(here) == owner.actor
    owner.add(here)
    there = owner.browser()
    assert owner.actor_of(here) == owner.actor, "where it was added it has just been shown"
    assert owner.actor_of(there) is None
    assert asyncio.run(still_signed_in(owner.scene.database, there, LATER)) is None
    with pytest.raises(SecondFactorMissingError) as missing:
        asyncio.run(visitor(owner.scene.database, there, LATER))
    assert (missing.value.step, missing.value.actor.memberships) == (SignInStep.CONFIRM, ())
    new_token = owner.confirm(there)
    assert owner.actor_of(new_token) == owner.actor
    assert owner.actor_of(there) is None, "the token that one factor was good for is another now"
    assert owner.log() == ["account.passkey_added", "session.confirmed"]
    assert owner.mails() == ["En passnyckel har lagts till på ditt konto."]


def test_signing_in_anew_asks_anew(owner: Owner) -> None:
    here = owner.browser()
    owner.add(here)
    again = sign_in(owner.scene.database, owner.actor.person_id, SignInWay.FEDERATED, NOW, replaces=here)
    assert owner.actor_of(again) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://kollen.example.ond.example"},
        {"origin": "http://kollen.example"},
        {"rp_id": "ond.example"},
        {"verifies": False},
        {"key": new_device().key},
        {"credential_id": b"another's"},
    ],
    ids=["longer host", "without TLS", "another RP", "nobody verified", "another key", "another's"],
)
def test_an_answer_that_is_wrong_in_one_thing_confirms_nothing(owner: Owner, wrong: dict[str, object]) -> None:
    owner.add(owner.browser())
    there = owner.browser()
    right = vars(owner.device).copy()
    vars(owner.device).update(wrong)
    challenge = owner.challenge(there)
    with pytest.raises(InvalidInputError):
        owner.confirm(there, owner.device.get(challenge))
    vars(owner.device).update(right | {"count": owner.device.count})
    with pytest.raises(InvalidInputError):
        owner.confirm(there, owner.device.get(challenge))
    assert owner.actor_of(there) is None
    assert owner.actor_of(owner.confirm(there)) == owner.actor, "with a new challenge it is believed"


@pytest.mark.parametrize("wrong", [{"origin": "https://ond.example"}, {"rp_id": "ond.example"}, {"verifies": False}])
def test_what_is_wrong_is_not_added(owner: Owner, wrong: dict[str, object]) -> None:
    vars(owner.device).update(wrong)
    with pytest.raises(InvalidInputError):
        owner.add(owner.browser())
    assert own_passkeys(owner.scene.database, owner.actor).passkeys == ()
    assert owner.mails() == []


def test_a_challenge_is_good_once_for_one_session_and_one_purpose(owner: Owner) -> None:
    owner.add(owner.browser())
    here, there = owner.browser(), owner.browser()
    answer = owner.device.get(owner.challenge(here))
    with pytest.raises(InvalidInputError):
        owner.confirm(there, answer)
    here = owner.confirm(here, answer)
    with pytest.raises(InvalidInputError):
        owner.confirm(here, answer)
    options = json.loads(options_to_add(owner.scene.database, PARTY, owner.actor, there, NOW))
    with pytest.raises(InvalidInputError):
        owner.confirm(there, owner.device.get(options))


def test_a_challenge_is_good_for_minutes(owner: Owner) -> None:
    owner.add(owner.browser())
    there = owner.browser()
    answer = owner.device.get(owner.challenge(there))
    with pytest.raises(InvalidInputError):
        confirm_by_passkey(owner.scene.database, PARTY, owner.actor, answer, there, NOW + VALID)
    assert timedelta(minutes=5) >= VALID


def test_a_copy_of_a_passkey_is_found_out_by_its_counter(owner: Owner) -> None:
    owner.add(owner.browser())
    owner.confirm(owner.browser())
    owner.device.count = 0
    with pytest.raises(InvalidInputError):
        owner.confirm(owner.browser())


def test_a_passkey_is_good_for_its_owner_alone(owner: Owner) -> None:
    other = Owner(owner.scene, owner.scene.region.coordinator, owner.device)
    owner.add(owner.browser())
    with pytest.raises(InvalidInputError):
        other.add(other.browser())
    other.add(other.browser(), new_device())
    with pytest.raises(InvalidInputError):
        other.confirm(other.browser())


@pytest.mark.parametrize(
    "answer",
    [
        "", "x", "[]", "null", "{}", '{"response":1}', '{"response":{"clientDataJSON":"e30"}}', "[" * 5_000,
        '{"response":{"clientDataJSON":"eyJjaGFsbGVuZ2UiOjF9"}}', "9" * (MAX_ANSWER_CHARACTERS + 1),
        '{"response":{"clientDataJSON":"ÅÄÖ"}}', '{"rawId":7,"response":{"clientDataJSON":"eyJjaGFsbGVuZ2UiOiJBQSJ9"}}',
    ],
)  # fmt: skip
def test_what_no_browser_sends_is_refused(owner: Owner, answer: str) -> None:
    token = owner.browser()
    with pytest.raises(InvalidInputError):
        add_passkey(owner.scene.database, PARTY, owner.actor, "Telefonen", answer, token, NOW)
    with pytest.raises(InvalidInputError):
        owner.confirm(token, answer)


@pytest.mark.parametrize("part", ["attestationObject", "clientDataJSON"])
def test_an_answer_with_a_broken_part_is_refused(owner: Owner, part: str) -> None:
    token = owner.browser()
    for broken in ("", "AAAA", "oA", "_____w", "gYGBgQ"):
        options = json.loads(options_to_add(owner.scene.database, PARTY, owner.actor, token, NOW))
        answer = json.loads(owner.device.create(options))
        answer["response"][part] = broken
        with pytest.raises(InvalidInputError):
            add_passkey(owner.scene.database, PARTY, owner.actor, "Telefonen", json.dumps(answer), token, NOW)


def test_a_passkey_has_a_name_and_there_are_so_many(owner: Owner) -> None:
    token = owner.browser()
    for name in ("", "  ", "x" * 61, "a\x00b"):
        with pytest.raises(InvalidInputError):
            owner.add(token, name=name)
    for number in range(MAX_PASSKEYS):
        owner.add(token, new_device(), f"  Nyckel   {number} ")
    with pytest.raises(InvalidInputError):
        owner.add(token, new_device())
    names = [passkey.name for passkey in own_passkeys(owner.scene.database, owner.actor).passkeys]
    assert names == [f"Nyckel {number}" for number in range(MAX_PASSKEYS)]


def test_a_recovery_code_is_good_once_and_told_of(owner: Owner) -> None:
    codes = owner.add(owner.browser())
    assert len(set(codes)) == 10
    with owner.scene.database.read() as session:
        hashes = set(session.execute(select(RecoveryCodeRow.code_hash)).scalars())
    assert not hashes & set(codes)
    there, elsewhere = owner.browser(), owner.browser()
    typed = codes[0].upper().replace("-", " ")
    token = confirm_by_code(owner.scene.database, owner.actor, typed, there, NOW, public_url=URL)
    assert owner.actor_of(token) == owner.actor
    for code in (codes[0], "", "aaaa-aaaa-aaaa-aaaa"):
        with pytest.raises(InvalidInputError):
            confirm_by_code(owner.scene.database, owner.actor, code, elsewhere, NOW, public_url=URL)
    assert owner.actor_of(elsewhere) is None
    assert own_passkeys(owner.scene.database, owner.actor).codes_left == 9
    assert owner.mails()[-1] == "En reservkod har använts för att bekräfta att det är du."


def test_wrong_codes_are_counted_and_nobody_uses_up_the_owners(owner: Owner) -> None:
    codes = owner.add(owner.browser())
    there = owner.browser()
    for _ in range(10):
        with pytest.raises(InvalidInputError):
            confirm_by_code(owner.scene.database, owner.actor, "fel", there, NOW, public_url=URL)
    with pytest.raises(RateLimitedError):
        confirm_by_code(owner.scene.database, owner.actor, codes[0], there, NOW, public_url=URL)
    confirm_by_code(owner.scene.database, owner.actor, codes[0], owner.browser(), NOW, public_url=URL)
    assert owner.actor_of(owner.confirm(there)) == owner.actor, "the passkey is good all the same"


def test_new_codes_take_the_place_of_the_old_ones(owner: Owner) -> None:
    with pytest.raises(PermissionDeniedError):
        new_recovery_codes(owner.scene.database, owner.actor, NOW, stamp="", public_url=URL)
    old = owner.add(owner.browser())
    stamp = own_passkeys(owner.scene.database, owner.actor).codes_stamp
    new = new_recovery_codes(owner.scene.database, owner.actor, NOW, stamp=stamp, public_url=URL)
    assert owner.add(owner.browser(), new_device()) == (), "with a second passkey the codes stay"
    there = owner.browser()
    with pytest.raises(InvalidInputError):
        confirm_by_code(owner.scene.database, owner.actor, old[3], there, NOW, public_url=URL)
    confirm_by_code(owner.scene.database, owner.actor, new[3], there, NOW, public_url=URL)


def test_of_two_who_make_new_codes_at_once_one_makes_them_and_they_hold(owner: Owner) -> None:
    owner.add(owner.browser())
    stamp = own_passkeys(owner.scene.database, owner.actor).codes_stamp

    def make() -> tuple[str, ...]:
        return new_recovery_codes(owner.scene.database, owner.actor, LATER, stamp=stamp, public_url=URL)

    outcomes = at_once(make, make)
    assert kinds(outcomes) == {tuple: 1, CodesAreNewError: 1}
    codes = next(outcome for outcome in outcomes if isinstance(outcome, tuple))
    for code in codes:
        confirm_by_code(owner.scene.database, owner.actor, code, owner.browser(), NOW, public_url=URL)
    assert owner.mails().count("Du har fått nya reservkoder. De gamla gäller inte längre.") == 1


def test_who_removes_a_passkey_signs_out_whoever_has_used_one(owner: Owner) -> None:
    here = owner.browser()
    owner.add(here)
    thief = owner.confirm(owner.browser())
    (passkey,) = own_passkeys(owner.scene.database, owner.actor).passkeys
    remove_passkey(owner.scene.database, owner.scene.region.coordinator, passkey.id, here, NOW, public_url=URL)
    assert owner.actor_of(thief) == owner.actor, "nobody removes another's"
    for _ in range(2):
        remove_passkey(owner.scene.database, owner.actor, passkey.id, here, NOW, public_url=URL)
    assert (owner.actor_of(thief), owner.actor_of(here)) == (None, owner.actor)
    assert own_passkeys(owner.scene.database, owner.actor).codes_left == 0
    assert owner.actor_of(owner.browser()) == owner.actor, "without passkeys one factor is enough again"
    assert owner.mails().count("En passnyckel har tagits bort från ditt konto.") == 1


def test_the_command_line_lets_somebody_back_in_who_has_lost_everything(owner: Owner) -> None:
    here = owner.browser()
    owner.add(here)
    assert reset_passkeys(owner.scene.database, ADDRESS.upper(), NOW, public_url=URL) == 1
    assert owner.actor_of(here) is None
    assert owner.actor_of(owner.browser()) == owner.actor
    assert owner.log()[-1] == "account.passkeys_reset"
    assert owner.mails()[-1].startswith("Dina passnycklar och reservkoder är borttagna")
    with pytest.raises(NotFoundError):
        reset_passkeys(owner.scene.database, "ingen@norrby.example", NOW, public_url=URL)


def test_all_are_let_back_in_each_with_a_mail_and_a_line_in_the_log(owner: Owner) -> None:
    database, other = owner.scene.database, Owner(owner.scene, owner.scene.region.coordinator)
    here = owner.browser()
    owner.add(here)
    owner.add(here, new_device(), "Datorn")
    other.add(there := other.browser())
    assert reset_all_passkeys(database, NOW, public_url=URL) == (2, 3)
    assert (owner.actor_of(here), other.actor_of(there)) == (None, None)
    assert owner.actor_of(owner.browser()) == owner.actor
    assert own_passkeys(database, owner.actor).codes_left == 0
    assert owner.log()[-2:] == ["account.passkeys_reset"] * 2
    assert len([mail for mail in owner.mails() if mail.startswith("Dina passnycklar och")]) == 1, "one has no address"
    assert reset_all_passkeys(database, NOW, public_url=URL) == (0, 0)


def test_a_passkey_is_asked_for_again_after_ten_minutes(owner: Owner) -> None:
    database, token = owner.scene.database, owner.browser()
    assert person_to_confirm(database, token, NOW) is None, "who has none is asked for nothing"
    owner.add(token)
    assert person_to_confirm(database, token, NOW + CONFIRMED_FOR - MOMENT) is None
    person = person_to_confirm(database, token, NOW + CONFIRMED_FOR)
    assert person == Actor(owner.actor.person_id, owner.actor.name)
    assert person_to_confirm(database, token, NOW + CONFIRMED_FOR, Lifetime(policy=SecondFactor.OFF)) is None
    assert person_to_confirm(database, owner.browser(), NOW) is None, "who is not in yet is not asked here"
    assert timedelta(minutes=10) == CONFIRMED_FOR


def test_who_must_have_a_passkey_depends_on_the_installation(owner: Owner) -> None:
    leading = Owner(owner.scene, owner.scene.region.coordinator)
    assert Role.REGION_COORDINATOR in {membership.role for membership in leading.actor.memberships}
    here, kommun = leading.browser(), owner.browser()
    required = SecondFactor.REQUIRED
    assert (leading.actor_of(here), leading.actor_of(here, required)) == (leading.actor, None)
    assert owner.actor_of(kommun, required) == owner.actor, "in a kommun it is one's own choice"
    with pytest.raises(SecondFactorMissingError) as missing:
        asyncio.run(visitor(owner.scene.database, here, LATER, Lifetime(policy=required)))
    assert missing.value.step is SignInStep.ADD_PASSKEY
    leading.add(here)
    assert leading.actor_of(here, required) == leading.actor
    (passkey,) = own_passkeys(owner.scene.database, leading.actor).passkeys
    remove_passkey(owner.scene.database, leading.actor, passkey.id, here, NOW, public_url=URL)
    assert leading.actor_of(here, required) is None


def test_passkeys_that_are_turned_off_are_not_asked_for(owner: Owner) -> None:
    owner.add(owner.browser())
    assert owner.actor_of(owner.browser(), SecondFactor.OFF) == owner.actor


def test_example_people_are_never_asked(owner: Owner) -> None:
    owner.add(owner.browser())
    for policy in SecondFactor:
        assert owner.actor_of(owner.browser(SignInWay.DEMO), policy) == owner.actor


def test_a_session_that_is_over_is_not_confirmed(owner: Owner) -> None:
    codes = owner.add(owner.browser())
    with pytest.raises(NotSignedInError):
        confirm_by_code(owner.scene.database, owner.actor, codes[0], "gone", NOW, public_url=URL)
    assert own_passkeys(owner.scene.database, owner.actor).codes_left == 10, "the code is not used up"


def test_challenges_that_are_too_old_are_forgotten(owner: Owner) -> None:
    token = owner.browser()
    options_to_add(owner.scene.database, PARTY, owner.actor, token, NOW)
    options_to_add(owner.scene.database, PARTY, owner.actor, token, NOW + VALID)
    with owner.scene.database.read() as session:
        assert len(session.execute(select(PasskeyChallengeRow.challenge_hash)).all()) == 1


def test_a_relying_party_is_what_the_address_says() -> None:
    assert [(party.rp_id, party.origin) for party in map(RelyingParty, (
        "https://kollen.example", "https://kollen.example:443/", "https://kollen.example:8443/x", "http://localhost:8000",
        "https://Omställning.ale.example:8443", "https://åäö.example", "https://xn--omstllning-t5a.ale.example",
    ))] == [
        ("kollen.example", "https://kollen.example"),
        ("kollen.example", "https://kollen.example"),
        ("kollen.example", "https://kollen.example:8443"),
        ("localhost", "http://localhost:8000"),
        ("xn--omstllning-t5a.ale.example", "https://xn--omstllning-t5a.ale.example:8443"),
        ("xn--4cab6c.example", "https://xn--4cab6c.example"),
        ("xn--omstllning-t5a.ale.example", "https://xn--omstllning-t5a.ale.example"),
    ]  # fmt: skip


def test_a_passkey_works_at_an_address_with_swedish_letters(owner: Owner) -> None:
    database, party = owner.scene.database, RelyingParty("https://omställning.example")
    token = owner.browser()
    options = json.loads(options_to_add(database, party, owner.actor, token, NOW))
    assert options["rp"]["id"] == "xn--omstllning-t5a.example"
    key = Authenticator(f"https://{options['rp']['id']}", options["rp"]["id"])
    assert len(add_passkey(database, party, owner.actor, "Telefonen", key.create(options), token, NOW)) == 10
    there = owner.browser()
    challenge = json.loads(options_to_confirm(database, party, owner.actor, there, NOW))
    assert challenge["rpId"] == "xn--omstllning-t5a.example"
    assert owner.actor_of(confirm_by_passkey(database, party, owner.actor, key.get(challenge), there, NOW))
