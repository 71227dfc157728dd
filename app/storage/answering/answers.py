"""Respondents and what they answered; what the kommun agreed on."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.assessment.answering.answers import Answer, AnswerKind, AssessmentAnswers, RespondentAnswers
from app.assessment.answering.entry import Entry
from app.assessment.answering.saved_answer import SavedAnswer
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.storage.answering.agreed_answers import agreed_answers
from app.storage.answering.asked_counts import asked_by_role
from app.storage.answering.counting import SEVERAL_COUNT
from app.storage.engine.prepared import Prepared, PreparedRecords, Row, Transaction, dialect_name, each_of, one_of
from app.storage.engine.records import columns_of, record_from
from app.storage.kernel.assessments import assessments_query, at_key, key_parameters, read_assessment
from app.storage.meeting.meeting import not_united_questions
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    PersonalLinkRow,
    RespondentRow,
    SignInRow,
)


@dataclass(frozen=True, slots=True)
class Respondent:
    id: int
    role_group: str
    for_kommun: bool
    handed_in_at: datetime | None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """An assessment, a person's own place in it, and the kommun's one shared place of the simple mode, which every
    coordinator of the kommun may fill in. Either place may be missing."""

    assessment: Assessment
    own: Respondent | None
    joint: Respondent | None


_RESPONDENT = columns_of(Respondent, RespondentRow)

MAX_KEPT_PLACES = 2_048
"""Of those who answer at the same time. An autosave reads the same place as the one before it."""

_PLACES = PreparedRecords[tuple[Assessment, Respondent | None]](
    at_key(assessments_query())
    .add_columns(*_RESPONDENT)
    .outerjoin(
        RespondentRow,
        (col(RespondentRow.assessment_id) == col(AssessmentRow.id))
        & ((col(RespondentRow.person_id) == bindparam("person_id")) | col(RespondentRow.for_kommun).is_(True)),
    ),
    MAX_KEPT_PLACES,
)


def find_places(transaction: Transaction, key: AssessmentKey, person_id: int) -> Places | None:
    """The assessment at an address with where this person could answer in it, or None when there is none."""
    places = _PLACES.records(transaction, _place, person_id=person_id, **key_parameters(key))
    if not places:
        return None
    people = [respondent for _, respondent in places if respondent is not None]
    return Places(
        places[0][0],
        next((respondent for respondent in people if not respondent.for_kommun), None),
        next((respondent for respondent in people if respondent.for_kommun), None),
    )


def _place(row: Row) -> tuple[Assessment, Respondent | None]:
    respondent = row[-len(_RESPONDENT) :]
    return read_assessment(row), None if respondent[0] is None else record_from(Respondent, respondent)


def unanswered_places(session: Session, person_id: int, assessment_ids: Collection[int]) -> frozenset[int]:
    """Ids of those of the assessments where the person has a place of their own and has not handed in."""
    query = select(col(RespondentRow.assessment_id)).where(
        col(RespondentRow.assessment_id).in_(assessment_ids),
        col(RespondentRow.person_id) == person_id,
        col(RespondentRow.for_kommun).is_(False),
        col(RespondentRow.handed_in_at).is_(None),
    )
    return frozenset(session.execute(query).scalars())


def assessments_of_respondent(
    session: Session, person_id: int, respondent_id: int | None = None
) -> tuple[Assessment, ...]:
    """Where a person has been asked to answer, latest year first; only at one place when that is named."""
    only = col(RespondentRow.id).is_not(None) if respondent_id is None else col(RespondentRow.id) == respondent_id
    rows = session.execute(
        assessments_query()
        .join(RespondentRow, col(RespondentRow.assessment_id) == col(AssessmentRow.id))
        .where(col(RespondentRow.person_id) == person_id, only)
    )
    return tuple(sorted((read_assessment(row) for row in rows), key=lambda assessment: -assessment.round.year))


def _entry(kind: AnswerKind | None, position: int | None, comment: str, evidence_url: str) -> Entry:
    return Entry(None if kind is None else Answer(kind, position), comment, evidence_url)


_ANSWER: tuple[Any, ...] = (
    AnswerRow.kind,
    AnswerRow.position,
    AnswerRow.comment,
    AnswerRow.evidence_url,
    AnswerRow.version,
    AnswerRow.saved_at,
)


_OF_RESPONDENT = select(col(AnswerRow.question_id), *_ANSWER).where(
    col(AnswerRow.respondent_id) == bindparam("respondent_id")
)
_ALL_ANSWERS = Prepared(_OF_RESPONDENT)


def saved_answers(
    transaction: Transaction, respondent_id: int, question_ids: Sequence[str] | None = None
) -> dict[str, SavedAnswer]:
    """What a respondent has saved, of some questions or of all: question id -> answer."""
    if question_ids is None:
        rows = _ALL_ANSWERS.rows(transaction, respondent_id=respondent_id)
    else:
        parameters = each_of(AnswerRow.question_id, question_ids)
        rows = _some_answers(len(question_ids)).rows(transaction, respondent_id=respondent_id, **parameters)
    return {row[0]: SavedAnswer(_entry(*row[1:5]), row[5], row[6]) for row in rows}


_STAMPS = Prepared(
    select(col(AnswerRow.question_id), AnswerRow.kind, AnswerRow.saved_at).where(  # type: ignore[call-overload]
        col(AnswerRow.respondent_id) == bindparam("respondent_id")
    )
)


@cache
def _some_answers(count: int) -> Prepared:
    return Prepared(_OF_RESPONDENT.where(one_of(col(AnswerRow.question_id), count)))


def answered_questions(transaction: Transaction, respondent_id: int) -> tuple[frozenset[str], datetime | None]:
    """Ids of the questions where a respondent has chosen something, and when anything was saved last."""
    rows = _STAMPS.rows(transaction, respondent_id=respondent_id)
    question_ids = frozenset(question_id for question_id, kind, _ in rows if kind is not None)
    return question_ids, max((saved_at for *_, saved_at in rows), default=None)


def saved_answer(transaction: Transaction, respondent_id: int, question_id: str) -> SavedAnswer | None:
    return saved_answers(transaction, respondent_id, [question_id]).get(question_id)


def _upsert(insert: Any) -> Prepared:
    """Insert, or replace the version just before: a version that somebody else has raised meanwhile stays untouched."""
    statement = insert(AnswerRow.__table__)  # type: ignore[attr-defined]
    values = {column.key: statement.excluded[column.key] for column in _ANSWER}
    upsert: Executable = statement.on_conflict_do_update(
        index_elements=["respondent_id", "question_id"],
        set_=values,
        where=col(AnswerRow.version) == statement.excluded.version - 1,
    )
    # Otherwise PostgreSQL's driver is not asked how many rows were written, and the answer is -1.
    return Prepared(upsert.execution_options(preserve_rowcount=True))


_UPSERTS = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


def store_answer(transaction: Transaction, respondent_id: int, question_id: str, answer: SavedAnswer) -> bool:
    """Write one answer as the version after the stored one. False, and nothing written, when that is another by now."""
    entry = answer.entry
    count = _UPSERTS[dialect_name(transaction)].change(
        transaction,
        respondent_id=respondent_id,
        question_id=question_id,
        kind=None if entry.answer is None else entry.answer.kind,
        position=None if entry.answer is None else entry.answer.position,
        comment=entry.comment,
        evidence_url=entry.evidence_url,
        version=answer.version,
        saved_at=answer.saved_at,
    )
    return count == 1


def answers_of(session: Session, assessment_id: int) -> AssessmentAnswers:
    """What the assessment is scored from: nobody's single answers where one answers for the whole kommun."""
    answers_by_respondent: dict[tuple[int, str], dict[str, Answer]] = defaultdict(dict)
    rows = session.execute(
        select(
            col(RespondentRow.id),
            col(RespondentRow.role_group),
            col(AnswerRow.question_id),
            col(AnswerRow.kind),
            col(AnswerRow.position),
        )
        .join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id))
        .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
        .where(
            col(RespondentRow.assessment_id) == assessment_id,
            SEVERAL_COUNT,
            col(AnswerRow.kind).is_not(None),
        )
        .order_by(col(RespondentRow.id))
    )
    for respondent_id, role_group, question_id, kind, position in rows:
        answers_by_respondent[respondent_id, role_group][question_id] = Answer(kind, position)
    respondents = tuple(
        RespondentAnswers(str(who), role, answers) for (who, role), answers in answers_by_respondent.items()
    )
    outcomes = agreed_answers(session, assessment_id)
    questions = asked_by_role(session, assessment_id)
    return AssessmentAnswers(
        respondents=respondents,
        agreed=outcomes,
        not_united=not_united_questions(session, assessment_id),
        asked=questions,
    )


