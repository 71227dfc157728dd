"""What is measured on: the example region in a database file of its own, with people who are signed in."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Actor, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.assessment.answering.entry import RawEntry
from app.config import PROJECT
from app.demo.build import build_demo
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answers import open_answering, save_answer
from app.services.answering.respondent_place import RespondentPlace
from app.services.sign_in.sessions import actor_for, sign_in
from app.storage.answering.answers import add_respondent
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.kernel.assessments import find_assessment
from app.storage.tables import MembershipRow, MunicipalityRow, PersonRow, RegionRow

SAVERS = 16
ROLE_GROUP = "strateg"
COMMENT = "Beslutat i fullmäktige. Följs upp två gånger om året."
ANSWERED = AssessmentKey("gr", "omstallningsformaga", 2026, "1489-alingsas")
"""Where several people answer, with two earlier years agreed and approved."""
REPORTED = AssessmentKey("gr", "omstallningsformaga", 2026, "1480-goteborg")
"""The largest kommun, agreed and approved, with two earlier years."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers: the place's row id, the session's token, and (capital id, question id) of what is asked."""

    respondent_id: int
    token: str
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Two database files with the same content beside each other, one for the product and one for the floor."""

    folder: Path
    savers: tuple[Person, ...]
    reader: Person
    """Has answered and commented every other question, so that the page shows saved answers, last year's levels and
    empty ones."""
    coordinator_token: str
    """Of the kommun whose report is fetched."""
    region_token: str
    """Of somebody who coordinates the region."""

    @property
    def product_database(self) -> Path:
        return self.folder / "product.db"

    @property
    def floor_database(self) -> Path:
        return self.folder / "floor.db"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def environment(self) -> dict[str, str]:
        """The product's settings; all others are their defaults, as on a real installation."""
        return {
            "DATABASE_URL": url_of_file(self.product_database),
            "CACHE_DIR": str(self.cache),
            "LOG_LEVEL": "WARNING",
            "DEMO": "false",
        }


def url_of_file(path: Path) -> str:
    return f"sqlite:///{path}"


def prepare(folder: Path) -> Ground:
    """Write both databases into an empty folder."""
    database = Database(url_of_file(folder / "product.db"))
    now = datetime.now(UTC)
    try:
        migrate(database)
        build_demo(database, PROJECT / "questionnaires", now)
        people = [_person(database, f"Svarande {number}", now) for number in range(SAVERS + 1)]
        _answer_every_other(database, people[-1], now)
        ground = Ground(folder, tuple(people[:-1]), people[-1], _coordinator(database, now), _of_region(database, now))
    finally:
        database.close()
    with sqlite3.connect(ground.product_database) as source, sqlite3.connect(ground.floor_database) as copy:
        source.backup(copy)
    return ground


def _person(database: Database, name: str, now: datetime) -> Person:
    def invite(session: Session) -> int:
        row = PersonRow(name=name)
        session.add(row)
        session.flush()
        assessment = find_assessment(session, ANSWERED)
        if assessment is None or row.id is None:
            raise LookupError("the example region lacks the assessment that is measured")
        add_respondent(session, assessment.id, row.id, ROLE_GROUP)
        return row.id

    token = sign_in(database, database.write(invite), SignInWay.DEMO, now)
    place = _place(database, token, now)
    questions = tuple((capital.id, question.id) for capital in place.capitals for question in place.questions(capital))
    return Person(place.respondent.id, token, questions)


def _place(database: Database, token: str, now: datetime) -> RespondentPlace:
    return open_answering(database, actor_of(database, token, now), ANSWERED).place


def actor_of(database: Database, token: str, now: datetime) -> Actor:
    """Raises LookupError when nobody is signed in with the token."""
    actor = actor_for(database, token, now)
    if actor is None:
        raise LookupError("nobody is signed in with this token")
    return actor


def _answer_every_other(database: Database, person: Person, now: datetime) -> None:
    actor = actor_of(database, person.token, now)
    for _, question_id in person.questions[::2]:
        save_answer(database, actor, ANSWERED, question_id, RawEntry("2", COMMENT, ""), 0, now)


def _coordinator(database: Database, now: datetime) -> str:
    with database.read() as session:
        person_id = session.exec(
            select(MembershipRow.person_id)
            .join(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
            .where(MunicipalityRow.slug == REPORTED.municipality, MembershipRow.role == Role.KOMMUN_COORDINATOR)
        ).one()
    return sign_in(database, person_id, SignInWay.DEMO, now)


def _of_region(database: Database, now: datetime) -> str:
    with database.read() as session:
        person_id = session.exec(
            select(MembershipRow.person_id)
            .join(RegionRow, col(RegionRow.id) == col(MembershipRow.region_id))
            .where(RegionRow.slug == REPORTED.region, MembershipRow.role == Role.REGION_COORDINATOR)
        ).first()
    if person_id is None:
        raise LookupError("nobody coordinates the example region")
    return sign_in(database, person_id, SignInWay.DEMO, now)
