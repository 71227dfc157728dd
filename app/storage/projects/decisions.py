"""Decisions on ideas, as rows: at most one draft an idea, and those that are finished, which never change."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.storage.tables import IdeaDecisionRow
from app.support.projects.idea import IdeaState
from app.support.projects.idea_decision import IdeaDecision, RawDecision, StoredDecision


def decisions_on(session: Session, idea_ids: Collection[int]) -> tuple[StoredDecision, ...]:
    """Those that are finished, the latest first."""
    query = (
        select(IdeaDecisionRow)
        .where(col(IdeaDecisionRow.idea_id).in_(idea_ids), col(IdeaDecisionRow.finished_at).is_not(None))
        .order_by(col(IdeaDecisionRow.id).desc())
    )
    return tuple(map(_decision, session.exec(query)))


def draft_decision(session: Session, idea_id: int) -> RawDecision | None:
    """As it was typed."""
    row = session.exec(_drafts(idea_id)).first()
    if row is None:
        return None
    return RawDecision(
        outcome=row.outcome, text=row.text, diary=row.diary_number, decided=row.decided_on, review=row.review_on
    )


def store_draft(session: Session, idea_id: int, raw: RawDecision) -> None:
    """In place of the draft before."""
    row = session.exec(_drafts(idea_id)).first() or IdeaDecisionRow(
        idea_id=idea_id, outcome="", text="", diary_number="", decided_on="", review_on=""
    )
    row.sqlmodel_update(
        {
            "outcome": raw.outcome,
            "text": raw.text,
            "diary_number": raw.diary,
            "decided_on": raw.decided,
            "review_on": raw.review,
        }
    )
    session.add(row)
    session.flush()


def add_idea_decision(session: Session, idea_id: int, decision: IdeaDecision, now: datetime) -> None:
    """Finished. The draft goes."""
    draft = col(IdeaDecisionRow.finished_at).is_(None)
    session.execute(delete(IdeaDecisionRow).where(col(IdeaDecisionRow.idea_id) == idea_id, draft))
    session.add(
        IdeaDecisionRow(
            idea_id=idea_id,
            outcome=str(decision.outcome),
            text=decision.text,
            diary_number=decision.diary_number,
            decided_on=decision.decided_on.isoformat(),
            review_on="" if decision.review_on is None else decision.review_on.isoformat(),
            finished_at=now,
        )
    )
    session.flush()


def _drafts(idea_id: int) -> SelectOfScalar[IdeaDecisionRow]:
    return select(IdeaDecisionRow).where(
        col(IdeaDecisionRow.idea_id) == idea_id, col(IdeaDecisionRow.finished_at).is_(None)
    )


def _decision(row: IdeaDecisionRow) -> StoredDecision:
    decision = IdeaDecision(
        outcome=IdeaState(row.outcome),
        text=row.text,
        diary_number=row.diary_number,
        decided_on=date.fromisoformat(row.decided_on),
        review_on=date.fromisoformat(row.review_on) if row.review_on else None,
    )
    return StoredDecision(row.idea_id, decision)
