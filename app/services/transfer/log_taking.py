"""The other installation's log: checking it, keeping it to the letter, and telling it here as lines of this log."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.chain import Line, canonical
from app.accounts.audit.trail import TrailReader, broken_in_trail, kept_events, unpacked
from app.accounts.audit.transfer_events import OrganisationImported, SourceLogKept
from app.services.transfer.errors import TransferDamagedError, TransferForgedError
from app.services.transfer.exporting import TransferSummary
from app.services.transfer.file_rows import rows_in
from app.services.transfer.transfer_file import LOG, Manifest, TransferFile
from app.storage.transfer.log_copies import LineContent, append_all, copied
from app.storage.transfer.moving import Mover

CLOCK_DIFFERENCE = timedelta(minutes=5)
"""How far the clock of the other installation may be ahead of ours."""


def read_trail(source: TransferFile, now: datetime) -> list[Line]:
    """Raises TransferForgedError for a line that is not as it was sealed, or that no export takes along."""
    try:
        lines = [unpacked(json.dumps(values)) for values in source.lines(LOG)]
        broken = broken_in_trail(lines, source.manifest.log_number, source.manifest.log_hash)
        foreign = tuple(_foreign_lines(source, lines, now + CLOCK_DIFFERENCE))
        wrong = tuple(_wrong_imports(lines))
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise TransferDamagedError(LOG) from error
    for number in broken + foreign + wrong:
        raise TransferForgedError(f"{LOG} {number}")
    return lines


def _foreign_lines(source: TransferFile, lines: Sequence[Line], latest: datetime) -> Iterator[int]:
    """Numbers of lines about something else than what moves, or of a time that has not been.

    Seals do not show this: whoever writes the file can seal any line. As a line of this log it would tell of the
    installation, or of another's region.
    """
    (region_id,) = (row["id"] for row in rows_in(source, "region"))
    kommun_ids = {row["id"] for row in rows_in(source, "municipality")}
    for line in lines:
        if line.action == SourceLogKept.action:
            is_own = line.region_id is None and line.municipality_id is None
        else:
            is_in_kommun = not source.manifest.kommun or line.municipality_id in kommun_ids
            is_own = line.region_id == region_id and is_in_kommun
        if not is_own or line.action.startswith("installation.") or line.at > latest:
            yield line.number


def _wrong_imports(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers of lines that tell of an earlier import which did not bring the lines before it. By such a line exports
    find what else to take along."""
    reader = TrailReader()
    for _ in reader.watched(lines):
        pass
    yield from (trail.number for trail in reader.imports if not trail.is_whole)


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
