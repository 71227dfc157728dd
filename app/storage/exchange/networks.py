"""Networks of a region: who has a seat, when they meet and about what, and who gets their mail."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.storage.tables import (
    MembershipRow,
    MunicipalityRow,
    NetworkMeetingRow,
    NetworkRow,
    NetworkSeatRow,
    NetworkTopicRow,
    PersonRow,
)
from app.support.exchange.network import MAX_SEATS, Network, NetworkMeeting, Seat, StoredNetwork, StoredTopic, Topic


@dataclass(frozen=True, slots=True)
class NetworkReceiver:
    """Somebody who gets a network's mail for a kommun."""

    membership_id: int
    person_id: int
    address: str
    municipality_id: int
    municipality: str


def networks_in(session: Session, region_id: int) -> tuple[StoredNetwork, ...]:
    """In the order in which they were made."""
    return _networks(session, col(NetworkRow.region_id) == region_id)


def find_network(session: Session, region_id: int, network_id: int) -> StoredNetwork | None:
    return next(
        iter(_networks(session, col(NetworkRow.region_id) == region_id, col(NetworkRow.id) == network_id)), None
    )


def lock_network(session: Session, region_id: int, network_id: int) -> StoredNetwork | None:
    """Until the transaction ends nobody else changes it, its seats or its meetings, or asks it something."""
    session.execute(select(col(NetworkRow.id)).where(col(NetworkRow.id) == network_id).with_for_update())
    return find_network(session, region_id, network_id)


def store_network(
    session: Session, region_id: int, network: Network, now: datetime, network_id: int | None = None
) -> int:
    """A new one, or one as its next version. Returns its id."""
    row = None if network_id is None else session.get_one(NetworkRow, network_id)
    values = asdict(network) | {"documents": list(network.documents)}
    if row is None:
        row = NetworkRow(region_id=region_id, created_at=now, **values)
    else:
        row.sqlmodel_update(values | {"version": row.version + 1})
    session.add(row)
    session.flush()
    return row.id or 0


def set_kommuner(session: Session, network_id: int, municipality_ids: Collection[int], seats_each: int = 1) -> None:
    """Each gets its seats, vacant until it says who has them. The seats of the others go, and of a kommun that has too
    many those that nobody holds. The caller has locked it, and has seen to it that nobody loses hers so.
    """
    seats = _seats(session, [network_id])[network_id]
    surplus = [seat for seat in seats if seat.municipality_id not in municipality_ids]
    for municipality_id in sorted(set(municipality_ids)):
        own = [seat for seat in seats if seat.municipality_id == municipality_id]
        numbers = {seat.number for seat in own}
        free_numbers = (number for number in range(1, MAX_SEATS + 1) if number not in numbers)
        for number in islice(free_numbers, max(0, seats_each - len(own))):
            session.add(NetworkSeatRow(network_id=network_id, municipality_id=municipality_id, number=number, role=""))
        surplus += sorted(own, key=lambda seat: (seat.is_vacant, seat.is_free))[seats_each:]
    for seat in surplus:
        session.delete(session.get_one(NetworkSeatRow, (network_id, seat.municipality_id, seat.number)))
    session.flush()


def store_seat(session: Session, seat: Seat) -> None:
    """Which role has it, and who gets the mail. The caller has locked the network."""
    row = session.get_one(NetworkSeatRow, (seat.network_id, seat.municipality_id, seat.number))
    row.sqlmodel_update({"role": seat.role, "membership_id": seat.membership_id})
    session.add(row)


def add_meeting(session: Session, network_id: int, held_on: date, place: str) -> int:
    row = NetworkMeetingRow(network_id=network_id, held_on=held_on, place=place)
    session.add(row)
    session.flush()
    return row.id or 0


def store_topic(session: Session, meeting_id: int, topic: Topic, topic_id: int | None = None) -> None:
    """A new item of the agenda, or one that was changed. The caller has locked the network."""
    row = None if topic_id is None else session.get_one(NetworkTopicRow, topic_id)
    row = row or NetworkTopicRow(network_meeting_id=meeting_id, text="")
    row.sqlmodel_update(asdict(topic))
    session.add(row)
    session.flush()


