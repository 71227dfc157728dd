"""How far the people of assessments have come, counted, and never what they said."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.storage.tables import AnswerRow, RespondentRow


@dataclass(frozen=True, slots=True)
class Participation:
    """How far the people of one assessment have come; never what they said."""

    assessment_id: int
    role_group: str
    invited: int
    started: int
    handed_in: int


def participation(session: Session, *assessment_ids: int) -> tuple[Participation, ...]:
    """Per assessment and role group: how many were invited, have started, have handed in.

    Who was withdrawn or came by an open link counts from the first answer that is saved.
    """
    started = (
        select(col(AnswerRow.respondent_id)).where(col(AnswerRow.kind).is_not(None)).distinct().subquery("started")
    )
    rows = session.execute(
        select(
            col(RespondentRow.assessment_id),
            col(RespondentRow.role_group),
            func.count(col(RespondentRow.id)),
            func.count(started.c.respondent_id),
            func.count(col(RespondentRow.handed_in_at)),
        )
        .outerjoin(started, started.c.respondent_id == col(RespondentRow.id))
        .where(
            col(RespondentRow.assessment_id).in_(assessment_ids),
            started.c.respondent_id.is_not(None)
            | (col(RespondentRow.withdrawn_at).is_(None) & col(RespondentRow.open_link_id).is_(None)),
        )
        .group_by(col(RespondentRow.assessment_id), col(RespondentRow.role_group))
    )
    return tuple(Participation(*row) for row in rows)
