"""Regions and their kommuner: finding one by its address, and keeping the list of them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Executable, bindparam, delete, func, select, update
from sqlmodel import Session, SQLModel, col

from app.accounts.kernel.roles import Place
from app.accounts.organisations.organisation import (
    ASSOCIATION_CODE,
    ASSOCIATION_SLUG,
    Municipality,
    Organisation,
    OrganisationKey,
    Region,
)
from app.storage.engine.prepared import INSERTS, Prepared, Transaction, dialect_name
from app.storage.engine.records import columns_of, record_from, record_of
from app.storage.tables import (
    ApiTokenRow,
    AskedQuestionRow,
    AssessmentRow,
    BenchmarkRow,
    CallInterestRow,
    ChallengeRow,
    ExampleRow,
    IdeaPartyRow,
    IdeaPointsRow,
    IdeaRow,
    MailRow,
    MembershipRow,
    MunicipalityRow,
    NetworkSeatRow,
    OfferRow,
    RegionRow,
    ReuseRow,
    RoundRow,
    SharedChallengeRow,
    SignUpRow,
    WorkshopRow,
)

OF_A_KOMMUN_WITHOUT_ASSESSMENTS = (
    NetworkSeatRow,
    ReuseRow,
    SharedChallengeRow,
    MembershipRow,
    ApiTokenRow,
    BenchmarkRow,
)
"""Tables whose rows go when their kommun is removed."""
OF_A_KOMMUN_THAT_STAYS: tuple[Any, ...] = (
    AssessmentRow,
    OfferRow,
    SignUpRow,
    WorkshopRow,
    ExampleRow,
    AskedQuestionRow,
    ChallengeRow,
    IdeaRow,
    IdeaPartyRow,
    IdeaPointsRow,
    CallInterestRow,
)
"""Tables with what others have seen or count on: a kommun with a row in any of them is not removed."""
_REGION: tuple[Any, ...] = columns_of(Region, RegionRow)
_MUNICIPALITY: tuple[Any, ...] = columns_of(Municipality, MunicipalityRow)


def find_organisation(session: Session, key: OrganisationKey) -> Organisation | None:
    """None when there is no such region, or no such kommun in it."""
    if not key.region:
        return Organisation()
    region = find_region(session, key.region)
    if region is None or not key.municipality:
        return None if region is None else Organisation(region)
    row = session.execute(
        select(*_MUNICIPALITY).where(
            col(MunicipalityRow.region_id) == region.id, col(MunicipalityRow.slug) == key.municipality
        )
    ).one_or_none()
    return None if row is None else Organisation(region, record_of(Municipality, row))


def organisation_at(session: Session, place: Place) -> Organisation | None:
    """The region or kommun with these numbers."""
    region = next(iter(regions(session, [place.region_id or 0])), None)
    if region is None or place.municipality_id is None:
        return None if region is None else Organisation(region)
    result = session.execute(select(*_MUNICIPALITY).where(col(MunicipalityRow.id) == place.municipality_id))
    row = result.one_or_none()
    return None if row is None else Organisation(region, record_of(Municipality, row))


_AT_SLUG = Prepared(select(*_REGION).where(col(RegionRow.slug) == bindparam("slug")))


def find_region(transaction: Transaction, slug: str) -> Region | None:
    row = _AT_SLUG.row(transaction, slug=slug)
    return None if row is None else record_from(Region, row)


def regions(session: Session, ids: Collection[int] | None = None) -> tuple[Region, ...]:
    """All of them, or those with these ids, by name as the database sorts them."""
    query = select(*_REGION).order_by(col(RegionRow.name))
    if ids is not None:
        query = query.where(col(RegionRow.id).in_(ids))
    return tuple(record_of(Region, row) for row in session.execute(query))


def organisations_of(
    session: Session, region_ids: Collection[int], municipality_ids: Collection[int]
) -> tuple[Organisation, ...]:
    """The regions and the kommuner with these ids, in no order."""
    rows = session.execute(select(*_MUNICIPALITY).where(col(MunicipalityRow.id).in_(municipality_ids)))
    kommuner = [record_of(Municipality, row) for row in rows]
    regions_by_id = {
        region.id: region for region in regions(session, {*region_ids, *(kommun.region_id for kommun in kommuner)})
    }
    return (
        *(Organisation(region) for region in regions_by_id.values() if region.id in region_ids),
        *(Organisation(regions_by_id[kommun.region_id], kommun) for kommun in kommuner),
    )


def kommuner_with_code(session: Session, code: str) -> tuple[Organisation, ...]:
    """The kommun with an SCB code, in every region that has it."""
    query = select(col(MunicipalityRow.id)).where(
        col(MunicipalityRow.code) == code, col(MunicipalityRow.is_association).is_(False)
    )
    ids = session.execute(query).scalars()
    return organisations_of(session, (), frozenset(region_id for region_id in ids if region_id is not None))


def municipalities_of(session: Session, region_id: int) -> tuple[Municipality, ...]:
    """The kommuner, without the association itself. By name as the database sorts them; pages sort in Swedish."""
    query = select(*_MUNICIPALITY).where(
        col(MunicipalityRow.region_id) == region_id, col(MunicipalityRow.is_association).is_(False)
    )
    return tuple(record_of(Municipality, row) for row in session.execute(query.order_by(col(MunicipalityRow.name))))


def count_of(session: Session, table: type[MunicipalityRow | RoundRow]) -> dict[int, int]:
    """How many kommuner or rounds each region has, by its id; regions with none are left out."""
    query = select(col(table.region_id), func.count()).group_by(col(table.region_id))
    if table is MunicipalityRow:
        query = query.where(col(MunicipalityRow.is_association).is_(False))
    rows: Any = session.execute(query)
    return dict(rows.all())


def assessments_by_municipality(session: Session, region_id: int) -> dict[int, int]:
    """How many assessments each of the region's kommuner has, by the kommun's id; those with none are left out."""
    rows: Any = session.execute(
        select(col(AssessmentRow.municipality_id), func.count())
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
        .where(col(MunicipalityRow.region_id) == region_id)
        .group_by(col(AssessmentRow.municipality_id))
    )
    return dict(rows.all())


def add_region(session: Session, name: str, slug: str) -> Region | None:
    """None when another region has the address."""
    statement = _insert(session, RegionRow, RegionRow(name=name, slug=slug).model_dump(exclude={"id"}))
    return find_region(session, slug) if session.execute(statement).rowcount == 1 else None  # type: ignore[attr-defined]


def change_region(session: Session, region_id: int, values: Mapping[str, object]) -> None:
    """Its association bears the same name."""
    session.execute(update(RegionRow).where(col(RegionRow.id) == region_id).values(**values))
    if "name" in values:
        session.execute(
            update(MunicipalityRow)
            .where(col(MunicipalityRow.region_id) == region_id, col(MunicipalityRow.is_association).is_(True))
            .values(name=values["name"])
        )


def association_of(session: Session, region_id: int) -> Municipality | None:
    """The association itself, beside its kommuner; None until a round has asked it."""
    query = select(*_MUNICIPALITY).where(
        col(MunicipalityRow.region_id) == region_id, col(MunicipalityRow.is_association).is_(True)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else record_of(Municipality, row)


def add_association(session: Session, region: Region) -> None:
    """The association of the region, where it is not there yet."""
    values = {"region_id": region.id, "code": ASSOCIATION_CODE, "name": region.name, "slug": ASSOCIATION_SLUG}
    session.execute(_insert(session, MunicipalityRow, values | {"is_association": True}))


def add_municipality(session: Session, region_id: int, code: str, name: str, slug: str) -> bool:
    """False when the region has the kommun already."""
    values = {"region_id": region_id, "code": code, "name": name, "slug": slug}
    result = session.execute(_insert(session, MunicipalityRow, values))
    return bool(result.rowcount)  # type: ignore[attr-defined]


def lock_municipalities(session: Session, region_id: int) -> None:
    """Until this transaction ends, nobody else changes the region's kommuner. What is read after this stays true."""
    query = select(col(MunicipalityRow.id)).where(col(MunicipalityRow.region_id) == region_id)
    session.execute(query.order_by(col(MunicipalityRow.id)).with_for_update(key_share=True)).all()


