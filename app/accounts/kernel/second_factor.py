"""Second factor and step-up: who must show a passkey, when, and for how long that counts. The one place with the rules.

A passkey that somebody has is always asked for. `SecondFactor` says whether those with the widest roles must have one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.accounts.kernel.roles import Role
from app.accounts.kernel.sign_in_way import SignInWay

CONFIRMED_FOR = timedelta(minutes=10)
"""How long after a passkey or a recovery code somebody may do what cannot be undone, without showing it again."""
MUST_HAVE_PASSKEY = frozenset({Role.OPERATOR, Role.REGION_COORDINATOR})
"""The roles that reach beyond one kommun: with `SecondFactor.REQUIRED` they do not count without a passkey."""


class SecondFactor(StrEnum):
    """What an installation asks for (the setting SECOND_FACTOR)."""

    OFF = "off"
    """Passkeys are neither offered nor asked for, not even those that there are."""
    OFFERED = "offered"
    """Whoever wants adds one, and is asked for it from then on."""
    REQUIRED = "required"
    """As offered; those with a role of MUST_HAVE_PASSKEY add one before anything else."""


class ConfirmationWay(StrEnum):
    """How somebody showed a second factor."""

    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"


class SignInStep(Enum):
    """What is left before a session is good."""

    COMPLETE = "complete"
    CONFIRM = "confirm"
    """A passkey or a recovery code must be shown."""
    ADD_PASSKEY = "add passkey"
    """The person has none and must add one."""


@dataclass(frozen=True, slots=True)
class SessionProof:
    """What a session knows: how it began, whether its person has a passkey, and when one was last shown in it."""

    way: SignInWay
    has_passkey: bool
    confirmed_at: datetime | None


_WITHOUT = frozenset({SignInWay.DEMO, SignInWay.PERSONAL_LINK})
"""Example people are anybody's, so that nobody's passkey may keep the others out; a personal link opens one place."""


def open_step(policy: SecondFactor, proof: SessionProof, roles: Collection[Role]) -> SignInStep:
    """What is left to do in a session of somebody with these roles."""
    if policy is SecondFactor.OFF or proof.way in _WITHOUT:
        return SignInStep.COMPLETE
    if proof.has_passkey:
        return SignInStep.CONFIRM if proof.confirmed_at is None else SignInStep.COMPLETE
    is_missing = policy is SecondFactor.REQUIRED and not MUST_HAVE_PASSKEY.isdisjoint(roles)
    return SignInStep.ADD_PASSKEY if is_missing else SignInStep.COMPLETE


def must_confirm(policy: SecondFactor, proof: SessionProof, now: datetime) -> bool:
    """Whether a passkey must be shown before something that cannot be undone. Never of somebody who has none."""
    if policy is SecondFactor.OFF or proof.way in _WITHOUT or not proof.has_passkey:
        return False
    if proof.confirmed_at is None:
        return True
    # Shown while the clock was ahead it would count until the clock has come there again.
    return not -CLOCK_DIFFERENCE <= now - proof.confirmed_at < CONFIRMED_FOR
