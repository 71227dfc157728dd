"""Mail queue (outbox): a mail is claimed by one process at a time, so that none is sent twice; retries and outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.storage.engine.lease_queue import LeaseQueue
from app.storage.tables import MailRow


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail that this process has claimed in order to send it. `attempts` counts this one."""

    id: int
    kind: str
    to_address: str
    subject: str
    body: str
    reply_to: str
    message_id: str
    created_at: datetime
    try_at: datetime
    attempts: int


STALE_AFTER = timedelta(minutes=15)
"""How long a process may be busy with one mail. The mail server has half a minute for each of some ten steps."""
PUT_OFF = timedelta(hours=1)
"""The longest that a mail waits for its next attempt: the last delay of the retry policy."""

QUEUE = LeaseQueue(
    row=MailRow,
    item=ClaimedMail,
    lease="try_at",
    unfinished=col(MailRow.status) == MailStatus.QUEUED,
    # Somebody sits and waits for a mail to sign in with, so those come first.
    order=(case((col(MailRow.kind) == MailKind.SIGN_IN, 0), else_=1), col(MailRow.try_at), col(MailRow.id)),
    stale_after=STALE_AFTER,
    on_claim={"attempts": col(MailRow.attempts) + 1},
    put_off=PUT_OFF,
)


def mark_sent(session: Session, mail: ClaimedMail, now: datetime, *, keep_text: bool) -> None:
    """The text goes: it may carry a link that signs somebody in."""
    body = mail.body if keep_text else ""
    QUEUE.finish(session, mail, status=MailStatus.SENT, sent_at=now, problem="", body=body)


def give_up(session: Session, mail: ClaimedMail, problem: str) -> None:
    QUEUE.finish(session, mail, status=MailStatus.FAILED, problem=problem, body="")


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


def sent_since(session: Session, moment: datetime) -> int:
    """How many mails the mail server has taken from that moment on, also those that came back."""
    query = select(func.count()).where(col(MailRow.sent_at) >= moment)
    return int(session.execute(query).scalar_one())


def undelivered_since(session: Session, moment: datetime) -> int:
    """How many of those written from that moment on were refused or came back."""
    failures = col(MailRow.status).in_([MailStatus.FAILED, MailStatus.BOUNCED])
    query = select(func.count()).where(failures, col(MailRow.created_at) >= moment)
    return int(session.execute(query).scalar_one())


def oldest_waiting(session: Session) -> datetime | None:
    """When the mail that has waited longest was written."""
    waiting = select(func.min(col(MailRow.created_at))).where(col(MailRow.status) == MailStatus.QUEUED)
    return session.execute(waiting).scalar_one_or_none()
