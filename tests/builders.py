"""A small region in a real database: two kommuner, their people, a questionnaire of two capitals, an open round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, SQLModel, col

from app.accounts.kernel.roles import Actor, Membership, Role
from app.assessment.answering.entry import RawEntry
from app.assessment.answering.saved_answer import SavedAnswer
from app.assessment.questionnaires.questionnaire import Direction, Form, Previous, Question, Questionnaire
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answers import Saved, hand_in, open_answering, save_answer
from app.services.assessments.coordination import answer_alone, close_answering
from app.storage.answering.answers import set_mode
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.questionnaires.editions import store_edition
from app.storage.tables import (
    AssessmentRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
)
from tests.unit.builders import a_capital, a_question, a_questionnaire

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
URL = "https://kollen.example"
"""Where the service is, as mails name it."""
MAL, BUDGET, STYRNING, ENIGHET, VAGEN = (
    "politiskt-mal",
    "politiskt-budget",
    "politiskt-styrning",
    "politiskt-enighet",
    "politiskt-vagen",
)
RESERV, KALKYL = "finansiellt-reserv", "finansiellt-kalkyl"
EVERYTHING = (MAL, BUDGET, STYRNING, ENIGHET, VAGEN, RESERV, KALKYL)
"""STYRNING is for the role group ledning only, BUDGET does not allow vet ej, and only MAL is in the short form."""


def an_edition(
    year: int = 2026, *, previous: Previous = Previous.NEW, texts: Mapping[str, str] | None = None
) -> Questionnaire:
    """The same questions every year; `texts` puts some of them (by id) in other words."""

    def ask(question_id: str, **options: Any) -> Question:
        question = a_question(question_id, **options)
        text = (texts or {}).get(question_id, question.text)
        return question.model_copy(update={"previous": previous, "text": text})

    politiskt = [ask(MAL, core=True), ask(BUDGET, may_not_know=False), ask(STYRNING, meant_for=["ledning"])]
    direction = Direction(unity=ask(ENIGHET), predictability=ask(VAGEN))
    return a_questionnaire(
        a_capital("politiskt", politiskt).model_copy(update={"direction": direction}),
        a_capital("finansiellt", [ask(RESERV), ask(KALKYL)], depends_on=["politiskt"]),
        year=year,
    )


def without_next_steps(edition: Questionnaire) -> Questionnaire:
    """As editions were before advice was asked for."""
    content = edition.model_dump()
    for capital in content["capitals"]:
        for question in (*capital["questions"], *(capital["direction"] or {}).values()):
            question["next_step"] = ()
    return Questionnaire.model_validate(content)


@dataclass(frozen=True, slots=True)
class Kommun:
    id: int
    slug: str
    coordinator: Actor
    reader: Actor


@dataclass(frozen=True, slots=True)
class Region:
    id: int
    slug: str
    coordinator: Actor
    reader: Actor
    norrby: Kommun
    soderby: Kommun


def add_region(database: Database, slug: str = "provland") -> Region:
    """A region with two kommuner, and everywhere a coordinator and a reader."""

    def work(session: Session) -> Region:
        region_id = added(session, RegionRow(slug=slug, name=slug.title()))
        coordinator = a_member(session, Role.REGION_COORDINATOR, region_id)
        reader = a_member(session, Role.REGION_READER, region_id)
        kommuner = [
            add_kommun(session, region_id, code, name) for code, name in (("9901", "norrby"), ("9902", "soderby"))
        ]
        return Region(region_id, slug, coordinator, reader, *kommuner)

    return database.write(work)


def add_kommun(session: Session, region_id: int, code: str, name: str) -> Kommun:
    slug = f"{code}-{name}"
    kommun = added(session, MunicipalityRow(region_id=region_id, code=code, name=name.title(), slug=slug))
    coordinator = a_member(session, Role.KOMMUN_COORDINATOR, region_id, kommun)
    return Kommun(kommun, slug, coordinator, a_member(session, Role.KOMMUN_READER, region_id, kommun))


def a_member(session: Session, role: Role, region_id: int, kommun: int | None = None) -> Actor:
    """Somebody new with the role. The row names either the kommun or the region; the membership always knows both."""
    person = added(session, PersonRow(name=f"{role} {region_id}"))
    region = region_id if kommun is None else None
    added(session, MembershipRow(person_id=person, role=role, region_id=region, municipality_id=kommun, since=NOW))
    return Actor(person, f"{role} {region_id}", (Membership(role, region_id, kommun),))


def added(session: Session, row: SQLModel) -> int:
    """The id that the row got."""
    session.add(row)
    session.flush()
    identity: int = row.id  # type: ignore[attr-defined]
    return identity


@dataclass(frozen=True, slots=True)
class Scene:
    """A region's open round, with an assessment of each kommun. Whatever is not named happens in Norrby at NOW."""

    database: Database
    region: Region
    edition: Questionnaire
    round_id: int
    norrby: AssessmentKey
    soderby: AssessmentKey

    @property
    def coordinator(self) -> Actor:
        return self.region.norrby.coordinator

    def respondent(self, role_group: str = "strateg", key: AssessmentKey | None = None) -> Actor:
        """Somebody new who is asked to answer, with no other role."""
        return self.respondents(1, role_group, key)[0]

    def respondents(self, count: int, role_group: str = "strateg", key: AssessmentKey | None = None) -> list[Actor]:
        def work(session: Session) -> list[Actor]:
            assessment = find_assessment(session, key or self.norrby)
            assert assessment is not None
            set_mode(session, assessment.id, Mode.SEVERAL)
            people = [PersonRow(name=f"svarande, {role_group}") for _ in range(count)]
            ids = [added(session, person) for person in people]
            for person in ids:
                session.add(RespondentRow(assessment_id=assessment.id, person_id=person, role_group=role_group))
            return [Actor(person, f"svarande, {role_group}") for person in ids]

        return self.database.write(work)

    def save(
        self,
        actor: Actor,
        question_id: str,
        choice: str,
        version: int = 0,
        *,
        comment: str = "",
        link: str = "",
        key: AssessmentKey | None = None,
        now: datetime = NOW,
    ) -> Saved:
        entry = RawEntry(choice, comment, link)
        return save_answer(self.database, actor, key or self.norrby, question_id, entry, version, now)

    def stored(self, actor: Actor, key: AssessmentKey | None = None) -> Mapping[str, SavedAnswer]:
        """What the person has saved: question id -> answer."""
        return open_answering(self.database, actor, key or self.norrby).saved

    def answer(self, actor: Actor, choice: str, *questions: str, key: AssessmentKey | None = None) -> None:
        """The same choice to these questions, or to all that are meant for everyone."""
        for question_id in questions or [name for name in EVERYTHING if name != STYRNING]:
            self.save(actor, question_id, choice, key=key)

    def answer_alone(self, choice: str, kommun: Kommun | None = None) -> None:
        """The kommun's coordinator gives the same choice to every question, and hands in."""
        kommun = kommun or self.region.norrby
        key = self.norrby if kommun == self.region.norrby else self.soderby
        answer_alone(self.database, kommun.coordinator, key, NOW)
        self.answer(kommun.coordinator, choice, *EVERYTHING, key=key)
        hand_in(self.database, kommun.coordinator, key, NOW, public_url=URL)

    def close(self) -> None:
        close_answering(self.database, self.coordinator, self.norrby, LATER)

    def change(self, key: AssessmentKey | None = None, **fields: object) -> None:
        """Set columns of the assessment that no service sets yet, such as `sharing` and `approved_at`."""

        def work(session: Session) -> None:
            assessment = find_assessment(session, key or self.norrby)
            assert assessment is not None
            session.execute(update(AssessmentRow).where(col(AssessmentRow.id) == assessment.id).values(**fields))

        self.database.write(work)

    def change_round(self, **fields: object) -> None:
        """Set columns of the round that no service sets yet, such as `capital_ids` and `closed_at`."""
        statement = update(RoundRow).where(col(RoundRow.id) == self.round_id).values(**fields)
        self.database.write(lambda session: session.execute(statement))


