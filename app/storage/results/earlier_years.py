"""A kommun's locked years before an assessment, which it is compared with (method 11)."""

from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import col

from app.rounds.kernel.assessment import Assessment
from app.storage.engine.prepared import Prepared, Transaction
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


_WHOLE = Prepared(_earlier_approved(assessments_query()))


def approved_before(transaction: Transaction, assessment: Assessment) -> tuple[Assessment, ...]:
    """The kommun's locked assessments of earlier years with the same questionnaire (method 11), latest first.

    None for a trial, which is compared with nothing.
    """
    if assessment.round.is_trial:
        return ()
    return tuple(read_assessment(row) for row in _WHOLE.rows(transaction, **earlier_parameters(assessment)))
