"""Ideas, as rows: with the kommuner that are with them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.storage.tables import IdeaPartyRow, IdeaRow, MunicipalityRow, RegionRow
from app.support.projects.idea import Idea, IdeaParty, IdeaState, StoredIdea


def ideas_in(session: Session, region_id: int) -> tuple[StoredIdea, ...]:
    """Every idea of the region, the latest first."""
    return _ideas(session, col(IdeaRow.region_id) == region_id)


def ideas_with(session: Session, region_id: int, idea_ids: Collection[int]) -> tuple[StoredIdea, ...]:
    """Those of the region with these numbers, the latest first."""
    return _ideas(session, col(IdeaRow.region_id) == region_id, col(IdeaRow.id).in_(idea_ids))


def find_idea(session: Session, region_id: int, idea_id: int) -> StoredIdea | None:
    return next(iter(ideas_with(session, region_id, [idea_id])), None)


def ideas_merged_into(session: Session, idea: StoredIdea) -> tuple[StoredIdea, ...]:
    return _ideas(session, col(IdeaRow.region_id) == idea.region_id, col(IdeaRow.merged_into_id) == idea.id)


def add_idea(session: Session, region_id: int, municipality_id: int | None, idea: Idea, now: datetime) -> int:
    """As caught. Returns its id."""
    row = IdeaRow(region_id=region_id, municipality_id=municipality_id, created_at=now, **_columns(idea))
    session.add(row)
    session.flush()
    return row.id or 0


def change_idea(session: Session, idea_id: int, idea: Idea, state: IdeaState) -> None:
    """Write the idea as its next version. The caller has seen that it is there."""
    row = session.get_one(IdeaRow, idea_id)
    row.sqlmodel_update(_columns(idea) | {"state": state, "version": row.version + 1})
    session.add(row)


def set_idea_state(
    session: Session, idea_id: int, state: IdeaState, reason: str = "", merged_into_id: int | None = None
) -> None:
    """As its next version. The caller has seen that it is there."""
    row = session.get_one(IdeaRow, idea_id)
    values = {"state": state, "reason": reason, "merged_into_id": merged_into_id, "version": row.version + 1}
    row.sqlmodel_update(values)
    session.add(row)


def set_party(session: Session, idea_id: int, party: IdeaParty) -> None:
    """How a kommun is with the idea, in place of what it said before."""
    row = session.get(IdeaPartyRow, (idea_id, party.municipality_id))
    values: dict[str, Any] = {"role": party.role, "function": party.function, "mandate": party.mandate}
    if row is None:
        row = IdeaPartyRow(idea_id=idea_id, municipality_id=party.municipality_id, **values)
    row.sqlmodel_update(values)
    session.add(row)
    session.flush()


def remove_party(session: Session, idea_id: int, municipality_id: int) -> None:
    """The kommun is no longer with the idea."""
    session.execute(
        delete(IdeaPartyRow).where(
            col(IdeaPartyRow.idea_id) == idea_id, col(IdeaPartyRow.municipality_id) == municipality_id
        )
    )


def _ideas(session: Session, *conditions: Any) -> tuple[StoredIdea, ...]:
    query = (
        select(IdeaRow, col(RegionRow.name), col(MunicipalityRow.name))
        .join(RegionRow, col(RegionRow.id) == col(IdeaRow.region_id))
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(IdeaRow.municipality_id))
        .where(*conditions)
        .order_by(col(IdeaRow.id).desc())
    )
    rows = session.execute(query).all()
    parties = _parties(session, [row[0].id for row in rows])
    return tuple(
        StoredIdea(
            id=row.id,
            region_id=row.region_id,
            municipality_id=row.municipality_id,
            catcher=kommun or region,
            idea=_idea(row),
            state=row.state,
            reason=row.reason,
            merged_into_id=row.merged_into_id,
            parties=tuple(parties[row.id]),
            version=row.version,
            created_at=row.created_at,
        )
        for row, region, kommun in rows
    )


def _parties(session: Session, idea_ids: Collection[int]) -> dict[int, list[IdeaParty]]:
    """By idea, in the order of names."""
    query = (
        select(IdeaPartyRow, col(MunicipalityRow.name))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(IdeaPartyRow.municipality_id))
        .where(col(IdeaPartyRow.idea_id).in_(idea_ids))
        .order_by(col(MunicipalityRow.name))
    )
    parties: dict[int, list[IdeaParty]] = defaultdict(list)
    for row, name in session.execute(query):
        parties[row.idea_id].append(
            IdeaParty(
                municipality_id=row.municipality_id,
                municipality=name,
                role=row.role,
                function=row.function,
                mandate=row.mandate,
            )
        )
    return parties


def _idea(row: IdeaRow) -> Idea:
    return Idea(
        title=row.title,
        problem=row.problem,
        capital_id=row.capital_id,
        receiver=row.receiver,
        follow_up=row.follow_up,
        obligation=row.obligation,
    )


def _columns(idea: Idea) -> dict[str, Any]:
    return {
        "title": idea.title,
        "problem": idea.problem,
        "capital_id": idea.capital_id,
        "receiver": idea.receiver,
        "follow_up": idea.follow_up,
        "obligation": idea.obligation,
    }
