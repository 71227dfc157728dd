"""The joint meeting: single answers as numbers, comments without their authors, and what is noted on each question."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.saved_outcome import Comment, SavedOutcome
from app.assessment.meeting.spread import Tally
from app.rounds.kernel.keys import AssessmentKey
from app.storage.engine.prepared import Prepared, Transaction, each_of, one_of
from app.storage.kernel.assessments import at_key, key_parameters, only_assessments
from app.storage.tables import AgreedAnswerRow, AnswerRow, AssessmentRow, RespondentRow
from app.storage.tables.assessments import WRITTEN

_OUTCOMES = Prepared(
    select(
        col(AgreedAnswerRow.question_id),
        col(AgreedAnswerRow.kind),
        col(AgreedAnswerRow.position),
        col(AgreedAnswerRow.not_united),
        col(AgreedAnswerRow.parked),
        col(AgreedAnswerRow.reason),
        col(AgreedAnswerRow.evidence_url),
        col(AgreedAnswerRow.version),
        col(AgreedAnswerRow.agreed_at),
    ).where(col(AgreedAnswerRow.assessment_id) == bindparam("assessment_id"))
)


def outcomes_of(transaction: Transaction, assessment_id: int) -> dict[str, SavedOutcome]:
    """Question id -> what is noted on it, of the questions where anything is."""
    return {
        question_id: SavedOutcome(Outcome(None if kind is None else Answer(kind, position), *rest), version, agreed_at)
        for question_id, kind, position, *rest, version, agreed_at in _OUTCOMES.rows(
            transaction, assessment_id=assessment_id
        )
    }


def settled_questions(session: Session, assessment_ids: Collection[int]) -> Mapping[int, Collection[str]]:
    """Assessment id -> ids of the questions that are agreed on or noted as not agreed."""
    query = select(col(AgreedAnswerRow.assessment_id), col(AgreedAnswerRow.question_id)).where(
        col(AgreedAnswerRow.assessment_id).in_(assessment_ids),
        col(AgreedAnswerRow.kind).is_not(None) | col(AgreedAnswerRow.not_united),
    )
    question_ids: dict[int, set[str]] = defaultdict(set)
    for assessment_id, question_id in session.execute(query):
        question_ids[assessment_id].add(question_id)
    return question_ids


def not_united_questions(transaction: Transaction, assessment_id: int) -> frozenset[str]:
    """Ids of the questions that the kommun talked about without coming to agree."""
    outcomes = outcomes_of(transaction, assessment_id)
    return frozenset(question_id for question_id, outcome in outcomes.items() if outcome.outcome.not_united)


def store_outcome(session: Session, assessment_id: int, question_id: str, record: SavedOutcome) -> None:
    """Write what is noted on one question. The caller holds the assessment alone and has compared versions."""
    answer = record.outcome.answer
    row = session.get(AgreedAnswerRow, (assessment_id, question_id))
    row = row or AgreedAnswerRow(assessment_id=assessment_id, question_id=question_id, agreed_at=record.saved_at)
    row.kind = None if answer is None else answer.kind
    row.position = None if answer is None else answer.position
    row.not_united, row.parked = record.outcome.not_united, record.outcome.parked
    row.reason, row.evidence_url = record.outcome.reason, record.outcome.evidence_url
    row.version, row.agreed_at = record.version, record.saved_at
    session.add(row)
    session.flush()


def raise_meeting_version(session: Session, assessment_id: int) -> None:
    """So that everybody who follows the meeting knows that there is something new."""
    session.execute(
        update(AssessmentRow)
        .where(col(AssessmentRow.id) == assessment_id)
        .values(meeting_version=col(AssessmentRow.meeting_version) + 1)
    )


_VERSION = Prepared(at_key(only_assessments(AssessmentRow.meeting_version)))


def meeting_version(transaction: Transaction, key: AssessmentKey) -> int | None:
    """How many changes have been made at the meeting; None where there is no assessment."""
    row = _VERSION.row(transaction, **key_parameters(key))
    return None if row is None else row[0]


def _of_respondents(*columns: Any) -> Any:
    """What the people of an assessment saved, beside what stands for the kommun."""
    return (
        select(*columns)
        .join(RespondentRow, col(RespondentRow.id) == col(AnswerRow.respondent_id))
        .where(
            col(RespondentRow.assessment_id) == bindparam("assessment_id"),
            col(RespondentRow.for_kommun).is_(False),
        )
    )


@cache
def _tallies(count: int) -> Prepared:
    what = (AnswerRow.question_id, RespondentRow.role_group, AnswerRow.kind, AnswerRow.position)
    query = _of_respondents(*what, func.count()).where(
        col(AnswerRow.kind).is_not(None), one_of(col(AnswerRow.question_id), count)
    )
    return Prepared(query.group_by(*what))


def tallies_of(transaction: Transaction, assessment_id: int, question_ids: Sequence[str]) -> Mapping[str, Tally]:
    """Question id -> how many of each role group gave each answer. Nobody's answers are ever put together."""
    tallies: dict[str, dict[str, dict[Answer, int]]] = defaultdict(lambda: defaultdict(dict))
    parameters = each_of(AnswerRow.question_id, question_ids)
    rows = _tallies(len(question_ids)).rows(transaction, assessment_id=assessment_id, **parameters)
    for question_id, role_group, kind, position, people in rows:
        tallies[question_id][role_group][Answer(kind, position)] = people
    return tallies


_COMMENTS = Prepared(
    _of_respondents(AnswerRow.question_id, RespondentRow.role_group, AnswerRow.comment, AnswerRow.evidence_url).where(
        WRITTEN
    )
)


def comments_of(
    transaction: Transaction, assessment_id: int, question_ids: Collection[str]
) -> Mapping[str, Sequence[tuple[str, Comment]]]:
    """Question id -> role group and comment, in no order that may be shown.

    All of the assessment are read: they are few, and the index of what is written finds them by person alone.
    """
    comments: dict[str, list[tuple[str, Comment]]] = defaultdict(list)
    for question_id, role_group, text, evidence_url in _COMMENTS.rows(transaction, assessment_id=assessment_id):
        if question_id in question_ids:
            comments[question_id].append((role_group, Comment(text, evidence_url)))
    return comments
