"""Which results kommuner show everybody at this moment."""

from sqlmodel import Session, col

from app.rounds.kernel.assessment import Assessment, Sharing
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import AssessmentRow, EditionRow, MunicipalityRow, RegionRow, RoundRow


def public_assessments(session: Session) -> tuple[Assessment, ...]:
    """Approved ones of kommuner, of real rounds; by kommun, earliest year first."""
    rows = session.execute(
        assessments_query()
        .where(
            col(AssessmentRow.sharing) == Sharing.PUBLIC,
            col(AssessmentRow.approved_at).is_not(None),
            col(MunicipalityRow.is_association).is_(False),
            col(RoundRow.is_trial).is_(False),
        )
        .order_by(col(MunicipalityRow.code), col(RegionRow.slug), col(EditionRow.year), col(EditionRow.questionnaire))
    )
    return tuple(read_assessment(row) for row in rows)
