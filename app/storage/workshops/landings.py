"""What notes became, as rows: read from the workshop, and from what they became."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from app.rounds.kernel.keys import AssessmentKey
from app.storage.tables import (
    AssessmentRow,
    EditionRow,
    MunicipalityRow,
    NoteLandingRow,
    OfferRow,
    RegionRow,
    RoundRow,
    WorkshopGroupRow,
    WorkshopRow,
)
from app.support.workshops.landing import LandingKind, StoredLanding

PAGES = {
    LandingKind.NEED: "stod/behov/{}",
    LandingKind.ACTION: "atgarder?andra={}#atgard",
    LandingKind.REPORT: "rapport",
}
"""Below a kommun's year."""


def add_landing(
    session: Session,
    group_id: int,
    note_id: int | None,
    kind: LandingKind,
    now: datetime,
    *,
    target_id: int | None = None,
    assessment_id: int | None = None,
) -> None:
    session.add(
        NoteLandingRow(
            group_id=group_id,
            note_id=note_id,
            kind=kind,
            target_id=target_id,
            assessment_id=assessment_id,
            created_at=now,
        )
    )
    session.flush()


def landings_of(session: Session, group_ids: Collection[int]) -> tuple[StoredLanding, ...]:
    """In the order in which they landed. What has been erased since has no address."""
    query = (
        select(NoteLandingRow, WorkshopRow, RegionRow)
        .join(WorkshopGroupRow, col(WorkshopGroupRow.id) == col(NoteLandingRow.group_id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopGroupRow.workshop_id))
        .join(RegionRow, col(RegionRow.id) == col(WorkshopRow.region_id))
        .where(col(NoteLandingRow.group_id).in_(group_ids))
        .order_by(col(NoteLandingRow.id))
    )
    rows = session.execute(query).all()
    years = _years(session, {row.assessment_id for row, _, _ in rows if row.assessment_id})
    offers = _offers(session, {row.target_id for row, _, _ in rows if row.kind is LandingKind.OFFER})
    return tuple(_landing(row, region, years, offers) for row, _, region in rows)


def _landing(
    row: NoteLandingRow, region: RegionRow, years: dict[int, tuple[AssessmentKey, str]], offers: dict[int, str]
) -> StoredLanding:
    target, owner = "", region.name
    if row.kind is LandingKind.OFFER and row.target_id in offers:
        target, owner = f"/{region.slug}/erbjudanden/{row.target_id}", offers[row.target_id] or region.name
    elif row.assessment_id in years:
        key, owner = years[row.assessment_id]
        target = f"{key.path}/{PAGES[row.kind].format(row.target_id)}"
    return StoredLanding(
        id=row.id or 0,
        group_id=row.group_id,
        note_id=row.note_id,
        kind=row.kind,
        target_id=row.target_id,
        assessment_id=row.assessment_id,
        target=target,
        owner=owner,
        created_at=row.created_at,
    )


def _years(session: Session, assessment_ids: Collection[int]) -> dict[int, tuple[AssessmentKey, str]]:
    query = (
        select(
            col(AssessmentRow.id),
            col(RegionRow.slug),
            col(EditionRow.questionnaire),
            col(EditionRow.year),
            col(MunicipalityRow.slug),
            col(MunicipalityRow.name),
        )
        .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
        .join(RegionRow, col(RegionRow.id) == col(RoundRow.region_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
        .where(col(AssessmentRow.id).in_(assessment_ids))
    )
    return {
        assessment_id: (AssessmentKey(slug, questionnaire, year, kommun), name)
        for assessment_id, slug, questionnaire, year, kommun, name in session.execute(query).all()
    }


def _offers(session: Session, offer_ids: Collection[int | None]) -> dict[int, str]:
    """Those that are still there, with the kommun that offers; empty where it is the region."""
    query = (
        select(col(OfferRow.id), col(MunicipalityRow.name))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(OfferRow.municipality_id))
        .where(col(OfferRow.id).in_(offer_ids))
    )
    return {offer_id: kommun or "" for offer_id, kommun in session.execute(query).all()}
