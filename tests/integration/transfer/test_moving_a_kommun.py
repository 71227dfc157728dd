"""A kommun alone: all of its own, and nothing of another's."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.services.privacy.audit_log import verify
from app.services.transfer.result_marks import marks_of
from app.storage.engine.database import Database
from app.storage.tables import MunicipalityRow, RegionRow
from app.storage.transfer.declaration import NOT_OF_ONE_KOMMUN
from app.storage.transfer.scope import scope_of
from tests.integration.transfer.moving import KOMMUN_KEY, content_of_file, exported, imported, lines_in


def test_it_comes_with_its_region_into_an_installation_with_another(target: Database, kommun_file: Path) -> None:
    imported(target, kommun_file)
    with target.read() as session:
        assert set(session.exec(select(RegionRow.slug)).all()) == {"annat", "provland"}
        region = session.exec(select(RegionRow).where(RegionRow.slug == "provland")).one()
        kommuner = session.exec(select(MunicipalityRow.slug).where(MunicipalityRow.region_id == region.id)).all()
    assert kommuner == ["9901-norrby"]
    assert verify(target).is_whole


def test_nothing_of_another_kommun_leaves(region_file: Path, kommun_file: Path) -> None:
    """Neither its rows, nor its people, nor what its log says, nor its name or number anywhere in the file."""
    region, kommun = content_of_file(region_file), content_of_file(kommun_file)
    (norrby,) = kommun["municipality"]
    (soderby,) = [record for record in region["municipality"] if record["id"] != norrby["id"]]
    assert "Soderby" not in json.dumps(kommun)
    for name, records in kommun.items():
        if name != "log":
            assert soderby["id"] not in {record.get("municipality_id") for record in records}
    own = {record["id"] for record in kommun["assessment"]}
    assert own == {record["id"] for record in region["assessment"] if record["municipality_id"] == norrby["id"]}
    for name in ("respondent", "action", "need", "submission", "agreed_answer", "target", "vote"):
        assert {record["assessment_id"] for record in kommun[name]} <= own
    assert {line[5] for line in lines_in(kommun_file)} == {norrby["id"]}


def test_two_worlds_that_differ_in_another_kommun_give_the_same_file(
    kommun_file: Path, source_url: str, tmp_path: Path
) -> None:
    """Whatever Söderby answered, decided or is called, and whoever its people are."""
    soderby = "(SELECT id FROM respondent WHERE assessment_id = 2)"
    people = "(SELECT person_id FROM membership WHERE municipality_id = 2)"
    statements = (
        f"UPDATE answer SET position = 1, comment = 'Hemligt' WHERE respondent_id IN {soderby}",
        "UPDATE agreed_answer SET position = 1, reason = 'Hemligt' WHERE assessment_id = 2",
        "UPDATE assessment SET sharing = 'REGION', approved_at = answering_closed_at WHERE municipality_id = 2",
        "UPDATE municipality SET name = 'Hemligt', size_group = 'hemliga' WHERE id = 2",
        f"UPDATE person SET name = 'Hemlig' WHERE id IN {people}",
        "UPDATE region_goal SET position = 1",
        "INSERT INTO target (assessment_id, capital_id, position, by_year, version) VALUES (2, 'politiskt', 5, 2031, 1)",
    )
    with closing(sqlite3.connect(source_url.removeprefix("sqlite:///"))) as connection, connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement
    other = exported(source_url, KOMMUN_KEY, tmp_path / "other.zip")
    assert content_of_file(other) == content_of_file(kommun_file)


def test_only_people_whom_it_names_leave(region_file: Path, kommun_file: Path) -> None:
    region, kommun = content_of_file(region_file), content_of_file(kommun_file)
    named = {record["person_id"] for name in ("membership", "respondent") for record in kommun[name]}
    named |= {record[column] for record in kommun["submission"] for column in ("submitted_by", "approved_by")}
    people = {record["id"] for record in kommun["person"]}
    assert people == named - {None}
    assert len(people) < len(region["person"])


@pytest.mark.parametrize("name", sorted(NOT_OF_ONE_KOMMUN))
def test_what_is_the_regions_stays(region_file: Path, kommun_file: Path, name: str) -> None:
    assert content_of_file(region_file)[name]
    assert content_of_file(kommun_file)[name] == []


def test_drafts_of_the_regions_catalogue_stay(region_file: Path, kommun_file: Path) -> None:
    assert {record["state"] for record in content_of_file(region_file)["region_support"]} == {"DRAFT"}
    assert content_of_file(kommun_file)["region_support"] == []


def test_its_results_say_what_they_said(target: Database, region_file: Path, kommun_file: Path) -> None:
    imported(target, kommun_file)
    with target.read() as session:
        kommun = session.exec(
            select(MunicipalityRow)
            .where(col(MunicipalityRow.slug) == "9901-norrby")
            .order_by(col(MunicipalityRow.id).desc())
        ).first()
        assert kommun is not None
        marks = marks_of(session, scope_of(session, kommun.region_id, kommun.id))
    assert set(marks) == {record for record in marks if record.endswith("9901-norrby")}


def test_its_offers_and_sign_ups_come_along(kommun_file: Path) -> None:
    """The region's offer that it has signed up to, its own place on it, and nobody else's."""
    content = content_of_file(kommun_file)
    assert [record["title"] for record in content["offer"]] == ["Kurs"]
    assert len(content["sign_up"]) == len(content["occasion"]) == len(content["need"]) == 1
