"""Who must show a passkey, and when: every policy, way to sign in and role."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.accounts.kernel.recovery_codes import CODES, hash_of_code, new_code
from app.accounts.kernel.roles import Role
from app.accounts.kernel.second_factor import (
    CONFIRMED_FOR,
    MUST_HAVE_PASSKEY,
    SecondFactor,
    SessionProof,
    SignInStep,
    must_confirm,
    open_step,
)
from app.accounts.kernel.sign_in_way import SignInWay

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
PROVEN = (SignInWay.MAIL, SignInWay.FEDERATED)
ASKING = (SecondFactor.OFFERED, SecondFactor.REQUIRED)


@pytest.mark.parametrize(("policy", "way", "role"), list(product(ASKING, PROVEN, Role)))
def test_a_passkey_that_somebody_has_is_asked_for_once_in_a_session(
    policy: SecondFactor, way: SignInWay, role: Role
) -> None:
    assert open_step(policy, SessionProof(way, True, None), {role}) is SignInStep.CONFIRM
    assert open_step(policy, SessionProof(way, True, NOW), {role}) is SignInStep.COMPLETE


@pytest.mark.parametrize("role", Role)
def test_only_some_roles_must_have_one_and_only_where_it_is_required(role: Role) -> None:
    proof = SessionProof(SignInWay.MAIL, False, None)
    assert open_step(SecondFactor.OFFERED, proof, {role}) is SignInStep.COMPLETE
    is_asked = open_step(SecondFactor.REQUIRED, proof, {role, Role.KOMMUN_READER}) is SignInStep.ADD_PASSKEY
    assert is_asked == (role in MUST_HAVE_PASSKEY)
    assert {Role.OPERATOR, Role.REGION_COORDINATOR} == MUST_HAVE_PASSKEY


def test_a_session_that_was_confirmed_is_no_way_around_having_one() -> None:
    proof = SessionProof(SignInWay.MAIL, False, NOW)
    assert open_step(SecondFactor.REQUIRED, proof, {Role.OPERATOR}) is SignInStep.ADD_PASSKEY


@pytest.mark.parametrize(
    ("policy", "way"),
    [
        *product([SecondFactor.OFF], SignInWay),
        *product(SecondFactor, [SignInWay.DEMO, SignInWay.PERSONAL_LINK]),
    ],
)
def test_some_sessions_are_never_asked(policy: SecondFactor, way: SignInWay) -> None:
    for has_passkey in (True, False):
        proof = SessionProof(way, has_passkey, None)
        assert open_step(policy, proof, {Role.OPERATOR}) is SignInStep.COMPLETE
        assert not must_confirm(policy, proof, NOW)


@pytest.mark.parametrize("policy", ASKING)
def test_what_cannot_be_undone_asks_again_after_the_limit(policy: SecondFactor) -> None:
    proof = SessionProof(SignInWay.MAIL, True, NOW)
    assert not must_confirm(policy, proof, NOW)
    assert must_confirm(policy, proof, NOW + CONFIRMED_FOR)
    assert must_confirm(policy, SessionProof(SignInWay.MAIL, True, None), NOW)
    assert not must_confirm(policy, SessionProof(SignInWay.MAIL, False, None), NOW)


def test_a_passkey_that_was_shown_while_the_clock_was_ahead_is_asked_for_again() -> None:
    ahead = NOW + CLOCK_DIFFERENCE
    assert not must_confirm(SecondFactor.OFFERED, SessionProof(SignInWay.MAIL, True, ahead), NOW)
    assert must_confirm(SecondFactor.OFFERED, SessionProof(SignInWay.MAIL, True, ahead + timedelta(seconds=1)), NOW)


def test_a_code_is_read_however_it_is_typed_and_is_one_persons() -> None:
    code = new_code(lambda size: bytes(range(size)))
    assert [len(group) for group in code.split("-")] == [4] * 6
    spellings = (code, code.upper(), code.replace("-", " "), f" {code.replace('-', '')}\n")
    assert {hash_of_code(7, spelling) for spelling in spellings} == {hash_of_code(7, code)}
    assert hash_of_code(8, code) != hash_of_code(7, code)
    assert not set(code) & set("ilo01")
    assert CODES == 10
