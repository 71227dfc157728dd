"""Published editions: stored whole, parsed once per process."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.storage.engine.prepared import Prepared, Transaction
from app.storage.engine.records import columns_of, record_from
from app.storage.tables import AnswerRow, AssessmentRow, EditionRow, RespondentRow, RoundRow, WordingCorrectionRow


@dataclass(frozen=True, slots=True)
class Edition:
    id: int
    questionnaire: Questionnaire


_by_hash: dict[str, Questionnaire] = {}
"""Parsed editions by content hash. Editions are few and frozen, so nothing is ever thrown out."""


_DEFINITION = Prepared(
    select(col(EditionRow.content_hash), col(EditionRow.definition)).where(
        col(EditionRow.id) == bindparam("edition_id")
    )
)


def questionnaire_of(transaction: Transaction, edition_id: int, content_hash: str) -> Questionnaire:
    """The edition with this content. Fetched (some 100 kB) only the first time a process asks for it."""
    questionnaire = _by_hash.get(content_hash)
    if questionnaire is None:
        # Kept by the hash it has now: its wording may have been corrected since the caller read which one to ask for.
        [(current, definition)] = _DEFINITION.rows(transaction, edition_id=edition_id)
        questionnaire = _by_hash[current] = Questionnaire.model_validate_json(definition).published_as(current)
    return questionnaire


def find_edition(session: Session, questionnaire: str, year: int) -> Edition | None:
    row = session.exec(
        select(EditionRow).where(EditionRow.questionnaire == questionnaire, EditionRow.year == year)
    ).one_or_none()
    if row is None or row.id is None:
        return None
    return Edition(row.id, questionnaire_of(session, row.id, row.content_hash))


_EDITIONS = Prepared(
    select(col(EditionRow.id), col(EditionRow.content_hash))
    .where(col(EditionRow.questionnaire) == bindparam("questionnaire"))
    .order_by(col(EditionRow.year))
)


def editions_of(transaction: Transaction, questionnaire: str) -> tuple[Edition, ...]:
    """Every published edition of a questionnaire, oldest first."""
    rows = _EDITIONS.rows(transaction, questionnaire=questionnaire)
    return tuple(
        Edition(edition_id, questionnaire_of(transaction, edition_id, content_hash))
        for edition_id, content_hash in rows
    )


_EVERY = Prepared(
    select(col(EditionRow.id), col(EditionRow.content_hash)).order_by(
        col(EditionRow.year).desc(), col(EditionRow.questionnaire)
    )
)


def every_edition(transaction: Transaction) -> tuple[Edition, ...]:
    """Every published edition of every questionnaire, latest year first."""
    rows = _EVERY.rows(transaction)
    return tuple(
        Edition(edition_id, questionnaire_of(transaction, edition_id, content_hash))
        for edition_id, content_hash in rows
    )


def published_years(session: Session) -> tuple[tuple[str, int], ...]:
    """Id and year of every published edition, without reading what is in it."""
    columns = col(EditionRow.questionnaire), col(EditionRow.year)
    return tuple((name, year) for name, year in session.execute(select(*columns).order_by(*columns)))


def store_edition(session: Session, questionnaire: Questionnaire, now: datetime) -> int:
    """Add or replace the edition of this id and year, and follow it in its rounds. Returns its row id.

    A round keeps whom it is about: who is in it was settled by that when it was planned.

    The hash is made here, once; everything that is read back carries the stored one.
    """
    row = session.exec(
        select(EditionRow).where(EditionRow.questionnaire == questionnaire.id, EditionRow.year == questionnaire.year)
    ).one_or_none()
    if row is None:
        row = EditionRow(
            questionnaire=questionnaire.id, year=questionnaire.year, content_hash="", definition="", published_at=now
        )
    row.content_hash = questionnaire.content_hash
    row.definition = questionnaire.model_dump_json()
    session.add(row)
    session.flush()
    for round_row in session.exec(select(RoundRow).where(RoundRow.edition_id == row.id)).all():
        round_row.content_hash = questionnaire.content_hash
        session.add(round_row)
    return row.id or 0


class Answered(Enum):
    """What sort of rounds has answers under an edition."""

    NOWHERE = "nowhere"
    ONLY_IN_TRIALS = "only in trials"
    IN_EARNEST = "in earnest"


def answered(session: Session, edition_id: int) -> Answered:
    """Whether anybody has answered under this edition, and in earnest."""
    answer = session.exec(
        select(RoundRow.is_trial)
        .join(AssessmentRow, col(AssessmentRow.round_id) == col(RoundRow.id))
        .join(RespondentRow, col(RespondentRow.assessment_id) == col(AssessmentRow.id))
        .join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id))
        .where(RoundRow.edition_id == edition_id)
        .distinct()
    ).all()
    if not answer:
        return Answered.NOWHERE
    return Answered.ONLY_IN_TRIALS if all(answer) else Answered.IN_EARNEST


def add_corrections(session: Session, edition_id: int, corrections: tuple[WordingCorrection, ...]) -> None:
    for correction in corrections:
        session.add(
            WordingCorrectionRow(
                edition_id=edition_id,
                place=correction.place,
                field=correction.field,
                old=correction.old,
                new=correction.new,
                reason=correction.reason,
                corrected_at=correction.corrected_at,
            )
        )


_CORRECTIONS = Prepared(
    select(*columns_of(WordingCorrection, WordingCorrectionRow))
    .where(col(WordingCorrectionRow.edition_id) == bindparam("edition_id"))
    .order_by(col(WordingCorrectionRow.corrected_at), col(WordingCorrectionRow.id))
)


def corrections_of(transaction: Transaction, edition_id: int) -> tuple[WordingCorrection, ...]:
    """Every correction of an edition's wording, oldest first."""
    return tuple(record_from(WordingCorrection, row) for row in _CORRECTIONS.rows(transaction, edition_id=edition_id))
