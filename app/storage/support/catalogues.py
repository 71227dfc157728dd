"""Published editions of the catalogue of support: stored whole, parsed once per process."""

from datetime import datetime

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import ActionRow, AssessmentRow, NeedRow, OfferRow, RegionSupportRow, SupportEditionRow
from app.support.catalogue.catalogue import Catalogue

_by_hash: dict[str, Catalogue] = {}
"""Parsed editions by content hash. Editions are few and frozen, so nothing is ever thrown out."""
_FIRST = (
    select(col(SupportEditionRow.id), col(SupportEditionRow.content_hash))
    .order_by(col(SupportEditionRow.year).desc(), col(SupportEditionRow.catalogue))
    .limit(1)
)
_LATEST = Prepared(_FIRST)
_IN_FORCE = Prepared(_FIRST.where(col(SupportEditionRow.published_at) <= bindparam("moment")))
_CONTENT = Prepared(select(col(SupportEditionRow.content)).where(col(SupportEditionRow.id) == bindparam("edition_id")))


def latest_catalogue(transaction: Transaction) -> Catalogue | None:
    """The catalogue that is offered now: the latest edition. None where none is published."""
    row = _LATEST.row(transaction)
    return None if row is None else _catalogue_of(transaction, *row)


def catalogue_in_force(transaction: Transaction, moment: datetime | None) -> Catalogue | None:
    """The latest edition of those published by then; of all for None. None where there was none."""
    if moment is None:
        return latest_catalogue(transaction)
    row = _IN_FORCE.row(transaction, moment=moment)
    return None if row is None else _catalogue_of(transaction, *row)


def find_catalogue(session: Session, catalogue: str, year: int) -> Catalogue | None:
    row = session.exec(
        select(SupportEditionRow).where(SupportEditionRow.catalogue == catalogue, SupportEditionRow.year == year)
    ).one_or_none()
    if row is None or row.id is None:
        return None
    return _catalogue_of(session, row.id, row.content_hash)


def store_support_edition(session: Session, catalogue: Catalogue, now: datetime) -> int:
    """Add or replace the edition of this id and year. Returns its row id."""
    row = session.exec(
        select(SupportEditionRow).where(
            SupportEditionRow.catalogue == catalogue.id, SupportEditionRow.year == catalogue.year
        )
    ).one_or_none()
    row = row or SupportEditionRow(
        catalogue=catalogue.id, year=catalogue.year, content_hash="", content="", published_at=now
    )
    row.content_hash, row.content = catalogue.content_hash, catalogue.model_dump_json()
    session.add(row)
    session.flush()
    return row.id or 0


def is_in_use(session: Session) -> bool:
    """Whether any kommun or region has built on the catalogue: then what is published stays as it is.

    An approved result names support of it in its report.
    """
    first = select(func.min(col(SupportEditionRow.published_at))).scalar_subquery()
    queries = (
        select(AssessmentRow.id).where(col(AssessmentRow.approved_at) >= first).limit(1),
        select(RegionSupportRow.id).limit(1),
        select(NeedRow.id).where(NeedRow.item_id != "").limit(1),
        select(OfferRow.id).limit(1),
        select(ActionRow.id).where(col(ActionRow.origin_id).is_not(None)).limit(1),
    )
    return any(session.exec(query).first() is not None for query in queries)


def _catalogue_of(transaction: Transaction, edition_id: int, content_hash: str) -> Catalogue:
    catalogue = _by_hash.get(content_hash)
    if catalogue is None:
        [(content,)] = _CONTENT.rows(transaction, edition_id=edition_id)
        catalogue = _by_hash[content_hash] = Catalogue.model_validate_json(content).published_as(content_hash)
    return catalogue