def receivers_of(session: Session, network_id: int) -> tuple[NetworkReceiver, ...]:
    """Those who hold their role now and have an address, by kommun."""
    columns: tuple[Any, ...] = (
        col(MembershipRow.id),
        col(PersonRow.id),
        col(PersonRow.email),
        col(MunicipalityRow.id),
        col(MunicipalityRow.name),
    )
    query = (
        select(*columns)
        .select_from(NetworkSeatRow)
        .join(MembershipRow, col(MembershipRow.id) == col(NetworkSeatRow.membership_id))
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(NetworkSeatRow.municipality_id))
        .where(
            col(NetworkSeatRow.network_id) == network_id,
            col(MembershipRow.ended_at).is_(None),
            col(PersonRow.email).is_not(None),
        )
        .order_by(col(MunicipalityRow.name), col(NetworkSeatRow.number))
    )
    return tuple(NetworkReceiver(*row) for row in session.execute(query))


def _networks(session: Session, *conditions: Any) -> tuple[StoredNetwork, ...]:
    rows = session.exec(select(NetworkRow).where(*conditions).order_by(col(NetworkRow.id))).all()
    ids = [row.id or 0 for row in rows]
    seats, meetings = _seats(session, ids), _meetings(session, ids)
    return tuple(
        StoredNetwork(
            id=row.id or 0,
            region_id=row.region_id,
            network=Network(
                title=row.title,
                purpose=row.purpose,
                target_group=row.target_group,
                mandate=row.mandate,
                leader=row.leader,
                sisters=row.sisters,
                documents=tuple(row.documents),
                state=row.state,
                seats_each=row.seats_each,
            ),
            version=row.version,
            seats=tuple(seats[row.id or 0]),
            meetings=tuple(meetings[row.id or 0]),
        )
        for row in rows
    )


def _seats(session: Session, network_ids: list[int]) -> dict[int, list[Seat]]:
    """By network. A seat whose holder has left the role is vacant."""
    query = (
        select(NetworkSeatRow, col(MunicipalityRow.name), col(MunicipalityRow.slug), col(MembershipRow.id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(NetworkSeatRow.municipality_id))
        .outerjoin(
            MembershipRow,
            and_(col(MembershipRow.id) == col(NetworkSeatRow.membership_id), col(MembershipRow.ended_at).is_(None)),
        )
        .where(col(NetworkSeatRow.network_id).in_(network_ids))
        .order_by(col(MunicipalityRow.name), col(NetworkSeatRow.role) == "", col(NetworkSeatRow.number))
    )
    seats: dict[int, list[Seat]] = defaultdict(list)
    for row, kommun, slug, membership_id in session.execute(query):
        seats[row.network_id].append(
            Seat(
                network_id=row.network_id,
                municipality_id=row.municipality_id,
                municipality=kommun,
                slug=slug,
                role=row.role,
                membership_id=membership_id,
                number=row.number,
            )
        )
    return seats


def _meetings(session: Session, network_ids: list[int]) -> dict[int, list[NetworkMeeting]]:
    """By network, the latest first."""
    query = select(NetworkMeetingRow).where(col(NetworkMeetingRow.network_id).in_(network_ids))
    rows = session.exec(query.order_by(col(NetworkMeetingRow.held_on).desc(), col(NetworkMeetingRow.id).desc())).all()
    topics = _topics(session, [row.id or 0 for row in rows])
    meetings: dict[int, list[NetworkMeeting]] = defaultdict(list)
    for row in rows:
        meeting = NetworkMeeting(
            id=row.id or 0, held_on=row.held_on, place=row.place, topics=tuple(topics[row.id or 0])
        )
        meetings[row.network_id].append(meeting)
    return meetings


def _topics(session: Session, meeting_ids: list[int]) -> dict[int, list[StoredTopic]]:
    topics: dict[int, list[StoredTopic]] = defaultdict(list)
    query = select(NetworkTopicRow).where(col(NetworkTopicRow.network_meeting_id).in_(meeting_ids))
    for row in session.exec(query.order_by(col(NetworkTopicRow.id))):
        topic = Topic(
            text=row.text,
            leads_to=row.leads_to,
            target_id=row.target_id,
            outcome=row.outcome,
            review_on=row.review_on,
        )
        topics[row.network_meeting_id].append(StoredTopic(row.id or 0, topic))
    return topics
