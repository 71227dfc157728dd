"""The audit log of what moves: to the letter, as lines here, and an event on both sides."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.accounts.audit.trail import TrailReader
from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.organisations.organisation import OrganisationKey
from app.cli import main
from app.services.privacy.audit_log import open_log, verify
from app.services.transfer.errors import LogBrokenError
from app.services.transfer.importing import ImportTerms
from app.services.transfer.transfer_file import hash_of_file
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.kernel.audit import every_line
from app.storage.tables import AssessmentRow, AuditLineRow, MembershipRow, PersonRow, RegionRow
from tests.integration.transfer.moving import KEY, WHEN, exported, imported, lines_in


def lines_of(database: Database, action: str) -> list[AuditLineRow]:
    with database.read() as session:
        query = select(AuditLineRow).where(AuditLineRow.action == action)
        return list(session.exec(query.order_by(col(AuditLineRow.number))))


def test_the_source_notes_what_left_and_the_target_what_came(source_url: str, target: Database, tmp_path: Path) -> None:
    path = exported(source_url, KEY, tmp_path / "file.zip")
    imported(target, path)
    with closing(Database(source_url)) as source:
        (left,) = lines_of(source, "transfer.exported")
    (came,) = lines_of(target, "transfer.imported")
    for line in (left, came):
        facts = json.loads(line.facts)
        assert facts["file_hash"] == hash_of_file(path)
        assert facts["lines"] == len(lines_in(path)) > 2
        assert line.municipality_id is None
        assert line.at == WHEN
    with target.read() as session:
        assert session.exec(select(RegionRow.slug).where(RegionRow.id == came.region_id)).one() == "provland"


def test_every_line_is_told_with_the_numbers_of_this_installation(target: Database, region_file: Path) -> None:
    imported(target, region_file)
    (mode,) = [line for line in lines_of(target, "assessment.mode_chosen") if line.actor_id is not None][-1:]
    with target.read() as session:
        assessment = session.get_one(AssessmentRow, json.loads(mode.facts)["assessment_id"])
        person = session.get_one(PersonRow, mode.actor_id)
        membership = session.exec(select(MembershipRow).where(MembershipRow.person_id == person.id)).one()
    assert assessment.municipality_id == mode.municipality_id == membership.municipality_id
    original = next(line for line in lines_in(region_file) if line[3] == "assessment.mode_chosen" and line[2])
    assert mode.at.isoformat() == original[1]
    assert mode.actor_id != original[2], "another number than there"


def test_what_did_not_come_along_has_a_number_that_is_nobodys(target: Database, region_file: Path) -> None:
    imported(target, region_file)
    with target.read() as session:
        people = set(session.exec(select(PersonRow.id)).all())
        actors = {
            line.actor_id
            for line in session.exec(select(AuditLineRow))
            if line.actor_id is not None and line.actor_id > 0
        }
    assert actors <= people


def test_verify_checks_both_logs(target: Database, region_file: Path) -> None:
    imported(target, region_file)
    verification = verify(target)
    assert verification.is_whole
    (trail,) = verification.imports
    lines = lines_in(region_file)
    assert (trail.lines, trail.is_whole) == (len(lines), True)
    assert trail.number == verification.last_number


def test_the_command_tells_of_both(
    target: Database, region_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(target, region_file)
    monkeypatch.setenv("DATABASE_URL", target.engine.url.render_as_string(hide_password=False))
    assert main(["log", "verify"]) == 0
    output = capsys.readouterr().out
    assert f"{len(lines_in(region_file))} rader från en annan installation stämmer med källans förseglingar." in output
    assert "kedjan är hel." in output


def test_a_line_that_was_changed_before_the_import_is_found_in_the_target(target: Database, region_file: Path) -> None:
    """Whoever can write the whole log of the target again still cannot make the source's seals."""
    imported(target, region_file)
    with target.read() as session:
        lines = list(every_line(session))
    kept = next(place for place, line in enumerate(lines) if line.action == "transfer.log_kept")
    facts = json.loads(lines[kept].facts)
    first = json.loads(facts["lines"][0])
    first[1] = "2020-01-01T00:00:00+00:00"
    facts["lines"][0] = json.dumps(first)
    lines[kept] = type(lines[kept])(
        **{name: getattr(lines[kept], name) for name in lines[kept].__slots__} | {"facts": json.dumps(facts)}
    )
    reader = TrailReader()
    assert len(list(reader.watched(lines))) == len(lines)
    (trail,) = reader.imports
    assert trail.broken == (first[0],)
    assert trail.copies == (lines[kept].number + 1,)


def test_the_words_of_the_other_log_are_for_operators_alone(target: Database, region_file: Path) -> None:
    """A region does not see all of its kommuner's lines (decision 0025), so it must not see them there either."""
    imported(target, region_file)
    with target.read() as session:
        region_id = session.exec(select(RegionRow.id).where(RegionRow.slug == "provland")).one()
    coordinator = Actor(1, "", (Membership(Role.REGION_COORDINATOR, region_id),))
    part = open_log(target, coordinator, OrganisationKey("provland"))
    actions = {line.action for line in part.lines.items}
    assert "transfer.imported" in actions
    assert "transfer.log_kept" not in actions


def test_a_region_that_moves_twice_has_both_trails(target: Database, region_file: Path, tmp_path: Path) -> None:
    imported(target, region_file)
    url = target.engine.url.render_as_string(hide_password=False)
    again = exported(url, KEY, tmp_path / "again.zip")
    third = f"sqlite:///{tmp_path / 'third.db'}"
    with closing(Database(third)) as database:
        migrate(database)
        imported(database, again, ImportTerms(other_reports=True))
        verification = verify(database)
        assert verification.is_whole
        assert [trail.lines for trail in verification.imports] == [len(lines_in(again))]
        assert len(lines_of(database, "transfer.imported")) == 2
        assert len(lines_of(database, "assessment.mode_chosen")) == len(lines_of(target, "assessment.mode_chosen"))


def test_a_source_whose_log_was_changed_is_not_moved(source_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(source_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("DROP TRIGGER audit_line_no_update")
        connection.execute("UPDATE audit_line SET facts = '{}' WHERE number = 3")
    with pytest.raises(LogBrokenError):
        exported(source_url, KEY, tmp_path / "file.zip")
    assert not list(tmp_path.glob("*file.zip*"))
