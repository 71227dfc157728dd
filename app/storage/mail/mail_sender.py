"""Mail queue (outbox): a mail is claimed by one process at a time, so that none is sent twice; retries and outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select, update
from sqlmodel import Session, col

from app.accounts.mail.mail_kinds import MailKind
from app.storage.tables import MailRow, MailStatus


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail that this process has taken on to send. `tries` counts this one."""

    id: int
    kind: str
    to_address: str
    subject: str
    body: str
    reply_to: str
    message_id: str
    created_at: datetime
    tries: int


def is_any_due(session: Session, now: datetime) -> bool:
    return session.execute(_due(now)).first() is not None


def claim(session: Session, now: datetime, until: datetime) -> ClaimedMail | None:
    """The mail whose turn it is; nobody else takes it on before `until`, when whoever had it must have died.

    Somebody sits and waits for a mail to sign in with, so those come first.
    """
    first = case((col(MailRow.kind) == MailKind.SIGN_IN, 0), else_=1)
    turn = _due(now).order_by(first, col(MailRow.try_at), col(MailRow.id)).with_for_update(skip_locked=True)
    row = session.execute(
        update(MailRow)
        .where(col(MailRow.id) == turn.scalar_subquery())
        .values(try_at=until, attempts=col(MailRow.attempts) + 1)
        .returning(
            col(MailRow.id),
            col(MailRow.kind),
            col(MailRow.to_address),
            col(MailRow.subject),
            col(MailRow.body),
            col(MailRow.reply_to),
            col(MailRow.message_id),
            col(MailRow.created_at),
            col(MailRow.attempts),
        )
    ).one_or_none()
    return None if row is None else ClaimedMail(*row)


def mark_sent(session: Session, mail: ClaimedMail, now: datetime, *, keep_text: bool) -> None:
    """The text goes: it may carry a link that signs somebody in."""
    _mark(session, mail, status=MailStatus.SENT, sent_at=now, problem="", body=mail.body if keep_text else "")


def reschedule(session: Session, mail: ClaimedMail, try_at: datetime, problem: str) -> None:
    _mark(session, mail, try_at=try_at, problem=problem)


def give_up(session: Session, mail: ClaimedMail, problem: str) -> None:
    _mark(session, mail, status=MailStatus.FAILED, problem=problem, body="")


def mark_bounced(session: Session, message_id: str, problem: Callable[[str], str]) -> int | None:
    """A mail that came back. `problem` words it, given the mail's address.

    Returns the mail's id, or None when no such mail was sent from here.
    """
    row = session.execute(select(MailRow).where(col(MailRow.message_id) == message_id)).scalar_one_or_none()
    if row is None:
        return None
    if row.status in {MailStatus.SENT, MailStatus.QUEUED}:
        row.status, row.problem, row.body = MailStatus.BOUNCED, problem(row.to_address), ""
    return int(row.id)


def counts(session: Session) -> Mapping[MailStatus, int]:
    """How many mails there are in each status."""
    rows = session.execute(select(col(MailRow.status), func.count()).group_by(col(MailRow.status)))
    return dict(rows.all())


def oldest_waiting(session: Session) -> datetime | None:
    """When the mail that has waited longest was written."""
    waiting = select(func.min(col(MailRow.created_at))).where(col(MailRow.status) == MailStatus.QUEUED)
    return session.execute(waiting).scalar_one_or_none()


def _due(now: datetime) -> Select[Any]:
    due = select(col(MailRow.id)).where(col(MailRow.status) == MailStatus.QUEUED, col(MailRow.try_at) <= now)
    return due.limit(1)


def _mark(session: Session, mail: ClaimedMail, **values: object) -> None:
    """Only while it is still ours: a process that was too slow must not undo what another has done since."""
    session.execute(
        update(MailRow)
        .where(
            col(MailRow.id) == mail.id,
            col(MailRow.status) == MailStatus.QUEUED,
            col(MailRow.attempts) == mail.tries,
        )
        .values(**values)
    )
