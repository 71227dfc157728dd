"""Lines of the log that somebody has put into a file and sealed with care, as anybody can."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.accounts.audit.chain import Line, seal
from app.accounts.audit.privacy_events import AuditLogSealed
from app.accounts.audit.trail import packed, unpacked
from app.services.transfer.errors import TransferForgedError
from app.services.transfer.log_taking import CLOCK_DIFFERENCE
from app.storage.engine.database import Database
from app.storage.kernel.audit import latest_at
from app.storage.tables import AuditLineRow
from tests.builders import NOW
from tests.integration.transfer.moving import WHEN, Content, changed, imported, rows_of

FUTURE = WHEN + CLOCK_DIFFERENCE + timedelta(seconds=1)


def add_line(**values: Any) -> Callable[[Content, dict[str, Any]], None]:
    """One more at the end, of the same place as the last, but for these values."""

    def change(content: Content, manifest: dict[str, Any]) -> None:
        last = unpacked(json.dumps(content["log"][-1]))
        number = manifest["log_number"] + 1
        line = sealed(replace(last, number=number, previous_hash=manifest["log_hash"], **values))
        content["log"].append(json.loads(packed(line)))
        manifest["log_number"], manifest["log_hash"] = number, line.hash

    return change


def sealed(line: Line) -> Line:
    place = line.region_id, line.municipality_id
    return replace(line, hash=seal(line.previous_hash, line.at, line.actor_id, line.action, *place, line.facts))


@pytest.mark.parametrize(
    "values",
    [
        {"action": "installation.log_sealed", "region_id": None, "municipality_id": None},
        {"action": "installation.log_sealed"},
        {"action": "person.erased", "region_id": None, "municipality_id": None},
        {"region_id": 999},
        {"at": FUTURE},
        {"action": "transfer.log_kept", "facts": "{}"},
    ],
    ids=["installation", "its word at the region", "no place", "another region", "future", "kept at the region"],
)
def test_a_line_that_no_export_takes_along(
    target: Database, region_file: Path, tmp_path: Path, values: dict[str, Any]
) -> None:
    before = rows_of(target)
    with pytest.raises(TransferForgedError):
        imported(target, changed(region_file, tmp_path / "forged.zip", add_line(**values)))
    assert rows_of(target) == before


def test_a_line_of_the_region_in_the_log_of_a_kommun_alone(target: Database, kommun_file: Path, tmp_path: Path) -> None:
    with pytest.raises(TransferForgedError):
        imported(target, changed(kommun_file, tmp_path / "forged.zip", add_line(municipality_id=None)))


def test_a_line_that_could_have_been_there_is_taken_in(target: Database, region_file: Path, tmp_path: Path) -> None:
    """So it is not the added line itself that the others are refused for."""
    imported(target, changed(region_file, tmp_path / "longer.zip", add_line(at=WHEN + CLOCK_DIFFERENCE)))


def test_a_line_of_a_region_is_no_seal_of_the_log(target: Database) -> None:
    """Else one of another day would hold the daily seal up."""

    def add_seal(at: datetime, **place: int) -> None:
        row = AuditLineRow(
            number=1_000 + len(place),
            at=at,
            action=AuditLogSealed.action,
            facts="{}",
            previous_hash="0" * 64,
            hash="1" * 64,
            **place,
        )
        target.write(lambda session: session.add(row))

    add_seal(NOW)
    add_seal(FUTURE, region_id=1)
    with target.read() as session:
        assert latest_at(session, AuditLogSealed) == NOW
