"""What the tests of rounds share: a region without any round, plans, and what came of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import String, cast, literal, text, update
from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.rounds.kernel.round import Round
from app.rounds.progress.round_plans import RawPlan
from app.services.questionnaires.editions import publish
from app.services.rounds.round_opening import open_round
from app.services.rounds.round_plans import plan_round
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, find_round
from app.storage.tables import AuditLineRow, MailRow, MembershipRow, PersonRow
from tests.builders import NOW, Region, Scene, add_region, an_edition

PUBLIC_URL = "https://prov.example"
NORRBY, SODERBY = "9901-norrby", "9902-soderby"
RAW = RawPlan(
    kind="riktig",
    form="lang",
    opens_on="2026-11-02",
    closes_on="2026-12-01",
    capitals=frozenset({"politiskt", "finansiellt"}),
    kommuner=frozenset({NORRBY, SODERBY}),
)
"""Of `an_edition` in `add_region`, from the day of NOW."""
CLOSES = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Planner:
    """A region, its edition, and its coordinator who plans."""

    database: Database
    region: Region

    @property
    def coordinator(self) -> Actor:
        return self.region.coordinator

    def plan(self, raw: RawPlan = RAW) -> RoundKey:
        return plan_round(self.database, self.coordinator, self.region.slug, "prov", 2026, raw, NOW)

    def open(self, key: RoundKey | None = None) -> RoundKey:
        """A planned round, or that of RAW, opened."""
        key = key or self.plan()
        open_round(self.database, self.coordinator, key, NOW, public_url=PUBLIC_URL)
        return key

    def round(self, key: RoundKey) -> Round:
        with self.database.read() as session:
            round_ = find_round(session, key)
        assert round_ is not None
        return round_

    def kommuner(self, key: RoundKey) -> dict[str, Assessment]:
        """Those in the round, by slug."""
        with self.database.read() as session:
            round_ = find_round(session, key)
            assert round_ is not None
            return {assessment.municipality_slug: assessment for assessment in assessments_of_round(session, round_.id)}

    def norrby(self, key: RoundKey) -> AssessmentKey:
        return AssessmentKey(key.region, key.questionnaire, key.year, NORRBY, key.trial)

    def scene(self, key: RoundKey) -> Scene:
        """The people of a round, with their answers."""
        norrby = self.norrby(key)
        soderby = replace(norrby, municipality=SODERBY)
        return Scene(self.database, self.region, an_edition(), self.round(key).id, norrby, soderby)

    def letters(self, kind: MailKind = MailKind.ROUND_OPENED) -> list[MailRow]:
        with self.database.read() as session:
            return list(session.exec(select(MailRow).where(MailRow.kind == kind).order_by(col(MailRow.id))).all())

    def log(self) -> list[tuple[str, int | None]]:
        """Action and kommun of every line since the edition was published, in order."""
        with self.database.read() as session:
            lines = session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number))).all()
            return [(line.action, line.municipality_id) for line in lines if line.action != "questionnaire.published"]

    def count(self, table: str) -> int:
        with self.database.read() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    def change_people(self, **columns: Any) -> None:
        """Of everybody with a role in the two kommuner."""
        here = col(MembershipRow.municipality_id).in_((self.region.norrby.id, self.region.soderby.id))
        people = select(MembershipRow.person_id).where(here)
        statement = update(PersonRow).where(col(PersonRow.id).in_(people)).values(**columns)
        self.database.write(lambda session: session.execute(statement))


def a_planner(database: Database) -> Planner:
    """A region where everybody has an address, with a published edition and no round."""
    region = add_region(database)
    publish(database, an_edition(), NOW)

    def give_addresses(session: Session) -> None:
        address = literal("person") + cast(col(PersonRow.id), String) + "@prov.example"
        session.execute(update(PersonRow).values(email=address))

    database.write(give_addresses)
    return Planner(database, region)
