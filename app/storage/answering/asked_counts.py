"""How many of each role were asked to answer an assessment, where that is known: what its sampling error rests on."""

from sqlalchemy import bindparam, exists, func, select
from sqlmodel import col

from app.storage.answering.counting import SEVERAL_COUNT
from app.storage.engine.prepared import Prepared, Transaction
from app.storage.tables import AnswerRow, AssessmentRow, OpenLinkRow, RespondentRow

_ASKED = Prepared(
    select(col(RespondentRow.role_group), func.count(col(RespondentRow.id)))
    .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
    .where(
        col(RespondentRow.assessment_id) == bindparam("assessment_id"),
        SEVERAL_COUNT,
        col(RespondentRow.withdrawn_at).is_(None)
        | (col(RespondentRow.withdrawn_at) > col(AssessmentRow.answering_closed_at))
        | exists().where(col(AnswerRow.respondent_id) == col(RespondentRow.id), col(AnswerRow.kind).is_not(None)),
    )
    .group_by(col(RespondentRow.role_group))
)
_BY_OPEN_LINK = Prepared(
    select(col(OpenLinkRow.role_group))
    .where(col(OpenLinkRow.assessment_id) == bindparam("assessment_id"))
    .group_by(col(OpenLinkRow.role_group))
)


def asked_by_role(transaction: Transaction, assessment_id: int) -> dict[str, int]:
    """Role group -> how many were asked. A role that had an open link is left out: anybody may have been given it.

    Somebody who was withdrawn while people answered counts only after having answered something. Withdrawn after that,
    the person was asked all the same: what is locked does not change.
    """
    unknown = {role for (role,) in _BY_OPEN_LINK.rows(transaction, assessment_id=assessment_id)}
    rows = _ASKED.rows(transaction, assessment_id=assessment_id)
    return {role: count for role, count in rows if role not in unknown}
