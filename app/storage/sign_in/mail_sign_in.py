"""Links and codes sent by mail to those who want to sign in, and who may be sent one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlmodel import Session, col

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import MembershipRow, PersonRow, RespondentRow, SignInLinkRow


@dataclass(frozen=True, slots=True)
class SignInLink:
    """`person_id` is None when nobody had the address, `browser_hash` empty when any browser may use the link; `tries`
    counts wrong codes."""

    token_hash: str
    code_hash: str
    person_id: int | None
    browser_hash: str
    after: str
    tries: int
    used_at: datetime | None


_COLUMNS = columns_of(SignInLink, SignInLinkRow)


def person_who_may_sign_in(session: Session, address: str) -> int | None:
    """The person with this address who has a role, or is asked to answer somewhere."""
    query = select(col(PersonRow.id)).where(col(PersonRow.email) == address, _may_sign_in())
    return session.execute(query).scalar_one_or_none()


def may_sign_in(session: Session, person_id: int) -> bool:
    return (
        session.execute(select(col(PersonRow.id)).where(col(PersonRow.id) == person_id, _may_sign_in())).first()
        is not None
    )


def _may_sign_in() -> Any:
    has_role = exists().where(col(MembershipRow.person_id) == col(PersonRow.id), col(MembershipRow.ended_at).is_(None))
    is_asked = exists().where(col(RespondentRow.person_id) == col(PersonRow.id))
    return has_role | is_asked


def add_link(session: Session, link: SignInLink, now: datetime, expires_at: datetime) -> None:
    session.add(
        SignInLinkRow(
            token_hash=link.token_hash,
            code_hash=link.code_hash,
            person_id=link.person_id,
            browser_hash=link.browser_hash,
            after=link.after,
            created_at=now,
            expires_at=expires_at,
        )
    )
    session.flush()


def find_link(session: Session, token_hash: str, now: datetime) -> SignInLink | None:
    """A link whose time is not up, used or not."""
    query = select(*_COLUMNS).where(col(SignInLinkRow.token_hash) == token_hash, *_is_good(now))
    row = session.execute(query).one_or_none()
    return None if row is None else record_of(SignInLink, row)


def unused_links_of(session: Session, browser_hash: str, now: datetime) -> Sequence[SignInLink]:
    """Those a browser asked for and can still use. Until the transaction ends nobody else can use or try them."""
    query = (
        select(*_COLUMNS)
        .where(
            col(SignInLinkRow.browser_hash) == browser_hash,
            col(SignInLinkRow.used_at).is_(None),
            *_is_good(now),
        )
        .order_by(col(SignInLinkRow.token_hash))
        .with_for_update()
    )
    return [record_of(SignInLink, row) for row in session.execute(query)]


def _is_good(now: datetime) -> tuple[Any, ...]:
    """What a clock that was ahead has sent is not: it would be until the clock has come there again."""
    return col(SignInLinkRow.expires_at) > now, col(SignInLinkRow.created_at) <= now + CLOCK_DIFFERENCE


def use_link(session: Session, token_hash: str, now: datetime) -> bool:
    """Mark a link as used. False when it was used already: of two at the same time one is too late."""
    statement = update(SignInLinkRow).where(
        col(SignInLinkRow.token_hash) == token_hash, col(SignInLinkRow.used_at).is_(None)
    )
    return session.execute(statement.values(used_at=now).returning(col(SignInLinkRow.token_hash))).first() is not None


def note_wrong_code(session: Session, browser_hash: str) -> None:
    """One more wrong code against every unused link that the browser asked for."""
    statement = update(SignInLinkRow).where(
        col(SignInLinkRow.browser_hash) == browser_hash, col(SignInLinkRow.used_at).is_(None)
    )
    session.execute(statement.values(tries=col(SignInLinkRow.tries) + 1))


def clear_links(session: Session, now: datetime) -> None:
    """Forget the links whose time is up."""
    session.execute(delete(SignInLinkRow).where(col(SignInLinkRow.expires_at) <= now))
