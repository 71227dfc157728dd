"""Many lines at the end of the audit log at once: those of another installation's, as they are told here."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from app.accounts.audit.chain import Line, canonical, seal
from app.storage.kernel import audit
from app.storage.tables import AuditLineRow
from app.storage.transfer.moving import Mover

LineContent = tuple[datetime, int | None, str, int | None, int | None, str]
"""Of a line that is not sealed yet: when, by whom, what, region, kommun, facts."""


def copied(mover: Mover, line: Line, facts: dict[str, Any]) -> LineContent:
    """What a line of the other log says, with the numbers that things have here."""
    place = (
        None if line.region_id is None else mover.number("region", line.region_id),
        None if line.municipality_id is None else mover.number("municipality", line.municipality_id),
    )
    actor = None if line.actor_id is None else mover.number("person", line.actor_id)
    return line.at, actor, line.action, *place, canonical(mover.facts(facts))


def append_all(session: Session, contents: Iterable[LineContent]) -> None:
    """Add lines, each sealed on the one before. Until the transaction ends nobody else can add one."""
    audit.lock(session)
    rows = list(_sealed(*audit.last_line(session), contents))
    if rows:
        session.execute(insert(AuditLineRow), rows)


def _sealed(number: int, before: str, contents: Iterable[LineContent]) -> Iterator[dict[str, Any]]:
    for position, content in enumerate(contents, 1):
        at, actor_id, action, region_id, municipality_id, facts = content
        own_hash = seal(before, *content)
        yield {
            "number": number + position,
            "at": at,
            "actor_id": actor_id,
            "action": action,
            "region_id": region_id,
            "municipality_id": municipality_id,
            "facts": facts,
            "previous_hash": before,
            "hash": own_hash,
        }
        before = own_hash
