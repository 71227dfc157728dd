"""A country of kommuner in one region, with ten years behind them: what the region's overview is measured on."""

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, SQLModel

from app.accounts.kernel.roles import Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.organisations.municipality_list import KOMMUNER
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Previous, Questionnaire
from app.assessment.questionnaires.reader import load
from app.config import PROJECT
from app.rounds.kernel.assessment import Mode, Sharing
from app.rounds.kernel.keys import RoundKey
from app.services.sign_in.sessions import sign_in
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.questionnaires.editions import store_edition
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
)

QUESTIONNAIRE, LAST_YEAR = "matning", 2026
RESPONDENTS = 5
SIZE_GROUPS = ("liten", "mellan", "stor")
COORDINATED = 3
"""Of how many regions somebody is the coordinator, and of as many kommuner: more than most ever are."""
SHARING = (Sharing.REGION, Sharing.REGION, Sharing.NAMED, Sharing.PUBLIC)


def round_of(region: str) -> RoundKey:
    """The latest one."""
    return RoundKey(region, QUESTIONNAIRE, LAST_YEAR)


def prepare(url: str, regions: Mapping[str, int], years: int, respondents: int = RESPONDENTS) -> str:
    """Regions (slug -> how many kommuner) with a round of each year, all answered by so many people in each kommun,
    agreed, approved and shared. Returns the session of somebody who coordinates the first of them (`COORDINATED`), and
    the first kommun of each of those.
    """
    database = Database(url)
    now = datetime.now(UTC)
    try:
        migrate(database)

        def work(session: Session) -> int:
            editions = {edition.year: (store_edition(session, edition, now), edition) for edition in _editions(years)}
            person = _added(session, PersonRow(name="Samordnare"))
            for number, (slug, kommuner) in enumerate(regions.items()):
                region = _added(session, RegionRow(slug=slug, name=f"Mätning {kommuner}"))
                places = _kommuner(session, region, kommuner)
                if number < COORDINATED:
                    _coordinate(session, person, region, places[0], now)
                for edition in editions.values():
                    _round(session, region, edition, places, respondents)
            return person

        return sign_in(database, database.write(work), SignInWay.DEMO, now)
    finally:
        database.close()


def _coordinate(session: Session, person: int, region: int, kommun: int, since: datetime) -> None:
    session.add(MembershipRow(person_id=person, role=Role.REGION_COORDINATOR, region_id=region, since=since))
    session.add(MembershipRow(person_id=person, role=Role.KOMMUN_COORDINATOR, municipality_id=kommun, since=since))


def _editions(years: int) -> Iterator[Questionnaire]:
    """The product's own questions, the same every year."""
    whole = load(PROJECT / "questionnaires" / "omstallningsformaga" / f"{LAST_YEAR}.yaml").model_dump()
    for capital in whole["capitals"]:
        direction = capital["direction"] or {}
        for question in (*capital["questions"], *direction.values()):
            question.update(previous=Previous.SAME, predecessor=None)
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        yield Questionnaire.model_validate(whole | {"id": QUESTIONNAIRE, "year": year})


def _kommuner(session: Session, region: int, count: int) -> list[int]:
    return [
        _added(
            session,
            MunicipalityRow(
                region_id=region,
                code=kommun.code,
                name=kommun.name,
                slug=kommun.slug,
                size_group=SIZE_GROUPS[number % len(SIZE_GROUPS)],
            ),
        )
        for number, kommun in enumerate(islice(KOMMUNER.values(), count))
    ]


def _round(
    session: Session, region: int, edition: tuple[int, Questionnaire], kommuner: list[int], respondents: int
) -> None:
    edition_id, questionnaire = edition
    year = questionnaire.year
    moment = datetime(year, 9, 1, tzinfo=UTC)
    round_id = _added(
        session,
        RoundRow(
            region_id=region,
            edition_id=edition_id,
            content_hash=questionnaire.content_hash,
            opens_on=date(year, 9, 1),
            closes_on=date(year, 11, 30),
            opened_at=moment,
        ),
    )
    for number, kommun in enumerate(kommuner):
        place = (round_id, kommun, number)
        _assessment(session, place, questionnaire, moment + timedelta(days=number % 60), respondents)


def _assessment(
    session: Session, place: tuple[int, int, int], questionnaire: Questionnaire, moment: datetime, respondents: int
) -> None:
    round_id, kommun, number = place
    draw = random.Random(f"{number}/{questionnaire.year}")
    assessment = _added(
        session,
        AssessmentRow(
            round_id=round_id,
            municipality_id=kommun,
            mode=Mode.SEVERAL,
            sharing=SHARING[number % len(SHARING)],
            answering_closed_at=moment,
            approved_at=moment + timedelta(days=7),
            approved_by="kommundirektören",
        ),
    )
    roles = [group.id for group in questionnaire.role_groups]
    levels = len(questionnaire.scale)
    table: Table = RespondentRow.__table__  # type: ignore[attr-defined]
    people = [
        {"assessment_id": assessment, "role_group": roles[person % len(roles)], "handed_in_at": moment}
        for person in range(respondents)
    ]
    answers = [
        {"respondent_id": respondent, "version": 1, "saved_at": moment, "comment": "", "evidence_url": ""}
        | _level(question, draw, levels)
        for respondent in session.scalars(table.insert().returning(table.c.id), people)
        for question in questionnaire.questions
    ]
    session.execute(AnswerRow.__table__.insert(), answers)  # type: ignore[attr-defined]
    rows = [
        {"assessment_id": assessment, "agreed_at": moment, "reason": "", "evidence_url": "", "version": 1}
        | {"not_united": False, "parked": False}
        | _level(question, draw, levels)
        for question in questionnaire.questions
    ]
    session.execute(AgreedAnswerRow.__table__.insert(), rows)  # type: ignore[attr-defined]


def _level(question_id: str, draw: random.Random, levels: int) -> dict[str, Any]:
    return {"question_id": question_id, "kind": AnswerKind.LEVEL, "position": draw.randint(1, levels)}


def _added(session: Session, row: SQLModel) -> int:
    session.add(row)
    session.flush()
    identity: int = row.id  # type: ignore[attr-defined]
    return identity
