"""Links to reports. Only hashes are known here; who made one stands in the audit log."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from app.accounts.audit.report_events import ReportLinkMade
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.links import ReportLink
from app.storage.engine.prepared import INSERTS, dialect_name
from app.storage.engine.records import columns_of, record_of
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import AssessmentRow, AuditLineRow, ReportLinkRow


def report_links_of(session: Session, assessment_id: int) -> tuple[ReportLink, ...]:
    """Those that are over too, the latest first."""
    query = select(*columns_of(ReportLink, ReportLinkRow)).where(col(ReportLinkRow.assessment_id) == assessment_id)
    return tuple(record_of(ReportLink, row) for row in session.execute(query.order_by(col(ReportLinkRow.id).desc())))


def report_link_with(session: Session, token_hash: str) -> tuple[Assessment, ReportLink] | None:
    """The link and whose report it leads to, whether or not it is good."""
    row = session.execute(
        select(*columns_of(ReportLink, ReportLinkRow)).where(col(ReportLinkRow.token_hash) == token_hash)
    ).one_or_none()
    if row is None:
        return None
    around = session.execute(
        assessments_query()
        .join(ReportLinkRow, col(ReportLinkRow.assessment_id) == col(AssessmentRow.id))
        .where(col(ReportLinkRow.token_hash) == token_hash)
    ).one()
    return read_assessment(tuple(around)), record_of(ReportLink, row)


def add_report_link(session: Session, token_hash: str, assessment_id: int, now: datetime, expires_at: datetime) -> bool:
    """False when there is one with the hash already."""
    insert: Any = INSERTS[dialect_name(session)]
    statement = insert(ReportLinkRow.__table__).values(  # type: ignore[attr-defined]
        token_hash=token_hash, assessment_id=assessment_id, created_at=now, expires_at=expires_at, opened=0
    )
    insertion = statement.on_conflict_do_nothing(index_elements=["token_hash"]).returning(col(ReportLinkRow.id))
    return session.execute(insertion).first() is not None


def end_report_link(session: Session, link_id: int, now: datetime) -> bool:
    """Whether it was this that ended it."""
    statement = update(ReportLinkRow).where(col(ReportLinkRow.id) == link_id, col(ReportLinkRow.ended_at).is_(None))
    return session.execute(statement.values(ended_at=now).returning(col(ReportLinkRow.id))).first() is not None


def count_opening(session: Session, link_id: int) -> None:
    """One more time that the report has been opened by the link."""
    statement = update(ReportLinkRow).where(col(ReportLinkRow.id) == link_id)
    session.execute(statement.values(opened=col(ReportLinkRow.opened) + 1))


def count_good(session: Session, assessment_id: int, now: datetime) -> int:
    query = select(func.count()).select_from(ReportLinkRow)
    good = query.where(
        col(ReportLinkRow.assessment_id) == assessment_id,
        col(ReportLinkRow.ended_at).is_(None),
        col(ReportLinkRow.expires_at) > now,
    )
    return int(session.execute(good).scalar_one())


def maker_ids(session: Session, municipality_id: int) -> dict[int, int]:
    """Who made each of a kommun's links, by the link's number, as the audit log has it."""
    lines = select(col(AuditLineRow.actor_id), col(AuditLineRow.facts)).where(
        col(AuditLineRow.action) == ReportLinkMade.action, col(AuditLineRow.municipality_id) == municipality_id
    )
    return {
        json.loads(facts)["report_link_id"]: actor_id
        for actor_id, facts in session.execute(lines)
        if actor_id is not None
    }
