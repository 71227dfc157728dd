"""Reading what belongs to a region or a kommun: rows as JSON has them, and lines of the audit log."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Table, or_, select
from sqlmodel import Session, col

from app.accounts.audit.chain import Line
from app.accounts.audit.transfer_events import OrganisationImported, SourceLogKept
from app.storage.kernel.audit import lines_matching
from app.storage.tables import AuditLineRow
from app.storage.transfer.declaration import SECRETS
from app.storage.transfer.scope import TransferScope
from app.storage.transfer.values import as_json

READ_AT_ONCE = 1_000


def records_of(session: Session, scope: TransferScope, table: Table) -> Iterator[dict[str, Any]]:
    """The rows that go along, by their primary key. Secrets are left empty."""
    query = select(table).where(scope.condition(table)).order_by(*table.primary_key.columns)
    secrets = {name for own, name in SECRETS if own == table.name}
    for row in session.execute(query.execution_options(yield_per=READ_AT_ONCE)).mappings():
        yield {name: "" if name in secrets and value else as_json(value) for name, value in row.items()}


def lines_of(session: Session, scope: TransferScope) -> Iterator[Line]:
    """What happened in the region and its kommuner, or in the kommun alone, in order.

    Of what was imported itself the other installation's lines go along too: they stand in the log of the installation,
    right before the copies of them.
    """
    own = (
        col(AuditLineRow.region_id) == scope.region_id
        if scope.municipality_id is None
        else col(AuditLineRow.municipality_id) == scope.municipality_id
    )
    imports = lines_matching(session, own & (col(AuditLineRow.action) == OrganisationImported.action))
    spans = [span for line in list(imports) for span in _kept_before(session, line)]
    yield from lines_matching(session, or_(own, *spans))


def _kept_before(session: Session, line: Line) -> Iterator[ColumnElement[bool]]:
    """The lines that keep the other installation's, before an import and the copies it made; none where something else
    stands there. A line that came in a file says what its maker wants, and must not fetch what others did."""
    try:
        event = OrganisationImported.model_validate_json(line.facts)
        last = line.number - event.lines - 1
        if event.lines < 0 or not 0 <= event.kept <= last:
            return
        span = (
            col(AuditLineRow.number).between(last - event.kept + 1, last)
            & (col(AuditLineRow.action) == SourceLogKept.action)
            & col(AuditLineRow.region_id).is_(None)
            & col(AuditLineRow.municipality_id).is_(None)
        )
        totals = [SourceLogKept.model_validate_json(keeper.facts).total for keeper in lines_matching(session, span)]
    except ValidationError:
        return
    if totals and totals == [event.lines] * event.kept:
        yield span
