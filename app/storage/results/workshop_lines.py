"""What groups of workshops have summed up about a kommun's capitals, for the report of its year."""

from collections import defaultdict

from sqlmodel import Session, col, select

from app.storage.tables import NoteLandingRow, WorkshopGroupRow, WorkshopRow
from app.support.workshops.landing import LandingKind


def workshop_lines_of(session: Session, assessment_id: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """Capital -> title of the workshop and line of each group, in the order in which they were put into the report."""
    query = (
        select(col(WorkshopGroupRow.capital_id), col(WorkshopRow.title), col(WorkshopGroupRow.one_liner))
        .join(WorkshopRow, col(WorkshopRow.id) == col(WorkshopGroupRow.workshop_id))
        .join(NoteLandingRow, col(NoteLandingRow.group_id) == col(WorkshopGroupRow.id))
        .where(col(NoteLandingRow.kind) == LandingKind.REPORT, col(NoteLandingRow.assessment_id) == assessment_id)
        .order_by(col(NoteLandingRow.id))
    )
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for capital_id, title, line in session.execute(query).all():
        lines[capital_id].append((title, line))
    return {capital_id: tuple(members) for capital_id, members in lines.items()}
