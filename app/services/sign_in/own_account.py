"""What somebody sees and settles about their own account: the name, the roles, and where they are signed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.session_events import AccountRenamed, MailsChosen, OtherSessionsEnded, SessionEnded
from app.accounts.kernel.person_name import MAX_CHARACTERS, read_own_name
from app.accounts.kernel.roles import INSTALLATION, Actor
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.kernel.tokens import hash_of
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import kinds_for
from app.accounts.privacy.personal_data import HeldRole
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.kernel.audit import note
from app.services.sign_in import words
from app.services.sign_in.sessions import STANDARD, Lifetime
from app.storage.engine.database import Database
from app.storage.mail import mail_opt_outs
from app.storage.privacy import personal_data
from app.storage.sign_in import people
from app.storage.sign_in.people import OwnSession


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """`handle` names the session on the page and is worth nothing elsewhere."""

    handle: str
    browser: str
    way: SignInWay
    began_at: datetime
    last_seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class MailChoice:
    kind: MailKind
    is_on: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """By a personal link (`is_whole` false) it is only what belongs to that place, and the name cannot be changed."""

    is_whole: bool
    name: str
    address: str
    roles: tuple[HeldRole, ...]
    browsers: tuple[SignedInBrowser, ...]
    mail_choices: tuple[MailChoice, ...] = ()
    """The notifications that these roles can get, in the order of the year."""


def own_account(
    database: Database, actor: Actor, token: str, now: datetime, lifetime: Lifetime = STANDARD
) -> OwnAccount:
    """`token` is the session's that asks. Browsers that were used last come first, this one before all."""
    with database.read() as session:
        account = personal_data.account_of(session, actor.person_id) if actor.respondent_id is None else None
        roles = personal_data.roles_of(session, actor.person_id) if account is not None else ()
        sessions = _sessions(session, actor, now, lifetime)
        opted_out = mail_opt_outs.opt_outs_of(session, actor.person_id)
    browsers = [
        SignedInBrowser(
            handle=_handle(item),
            browser=item.browser,
            way=item.way,
            began_at=item.began_at,
            last_seen_at=item.last_seen_at,
            is_this=item.token_hash == hash_of(token),
        )
        for item in sessions
    ]
    return OwnAccount(
        is_whole=account is not None,
        name=actor.name,
        address="" if account is None else account.address,
        roles=tuple(role for role in roles if role.ended_at is None),
        browsers=tuple(sorted(browsers, key=lambda item: not item.is_this)),
        mail_choices=tuple(MailChoice(kind, kind not in opted_out) for kind in _own_kinds(actor)),
    )


def rename(database: Database, actor: Actor, new_name: str, now: datetime) -> None:
    """Change one's own name; the same name again changes nothing. Raises InvalidInputError for what is no name.

    Raises PermissionDeniedError to who came by a personal link, since that may be in other hands.
    """
    _require_whole(actor, words.CAME_BY_PERSONAL_LINK)
    name = read_own_name(new_name)
    if name is None:
        raise InvalidInputError({"namn": words.NAME_UNUSABLE.with_facts(limit=MAX_CHARACTERS)})

    def work(session: Session) -> None:
        if people.rename(session, actor.person_id, name):
            note(session, actor, AccountRenamed(person_id=actor.person_id), INSTALLATION, now)

    database.write(work)


def choose_mails(
    database: Database, actor: Actor, shown_kinds: Collection[str], chosen_kinds: Collection[str], now: datetime
) -> None:
    """Turn on the notifications of `shown_kinds` that are in `chosen_kinds`, and the others off. What the form has not
    shown, as of a role that somebody got meanwhile, stays as it was.

    Raises PermissionDeniedError to who came by a personal link.
    """
    _require_whole(actor, words.CAME_BY_PERSONAL_LINK)
    on = {kind for kind in _own_kinds(actor) if kind in shown_kinds and kind in chosen_kinds}
    off = {kind for kind in _own_kinds(actor) if kind in shown_kinds} - on

    def work(session: Session) -> None:
        before = mail_opt_outs.opt_outs_of(session, actor.person_id)
        mail_opt_outs.turn_on(session, actor.person_id, on)
        mail_opt_outs.turn_off(session, actor.person_id, off)
        if before != (before - on) | off:
            note(session, actor, MailsChosen(person_id=actor.person_id), INSTALLATION, now)

    database.write(work)


def end_session(database: Database, actor: Actor, handle: str, now: datetime, lifetime: Lifetime = STANDARD) -> None:
    """Sign a browser of one's own out; nothing happens when it is signed out already."""

    def work(session: Session) -> None:
        for own_session in _sessions(session, actor, now, lifetime):
            if _handle(own_session) == handle and people.end_sign_in(session, own_session.token_hash) is not None:
                note(session, actor, SessionEnded(), INSTALLATION, now)

    database.write(work)


def end_other_sessions(
    database: Database, actor: Actor, token: str, now: datetime, lifetime: Lifetime = STANDARD
) -> None:
    """Sign every browser of one's own out but the one that asks."""

    def work(session: Session) -> None:
        others = [
            own_session
            for own_session in _sessions(session, actor, now, lifetime)
            if own_session.token_hash != hash_of(token)
        ]
        count = sum(people.end_sign_in(session, own_session.token_hash) is not None for own_session in others)
        if count:
            note(session, actor, OtherSessionsEnded(count=count), INSTALLATION, now)

    database.write(work)


def _sessions(session: Session, actor: Actor, now: datetime, lifetime: Lifetime) -> tuple[OwnSession, ...]:
    return people.sessions_of(session, actor.person_id, actor.respondent_id, now, now - lifetime.idle)


def _own_kinds(actor: Actor) -> tuple[MailKind, ...]:
    return kinds_for({membership.role for membership in actor.memberships})


def _handle(own_session: OwnSession) -> str:
    return hash_of(own_session.token_hash)[:16]


def _require_whole(actor: Actor, message: str) -> None:
    if actor.respondent_id is not None:
        raise PermissionDeniedError(message)
