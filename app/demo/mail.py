"""Mails of the example region: nobody gets them by mail, they are read on a page of the demo."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlmodel import col, select

from app.demo.personas import INSTALLATION, personas
from app.storage.engine.database import Database
from app.storage.tables import MailRow

SHOWN = 30


class Drawer:
    """Where the demo's mails end up instead of at a mail server."""

    def send(self, message: EmailMessage) -> None:
        """Nothing leaves the service."""

    def rest(self) -> None:
        """There is nothing to close."""


@dataclass(frozen=True, slots=True)
class DemoMail:
    id: int
    written_at: datetime
    to_address: str
    subject: str
    body: str


def latest_mails(database: Database) -> tuple[DemoMail, ...]:
    """Those whose text is kept, latest first. None where there is somebody else's database than the example's own."""
    if not any(persona.place == INSTALLATION for persona in personas(database)):
        return ()
    with database.read() as session:
        query = select(MailRow).where(MailRow.body != "").order_by(col(MailRow.id).desc()).limit(SHOWN)
        return tuple(
            DemoMail(
                id=row.id or 0, written_at=row.created_at, to_address=row.to_address, subject=row.subject, body=row.body
            )
            for row in session.exec(query).all()
        )
