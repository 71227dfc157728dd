"""Stored scores of approved assessments, and the versions of what they are made from."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import case, delete, func, or_, select
from sqlmodel import Session, col

from app.storage.engine.prepared import INSERTS, dialect_name
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    OpenLinkRow,
    RespondentRow,
    ScoreRow,
)

Pair = tuple[int, int]
"""Assessment and the earlier one that it is compared with; twice the same for its own profile."""

MAX_NUMBERS = 500
"""So many ids in a statement at the most."""


@dataclass(frozen=True, slots=True)
class StoredScore:
    stamp: str
    figures: str


def content_versions(session: Session, assessment_ids: Collection[int]) -> dict[int, str]:
    """Assessment id -> everything that its result is made from, as counts, versions and latest moments.

    Of approved ones alone: the others may change at any moment, and nothing of them is stored. Whatever saves an answer
    raises its version, and so changes this; so does nearly everything that is written past the product.
    """
    versions: dict[int, list[object]] = {}
    for ids in _in_parts(sorted(assessment_ids)):
        columns = (AssessmentRow.id, AssessmentRow.mode, AssessmentRow.answering_closed_at)
        query = select(*columns, AssessmentRow.meeting_version).where(  # type: ignore[call-overload]
            col(AssessmentRow.id).in_(ids), col(AssessmentRow.approved_at).is_not(None)
        )
        for identity, *rest in session.execute(query):
            versions[identity] = [rest]
        for counts in (_people(ids), _links(ids), _answers(ids), _agreed(ids)):
            rows = {row[0]: [str(value) for value in row[1:]] for row in session.execute(counts)}
            for identity in ids:
                if identity in versions:
                    versions[identity].append(rows.get(identity))
    return {identity: repr(version) for identity, version in versions.items()}


def _people(ids: Sequence[int]) -> Any:
    where = col(RespondentRow.assessment_id)
    withdrawn = col(RespondentRow.withdrawn_at)
    counts = (func.count(), func.max(col(RespondentRow.id)), func.count(withdrawn), func.max(withdrawn))
    return select(where, *counts).where(where.in_(ids)).group_by(where)


def _links(ids: Sequence[int]) -> Any:
    where = col(OpenLinkRow.assessment_id)
    return select(where, func.count()).where(where.in_(ids)).group_by(where)


def _answers(ids: Sequence[int]) -> Any:
    where = col(RespondentRow.assessment_id)
    query = select(where, *_versions_in(AnswerRow, AnswerRow.saved_at)).join(
        AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id)
    )
    return query.where(where.in_(ids)).group_by(where)


def _agreed(ids: Sequence[int]) -> Any:
    where = col(AgreedAnswerRow.assessment_id)
    not_united = func.sum(case((col(AgreedAnswerRow.not_united), 1), else_=0))
    columns = (*_versions_in(AgreedAnswerRow, AgreedAnswerRow.agreed_at), not_united)
    return select(where, *columns).where(where.in_(ids)).group_by(where)


def _versions_in(table: Any, moment: Any) -> tuple[Any, ...]:
    return func.count(), func.count(table.kind), func.sum(table.version), func.max(moment), func.sum(table.position)


def scores_of(session: Session, pairs: Collection[Pair]) -> dict[Pair, StoredScore]:
    """Those of them that are stored, under whatever stamp."""
    scores: dict[Pair, StoredScore] = {}
    for part in _in_parts(sorted(pairs)):
        later, earlier = ({pair[place] for pair in part} for place in (0, 1))
        query = select(ScoreRow).where(col(ScoreRow.assessment_id).in_(later), col(ScoreRow.earlier_id).in_(earlier))
        scores |= _by_pair(session, query)
    return {pair: scores[pair] for pair in pairs if pair in scores}


def scores_about(session: Session, assessment_ids: Collection[int]) -> dict[Pair, StoredScore]:
    """Everything that is stored about some assessments of one kommun."""
    return _by_pair(session, select(ScoreRow).where(_is_about(assessment_ids)))


def _by_pair(session: Session, query: Any) -> dict[Pair, StoredScore]:
    table = ScoreRow
    columns = query.with_only_columns(table.assessment_id, table.earlier_id, table.stamp, table.figures)
    return {(later, earlier): StoredScore(*rest) for later, earlier, *rest in session.execute(columns)}


def hold_approved(session: Session, assessment_ids: Collection[int]) -> frozenset[int]:
    """Those that are approved and that nobody else is changing, kept so until this transaction ends. It never waits."""
    approved_ids: set[int] = set()
    for ids in _in_parts(sorted(assessment_ids)):
        query = select(col(AssessmentRow.id)).where(
            col(AssessmentRow.id).in_(ids), col(AssessmentRow.approved_at).is_not(None)
        )
        approved_ids.update(session.execute(query.with_for_update(read=True, skip_locked=True)).scalars())
    return frozenset(approved_ids)


def store_scores(session: Session, scores: Mapping[Pair, StoredScore]) -> None:
    """In place of what was there, in one order, so that two processes never wait for each other."""
    insert: Any = INSERTS[dialect_name(session)]
    rows = [
        {"assessment_id": pair[0], "earlier_id": pair[1], "stamp": scores[pair].stamp, "figures": scores[pair].figures}
        for pair in sorted(scores)
    ]
    if rows:
        statement = insert(ScoreRow.__table__)  # type: ignore[attr-defined]
        values = {name: statement.excluded[name] for name in ("stamp", "figures")}
        keys = ["assessment_id", "earlier_id"]
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values), rows)


def remove_scores(session: Session, assessment_id: int) -> None:
    """The assessment's own, and those of later years against it."""
    session.execute(delete(ScoreRow).where(_is_about([assessment_id])))


def remove_scores_except(session: Session, assessment_ids: Collection[int], pairs: Collection[Pair]) -> None:
    """Whatever is stored about the assessments beside these."""
    for later, earlier in set(scores_about(session, assessment_ids)) - set(pairs):
        session.execute(
            delete(ScoreRow).where(col(ScoreRow.assessment_id) == later, col(ScoreRow.earlier_id) == earlier)
        )


def kommuner_with_scores(session: Session) -> tuple[int, ...]:
    """Ids of the kommuner with an approved assessment or with anything stored, in order."""
    has_score = select(col(ScoreRow.assessment_id)).where(col(ScoreRow.assessment_id) == col(AssessmentRow.id)).exists()
    query = select(col(AssessmentRow.municipality_id)).where(col(AssessmentRow.approved_at).is_not(None) | has_score)
    return tuple(session.execute(query.distinct().order_by(col(AssessmentRow.municipality_id))).scalars())


def _is_about(assessment_ids: Collection[int]) -> Any:
    return or_(col(ScoreRow.assessment_id).in_(assessment_ids), col(ScoreRow.earlier_id).in_(assessment_ids))


def _in_parts(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while part := list(islice(rest, MAX_NUMBERS)):
        yield part
