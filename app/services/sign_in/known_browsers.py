"""Known browsers (device cookies): one that has signed in by mail before is counted by itself when it asks for a mail.

So nobody who asks in another's name can use up what the owner of the address may ask for. A known browser signs nobody
in: all it has is a count of its own.
"""

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from app.accounts.kernel.tokens import hash_of
from app.storage.engine.database import Database
from app.storage.engine.failures import DRIVER_ERRORS
from app.storage.sign_in import known_browsers as stored
from app.storage.sign_in.people import address_of

KNOWN_FOR = timedelta(days=180)
"""After the last sign-in by mail."""

log = structlog.get_logger(__name__)


def is_known(database: Database, address: str, browser: str, now: datetime) -> bool:
    """Whether the browser with this secret has signed in with this address."""
    with database.read() as session:
        return stored.is_known(session, _key_hash(address, browser), now)


def remember_browser(database: Database, person_id: int, browser: str, now: datetime) -> bool:
    """To be called when the person has signed in by mail in the browser with this secret.

    False when it could not be stored, which is logged: nobody's sign-in fails for that.
    """

    def work(session: Session) -> None:
        address = address_of(session, person_id)
        if address:
            stored.remember(session, _key_hash(address, browser), now, now + KNOWN_FOR)

    try:
        database.write(work)
    except DRIVER_ERRORS:
        log.exception("browser_not_remembered")
        return False
    return True


def _key_hash(address: str, browser: str) -> str:
    """Of both together: the browser's secret is not in the database, so no address can be looked for in the table."""
    return hash_of(f"known browser:{browser}:{address}")