def add_respondent(
    session: Session, assessment_id: int, person_id: int | None, role_group: str, *, for_kommun: bool = False
) -> Respondent:
    row = RespondentRow(assessment_id=assessment_id, person_id=person_id, role_group=role_group, for_kommun=for_kommun)
    session.add(row)
    session.flush()
    return Respondent(id=row.id or 0, role_group=role_group, for_kommun=for_kommun, handed_in_at=None)


def has_saved_anything(session: Session, respondent_id: int) -> bool:
    """Whether a place has an answer, a comment or a link, or has had one."""
    query = select(col(AnswerRow.question_id)).where(col(AnswerRow.respondent_id) == respondent_id).limit(1)
    return session.execute(query).first() is not None


def remove_place(session: Session, respondent_id: int) -> None:
    """A place where nothing has been saved, with the links that led there and the browsers that came by them."""
    for table in (PersonalLinkRow, SignInRow):
        session.execute(delete(table).where(col(table.respondent_id) == respondent_id))
    session.execute(delete(RespondentRow).where(col(RespondentRow.id) == respondent_id))


def set_handed_in(session: Session, respondent_id: int, moment: datetime | None) -> None:
    session.execute(update(RespondentRow).where(col(RespondentRow.id) == respondent_id).values(handed_in_at=moment))


def set_answering_closed(session: Session, assessment_id: int, moment: datetime | None) -> None:
    session.execute(
        update(AssessmentRow).where(col(AssessmentRow.id) == assessment_id).values(answering_closed_at=moment)
    )


def set_mode(session: Session, assessment_id: int, mode: Mode) -> None:
    session.execute(update(AssessmentRow).where(col(AssessmentRow.id) == assessment_id).values(mode=mode))


def record_agreed(session: Session, assessment_id: int, outcomes: Mapping[str, SavedAnswer]) -> None:
    """Take a simple mode's answers as what the kommun agreed on, replacing what stood there before."""
    session.execute(
        AgreedAnswerRow.__table__.delete().where(  # type: ignore[attr-defined]
            col(AgreedAnswerRow.assessment_id) == assessment_id
        )
    )
    for question_id, outcome in outcomes.items():
        if outcome.entry.answer is not None and outcome.entry.answer.kind is not AnswerKind.DONT_KNOW:
            session.add(
                AgreedAnswerRow(
                    assessment_id=assessment_id,
                    question_id=question_id,
                    kind=outcome.entry.answer.kind,
                    position=outcome.entry.answer.position,
                    reason=outcome.entry.comment,
                    evidence_url=outcome.entry.evidence_url,
                    agreed_at=outcome.saved_at,
                )
            )
