"""What notes became, as rows: read from the workshop, and from what they became."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
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
from app.support.offers.offer import OfferState
from app.support.workshops.landing import LandingKind, StoredLanding

PAGES = {
    LandingKind.NEED: "stod/behov/{}",
    LandingKind.ACTION: "atgarder?andra={}#atgard",
    LandingKind.REPORT: "rapport",
}
"""Below a kommun's year."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """What a note became: its address, and whose it is."""

    target: str
    owner: str
    municipality_id: int | None
    is_draft: bool = False


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
    """In the order in which they landed. What has been erased since is left out: whose it was is erased as well."""
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
    landings = (_landing(row, region, years, offers) for row, _, region in rows)
    return tuple(landing for landing in landings if landing is not None)


def evidence_ids(session: Session, region_id: int) -> dict[int, frozenset[int]]:
    """Workshop of the region itself -> its notes that were marked for the region's mirror."""
    query = (
        select(col(WorkshopRow.id), col(NoteLandingRow.note_id))
        .join(WorkshopGroupRow, col(WorkshopGroupRow.workshop_id) == col(WorkshopRow.id))
        .join(NoteLandingRow, col(NoteLandingRow.group_id) == col(WorkshopGroupRow.id))
        .where(
            col(WorkshopRow.region_id) == region_id,
            col(WorkshopRow.municipality_id).is_(None),
            col(NoteLandingRow.kind) == LandingKind.EVIDENCE,
        )
    )
    marks: dict[int, set[int]] = {}
    for workshop_id, note_id in session.execute(query).all():
        marks.setdefault(workshop_id, set()).add(note_id)
    return {workshop_id: frozenset(notes) for workshop_id, notes in marks.items()}


def remove_evidence(session: Session, note_id: int) -> bool:
    """Whether there was a mark to remove."""
    mine = (col(NoteLandingRow.note_id) == note_id, col(NoteLandingRow.kind) == LandingKind.EVIDENCE)
    is_marked = session.execute(select(col(NoteLandingRow.id)).where(*mine)).first() is not None
    session.execute(delete(NoteLandingRow).where(*mine))
    return is_marked


def _landing(
    row: NoteLandingRow, region: RegionRow, years: dict[int, tuple[AssessmentKey, str, int]], offers: dict[int, _Goal]
) -> StoredLanding | None:
    goal = _goal(row, region, years, offers)
    if goal is None:
        return None
    return StoredLanding(
        id=row.id or 0,
        group_id=row.group_id,
        note_id=row.note_id,
        kind=row.kind,
        target_id=row.target_id,
        assessment_id=row.assessment_id,
        target=goal.target,
        owner=goal.owner,
        municipality_id=goal.municipality_id,
        is_draft=goal.is_draft,
        created_at=row.created_at,
    )


def _goal(
    row: NoteLandingRow, region: RegionRow, years: dict[int, tuple[AssessmentKey, str, int]], offers: dict[int, _Goal]
) -> _Goal | None:
    if row.kind is LandingKind.EVIDENCE:
        return _Goal("", region.name, None)
    if row.kind is LandingKind.OFFER:
        return offers.get(row.target_id or 0)
    if row.assessment_id not in years:
        return None
    key, kommun, municipality_id = years[row.assessment_id]
    return _Goal(f"{key.path}/{PAGES[row.kind].format(row.target_id)}", kommun, municipality_id)


def _years(session: Session, assessment_ids: Collection[int]) -> dict[int, tuple[AssessmentKey, str, int]]:
    query = (
        select(
            col(AssessmentRow.id),
            col(RegionRow.slug),
            col(EditionRow.questionnaire),
            col(EditionRow.year),
            col(MunicipalityRow.slug),
            col(MunicipalityRow.name),
            col(MunicipalityRow.id),
        )
        .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
        .join(RegionRow, col(RegionRow.id) == col(RoundRow.region_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
        .where(col(AssessmentRow.id).in_(assessment_ids))
    )
    return {
        assessment_id: (AssessmentKey(slug, questionnaire, year, kommun), name, municipality_id)
        for assessment_id, slug, questionnaire, year, kommun, name, municipality_id in session.execute(query).all()
    }


def _offers(session: Session, offer_ids: Collection[int | None]) -> dict[int, _Goal]:
    """Those that are still there."""
    query = (
        select(
            col(OfferRow.id),
            col(OfferRow.state),
            col(OfferRow.municipality_id),
            col(RegionRow.slug),
            col(RegionRow.name),
            col(MunicipalityRow.name),
        )
        .join(RegionRow, col(RegionRow.id) == col(OfferRow.region_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(OfferRow.municipality_id))
        .where(col(OfferRow.id).in_(offer_ids))
    )
    return {
        offer_id: _Goal(
            target=f"/{slug}/erbjudanden/{offer_id}",
            owner=kommun or region,
            municipality_id=municipality_id,
            is_draft=state is OfferState.DRAFT,
        )
        for offer_id, state, municipality_id, slug, region, kommun in session.execute(query).all()
    }
