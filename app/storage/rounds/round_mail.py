"""Mails to the kommuner of a round, as the log of mails has them."""

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.rounds.progress.round_content import Sent
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import AssessmentRow, MailRow


def sent_in(session: Session, round_id: int, kind: MailKind) -> tuple[Sent, ...]:
    """Every time such mails were written to a kommun of the round, latest first."""
    has_failed = col(MailRow.status).in_((MailStatus.FAILED, MailStatus.BOUNCED))
    rows = session.execute(
        select(
            *columns_of(
                Sent,
                MailRow,
                at=col(MailRow.created_at),
                letters=func.count(),
                failed=func.sum(case((has_failed, 1), else_=0)),
            )
        )
        .join(AssessmentRow, col(AssessmentRow.id) == col(MailRow.assessment_id))
        .where(col(AssessmentRow.round_id) == round_id, col(MailRow.kind) == kind)
        .group_by(col(MailRow.assessment_id), col(MailRow.created_at))
        .order_by(col(MailRow.created_at).desc(), col(MailRow.assessment_id))
    )
    return tuple(record_of(Sent, row) for row in rows)