def set_size_group(session: Session, municipality_id: int, size_group: str) -> None:
    statement = update(MunicipalityRow).where(col(MunicipalityRow.id) == municipality_id)
    session.execute(statement.values(size_group=size_group))


def remove_municipality(session: Session, municipality_id: int) -> bool | None:
    """With the roles in it and what else is its own; the log of mails stays.

    False, and nothing is changed, when it has assessments, offers, sign-ups, workshops, ideas or something that it has
    told or asked the others; None when it is gone already.
    """
    query = select(col(MunicipalityRow.id)).where(col(MunicipalityRow.id) == municipality_id).with_for_update()
    if session.execute(query).first() is None:
        return None
    for history in OF_A_KOMMUN_THAT_STAYS:
        rows = select(col(history.municipality_id)).where(col(history.municipality_id) == municipality_id)
        if session.execute(rows.limit(1)).first() is not None:
            return False
    for table in OF_A_KOMMUN_WITHOUT_ASSESSMENTS:
        session.execute(delete(table).where(col(table.municipality_id) == municipality_id))
    mails = update(MailRow).where(col(MailRow.municipality_id) == municipality_id)
    session.execute(mails.values(municipality_id=None))
    session.execute(delete(MunicipalityRow).where(col(MunicipalityRow.id) == municipality_id))
    return True


def _insert(session: Session, table: type[SQLModel], values: Mapping[str, object]) -> Executable:
    """Insert a row unless a unique one like it is there."""
    insert: Any = INSERTS[dialect_name(session)]
    statement: Executable = insert(table.__table__).values(**values).on_conflict_do_nothing()  # type: ignore[attr-defined]
    # Otherwise PostgreSQL's driver is not asked how many rows were written.
    return statement.execution_options(preserve_rowcount=True)


def lock_region(session: Session, region_id: int) -> None:
    """Until this transaction ends, nobody else plans a round, words a mail, adapts an item or begins something of
    exchange in the region. What only refers to the region goes on.
    """
    session.execute(select(col(RegionRow.id)).where(col(RegionRow.id) == region_id).with_for_update(key_share=True))
