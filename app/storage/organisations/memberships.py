"""Who has which role where: giving and ending roles, and the lists of those who have one now."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, distinct, func, select, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Place, Role
from app.accounts.organisations.member import Member
from app.storage.engine.prepared import INSERTS, Prepared, Transaction, dialect_name
from app.storage.tables import MembershipRow, MunicipalityRow, PersonRow


def members_at(session: Session, place: Place) -> tuple[Member, ...]:
    """Every role held at the place itself, those held longest first."""
    rows = session.execute(_members().where(_at(place)).order_by(col(MembershipRow.since), col(MembershipRow.id)))
    return tuple(map(_member, rows))


def leaders_in_kommuner(session: Session, region_id: int) -> dict[int, tuple[Member, ...]]:
    """Those who lead each of the region's kommuner, by the kommun's id; kommuner with none are left out."""
    return _holders(
        session,
        Role.KOMMUN_COORDINATOR,
        _members()
        .add_columns(col(MunicipalityRow.id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .where(col(MunicipalityRow.region_id) == region_id),
    )


def leaders_of_regions(session: Session) -> dict[int, tuple[Member, ...]]:
    """Those who lead each region, by its id; regions with none are left out."""
    return _holders(session, Role.REGION_COORDINATOR, _members().add_columns(col(MembershipRow.region_id)))


def _holders(session: Session, role: Role, query: Select[Any]) -> dict[int, tuple[Member, ...]]:
    """Those who have the role now, held longest first. The query's last column is the id of where they have it."""
    current = query.where(col(MembershipRow.role) == role, col(MembershipRow.ended_at).is_(None))
    holders: dict[int, tuple[Member, ...]] = {}
    for *member, place_id in session.execute(current.order_by(col(MembershipRow.since), col(MembershipRow.id))):
        holders[place_id] = (*holders.get(place_id, ()), _member(member))
    return holders


def approvers_in_kommuner(session: Session, municipality_ids: Collection[int]) -> dict[int, tuple[Member, ...]]:
    """Those who approve in each of these kommuner, by its id; kommuner with none are left out."""
    query = _members().add_columns(col(MembershipRow.municipality_id))
    return _holders(
        session, Role.KOMMUN_APPROVER, query.where(col(MembershipRow.municipality_id).in_(municipality_ids))
    )


def find_member(session: Session, place: Place, membership_id: int) -> Member | None:
    """The role with this id, when it is held at the place now."""
    row = session.execute(_members().where(_at(place), col(MembershipRow.id) == membership_id)).one_or_none()
    return None if row is None else _member(row)


def roles_held(session: Session, person_id: int) -> tuple[tuple[Role, Place], ...]:
    """Every role that the person has now, anywhere."""
    region_id = func.coalesce(col(MembershipRow.region_id), col(MunicipalityRow.region_id))
    query = (
        select(col(MembershipRow.role), region_id, col(MembershipRow.municipality_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .where(col(MembershipRow.person_id) == person_id, col(MembershipRow.ended_at).is_(None))
    )
    return tuple((Role(role), Place(region, kommun)) for role, region, kommun in session.execute(query))


def lock_person_with(session: Session, address: str) -> int:
    """The person with this address, made when unknown. Nobody else gives them a role until the transaction ends."""
    insert = INSERTS[dialect_name(session)](PersonRow.__table__)  # type: ignore[attr-defined]
    session.execute(insert.values(name="", email=address).on_conflict_do_nothing(index_elements=["email"]))
    query = select(col(PersonRow.id)).where(col(PersonRow.email) == address).with_for_update(key_share=True)
    return int(session.execute(query).scalar_one())


def holders_of(session: Session, role: Role, place: Place) -> frozenset[int]:
    """The people who have the role at the place. Until the transaction ends nobody else ends it for any of them."""
    query = (
        select(col(MembershipRow.person_id))
        .where(_at(place), col(MembershipRow.role) == role)
        .order_by(col(MembershipRow.id))
        .with_for_update()
    )
    return frozenset(session.execute(query).scalars())


def add_membership(session: Session, person_id: int, role: Role, place: Place, now: datetime) -> int:
    """Returns the new membership's id. The caller has seen that the role is not held already."""
    row = MembershipRow(
        person_id=person_id,
        role=role,
        region_id=place.region_id if place.municipality_id is None else None,
        municipality_id=place.municipality_id,
        since=now,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def end_membership(session: Session, person_id: int, role: Role, place: Place, now: datetime) -> None:
    condition = and_(_at(place), col(MembershipRow.role) == role, col(MembershipRow.person_id) == person_id)
    session.execute(update(MembershipRow).where(condition).values(ended_at=now))


def left_since(session: Session, person_id: int, place: Place, moment: datetime) -> bool:
    """Whether a role of the person at the place has ended after the moment."""
    query = select(col(MembershipRow.id)).where(
        _of(place), col(MembershipRow.person_id) == person_id, col(MembershipRow.ended_at) > moment
    )
    return session.execute(query.limit(1)).first() is not None


def _members() -> Select[Any]:
    columns: tuple[Any, ...] = (
        col(MembershipRow.id),
        col(MembershipRow.person_id),
        col(PersonRow.name),
        func.coalesce(col(PersonRow.email), ""),
        col(MembershipRow.role),
        col(MembershipRow.since),
    )
    return select(*columns).join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))


def _member(row: Any) -> Member:
    identity, person_id, name, address, role, since = row
    return Member(id=identity, person_id=person_id, name=name, address=address, role=Role(role), since=since)


def _at(place: Place) -> ColumnElement[bool]:
    """That a membership is held now at exactly this place."""
    return and_(_of(place), col(MembershipRow.ended_at).is_(None))


def _of(place: Place) -> ColumnElement[bool]:
    if place.municipality_id is not None:
        return col(MembershipRow.municipality_id) == place.municipality_id
    in_no_kommun = col(MembershipRow.municipality_id).is_(None)
    if place.region_id is None:
        return and_(in_no_kommun, col(MembershipRow.region_id).is_(None))
    return and_(in_no_kommun, col(MembershipRow.region_id) == place.region_id)


_EVER_COORDINATORS = Prepared(
    select(func.count(distinct(col(MembershipRow.person_id)))).where(
        col(MembershipRow.municipality_id) == bindparam("municipality_id"),
        col(MembershipRow.role) == Role.KOMMUN_COORDINATOR,
    )
)


def ever_coordinators(transaction: Transaction, municipality_id: int) -> int:
    """How many people coordinate a kommun or have done so: who may have saved in its one shared place."""
    ((count,),) = _EVER_COORDINATORS.rows(transaction, municipality_id=municipality_id)
    return int(count)
