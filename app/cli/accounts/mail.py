"""Commands about outgoing mail: what came back, how the queue is, and whether the mail server takes a mail."""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from app.accounts.mail.mail_status import MailStatus
from app.cli.commands import Parsers
from app.cli.output import print_message
from app.cli.tables import table
from app.config import Settings
from app.mail.bounces import read_bounce
from app.mail.smtp import DeliveryError
from app.services.mail import mail_operations
from app.storage.engine.database import Database

MAX_BYTES = 2_000_000
EX_TEMPFAIL = 75
"""The exit status (EX_TEMPFAIL) by which a mail server keeps a mail and comes back with it."""
STATUS_NAMES = {
    MailStatus.QUEUED: "väntar",
    MailStatus.SENT: "skickade",
    MailStatus.FAILED: "gick inte att skicka",
    MailStatus.BOUNCED: "kom tillbaka",
}


def register(parsers: Parsers) -> None:
    mail = parsers["mail"]
    kinds = mail.add_subparsers(required=True, metavar="VAD")
    back = kinds.add_parser("bounced", help="läs en studs på standard in, som ett aliaskommando hos mejlservern")
    back.set_defaults(run=bounced)
    state = kinds.add_parser("status", help="hur många mejl som väntar, är skickade och inte kom fram")
    state.set_defaults(run=status)
    trying = kinds.add_parser("test", help="skicka ett provmejl direkt, förbi kön")
    trying.add_argument("address", metavar="ADRESS")
    trying.set_defaults(run=test)


def bounced(_arguments: argparse.Namespace) -> int:
    """0 for whatever is no bounce of ours as well: the mail server would only send that back in its turn."""
    bounce = read_bounce(sys.stdin.buffer.read(MAX_BYTES))
    if bounce is None:
        print("Ingen studs.")
        return 0
    database = Database(Settings().database_url)
    try:
        mail_id = mail_operations.note_bounce(database, bounce)
    except SQLAlchemyError as error:
        print(f"Databasen går inte att nå ({type(error).__name__}).", file=sys.stderr)
        return EX_TEMPFAIL
    finally:
        database.close()
    print("Studsen hör inte till något mejl härifrån." if mail_id is None else f"Mejl {mail_id} kom tillbaka.")
    return 0


def status(_arguments: argparse.Namespace) -> int:
    settings = Settings()
    database = Database(settings.database_url)
    try:
        state = mail_operations.state(database)
    finally:
        database.close()
    rows = [
        {"mejl": STATUS_NAMES[mail_status], "antal": state.counts.get(mail_status, 0)} for mail_status in MailStatus
    ]
    print(table(("mejl", "antal"), rows))
    if state.oldest_waiting is not None:
        minutes = int((datetime.now(UTC) - state.oldest_waiting).total_seconds() // 60)
        print(f"\nDet äldsta har väntat i {minutes} minuter.")
    if settings.mail_server is None:
        print("\nSMTP_URL är inte satt, så inga mejl skickas.")
    return 0


def test(arguments: argparse.Namespace) -> int:
    settings = Settings()
    if settings.mail_server is None:
        print("Sätt SMTP_URL och MAIL_FROM först.", file=sys.stderr)
        return 1
    try:
        mail_operations.send_trial(
            settings.mail_server, settings.sender, settings.bounce_address, arguments.address, datetime.now(UTC)
        )
    except ValueError:
        print("Skriv en e-postadress, till exempel sara.lind@ale.se.", file=sys.stderr)
        return 1
    except DeliveryError as error:
        print_message(f"Mejlservern tog inte emot mejlet: {error.reason}")
        return 1
    print("Mejlservern tog emot mejlet. Kontrollera att det kom fram, och att det inte hamnade i skräpposten.")
    return 0
