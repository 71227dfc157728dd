"""The other installation's log: checking it, keeping it to the letter, and telling it here as lines of this log."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.chain import Line, canonical
from app.accounts.audit.trail import broken_in_trail, kept_events, unpacked
from app.accounts.audit.transfer_events import OrganisationImported
from app.services.transfer.errors import TransferDamagedError, TransferForgedError
from app.services.transfer.exporting import TransferSummary
from app.services.transfer.transfer_file import LOG, Manifest, TransferFile
from app.storage.transfer.log_copies import LineContent, append_all, copied
from app.storage.transfer.moving import Mover


def read_trail(source: TransferFile) -> list[Line]:
    """Raises TransferForgedError for a line that is not as it was sealed."""
    try:
        lines = [unpacked(json.dumps(values)) for values in source.lines(LOG)]
        broken = broken_in_trail(lines, source.manifest.log_number, source.manifest.log_hash)
    except (AttributeError, TypeError, ValueError) as error:
        raise TransferDamagedError(LOG) from error
    if broken:
        raise TransferForgedError(f"{LOG} {broken[0]}")
    return lines


def take_log(
    session: Session,
    mover: Mover,
    lines: Sequence[Line],
    summary: TransferSummary,
    manifest: Manifest,
    now: datetime,
) -> None:
    """First the lines to the letter, seen by operators alone; then each with the numbers of this installation; then
    that they came. In this order `trail.TrailReader` finds them."""
    append_all(session, _contents(mover, lines, summary, manifest, now))


def _contents(
    mover: Mover, lines: Sequence[Line], summary: TransferSummary, manifest: Manifest, now: datetime
) -> Iterator[LineContent]:
    keepers = list(kept_events(lines))
    yield from ((now, None, event.action, None, None, canonical(event.facts())) for event in keepers)
    yield from (copied(mover, line, json.loads(line.facts)) for line in lines)
    event = OrganisationImported(
        file_hash=summary.sha256,
        lines=len(lines),
        kept=len(keepers),
        source_number=manifest.log_number,
        source_hash=manifest.log_hash,
        kommuner=summary.kommuner,
        assessments=summary.assessments,
        people=summary.people,
        joined=summary.accounts,
    )
    (region_id,) = mover.numbers["region"].values()
    kommun_id = next(iter(mover.numbers["municipality"].values())) if manifest.kommun else None
    yield now, None, event.action, region_id, kommun_id, canonical(event.facts())
