"""A network with people in it, and the mails that were made, for tests of exchange."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.storage.exchange import networks
from app.storage.tables import MailRow, MembershipRow
from app.support.exchange.network import Network, Seat
from tests.builders import NOW, Scene

NETWORK = Network(title="Strateger", purpose="P", target_group="T", mandate="M", leader="L")


def membership_of(session: Session, actor: Actor) -> int:
    query = select(col(MembershipRow.id)).where(col(MembershipRow.person_id) == actor.person_id)
    return int(session.execute(query).scalar_one())


def a_network(session: Session, scene: Scene) -> int:
    """Where both kommuner have a seat, which their coordinators hold."""
    region = scene.region
    network_id = networks.store_network(session, region.id, NETWORK, NOW)
    networks.set_kommuner(session, network_id, [region.norrby.id, region.soderby.id])
    for kommun, actor in ((region.norrby, scene.coordinator), (region.soderby, region.soderby.coordinator)):
        seat = Seat(
            network_id=network_id,
            municipality_id=kommun.id,
            municipality="",
            slug="",
            role="Strateg",
            membership_id=membership_of(session, actor),
        )
        networks.store_seat(session, seat)
    return network_id


def mails(scene: Scene, kind: MailKind) -> list[MailRow]:
    with scene.database.read() as session:
        rows = session.execute(select(MailRow).where(col(MailRow.kind) == kind).order_by(col(MailRow.id))).scalars()
        found = list(rows)
        session.expunge_all()
        return found
