"""Counting over a region's rounds: who took part in each year, and what its kommuner have planned."""

from collections.abc import Collection

from sqlalchemy import bindparam, case, exists, func, select
from sqlmodel import Session, col

from app.rounds.assessments.plans import ActionStatus
from app.rounds.overview.action_counts import PlannedAction
from app.rounds.overview.key_figures import YearParticipation
from app.storage.engine.prepared import Prepared
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import (
    ActionRow,
    AnswerRow,
    AssessmentRow,
    EditionRow,
    MunicipalityRow,
    RespondentRow,
    RoundRow,
)

_HAS_ANSWER = exists().where(
    col(RespondentRow.assessment_id) == col(AssessmentRow.id),
    col(AnswerRow.respondent_id) == col(RespondentRow.id),
    col(AnswerRow.kind).is_not(None),
)
_PARTICIPATION = Prepared(
    select(
        col(EditionRow.year),
        func.count(col(AssessmentRow.id)),
        # In this order: where answering has ended, or never can again, nobody's answers are looked for.
        func.count(
            case(
                (col(AssessmentRow.answering_closed_at).is_not(None), 1),
                (col(RoundRow.closed_at).is_not(None), None),
                (_HAS_ANSWER, 1),
            )
        ),
        func.count(col(AssessmentRow.approved_at)),
    )
    .select_from(RoundRow)
    .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
    .join(AssessmentRow, col(AssessmentRow.round_id) == col(RoundRow.id))
    .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
    .where(
        col(RoundRow.region_id) == bindparam("region_id"),
        col(EditionRow.questionnaire) == bindparam("questionnaire"),
        col(EditionRow.year) <= bindparam("last_year"),
        col(RoundRow.is_trial).is_(False),
        col(RoundRow.opened_at).is_not(None),
        (bindparam("size_group") == "") | (col(MunicipalityRow.size_group) == bindparam("size_group")),
    )
    .group_by(col(EditionRow.year))
    .order_by(col(EditionRow.year))
)


def participation_by_year(
    session: Session, region_id: int, questionnaire: str, last_year: int, size_group: str
) -> tuple[YearParticipation, ...]:
    """Of the region's rounds that have been opened, earliest first; of one size group, or (empty) of all."""
    rows = _PARTICIPATION.rows(
        session, region_id=region_id, questionnaire=questionnaire, last_year=last_year, size_group=size_group
    )
    return tuple(YearParticipation(*row) for row in rows)


def planned_actions(session: Session, assessment_ids: Collection[int]) -> tuple[PlannedAction, ...]:
    """Every action of these assessments."""
    rows = session.execute(
        select(*columns_of(PlannedAction, ActionRow)).where(col(ActionRow.assessment_id).in_(assessment_ids))
    )
    return tuple(record_of(PlannedAction, row) for row in rows)


def with_actions(session: Session, assessment_ids: Collection[int]) -> int:
    """How many of these assessments have an action that has not been dropped."""
    query = select(func.count(func.distinct(col(ActionRow.assessment_id)))).where(
        col(ActionRow.assessment_id).in_(assessment_ids), col(ActionRow.status) != ActionStatus.DROPPED
    )
    return session.execute(query).scalar_one()
