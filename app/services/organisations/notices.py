"""What anybody may read of the installation and its regions: who is responsible for personal data, and how to ask."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.privacy_events import InstallationStatementChanged
from app.accounts.kernel.roles import INSTALLATION, Actor, Right
from app.accounts.organisations.accessibility_statement import Statement, StatementForm, read_statement
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError
from app.rounds.kernel.days import day_of
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.organisations import notices as stored
from app.storage.organisations.organisations import find_region
from app.storage.organisations.organisations import regions as all_regions


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """`region` is the one whose notice was asked for, if any. `operator` runs the installation; empty if not told."""

    region: Region | None
    regions: tuple[Region, ...]
    operator: str


def privacy_notice(database: Database, slug: str | None = None) -> PrivacyNotice:
    """The notice of the region with this slug, or the general one. Raises NotFoundError when there is no such
    region.
    """
    with database.read() as session:
        region = None if slug is None else find_region(session, slug)
        if slug is not None and region is None:
            raise NotFoundError
        return PrivacyNotice(region, all_regions(session), stored.operator_name(session))


def accessibility_statement(database: Database) -> Statement | None:
    """What the installation says of its accessibility; None until somebody has filled it in."""
    with database.read() as session:
        return stored.find_statement(session)


def statement_to_change(database: Database, actor: Actor) -> Statement | None:
    """The same, for the operator's form. Raises NotFoundError to others."""
    require(actor, Right.RUN_INSTALLATION, INSTALLATION)
    return accessibility_statement(database)


def preview_statement(actor: Actor, form: StatementForm, now: datetime) -> Statement:
    """What was typed, as it would be published; nothing is stored. Raises InvalidInputError with every error."""
    require(actor, Right.RUN_INSTALLATION, INSTALLATION)
    return read_statement(form, day_of(now))


def change_statement(database: Database, actor: Actor, form: StatementForm, now: datetime) -> None:
    """Publish the statement. Publishing the same again is no change, not even of its date. Raises InvalidInputError."""
    statement = preview_statement(actor, form, now)

    def work(session: Session) -> None:
        current = stored.find_statement(session)
        if current == replace(statement, updated_on=current.updated_on if current else statement.updated_on):
            return
        stored.store_statement(session, statement)
        event = InstallationStatementChanged(conformance=statement.conformance, assessed_on=statement.assessed_on)
        note(session, actor, event, INSTALLATION, now)

    database.write(work)
