"""Counting over a region's rounds: who took part in each year, and what its kommuner have planned."""

from sqlalchemy import bindparam, case, exists, func, select
from sqlmodel import Session, col

from app.rounds.assessments.plans import ActionStatus
from app.rounds.overview.action_counts import PlannedAction
from app.rounds.overview.key_figures import YearParticipation
from app.storage.answering.counting import COUNTS
from app.storage.engine.prepared import Prepared
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
    COUNTS,
    col(AnswerRow.kind).is_not(None),
)
_OF_ALL = (
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
        col(MunicipalityRow.is_association).is_(False),
        col(RoundRow.region_id) == bindparam("region_id"),
        col(EditionRow.questionnaire) == bindparam("questionnaire"),
        col(EditionRow.year).between(bindparam("first_year"), bindparam("last_year")),
        col(RoundRow.is_trial).is_(False),
        col(RoundRow.opened_at).is_not(None),
    )
    .group_by(col(EditionRow.year))
    .order_by(col(EditionRow.year))
)
_PARTICIPATION = Prepared(_OF_ALL)
_PARTICIPATION_OF_SIZE = Prepared(_OF_ALL.where(col(MunicipalityRow.size_group) == bindparam("size_group")))


def participation_by_year(
    session: Session, region_id: int, questionnaire: str, years: range, size_group: str
) -> tuple[YearParticipation, ...]:
    """Of the region's rounds that have been opened, earliest first; of one size group, or (empty) of all."""
    values = {
        "region_id": region_id,
        "questionnaire": questionnaire,
        "first_year": years.start,
        "last_year": years.stop - 1,
    }
    if size_group:
        rows = _PARTICIPATION_OF_SIZE.rows(session, **values, size_group=size_group)
    else:
        rows = _PARTICIPATION.rows(session, **values)
    return tuple(YearParticipation(*row) for row in rows)


_ACTIONS = Prepared(
    select(col(ActionRow.assessment_id), col(ActionRow.capital_id), col(ActionRow.status), col(ActionRow.due_on))
    .join(AssessmentRow, col(AssessmentRow.id) == col(ActionRow.assessment_id))
    .where(
        col(AssessmentRow.round_id) == bindparam("round_id"),
        col(ActionRow.status) != ActionStatus.DROPPED,
        col(ActionRow.deleted_at).is_(None),
    )
)


def planned_actions(session: Session, round_id: int) -> tuple[PlannedAction, ...]:
    """Every action of a round's kommuner that is neither dropped nor deleted. Not all of them are to be shown."""
    return tuple(PlannedAction(*row) for row in _ACTIONS.rows(session, round_id=round_id))
