"""A kommun's locked years before an assessment, which it is compared with (method 11)."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import col

from app.rounds.kernel.assessment import Assessment
from app.storage.engine.prepared import Prepared, Transaction, each_of, one_of
from app.storage.kernel.assessments import assessments_query, only_assessments, read_assessment
from app.storage.tables import AssessmentRow, EditionRow, MunicipalityRow, RoundRow


def _earlier_approved(query: Select[Any]) -> Select[Any]:
    """Only the kommun's locked assessments of earlier years with the same questionnaire, latest first; no trial."""
    return query.where(
        col(MunicipalityRow.id) == bindparam("municipality_id"),
        col(EditionRow.questionnaire) == bindparam("questionnaire"),
        col(EditionRow.year) < bindparam("year"),
        col(RoundRow.is_trial).is_(False),
        col(AssessmentRow.approved_at).is_not(None),
    ).order_by(col(EditionRow.year).desc())


def latest_approved(*columns: Any) -> Select[Any]:
    """Columns of the kommun's latest locked assessment of an earlier year. Run it with `earlier_parameters`.

    A trial is never the earlier one; that nothing is earlier than a trial is for the caller to see to.
    """
    return _earlier_approved(only_assessments(*columns)).limit(1)


def earlier_parameters(assessment: Assessment) -> dict[str, str | int]:
    return {
        "municipality_id": assessment.municipality_id,
        "questionnaire": assessment.round.questionnaire_id,
        "year": assessment.round.year,
    }


@cache
def _every_approved(count: int) -> Prepared:
    return Prepared(
        assessments_query()
        .where(
            one_of(MunicipalityRow.id, count),
            col(RoundRow.is_trial).is_(False),
            col(AssessmentRow.approved_at).is_not(None),
        )
        .order_by(col(EditionRow.year))
    )


def latest_before(transaction: Transaction, assessments: Collection[Assessment]) -> Mapping[int, Assessment]:
    """Assessment id -> the latest of `approved_before`, of those that have any."""
    kommun_ids = sorted({item.municipality_id for item in assessments})
    rows = _every_approved(len(kommun_ids)).rows(transaction, **each_of(MunicipalityRow.id, kommun_ids))
    years = [read_assessment(row) for row in rows]
    return {
        item.id: earlier
        for item in assessments
        if not item.round.is_trial
        for earlier in years  # the latest comes last, and stays
        if earlier.municipality_id == item.municipality_id
        and earlier.round.questionnaire_id == item.round.questionnaire_id
        and earlier.round.year < item.round.year
    }


_WHOLE = Prepared(_earlier_approved(assessments_query()))


def approved_before(transaction: Transaction, assessment: Assessment) -> tuple[Assessment, ...]:
    """The kommun's locked assessments of earlier years with the same questionnaire (method 11), latest first.

    None for a trial, which is compared with nothing.
    """
    if assessment.round.is_trial:
        return ()
    return tuple(read_assessment(row) for row in _WHOLE.rows(transaction, **earlier_parameters(assessment)))
