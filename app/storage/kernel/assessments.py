"""Finding assessments with everything that stands around them: round, region, kommun, edition."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlmodel import Session, col

from app.assessment.results.method import MethodEdition
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.rounds.kernel.round import Round
from app.storage.engine.prepared import Prepared, PreparedRecords, Row, Transaction, dialect_name
from app.storage.tables import AssessmentRow, EditionRow, MunicipalityRow, RegionRow, RoundRow

_ASSESSMENT: Mapping[str, Any] = {
    "id": AssessmentRow.id,
    "mode": AssessmentRow.mode,
    "sharing": AssessmentRow.sharing,
    "answering_closed_at": AssessmentRow.answering_closed_at,
    "approved_at": AssessmentRow.approved_at,
    "approved_by": AssessmentRow.approved_by,
    "reasons_in_report": AssessmentRow.reasons_in_report,
    "meeting_version": AssessmentRow.meeting_version,
    "municipality_id": MunicipalityRow.id,
    "code": MunicipalityRow.code,
    "municipality": MunicipalityRow.name,
    "municipality_slug": MunicipalityRow.slug,
    "size_group": MunicipalityRow.size_group,
    "is_association": MunicipalityRow.is_association,
    "draws_from": AssessmentRow.draws_from,
}
"""Field of an Assessment -> its column. A row holds them in this order, before those of its round."""
_ROUND: Mapping[str, Any] = {
    "id": RoundRow.id,
    "region_id": RegionRow.id,
    "region_slug": RegionRow.slug,
    "region_name": RegionRow.name,
    "is_example": RegionRow.is_example,
    "edition_id": EditionRow.id,
    "questionnaire_id": EditionRow.questionnaire,
    "year": EditionRow.year,
    "content_hash": EditionRow.content_hash,
    "form": RoundRow.form,
    "capital_ids": RoundRow.capital_ids,
    "opens_on": RoundRow.opens_on,
    "closes_on": RoundRow.closes_on,
    "closed_at": RoundRow.closed_at,
    "is_trial": RoundRow.is_trial,
    "opened_at": RoundRow.opened_at,
    "method": RoundRow.method_edition,
    "subject": RoundRow.subject,
}


def _rounds(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(RoundRow)
        .join(RegionRow, col(RegionRow.id) == col(RoundRow.region_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
    )


def assessments_query() -> Select[Any]:
    """Every assessment with its surroundings; `read_assessment` turns a row into an Assessment."""
    return only_assessments(*_ASSESSMENT.values(), *_ROUND.values())


def only_assessments(*columns: Any) -> Select[Any]:
    """These columns of every assessment and what stands around it."""
    return (
        _rounds(*columns)
        .join(AssessmentRow, col(AssessmentRow.round_id) == col(RoundRow.id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
    )


def at_key(query: Select[Any]) -> Select[Any]:
    """Narrow an assessments query to one address, given as parameters when it is run: `key_parameters`."""
    return query.where(
        col(RegionRow.slug) == bindparam("region"),
        col(EditionRow.questionnaire) == bindparam("questionnaire"),
        col(EditionRow.year) == bindparam("year"),
        col(RoundRow.is_trial) == bindparam("trial"),
        col(MunicipalityRow.slug) == bindparam("municipality"),
    )


def key_parameters(key: AssessmentKey) -> dict[str, str | int]:
    return {
        "region": key.region,
        "questionnaire": key.questionnaire,
        "year": key.year,
        "trial": key.trial,
        "municipality": key.municipality,
    }


_AT_KEY = Prepared(at_key(assessments_query()))
_LOCK_QUERY = at_key(only_assessments(AssessmentRow.id))
_LOCK_SHARED = Prepared(_LOCK_QUERY.with_for_update(of=AssessmentRow, read=True))
_LOCK_EXCLUSIVE = Prepared(_LOCK_QUERY.with_for_update(of=AssessmentRow, key_share=True))


def read_round(row: Any) -> Round:
    """From the columns of `_ROUND`."""
    values = dict(zip(_ROUND, row, strict=True))
    capital_ids = values["capital_ids"]
    values["capital_ids"] = None if capital_ids is None else tuple(capital_ids)
    values["method"] = MethodEdition(values["method"])
    return Round(**values)


def read_assessment(row: Row) -> Assessment:
    """From the first columns of `assessments_query`; further columns may follow."""
    round_ = read_round(row[len(_ASSESSMENT) : len(_ASSESSMENT) + len(_ROUND)])
    return Assessment(round=round_, **dict(zip(_ASSESSMENT, row[: len(_ASSESSMENT)], strict=True)))


def lock_assessment(transaction: Transaction, key: AssessmentKey, *, exclusive: bool) -> None:
    """Until this transaction ends, keep the assessment from being changed by others; `exclusive` keeps out even
    those who share the lock. What is read after this stays true, such as that answering is not closed.

    SQLite has one writer at a time, so there every write holds everything alone.
    """
    if dialect_name(transaction) != "sqlite":
        (_LOCK_EXCLUSIVE if exclusive else _LOCK_SHARED).rows(transaction, **key_parameters(key))


def find_assessment(transaction: Transaction, key: AssessmentKey) -> Assessment | None:
    row = _AT_KEY.row(transaction, **key_parameters(key))
    return None if row is None else read_assessment(row)


def find_round(session: Session, key: RoundKey) -> Round | None:
    row = session.execute(
        _rounds(*_ROUND.values()).where(
            col(RegionRow.slug) == key.region,
            col(EditionRow.questionnaire) == key.questionnaire,
            col(EditionRow.year) == key.year,
            col(RoundRow.is_trial).is_(key.trial),
        )
    ).one_or_none()
    return None if row is None else read_round(row)


def rounds_of_regions(session: Session, region_ids: Collection[int]) -> tuple[Round, ...]:
    """Latest year first."""
    rows = session.execute(
        _rounds(*_ROUND.values())
        .where(col(RegionRow.id).in_(region_ids))
        .order_by(col(EditionRow.year).desc(), col(EditionRow.questionnaire), col(RoundRow.is_trial))
    )
    return tuple(read_round(row) for row in rows)


def rounds_with(session: Session, ids: Collection[int]) -> tuple[Round, ...]:
    """Those with these ids."""
    return tuple(read_round(row) for row in session.execute(_rounds(*_ROUND.values()).where(col(RoundRow.id).in_(ids))))


MAX_REMEMBERED_ROWS = 4_096
"""Some 2 kB each: a round of every kommun in the country for several years."""
_ROUND_WITH_ID = Prepared(_rounds(*_ROUND.values()).where(col(RoundRow.id) == bindparam("round_id")))
_OF_ROUND: PreparedRecords[Assessment] = PreparedRecords(
    select(*_ASSESSMENT.values())
    .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
    .where(col(AssessmentRow.round_id) == bindparam("round_id"))
    .order_by(col(MunicipalityRow.name)),
    MAX_REMEMBERED_ROWS,
)


@lru_cache(64)
def _reader_in(round_: Round) -> Callable[[Row], Assessment]:
    """Reads a row of an assessment in the round; the same one for the same round."""
    return lambda row: Assessment(round=round_, **dict(zip(_ASSESSMENT, row, strict=True)))


def assessments_of_round(transaction: Transaction, round_id: int) -> tuple[Assessment, ...]:
    """Everybody's: the kommuner's, and the association's own where the round asks it too. In the order of their names,
    as the database sorts them; pages sort in Swedish."""
    row = _ROUND_WITH_ID.row(transaction, round_id=round_id)
    return () if row is None else assessments_in(transaction, read_round(row))


def assessments_in(transaction: Transaction, round_: Round) -> tuple[Assessment, ...]:
    """As `assessments_of_round`, for somebody who has read the round."""
    return tuple(_OF_ROUND.records(transaction, _reader_in(round_), round_id=round_.id))


def kommuner_of_round(transaction: Transaction, round_id: int) -> tuple[Assessment, ...]:
    """As `assessments_of_round`, of the kommuner alone: for everything that counts or compares kommuner."""
    return tuple(item for item in assessments_of_round(transaction, round_id) if not item.is_association)


def assessments_with(session: Session, ids: Collection[int]) -> tuple[Assessment, ...]:
    """Those with these ids."""
    return tuple(
        read_assessment(row) for row in session.execute(assessments_query().where(col(AssessmentRow.id).in_(ids)))
    )


def assessments_of_municipalities(session: Session, municipality_ids: Collection[int]) -> tuple[Assessment, ...]:
    """Latest year first."""
    rows = session.execute(
        assessments_query().where(col(MunicipalityRow.id).in_(municipality_ids)).order_by(col(EditionRow.year).desc())
    )
    return tuple(read_assessment(row) for row in rows)


def set_sharing(session: Session, assessment_id: int, sharing: Sharing) -> None:
    session.execute(update(AssessmentRow).where(col(AssessmentRow.id) == assessment_id).values(sharing=sharing))
