"""What the kommun agreed on: this year, and in its latest locked assessment before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import bindparam, select
from sqlmodel import col

from app.assessment.answering.answers import Answer
from app.rounds.kernel.assessment import Assessment
from app.storage.engine.prepared import Prepared, Transaction, each_of, one_of
from app.storage.results.earlier_years import earlier_parameters, latest_approved
from app.storage.tables import AgreedAnswerRow, AssessmentRow, EditionRow


@dataclass(frozen=True, slots=True)
class LastAgreed:
    """Agreed answers (question id -> answer) of an earlier year, with the edition they were given under."""

    edition_id: int
    content_hash: str
    answers: Mapping[str, Answer]


_AGREED = select(col(AgreedAnswerRow.question_id), col(AgreedAnswerRow.kind), col(AgreedAnswerRow.position)).where(
    col(AgreedAnswerRow.kind).is_not(None)
)
_ALL_AGREED = Prepared(_AGREED.where(col(AgreedAnswerRow.assessment_id) == bindparam("assessment_id")))


def agreed_answers(transaction: Transaction, assessment_id: int) -> dict[str, Answer]:
    """Question id -> what the kommun agreed on."""
    rows = _ALL_AGREED.rows(transaction, assessment_id=assessment_id)
    return {question_id: Answer(kind, position) for question_id, kind, position in rows}


@cache
def _last_agreed(count: int) -> Prepared:
    latest = latest_approved(AssessmentRow.id, EditionRow.id, EditionRow.content_hash).subquery()
    of_questions = one_of(col(AgreedAnswerRow.question_id), count)
    query = _AGREED.join(latest, col(AgreedAnswerRow.assessment_id) == latest.c[0]).where(of_questions)
    return Prepared(query.add_columns(latest.c[1], latest.c[2]))


def last_agreed(transaction: Transaction, assessment: Assessment, question_ids: Sequence[str]) -> LastAgreed | None:
    """What the kommun's latest locked assessment of an earlier year agreed on for these questions (method 11)."""
    parameters = each_of(AgreedAnswerRow.question_id, question_ids)
    rows = _last_agreed(len(question_ids)).rows(transaction, **parameters, **earlier_parameters(assessment))
    if not rows or assessment.round.is_trial:
        return None
    *_, edition_id, content_hash = rows[0]
    answers = {question_id: Answer(kind, position) for question_id, kind, position, *_ in rows}
    return LastAgreed(edition_id, content_hash, answers)
