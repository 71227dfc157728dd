"""WebAuthn ceremonies: what the browser is asked for, and what of its answer is believed. The one user of py_webauthn.

Every answer must be for a challenge of the same session and purpose, come from our own origin, and be from a device
that has verified its owner (by fingerprint, face or PIN).
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.kernel.host_names import ascii_host
from app.accounts.kernel.tokens import hash_of
from app.errors import OmstallningskollenError
from app.services.sign_in import words
from app.storage.sign_in import passkeys as stored
from app.storage.sign_in.passkeys import Passkey

VALID = timedelta(minutes=5)
"""How long a challenge waits for its answer."""
MAX_ANSWER_CHARACTERS = 20_000
"""Of the JSON that a browser sends; an answer has some two thousand."""
_TIMEOUT_MS = VALID // timedelta(milliseconds=1)
_CHALLENGE_BYTES = 32
_UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What py_webauthn raises for an answer that no browser gives: its own errors, and those of what it reads with."""


class Purpose(StrEnum):
    """What a challenge is for. An answer for one is none for the other."""

    ADD = "add"
    CONFIRM = "confirm"


class PasskeyRefusedError(OmstallningskollenError):
    """The answer is not believed. `reason` is for the log of the service, and names nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Where passkeys are good (WebAuthn relying party), as PUBLIC_URL has it and browsers write it: å, ä and ö of a
    host name are `xn--…` to them."""

    public_url: str

    @property
    def rp_id(self) -> str:
        return ascii_host(urlsplit(self.public_url).hostname or "")

    @property
    def origin(self) -> str:
        parts = urlsplit(self.public_url)
        port = "" if parts.port in {None, {"http": 80, "https": 443}.get(parts.scheme)} else f":{parts.port}"
        return f"{parts.scheme}://{self.rp_id}{port}"


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str


def registration_options(
    session: Session, party: RelyingParty, person_id: int, address: str, name: str, token: str, now: datetime
) -> str:
    """What the browser is asked for a new passkey of a person, as JSON. `token` is the session's."""
    challenge = _new_challenge(session, token, Purpose.ADD, now)
    options = generate_registration_options(
        rp_id=party.rp_id,
        rp_name=words.PRODUCT_NAME,
        # The same for all passkeys of a person, so that a device keeps one of them; it tells nobody who that is.
        user_id=bytes.fromhex(hash_of(f"passkey user:{party.rp_id}:{person_id}")),
        user_name=address or name or words.PRODUCT_NAME,
        user_display_name=name or address or words.PRODUCT_NAME,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_descriptors(stored.passkeys_of(session, person_id)),
    )
    return options_to_json(options)


def authentication_options(session: Session, party: RelyingParty, person_id: int, token: str, now: datetime) -> str:
    """What the browser is asked to confirm who somebody is, as JSON."""
    challenge = _new_challenge(session, token, Purpose.CONFIRM, now)
    options = generate_authentication_options(
        rp_id=party.rp_id,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        allow_credentials=_descriptors(stored.passkeys_of(session, person_id)),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def read_registration(session: Session, party: RelyingParty, answer: str, token: str, now: datetime) -> NewPasskey:
    """The passkey that the browser has made. Uses the challenge up. Raises PasskeyRefusedError."""
    try:
        challenge = _challenge_of(answer)
        _take(session, challenge, token, Purpose.ADD, now)
        registration = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
        transports = json.loads(answer)["response"].get("transports") or ()
    except _UNREADABLE as error:
        raise PasskeyRefusedError(type(error).__name__) from error
    names = {transport.value for transport in AuthenticatorTransport}
    return NewPasskey(
        credential_id=registration.credential_id,
        public_key=registration.credential_public_key,
        sign_count=registration.sign_count,
        transports=" ".join(sorted(names.intersection(str(name) for name in transports))),
    )


def has_passkey_of(session: Session, person_id: int, answer: str) -> bool:
    """Whether the person has the passkey that the answer names, as one that is sent twice does. Believes nothing."""
    try:
        return stored.passkey_of(session, person_id, _credential_id_of(answer)) is not None
    except (*_UNREADABLE, PasskeyRefusedError):
        return False


def read_authentication(
    session: Session, party: RelyingParty, person_id: int, answer: str, token: str, now: datetime
) -> Passkey:
    """The person's passkey that the browser has shown, after noting its use. Uses the challenge up.

    Raises PasskeyRefusedError, also when the device's counter has not gone up: then the passkey may be a copy.
    """
    try:
        challenge = _challenge_of(answer)
        _take(session, challenge, token, Purpose.CONFIRM, now)
        passkey = stored.passkey_of(session, person_id, _credential_id_of(answer))
        if passkey is None:
            raise PasskeyRefusedError("not this person's")
        assertion = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _UNREADABLE as error:
        raise PasskeyRefusedError(type(error).__name__) from error
    stored.note_use(session, passkey.id, assertion.new_sign_count, now)
    return passkey


def _new_challenge(session: Session, token: str, purpose: Purpose, now: datetime) -> bytes:
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    stored.add_challenge(session, hash_of(challenge.hex()), hash_of(token), purpose, now, now + VALID)
    return challenge


def _challenge_of(answer: str) -> bytes:
    """The challenge that the answer says it is for."""
    client_data = json.loads(base64url_to_bytes(_read(answer)["response"]["clientDataJSON"]))
    return base64url_to_bytes(client_data["challenge"])


def _credential_id_of(answer: str) -> bytes:
    """The device's own name for the passkey."""
    return base64url_to_bytes(_read(answer)["rawId"])


def _read(answer: str) -> Any:
    """JSON. Raises PasskeyRefusedError for what is too long, and an error of _UNREADABLE for what is none."""
    if len(answer) > MAX_ANSWER_CHARACTERS:
        raise PasskeyRefusedError("too long")
    return json.loads(answer)


def _take(session: Session, challenge: bytes, token: str, purpose: Purpose, now: datetime) -> None:
    if not stored.take_challenge(session, hash_of(challenge.hex()), hash_of(token), purpose, now):
        raise PasskeyRefusedError("unknown challenge")


def _descriptors(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential_id,
            transports=[AuthenticatorTransport(name) for name in passkey.transports.split()],
        )
        for passkey in passkeys
    ]
