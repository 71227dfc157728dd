"""Which kinds of mail people have turned off."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.accounts.mail.mail_form import MailKind
from app.storage.engine.prepared import INSERTS, dialect_name
from app.storage.tables import MailOptOutRow


def people_without(session: Session, kind: MailKind) -> frozenset[int]:
    """The people who have turned the kind off."""
    query = select(col(MailOptOutRow.person_id)).where(col(MailOptOutRow.kind) == kind)
    return frozenset(session.execute(query).scalars())


def opt_outs_of(session: Session, person_id: int) -> frozenset[str]:
    """The kinds that the person has turned off."""
    query = select(col(MailOptOutRow.kind)).where(col(MailOptOutRow.person_id) == person_id)
    return frozenset(session.execute(query).scalars())


def turn_off(session: Session, person_id: int, kinds: Collection[MailKind]) -> None:
    """What is off already stays so, also when two do it at once."""
    for kind in kinds:
        insert = INSERTS[dialect_name(session)](MailOptOutRow.__table__)  # type: ignore[attr-defined]
        session.execute(insert.values(person_id=person_id, kind=kind).on_conflict_do_nothing())


def turn_on(session: Session, person_id: int, kinds: Collection[MailKind]) -> None:
    own = col(MailOptOutRow.person_id) == person_id
    session.execute(delete(MailOptOutRow).where(own, col(MailOptOutRow.kind).in_(kinds)))
