"""Questions that kommuner have asked a network, with the answers that were written down."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.storage.tables import AskedQuestionRow, MembershipRow, MunicipalityRow, NetworkRow, PersonRow
from app.support.exchange.question import AskedQuestion, QuestionState


def questions_in(session: Session, region_id: int) -> tuple[AskedQuestion, ...]:
    """The latest first."""
    return _questions(session, col(AskedQuestionRow.region_id) == region_id)


def questions_of(session: Session, municipality_id: int) -> tuple[AskedQuestion, ...]:
    """What the kommun has asked."""
    return _questions(session, col(AskedQuestionRow.municipality_id) == municipality_id)


def find_question(session: Session, region_id: int, question_id: int) -> AskedQuestion | None:
    conditions = (col(AskedQuestionRow.region_id) == region_id, col(AskedQuestionRow.id) == question_id)
    return next(iter(_questions(session, *conditions)), None)


def lock_question(session: Session, region_id: int, question_id: int) -> AskedQuestion | None:
    """Until the transaction ends nobody else answers it or reminds of it."""
    session.execute(select(col(AskedQuestionRow.id)).where(col(AskedQuestionRow.id) == question_id).with_for_update())
    return find_question(session, region_id, question_id)


def add_question(session: Session, region_id: int, question: AskedQuestion) -> int:
    """Returns its id; that of the value is not read."""
    row = AskedQuestionRow(
        region_id=region_id,
        network_id=question.network_id,
        municipality_id=question.municipality_id,
        membership_id=question.membership_id,
        text=question.text,
        receivers=question.receivers,
        example_ids=[],
        asked_at=question.asked_at,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def set_answer(
    session: Session,
    question_id: int,
    state: QuestionState,
    answer: str,
    answered_on: date | None,
    example_ids: Collection[int],
) -> None:
    """The caller has locked it."""
    row = session.get_one(AskedQuestionRow, question_id)
    values = {"state": state, "answer": answer, "answered_on": answered_on, "example_ids": list(example_ids)}
    row.sqlmodel_update(values)
    session.add(row)


def set_reminded(session: Session, question_id: int, now: datetime) -> None:
    row = session.get_one(AskedQuestionRow, question_id)
    row.reminded_at = now
    session.add(row)


def set_asked_again(session: Session, question_id: int, now: datetime) -> None:
    """It waits for an answer as when it was new. The caller has locked it."""
    row = session.get_one(AskedQuestionRow, question_id)
    values = {"state": QuestionState.ASKED, "answered_on": None, "reminded_at": None, "asked_again_at": now}
    row.sqlmodel_update(values)
    session.add(row)


def unreminded(session: Session, before: datetime) -> tuple[tuple[int, int], ...]:
    """Region and id of each question that was sent last before the moment, not answered and not reminded of."""
    query = select(col(AskedQuestionRow.region_id), col(AskedQuestionRow.id)).where(
        col(AskedQuestionRow.state) == QuestionState.ASKED,
        col(AskedQuestionRow.reminded_at).is_(None),
        func.coalesce(col(AskedQuestionRow.asked_again_at), col(AskedQuestionRow.asked_at)) <= before,
    )
    return tuple((region_id, question_id or 0) for region_id, question_id in session.execute(query))


def asker_of(session: Session, membership_id: int) -> tuple[int, str] | None:
    """Person and address of who asked, while she has her role in the kommun and an address."""
    query = (
        select(col(PersonRow.id), col(PersonRow.email))
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(
            col(MembershipRow.id) == membership_id,
            col(MembershipRow.ended_at).is_(None),
            col(PersonRow.email).is_not(None),
        )
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (int(row[0]), str(row[1]))


def _questions(session: Session, *conditions: Any) -> tuple[AskedQuestion, ...]:
    query = (
        select(AskedQuestionRow, col(NetworkRow.title), col(MunicipalityRow.name))
        .join(NetworkRow, col(NetworkRow.id) == col(AskedQuestionRow.network_id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AskedQuestionRow.municipality_id))
        .where(*conditions)
        .order_by(col(AskedQuestionRow.asked_at).desc(), col(AskedQuestionRow.id).desc())
    )
    return tuple(
        AskedQuestion(
            id=row.id or 0,
            network_id=row.network_id,
            network=network,
            municipality_id=row.municipality_id,
            municipality=kommun,
            membership_id=row.membership_id,
            text=row.text,
            asked_at=row.asked_at,
            receivers=row.receivers,
            state=row.state,
            answer=row.answer,
            answered_on=row.answered_on,
            example_ids=tuple(row.example_ids),
            reminded_at=row.reminded_at,
            asked_again_at=row.asked_again_at,
        )
        for row, network, kommun in session.execute(query)
    )
