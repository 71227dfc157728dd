"""A region's decisions on its ambition, as rows; and which kommuner have said a need."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.rounds.goals.ambition import ConditionKey, ConditionState
from app.rounds.goals.decision import AmbitionDecision, KeptCondition, StoredAmbition
from app.storage.tables import AmbitionDecisionRow, AssessmentRow, EditionRow, NeedRow, RoundRow


def decisions_of(session: Session, region_id: int) -> tuple[StoredAmbition, ...]:
    """The latest first, by the day that they were made."""
    rows = session.exec(
        select(AmbitionDecisionRow)
        .where(AmbitionDecisionRow.region_id == region_id)
        .order_by(col(AmbitionDecisionRow.decided_on).desc(), col(AmbitionDecisionRow.id).desc())
    )
    return tuple(map(_stored_decision, rows.all()))


def add_decision(
    session: Session, region_id: int, decision: AmbitionDecision, conditions: tuple[KeptCondition, ...], now: datetime
) -> None:
    session.add(
        AmbitionDecisionRow(
            region_id=region_id,
            level=decision.level,
            decided_on=decision.decided_on,
            diary_number=decision.diary_number,
            reason=decision.reason,
            review_on=decision.review_on,
            figures=[_as_json(item) for item in conditions],
            created_at=now,
        )
    )


def kommuner_with_needs(session: Session, region_id: int, first_year: int) -> frozenset[int]:
    """Ids of the region's kommuner that have noted a need in a round of that year or later, whatever became of it."""
    query = (
        select(col(AssessmentRow.municipality_id))
        .join(NeedRow, col(NeedRow.assessment_id) == col(AssessmentRow.id))
        .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
        .where(
            col(RoundRow.region_id) == region_id,
            col(RoundRow.is_trial).is_(False),
            col(EditionRow.year) >= first_year,
        )
    )
    return frozenset(session.exec(query).all())


def _as_json(condition: KeptCondition) -> dict[str, Any]:
    return {"key": condition.key, "state": condition.state, "figure": condition.figure}


def _stored_decision(row: AmbitionDecisionRow) -> StoredAmbition:
    decision = AmbitionDecision(
        level=row.level,
        decided_on=row.decided_on,
        diary_number=row.diary_number,
        reason=row.reason,
        review_on=row.review_on,
    )
    conditions = tuple(
        KeptCondition(ConditionKey(item["key"]), ConditionState(item["state"]), item["figure"]) for item in row.figures
    )
    return StoredAmbition(id=row.id or 0, decision=decision, kept=conditions, noted_at=row.created_at)
