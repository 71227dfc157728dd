"""What the service is killed over: a scene with people who are signed in, and mails and reports that are ordered."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.job import ACTIVE
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answers import hand_in
from app.services.assessments.coordination import answer_alone
from app.services.mail.mail_queue import queue_mail
from app.services.overview.report_archive import ask_for_reports
from app.services.sign_in.sessions import sign_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.mail.mail_queue import About
from app.storage.tables import AnswerRow, AssessmentRow, JobRow, MailRow, RespondentRow
from tests.builders import EVERYTHING, MAL, URL, Kommun, Scene, a_member, a_scene, add_kommun


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who answers in Norrby, and the token of the session."""

    person_id: int
    respondent_id: int
    token: str


def furnish(database: Database) -> Scene:
    """Norrby answers from now on; Söderby has answered and shares its result, so that there is a report to make."""
    migrate(database)
    scene = a_scene(database)
    now = datetime.now(UTC)
    scene.answer_alone("3", scene.region.soderby)
    scene.change(scene.soderby, sharing=Sharing.REGION, approved_at=now)
    scene.change_round(
        opens_on=now.date() - timedelta(days=1),
        opened_at=now - timedelta(days=1),
        closes_on=now.date() + timedelta(days=60),
    )
    return scene


def respondents(scene: Scene, count: int) -> list[Respondent]:
    people = scene.respondents(count)
    now = datetime.now(UTC)
    with scene.database.read() as session:
        rows = session.exec(select(RespondentRow.person_id, RespondentRow.id)).all()
    places = {person: place for person, place in rows if person is not None and place is not None}
    return [
        Respondent(
            person.person_id, places[person.person_id], sign_in(scene.database, person.person_id, SignInWay.MAIL, now)
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Submitter:
    """The coordinator of a kommun that has answered everything, and the token of the session."""

    key: AssessmentKey
    token: str


def submitter(scene: Scene) -> Submitter:
    """A third kommun, with an approver of its own that no mail reaches."""
    database, region = scene.database, scene.region

    def work(session: Session) -> Kommun:
        kommun = add_kommun(session, region.id, "9903", "vasterby")
        a_member(session, Role.KOMMUN_APPROVER, region.id, kommun.id)
        session.add(AssessmentRow(round_id=scene.round_id, municipality_id=kommun.id))
        return kommun

    kommun = database.write(work)
    key = replace(scene.norrby, municipality=kommun.slug)
    now = datetime.now(UTC)
    answer_alone(database, kommun.coordinator, key, now)
    scene.answer(kommun.coordinator, "3", *EVERYTHING, key=key)
    hand_in(database, kommun.coordinator, key, now, public_url=URL)
    return Submitter(key, sign_in(database, kommun.coordinator.person_id, SignInWay.MAIL, now))


def queue_letter(database: Database, to: str) -> None:
    values = dict.fromkeys(("formulär", "år", "kommun", "sista_dag", "länk"), "Å")
    now = datetime.now(UTC)
    database.write(lambda session: queue_mail(session, MailKind.OWN_LINK, to, values, About(), now, public_url=URL))


def waiting_letters(database: Database) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).where(MailRow.status == MailStatus.QUEUED)).one()


def ask(scene: Scene) -> None:
    """For the file of all reports; nothing happens while it is being made."""
    ask_for_reports(scene.database, scene.region.coordinator, scene.norrby.round, datetime.now(UTC))


def let_leases_run_out(database: Database) -> None:
    """As when so much time has gone that what a dead process had claimed is claimed anew."""
    now = datetime.now(UTC)
    queued = col(MailRow.status) == MailStatus.QUEUED
    database.write(lambda session: session.execute(update(MailRow).where(queued).values(try_at=now)))
    active = col(JobRow.status).in_(ACTIVE)
    database.write(lambda session: session.execute(update(JobRow).where(active).values(lease_until=now)))


def answer_something(database: Database, respondent: Respondent) -> None:
    """So that there is something to hand in."""
    answer = AnswerRow(
        respondent_id=respondent.respondent_id,
        question_id=MAL,
        kind=AnswerKind.LEVEL,
        position=3,
        version=1,
        saved_at=datetime.now(UTC),
    )
    database.write(lambda session: session.add(answer))
