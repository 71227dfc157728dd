"""What kommuner need, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.storage.engine.prepared import Prepared, Transaction
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import AssessmentRow, EditionRow, MunicipalityRow, NeedRow, RegionRow, RoundRow
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.needs.need import Need, NeedState, StoredNeed

_LATEST_YEAR = Prepared(
    select(col(RegionRow.slug), col(EditionRow.questionnaire), col(EditionRow.year), col(MunicipalityRow.slug))
    .join(RoundRow, col(RoundRow.region_id) == col(RegionRow.id))
    .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
    .join(AssessmentRow, col(AssessmentRow.round_id) == col(RoundRow.id))
    .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
    .where(
        col(AssessmentRow.municipality_id) == bindparam("municipality_id"),
        col(AssessmentRow.answering_closed_at).is_not(None),
        col(RoundRow.is_trial).is_(False),
        col(RoundRow.subject) == RoundSubject.KOMMUN,
    )
    .order_by(col(EditionRow.year).desc(), col(RoundRow.id).desc())
    .limit(1)
)


def latest_year_with_result(transaction: Transaction, municipality_id: int) -> AssessmentKey | None:
    """The kommun's latest year that has a result, where its suggestions and needs are.

    Trial rounds are left out, and rounds that are about the collaboration.
    """
    row = _LATEST_YEAR.row(transaction, municipality_id=municipality_id)
    return None if row is None else AssessmentKey(*row)


def needs_of(session: Session, assessment_id: int) -> tuple[StoredNeed, ...]:
    """In the order in which they were noted."""
    rows = session.exec(select(NeedRow).where(NeedRow.assessment_id == assessment_id).order_by(col(NeedRow.id)))
    return tuple(map(_stored_need, rows.all()))


def open_needs_in(session: Session, region_id: int) -> tuple[tuple[Assessment, StoredNeed], ...]:
    """Every open need of the region's kommuner with the year it is of, oldest first. Trial rounds have none."""
    query = (
        assessments_query()
        .add_columns(col(NeedRow.id))
        .join(NeedRow, col(NeedRow.assessment_id) == col(AssessmentRow.id))
        .where(col(RoundRow.region_id) == region_id, col(NeedRow.state) == NeedState.OPEN)
        .order_by(col(NeedRow.id))
    )
    rows = session.execute(query).all()
    needs = {
        row.id: _stored_need(row)
        for row in session.exec(select(NeedRow).where(col(NeedRow.id).in_([row[-1] for row in rows])))
    }
    return tuple((read_assessment(row), needs[row[-1]]) for row in rows)


def kommuner_with_result(session: Session, region_id: int) -> frozenset[int]:
    """The kommuner of the region that could have a need: those with a result of any year.

    Trial rounds are left out, and rounds about the association or the collaboration, which have no needs.
    """
    query = (
        select(col(AssessmentRow.municipality_id))
        .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
        .where(
            col(RoundRow.region_id) == region_id,
            col(RoundRow.is_trial).is_(False),
            col(RoundRow.subject) == RoundSubject.KOMMUN,
            col(AssessmentRow.answering_closed_at).is_not(None),
        )
    )
    return frozenset(session.exec(query))


def find_need(session: Session, assessment_id: int, need_id: int) -> StoredNeed | None:
    row = session.get(NeedRow, need_id)
    return None if row is None or row.assessment_id != assessment_id else _stored_need(row)


def add_need(session: Session, assessment_id: int, need: Need, now: datetime) -> int:
    """Returns its id."""
    row = NeedRow(assessment_id=assessment_id, created_at=now, **_columns(need))
    session.add(row)
    session.flush()
    return row.id or 0


def change_need(session: Session, need_id: int, need: Need, now: datetime) -> None:
    """Write the need as its next version. The caller has seen that it is there."""
    row = session.get_one(NeedRow, need_id)
    row.sqlmodel_update(_columns(need) | {"version": row.version + 1, "urgency_year": day_of(now).year})
    session.add(row)


def set_need_state(session: Session, need_id: int, state: NeedState, reason: str) -> None:
    """As its next version. The caller has seen that it is there."""
    row = session.get_one(NeedRow, need_id)
    row.sqlmodel_update({"state": state, "reason": reason, "version": row.version + 1})
    session.add(row)


def _columns(need: Need) -> dict[str, Any]:
    return {
        "capital_id": need.capital_id,
        "item_id": need.item_id,
        "form": need.form or "",
        "text": need.text,
        "target_groups": [str(group) for group in need.target_groups],
        "urgency": need.urgency,
        "together": need.together,
        "audience": need.audience,
        "origin": need.origin,
    }


def _stored_need(row: NeedRow) -> StoredNeed:
    need = Need(
        capital_id=row.capital_id,
        text=row.text,
        urgency=row.urgency,
        together=row.together,
        audience=row.audience,
        target_groups=tuple(map(TargetGroup, row.target_groups)),
        item_id=row.item_id,
        form=SupportForm(row.form) if row.form else None,
        origin=row.origin,
    )
    return StoredNeed(
        id=row.id or 0,
        assessment_id=row.assessment_id,
        need=need,
        state=row.state,
        reason=row.reason,
        created_at=row.created_at,
        version=row.version,
        urgency_year=row.urgency_year or day_of(row.created_at).year,
    )
