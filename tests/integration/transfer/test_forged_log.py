"""Lines of the log that somebody has put into a file and sealed with care, as anybody can."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from app.accounts.audit.chain import Line, seal
from app.accounts.audit.privacy_events import AuditLogSealed
from app.accounts.audit.trail import packed, unpacked
from app.services.transfer.errors import TransferForgedError
from app.services.transfer.log_taking import CLOCK_DIFFERENCE
from app.storage.engine.database import Database
from app.storage.kernel.audit import latest_at
from app.storage.tables import AuditLineRow, RegionRow
from app.storage.transfer.log_copies import append_all
from tests.builders import NOW
from tests.integration.transfer.moving import KEY, WHEN, Content, changed, exported, imported, lines_in, rows_of

IMPORTED = {
    "file_hash": "0" * 64,
    "lines": 0,
    "kept": 0,
    "source_number": 0,
    "source_hash": "0" * 64,
    "kommuner": 1,
    "assessments": 1,
    "people": 1,
    "joined": 0,
}
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
        {"action": "transfer.log_kept", "facts": "{}", "region_id": None, "municipality_id": None},
        {"action": "transfer.imported", "facts": "{}"},
        {"action": "transfer.imported", "facts": json.dumps(IMPORTED | {"kept": 1_000_000})},
    ],
    ids=[
        "installation",
        "its word at the region",
        "no place",
        "another region",
        "future",
        "kept at the region",
        "kept without import",
        "import without facts",
        "import without lines",
    ],
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


@pytest.mark.parametrize(
    "counts", [{"kept": 1_000_000}, {"kept": 3}, {"lines": "alla"}, {"lines": 1 << 70, "kept": -(1 << 70)}]
)
def test_an_import_that_was_none_fetches_no_lines_of_others(
    source_url: str, tmp_path: Path, counts: dict[str, Any]
) -> None:
    """Such a line may have come with a file before they were refused."""
    with closing(Database(source_url)) as source:
        with source.read() as session:
            region_id = session.exec(select(RegionRow.id).where(RegionRow.slug == "provland")).one()
        content = (WHEN, None, "transfer.imported", region_id, None, json.dumps(IMPORTED | counts))
        source.write(lambda session: append_all(session, [content]))
    lines = lines_in(exported(source_url, KEY, tmp_path / "file.zip"))
    assert {line[4] for line in lines} == {region_id}
    assert lines[-1][3] == "transfer.imported"


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
