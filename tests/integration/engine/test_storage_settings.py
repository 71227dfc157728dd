"""What the databases are set to, without which a saved answer could be lost or a row lose its parent."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, col, select

from app.accounts.kernel.sign_in_way import SignInWay
from app.storage.engine.database import BUSY_TIMEOUT_MS, Database
from app.storage.tables import MembershipRow, PersonRow, RegionRow, RespondentRow, SignInRow
from tests.builders import NOW, a_scene


def setting(engine: Engine, statement: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(statement).scalar_one()


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", BUSY_TIMEOUT_MS)],
)
def test_every_connection_to_sqlite_keeps_foreign_keys_and_writes_to_disk(
    database: Database, backend: str, pragma: str, expected: object
) -> None:
    """synchronous 2 is FULL."""
    assert setting(database._writer, f"PRAGMA {pragma}") == expected
    assert setting(database._reader, f"PRAGMA {pragma}") == expected


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.parametrize(
    ("name", "expected"), [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")]
)
def test_postgresql_writes_to_disk_in_these_tests_as_it_does_for_real(
    database: Database, backend: str, name: str, expected: str
) -> None:
    assert setting(database.engine, f"SHOW {name}") == expected


def test_a_row_without_its_parent_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(MembershipRow(person_id=4711, role="kommun_reader", since=NOW)))


def test_a_fault_does_not_repeat_what_was_to_be_stored(database: Database) -> None:
    """It may be a link that signs somebody in, and the error ends up in the log."""
    row = SignInRow(
        token_hash="hemlig",
        person_id=4711,
        created_at=NOW,
        expires_at=NOW,
        last_seen_at=NOW,
        way=SignInWay.DEMO,
    )
    with pytest.raises(IntegrityError) as error:
        database.write(lambda session: session.add(row))
    assert "hemlig" not in str(error.value)


def test_a_parent_with_children_is_not_deleted(database: Database) -> None:
    scene = a_scene(database)
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.delete(session.get_one(RegionRow, scene.region.id)))


def test_a_person_has_one_place_in_an_assessment(database: Database) -> None:
    scene = a_scene(database)
    someone = scene.respondent()

    def twice(session: Session) -> None:
        place = session.exec(select(RespondentRow).where(RespondentRow.person_id == someone.person_id)).one()
        session.add(RespondentRow(assessment_id=place.assessment_id, person_id=someone.person_id, role_group="ledning"))

    with pytest.raises(IntegrityError):
        database.write(twice)


def _signed_in(moment: datetime) -> SignInRow:
    return SignInRow(
        token_hash="x", person_id=1, created_at=moment, expires_at=moment, last_seen_at=moment, way=SignInWay.DEMO
    )


def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    stockholm_winter = timezone(timedelta(hours=1))
    moment = NOW.astimezone(stockholm_winter).replace(microsecond=123_456)
    database.write(lambda session: session.add(PersonRow(id=1, name="Åsa")))
    database.write(lambda session: session.add(_signed_in(moment)))
    with database.read() as session:
        value = session.exec(select(SignInRow.expires_at)).one()
        assert (value, value.utcoffset()) == (moment, timedelta(0))
        assert session.exec(select(SignInRow).where(col(SignInRow.expires_at) > moment)).all() == []


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    database.write(lambda session: session.add(PersonRow(id=1, name="Åsa")))
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        database.write(lambda session: session.add(_signed_in(NOW.replace(tzinfo=None))))
