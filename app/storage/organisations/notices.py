"""What the installation says of itself to the public: who runs it, and how accessible it is."""

from dataclasses import asdict

from sqlmodel import Session, select

from app.accounts.organisations.accessibility_statement import Conformance, Statement
from app.storage.tables import InstallationRow


def operator_name(session: Session) -> str:
    """The organisation that runs the installation; empty until it has said so."""
    row = session.exec(select(InstallationRow)).one_or_none()
    return "" if row is None else row.organisation


def find_statement(session: Session) -> Statement | None:
    """The accessibility statement, or None until it has been filled in."""
    row = session.exec(select(InstallationRow)).one_or_none()
    if row is None or not row.conformance or not row.assessed_on or not row.published_on or not row.updated_on:
        return None
    return Statement(
        organisation=row.organisation,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        conformance=Conformance(row.conformance),
        shortcomings=row.shortcomings,
        burdens=row.burdens,
        outside_law=row.outside_law,
        assessed_on=row.assessed_on,
        assessed_how=row.assessed_how,
        published_on=row.published_on,
        updated_on=row.updated_on,
    )


def store_statement(session: Session, statement: Statement) -> None:
    row = session.exec(select(InstallationRow)).one_or_none() or InstallationRow(id=1)
    row.sqlmodel_update(asdict(statement))
    session.add(row)
