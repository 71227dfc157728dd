"""Ending sessions from the command line, when somebody's may be in other hands."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.session_events import SessionsEnded
from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.roles import INSTALLATION
from app.errors import NotFoundError
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.sign_in.people import end_sign_ins, person_with


def end_sessions_of(database: Database, address: str, now: datetime) -> int:
    """Of the person with the address, in every browser. Returns how many. Raises NotFoundError for nobody's address."""

    def work(session: Session) -> int:
        email = read_address(address)
        person_id = None if isinstance(email, AddressProblem) else person_with(session, email)
        if person_id is None:
            raise NotFoundError
        return _end(session, person_id, now)

    return database.write(work)


def end_all_sessions(database: Database, now: datetime) -> int:
    """Of everybody, those who answer by a personal link too. Returns how many."""
    return database.write(lambda session: _end(session, None, now))


def _end(session: Session, person_id: int | None, now: datetime) -> int:
    count = end_sign_ins(session, person_id)
    if count:
        note(session, None, SessionsEnded(person_id=person_id, count=count), INSTALLATION, now)
    return count
