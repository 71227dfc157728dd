"""The meeting page of a capital with sixty questions: a kommun where two hundred answered against one where ten did."""

import random
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlmodel import Session, SQLModel

from app.accounts.kernel.roles import Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load
from app.config import PROJECT
from app.demo.script import COMMENTS
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.questionnaires.editions import publish
from app.services.sign_in.sessions import sign_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.tables import (
    AnswerRow,
    AssessmentRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
)
from app.web.shell.contexts.frame import url_of
from bench.browser import get
from bench.ground import url_of_file
from bench.load import WrongAnswerError, drive
from bench.pages import Reader, body_of
from bench.ratios import Ratio, paired
from bench.serving import serving

QUESTIONS = 60
FEW, MANY = 10, 200
COMMENTED = 0.05
"""How often an answer has a comment, as in the example region."""
ROUNDS = 7
ROUND_SECONDS = 2.0
HIGHEST = 2.0
REGION = "matning"
CAPITAL = "politiskt"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One kommun's meeting, and the session of somebody who leads it."""

    respondents: int
    key: AssessmentKey
    token: str

    @property
    def asked(self) -> bytes:
        return get(url_of(self.key, "moten", CAPITAL), self.token)


def measure(folder: Path, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when a page lacks a question or its answers."""
    file = folder / "meeting.db"
    few, many = _prepare(file)
    environment = {"DATABASE_URL": url_of_file(file), "LOG_LEVEL": "WARNING", "DEMO": "false"}
    with serving("app.main:app", environment) as port:
        pages = {meeting: _checked(body_of(port, meeting.asked), meeting) for meeting in (few, many)}
        times: dict[Meeting, list[float]] = {few: [], many: []}
        for number in range(ROUNDS + 1):
            for meeting, page in pages.items():
                outcome = drive(process, port, [Reader(meeting.asked, len(page))], ROUND_SECONDS if number else 1)
                if number:
                    times[meeting].append(1_000 / outcome.per_second)
    yield Ratio(
        f"meeting page, {QUESTIONS} questions: {MANY} respondents against {FEW}",
        f"{median(times[many]):.1f} ms",
        f"{median(times[few]):.1f} ms",
        paired(times[many], times[few]),
        HIGHEST,
        at_least=False,
    )


def _checked(page: bytes, meeting: Meeting) -> bytes:
    text = page.decode()
    if text.count('<section class="talk"') != QUESTIONS or text.count("gav en nivå") != QUESTIONS:
        message = f"the page of {meeting.respondents} respondents does not show its questions: {text[:500]}"
        raise WrongAnswerError(message)
    return page


def _prepare(file: Path) -> tuple[Meeting, Meeting]:
    database = Database(url_of_file(file))
    try:
        migrate(database)
        edition = _edition()
        now = datetime.now(UTC)
        edition_id = publish(database, edition, now).edition_id

        def work(session: Session) -> list[tuple[int, str, int]]:
            region_id = _added(session, RegionRow(slug=REGION, name="Mätning"))
            round_id = _round(session, region_id, edition_id, edition, now)
            return [
                _kommun(session, region_id, round_id, edition, people, number, now)
                for number, people in enumerate((FEW, MANY))
            ]

        few, many = (
            Meeting(
                people,
                AssessmentKey(REGION, edition.id, edition.year, slug),
                sign_in(database, person_id, SignInWay.DEMO, now),
            )
            for person_id, slug, people in database.write(work)
        )
        return few, many
    finally:
        database.close()


def _edition() -> Questionnaire:
    """The product's own questions, all in one capital and as many as are to be measured."""
    whole = load(PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml")
    every = [question.model_copy(update={"meant_for": ()}) for question in whole.questions.values()]
    more = [template.model_copy(update={"id": f"{template.id[:50]}-igen"}) for template in every]
    capital = whole.capital(CAPITAL).model_copy(update={"questions": (*every, *more)[:QUESTIONS], "direction": None})
    return Questionnaire.model_validate(whole.model_copy(update={"capitals": (capital,)}).model_dump())


def _round(session: Session, region_id: int, edition_id: int, edition: Questionnaire, now: datetime) -> int:
    return _added(
        session,
        RoundRow(
            region_id=region_id,
            edition_id=edition_id,
            content_hash=edition.content_hash,
            opens_on=date(edition.year, 1, 1),
            closes_on=date(edition.year, 12, 31),
            opened_at=now - timedelta(days=30),
        ),
    )


def _kommun(
    session: Session,
    region_id: int,
    round_id: int,
    edition: Questionnaire,
    people: int,
    number: int,
    now: datetime,
) -> tuple[int, str, int]:
    """A kommun where so many people of every role group have answered everything. Returns its coordinator's id."""
    draw = random.Random(people)
    slug = f"990{number}-kommun"
    kommun = _added(
        session, MunicipalityRow(region_id=region_id, code=f"990{number}", name=f"Kommun {number}", slug=slug)
    )
    coordinator = _added(session, PersonRow(name="Samordnare"))
    session.add(MembershipRow(person_id=coordinator, role=Role.KOMMUN_COORDINATOR, municipality_id=kommun, since=now))
    assessment = _added(
        session,
        AssessmentRow(round_id=round_id, municipality_id=kommun, mode=Mode.SEVERAL, answering_closed_at=now),
    )
    roles = [group.id for group in edition.role_groups]
    for place in range(people):
        respondent = _added(session, RespondentRow(assessment_id=assessment, role_group=roles[place % len(roles)]))
        session.add_all(
            AnswerRow(
                respondent_id=respondent,
                question_id=question_id,
                kind=AnswerKind.LEVEL,
                position=draw.randint(1, len(edition.scale)),
                comment=draw.choice(COMMENTS) if draw.random() < COMMENTED else "",
                version=1,
                saved_at=now,
            )
            for question_id in edition.questions
        )
    session.flush()
    return coordinator, slug, people


def _added(session: Session, row: SQLModel) -> int:
    session.add(row)
    session.flush()
    identity: int = row.id  # type: ignore[attr-defined]
    return identity
