"""The workshops that needs, actions and offers came from, by what they became."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from app.storage.tables import NoteLandingRow, RegionRow, WorkshopGroupRow, WorkshopRow
from app.support.workshops.landing import LandingKind, NoteSource


def sources_of(session: Session, kind: LandingKind, target_ids: Collection[int]) -> dict[int, NoteSource]:
    """Number of a need, action or offer -> the workshop it came from, of those that came from any."""
    query = (
        select(col(NoteLandingRow.target_id), col(WorkshopRow.id), col(WorkshopRow.title), col(RegionRow.slug))
        .join(WorkshopGroupRow, col(WorkshopGroupRow.id) == col(NoteLandingRow.group_id))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopGroupRow.workshop_id))
        .join(RegionRow, col(RegionRow.id) == col(WorkshopRow.region_id))
        .where(col(NoteLandingRow.kind) == kind, col(NoteLandingRow.target_id).in_(target_ids))
    )
    return {
        target_id: NoteSource(title, f"/{slug}/workshop/{workshop_id}")
        for target_id, workshop_id, title, slug in session.execute(query).all()
    }
