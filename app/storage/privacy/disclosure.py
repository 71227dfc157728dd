"""What is read of an assessment to hand it out: single answers, only on the kommun's decision, and its log."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from app.accounts.audit.chain import Line
from app.accounts.kernel.roles import Place
from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.assessment import Assessment
from app.storage.kernel.audit import lines_matching, seen_at
from app.storage.tables import AnswerRow, PersonRow, RespondentRow


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """One saved answer. Name and address are empty once the respondent is unlinked."""

    respondent_id: int
    for_kommun: bool
    role_group: str
    name: str
    address: str
    question_id: str
    kind: AnswerKind | None
    position: int | None
    comment: str
    evidence_url: str
    saved_at: datetime


def single_answers(session: Session, assessment_id: int) -> tuple[SingleAnswer, ...]:
    columns: tuple[Any, ...] = (
        col(RespondentRow.id),
        col(RespondentRow.for_kommun),
        col(RespondentRow.role_group),
        col(RespondentRow.name),
        col(PersonRow.name),
        col(PersonRow.email),
        col(AnswerRow.question_id),
        col(AnswerRow.kind),
        col(AnswerRow.position),
        col(AnswerRow.comment),
        col(AnswerRow.evidence_url),
        col(AnswerRow.saved_at),
    )
    rows = session.execute(
        select(*columns)
        .join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id))
        .outerjoin(PersonRow, col(PersonRow.id) == col(RespondentRow.person_id))
        .where(col(RespondentRow.assessment_id) == assessment_id)
        .order_by(col(RespondentRow.id), col(AnswerRow.question_id))
    )
    return tuple(
        SingleAnswer(number, joint, role, own or person or "", email or "", *rest)
        for number, joint, role, own, person, email, *rest in rows
    )


def log_of(session: Session, assessment: Assessment) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The lines of the kommun's log that are about the assessment, with their facts."""
    place = Place(assessment.round.region_id, assessment.municipality_id)
    for line in lines_matching(session, seen_at(place)):
        facts = json.loads(line.facts)
        if facts.get("assessment_id") == assessment.id:
            yield line, facts


def replace_text(session: Session, assessment_id: int, question_id: str, column: Any, old: str, new: str) -> int:
    """Put other words in a column of the answers to one question, where it holds exactly these. How many it did."""
    respondents = select(col(RespondentRow.id)).where(col(RespondentRow.assessment_id) == assessment_id)
    statement = (
        update(AnswerRow)
        .where(
            col(AnswerRow.respondent_id).in_(respondents),
            col(AnswerRow.question_id) == question_id,
            col(column) == old,
        )
        .values({column.key: new, "version": col(AnswerRow.version) + 1})
        .returning(col(AnswerRow.respondent_id))
    )
    return len(session.execute(statement).all())