def open_round(
    database: Database, region: Region, edition: Questionnaire, form: Form = Form.LONG, *, trial: bool = False
) -> Scene:
    """Publish the edition and invite both kommuner. The audit log is empty then."""
    edition_id = database.write(lambda session: store_edition(session, edition, NOW))

    def work(session: Session) -> int:
        row = RoundRow(
            region_id=region.id,
            edition_id=edition_id,
            content_hash=edition.content_hash,
            form=form,
            subject=edition.subject,
            is_trial=trial,
            opens_on=date(edition.year, 10, 1),
            opened_at=datetime(edition.year, 10, 1, 7, tzinfo=UTC),
            closes_on=date(edition.year, 12, 1),
        )
        round_id = added(session, row)
        for kommun in (region.norrby, region.soderby):
            session.add(AssessmentRow(round_id=round_id, municipality_id=kommun.id))
        return round_id

    round_id = database.write(work)
    norrby, soderby = (
        AssessmentKey(region.slug, edition.id, edition.year, kommun.slug, trial)
        for kommun in (region.norrby, region.soderby)
    )
    return Scene(database, region, edition, round_id, norrby, soderby)


def a_scene(database: Database) -> Scene:
    return open_round(database, add_region(database), an_edition())


def other_region(database: Database) -> Scene:
    """A region that has nothing to do with the first, with a round on the same edition; for tests of isolation."""
    return open_round(database, add_region(database, "annat-land"), an_edition())
