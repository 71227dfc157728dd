"""Confirming that it is oneself, by a passkey or a recovery code: at sign-in and before what cannot be undone."""

import secrets
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from app.accounts.audit.session_events import SessionConfirmed
from app.accounts.kernel.recovery_codes import hash_of_code
from app.accounts.kernel.roles import INSTALLATION, Actor
from app.accounts.kernel.second_factor import ConfirmationWay
from app.accounts.kernel.tokens import hash_of
from app.errors import InvalidInputError, NotSignedInError
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.sign_in import words
from app.services.sign_in.passkey_ceremonies import (
    PasskeyRefusedError,
    RelyingParty,
    authentication_options,
    read_authentication,
)
from app.services.sign_in.passkeys import TRIES_WITH_PASSKEY
from app.services.sign_in.second_factor_mail import tell_owner
from app.storage.engine.database import Database
from app.storage.sign_in import people, recovery_codes

RECOVERY_CODES_TRIED = Limit("recovery code in session", 10, timedelta(hours=1), words.MANY_RECOVERY_CODES)
"""The codes are too long to be guessed in any number of sessions, and nobody uses up what their owner may try."""

log = structlog.get_logger(__name__)


def options_to_confirm(database: Database, party: RelyingParty, actor: Actor, token: str, now: datetime) -> str:
    """What the browser is asked to show a passkey, as JSON. `token` is the session's. Raises RateLimitedError."""
    count(database, [Try(TRIES_WITH_PASSKEY, token)], now)
    return database.write(lambda session: authentication_options(session, party, actor.person_id, token, now))


def confirm_by_passkey(
    database: Database,
    party: RelyingParty,
    actor: Actor,
    answer: str,
    token: str,
    now: datetime,
    *,
    renews_token: bool = True,
) -> str:
    """Note in the session that a passkey was shown. Returns the session's token from then on: a new one, or the same
    without `renews_token`.

    Raises InvalidInputError for an answer that is not believed, and NotSignedInError when the session is over.
    """

    def work(session: Session) -> str | InvalidInputError:
        try:
            read_authentication(session, party, actor.person_id, answer, token, now)
        except PasskeyRefusedError as refused:
            log.warning("passkey_not_accepted", reason=refused.reason)
            return InvalidInputError({"passnyckel": words.PASSKEY_NOT_ACCEPTED})
        return _confirm(session, actor, ConfirmationWay.PASSKEY, token, now, renews_token=renews_token)

    return _token_of(database.write(work))


def confirm_by_code(
    database: Database,
    actor: Actor,
    code: str,
    token: str,
    now: datetime,
    *,
    public_url: str,
    renews_token: bool = True,
) -> str:
    """As `confirm_by_passkey`, by a recovery code, which is used up and told of by mail. Raises RateLimitedError."""
    count(database, [Try(RECOVERY_CODES_TRIED, token)], now)

    def work(session: Session) -> str | InvalidInputError:
        if not recovery_codes.use_code(session, actor.person_id, hash_of_code(actor.person_id, code)):
            return InvalidInputError({"reservkod": words.RECOVERY_CODE_WRONG})
        tell_owner(session, actor.person_id, words.RECOVERY_CODE_WAS_USED, now, public_url=public_url)
        return _confirm(session, actor, ConfirmationWay.RECOVERY_CODE, token, now, renews_token=renews_token)

    return _token_of(database.write(work))


def _confirm(
    session: Session, actor: Actor, way: ConfirmationWay, token: str, now: datetime, *, renews_token: bool
) -> str:
    new_token = secrets.token_urlsafe(32) if renews_token else token
    if not people.confirm_sign_in(session, hash_of(token), hash_of(new_token), now):
        raise NotSignedInError
    note(session, actor, SessionConfirmed(way=way), INSTALLATION, now)
    return new_token


def _token_of(outcome: str | InvalidInputError) -> str:
    if isinstance(outcome, InvalidInputError):
        raise outcome
    return outcome
