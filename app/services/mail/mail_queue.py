"""Queueing a mail (outbox): the region's wording filled in, in the same transaction as what it tells of.

Another part of the service sends what is queued, so that a mail server that is slow or away holds nobody up, and a
mail is never sent about something that was not stored.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from app.accounts.kernel.host_names import ascii_host
from app.accounts.mail.mail_kinds import MailKind, fill, fill_body
from app.storage.mail import mail_queue
from app.storage.mail.mail_queue import About, Mail


def filled(session: Session, kind: MailKind, values: Mapping[str, str], region_id: int | None) -> tuple[str, str]:
    """Subject and body as the region words them. `values` fills every place the kind may have (`mail_kinds.FORMS`)."""
    wording = mail_queue.wording_of(session, region_id, kind)
    return " ".join(fill(wording.subject, values).split()), fill_body(wording.body, values)


def queue_mail(
    session: Session,
    kind: MailKind,
    to_address: str,
    values: Mapping[str, str],
    about: About,
    now: datetime,
    *,
    public_url: str,
    reply_to: str = "",
) -> int:
    """Queue one mail, filled in as `filled` does. Returns its id."""
    subject, body = filled(session, kind, values, about.wording_region_id or about.region_id)
    host = ascii_host(urlsplit(public_url).hostname or "localhost")
    mail = Mail(
        kind=kind,
        to_address=to_address,
        subject=subject,
        body=body,
        message_id=f"{secrets.token_hex(16)}@{host}",
        reply_to=reply_to,
        about=about,
    )
    return mail_queue.add_mail(session, mail, now)
