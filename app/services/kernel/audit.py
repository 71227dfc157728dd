"""Writing to the audit log what somebody did; called by every service that changes something, in its transaction."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.kernel.roles import Actor, Place
from app.storage.kernel import audit


def note(session: Session, actor: Actor | None, event: Event, place: Place, now: datetime) -> None:
    """Add a line. `actor` is None for the command line and the service itself. Call it last in the transaction."""
    audit.append(session, None if actor is None else actor.person_id, event, place, now)
