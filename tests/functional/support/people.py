"""Who is met in the tests, and where they go."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, select

from app.accounts.kernel.roles import Role
from app.rounds.kernel.days import day_of
from app.storage.engine.database import Database
from app.storage.tables import (
    AssessmentRow,
    EditionRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
)

ROUND = "/gr/omstallningsformaga/2026"
ALE = f"{ROUND}/1440-ale"
ALINGSAS = f"{ROUND}/1489-alingsas"
HARRYDA = f"{ROUND}/1401-harryda"
KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
LILLA_EDET = f"{ROUND}/1462-lilla-edet"
TJORN = f"{ROUND}/1419-tjorn"
NOT_SHARING = f"{ROUND}/1481-molndal"
NOWHERE = f"{ROUND}/1499-ingenstans"
CAPITALS = (
    "politiskt",
    "finansiellt",
    "relations",
    "human",
    "organisatoriskt",
    "dynamiskt",
    "realt",
    "mottagarformaga",
)
OTHER_REGION = "annan"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an example region, by where they are and what they are there."""

    place: str
    title: str


COORDINATOR, READER, RESPONDENT = "kommunens samordnare", "läsare i kommunen", "svarande"
ALE_COORDINATOR = Person("Ale", COORDINATOR)
ALE_READER = Person("Ale", READER)
ALINGSAS_COORDINATOR = Person("Alingsås", COORDINATOR)
ALINGSAS_READER = Person("Alingsås", READER)
ALINGSAS_RESPONDENT = Person("Alingsås", RESPONDENT)
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
HARRYDA_READER = Person("Härryda", READER)
KUNGSBACKA_COORDINATOR = Person("Kungsbacka", COORDINATOR)
KUNGSBACKA_READER = Person("Kungsbacka", READER)
LILLA_EDET_COORDINATOR = Person("Lilla Edet", COORDINATOR)
TJORN_COORDINATOR = Person("Tjörn", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")
REGION_READER = Person("Göteborgsregionen", "läsare i regionen")
OTHER_REGION_COORDINATOR = Person("Annan region", "regionens samordnare")
OTHER_REGION_READER = Person("Annan region", "läsare i regionen")
OTHER_KOMMUN_COORDINATOR = Person("Annan kommun", COORDINATOR)
OTHER_RESPONDENT = Person("Annan kommun", RESPONDENT)


def add_other_region(database: Database, slug: str) -> None:
    """A second region with one kommun, a round of this year, and people of every kind in it."""

    def work(session: Session) -> None:
        region = _added(session, RegionRow(slug=slug, name="Annan region", is_example=True))
        kommun = _added(
            session, MunicipalityRow(region_id=region, code="0180", name="Annan kommun", slug="0180-annan-kommun")
        )
        for role in (Role.REGION_COORDINATOR, Role.REGION_READER):
            person = _added(session, PersonRow(name=f"Annan {role}"))
            session.add(MembershipRow(person_id=person, role=role, region_id=region, since=datetime.now(UTC)))
        for role in (Role.KOMMUN_COORDINATOR, Role.KOMMUN_READER):
            person = _added(session, PersonRow(name=f"Annan {role}"))
            session.add(MembershipRow(person_id=person, role=role, municipality_id=kommun, since=datetime.now(UTC)))
        assessment = _added(session, AssessmentRow(round_id=_round(session, region), municipality_id=kommun))
        respondent = _added(session, PersonRow(name="Annan svarande"))
        session.add(RespondentRow(assessment_id=assessment, person_id=respondent, role_group="strateg"))

    database.write(work)


def _round(session: Session, region: int) -> int:
    edition = session.exec(select(EditionRow).where(EditionRow.year == 2026)).one()
    today = day_of(datetime.now(UTC))
    return _added(
        session,
        RoundRow(
            region_id=region,
            edition_id=edition.id or 0,
            content_hash=edition.content_hash,
            opens_on=today,
            opened_at=datetime.now(UTC),
            closes_on=date(today.year + 1, 12, 31),
        ),
    )


def _added(session: Session, row: RegionRow | MunicipalityRow | PersonRow | AssessmentRow | RoundRow) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
