"""Somebody of a database, as services know them."""

from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.storage.engine.database import Database
from app.storage.tables import MembershipRow, MunicipalityRow


def coordinator_of(database: Database, code: str) -> Actor:
    """Of a kommun, by its SCB code."""
    with database.read() as session:
        return _coordinator(session, code)


def _coordinator(session: Session, code: str) -> Actor:
    query = (
        select(MembershipRow, MunicipalityRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .where(MunicipalityRow.code == code, MembershipRow.role == Role.KOMMUN_COORDINATOR)
    )
    row, kommun = session.exec(query).first() or (None, None)
    assert row is not None
    assert kommun is not None
    membership = Membership(Role.KOMMUN_COORDINATOR, kommun.region_id, kommun.id)
    return Actor(row.person_id, "Samordnare", (membership,))
