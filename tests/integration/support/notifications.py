"""People of Norrby who can be written to, and the notifications that were queued to them."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.notifications import AUDIENCES
from app.storage.tables import MailRow, MembershipRow, PersonRow
from tests.builders import NOW, Scene, added

COORDINATOR_ADDRESS = "samordnare@norrby.example"


def give_address(scene: Scene, actor: Actor, address: str = COORDINATOR_ADDRESS) -> None:
    statement = update(PersonRow).where(col(PersonRow.id) == actor.person_id).values(email=address)
    scene.database.write(lambda session: session.execute(statement))


def member(
    scene: Scene, name: str, address: str | None, role: Role = Role.KOMMUN_APPROVER, person_id: int | None = None
) -> Actor:
    """Somebody new in Norrby, or one who is there already, with a role."""

    def work(session: Session) -> Actor:
        person = person_id or added(session, PersonRow(name=name, email=address))
        kommun = scene.region.norrby.id
        session.add(MembershipRow(person_id=person, role=role, municipality_id=kommun, since=NOW))
        return Actor(person, name, (Membership(role, scene.region.id, kommun),))

    return scene.database.write(work)


def notifications(scene: Scene) -> list[tuple[MailKind, str]]:
    """Kind and address of each, in order."""
    return [(MailKind(mail.kind), mail.to_address) for mail in queued(scene)]


def queued(scene: Scene) -> list[MailRow]:
    query = select(MailRow).where(col(MailRow.kind).in_(list(AUDIENCES))).order_by(col(MailRow.id))
    with scene.database.read() as session:
        return list(session.exec(query).all())
