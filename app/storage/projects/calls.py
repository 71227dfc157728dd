"""Calls for funding, as rows: with which kommuner are interested."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.storage.tables import CallInterestRow, FundingCallRow, MunicipalityRow
from app.support.projects.funding_call import (
    CallInterest,
    CallSource,
    CallState,
    FundingCall,
    InterestedKommun,
    StoredCall,
)


def calls_in(session: Session, region_id: int) -> tuple[StoredCall, ...]:
    """Drafts too, those that close first before the others."""
    return _calls(session, col(FundingCallRow.region_id) == region_id)


def find_call(session: Session, region_id: int, call_id: int) -> StoredCall | None:
    conditions = col(FundingCallRow.region_id) == region_id, col(FundingCallRow.id) == call_id
    return next(iter(_calls(session, *conditions)), None)


def source_ids_of(session: Session, region_id: int, source: CallSource) -> frozenset[str]:
    """What has been fetched from a source before, also what the editor has taken away since."""
    query = select(col(FundingCallRow.source_id)).where(
        col(FundingCallRow.region_id) == region_id, col(FundingCallRow.source) == source
    )
    return frozenset(session.exec(query))


def add_call(
    session: Session,
    region_id: int,
    call: FundingCall,
    state: CallState,
    now: datetime,
    *,
    source: CallSource = CallSource.HAND,
    source_id: str = "",
) -> int:
    """Returns its id."""
    row = FundingCallRow(
        region_id=region_id, state=state, source=source, source_id=source_id, created_at=now, **_columns(call)
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_call(session: Session, call_id: int, call: FundingCall, state: CallState) -> None:
    """Write the call as its next version. The caller has seen that it is there."""
    row = session.get_one(FundingCallRow, call_id)
    row.sqlmodel_update(_columns(call) | {"state": state, "version": row.version + 1})
    session.add(row)


def set_call_state(session: Session, call_id: int, state: CallState) -> None:
    """As its next version. The caller has seen that it is there."""
    row = session.get_one(FundingCallRow, call_id)
    row.sqlmodel_update({"state": state, "version": row.version + 1})
    session.add(row)


def set_interest(session: Session, call_id: int, municipality_id: int, interest: CallInterest) -> None:
    """In place of what the kommun said before."""
    row = session.get(CallInterestRow, (call_id, municipality_id))
    if row is None:
        row = CallInterestRow(call_id=call_id, municipality_id=municipality_id, interest=interest)
    row.interest = interest
    session.add(row)
    session.flush()


def _calls(session: Session, *conditions: Any) -> tuple[StoredCall, ...]:
    query = select(FundingCallRow).where(*conditions)
    rows = session.exec(query.order_by(col(FundingCallRow.last_day), col(FundingCallRow.id))).all()
    kommuner = _kommuner(session, [row.id or 0 for row in rows])
    return tuple(
        StoredCall(
            id=row.id or 0,
            region_id=row.region_id,
            call=_call(row),
            stored_state=row.state,
            source=row.source,
            kommuner=tuple(kommuner[row.id or 0]),
            version=row.version,
        )
        for row in rows
    )


def _kommuner(session: Session, call_ids: Collection[int]) -> dict[int, list[InterestedKommun]]:
    query = (
        select(CallInterestRow, col(MunicipalityRow.name))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(CallInterestRow.municipality_id))
        .where(col(CallInterestRow.call_id).in_(call_ids))
        .order_by(col(MunicipalityRow.name))
    )
    kommuner: dict[int, list[InterestedKommun]] = defaultdict(list)
    for row, name in session.execute(query):
        kommuner[row.call_id].append(InterestedKommun(row.municipality_id, name, row.interest))
    return kommuner


def _columns(call: FundingCall) -> dict[str, Any]:
    return {
        "funder": call.funder,
        "title": call.title,
        "link": call.link,
        "opens_on": call.opens_on,
        "last_day": call.last_day,
        "applicants": call.applicants,
        "own_share_percent": call.own_share_percent,
        "capital_ids": list(call.capital_ids),
        "idea_ids": list(call.idea_ids),
        "comment": call.comment,
    }


def _call(row: FundingCallRow) -> FundingCall:
    return FundingCall(
        funder=row.funder,
        title=row.title,
        link=row.link,
        last_day=row.last_day,
        applicants=row.applicants,
        comment=row.comment,
        opens_on=row.opens_on,
        own_share_percent=row.own_share_percent,
        capital_ids=tuple(row.capital_ids),
        idea_ids=tuple(row.idea_ids),
    )
