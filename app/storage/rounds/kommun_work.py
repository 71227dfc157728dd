"""Which kommuner of a round have done something in it that removing and adding them again would not bring back."""

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Table, bindparam, select, union
from sqlmodel import Session, SQLModel, col

from app.rounds.kernel.assessment import Sharing
from app.storage.tables import (
    AssessmentRow,
    MeetingTimeRow,
    OpenLinkRow,
    PersonalLinkRow,
    RespondentRow,
    ScoreRow,
    SignInRow,
)

_NO_WORK = frozenset(row.__tablename__ for row in (RespondentRow, PersonalLinkRow, OpenLinkRow, SignInRow, ScoreRow))
"""Who is asked to answer, with links and sessions, and what is worked out: all of it comes anew."""
_WHERE: dict[str, ColumnElement[bool]] = {
    # A time that was taken away leaves a row for its sequence.
    str(MeetingTimeRow.__tablename__): col(MeetingTimeRow.starts_at).is_not(None),
}


def worked_in(session: Session, round_id: int) -> frozenset[int]:
    """Ids of the assessments with anything of the kommun's own: answers, actions, a meeting time, a choice of sharing…

    It follows the foreign keys as `remove_with_all_below` does, so that a table added later keeps a kommun in the round
    unless it is said here that it need not. An action that can still be taken back counts too.
    """
    return frozenset(session.execute(_query(), {"round_id": round_id}).scalars())


@lru_cache(1)
def _query() -> CompoundSelect[tuple[int]]:
    assessment: Table = AssessmentRow.__table__  # type: ignore[attr-defined]
    choices = (
        (col(AssessmentRow.sharing) != Sharing.NOTHING)
        | col(AssessmentRow.reasons_in_report)
        | col(AssessmentRow.answering_closed_at).is_not(None)
    )
    paths = [(assessment, choices), *_below(assessment, assessment)]
    in_round = assessment.c.round_id == bindparam("round_id")
    return union(*(select(assessment.c.id).select_from(path).where(in_round, condition) for path, condition in paths))


def _below(path: FromClause, table: Table) -> Iterator[tuple[FromClause, ColumnElement[bool]]]:
    """Each way down to a table of the kommun's own work, with which of its rows are that."""
    for other in SQLModel.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            way = path.join(other, key.parent == key.column)
            if other.name in _NO_WORK:
                yield from _below(way, other)
            else:
                yield way, _WHERE.get(other.name, key.parent.is_not(None))
