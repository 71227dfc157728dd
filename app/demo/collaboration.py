"""What the example region shows of itself: a follow-up of the collaboration that is closed, so that the mirror has
something to show, and an open round about its own capability. A scene of its own, since few tests want it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Role
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.demo.addresses import address_of
from app.demo.script import REGION, REGION_DOMAIN
from app.reports.kernel.organisation_words import ASSOCIATION, KOMMUN
from app.rounds.kernel.assessment import Mode, Sharing
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.services.results.benchmarks import refresh_benchmarks
from app.storage.engine.database import Database
from app.storage.organisations.organisations import add_association, association_of, find_region
from app.storage.questionnaires.editions import store_edition
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RespondentRow,
    RoundRow,
)

FOLLOW_UP, OWN = ("samverkan-uppfoljning", 2026), ("samverkanskapital", 2026)
PEOPLE = (("Maja Ekdahl", Role.KOMMUN_COORDINATOR), ("Torsten Wik", Role.KOMMUN_APPROVER))
"""Of the association as one that answers."""
LEVELS: dict[str, tuple[int, Sequence[int]]] = {
    "uppf-syfte": (3, (2, 2, 3, 1, 2, 3)),
    "uppf-behov": (3, (1, 2, 1, 1, 2, 1)),
    "uppf-delade-resurser": (2, (1, 2, 2, 1, 3, 2)),
    "uppf-samordnare": (2, (3, 3, 4, 2, 3, 3)),
    "uppf-atagande": (3, (2, 3, 3, 2, 3, 2)),
    "uppf-mandat": (3, (1, 1, 2, 0, 2, 1)),
    "uppf-linjen": (1, (1, 1, 0, 2, 1, 1)),
    "uppf-skal": (2, (2, 1, 2, 2, 3, 2)),
}
"""Core question -> the association's level, and those of six kommuner. The association believes in mandates, and that
it is reached; the kommuner have more of a coordinator than it knows."""
KOMMUNER = ("1480", "1401", "1482", "1441", "1384", "1489")


def add_collaboration(database: Database, questionnaires: Path, now: datetime) -> None:
    """Put both rounds into the example region. Raises QuestionnaireError when a file cannot be used."""
    follow_up, own = (load_cached(questionnaires / name / f"{year}.yaml") for name, year in (FOLLOW_UP, OWN))

    def work(session: Session) -> None:
        region = find_region(session, REGION[0])
        if region is None:
            raise LookupError(REGION[0])
        add_association(session, region)
        association = association_of(session, region.id)
        if association is None:
            raise LookupError(region.slug)
        _add_people(session, association.id, now)
        _add_follow_up(session, region.id, association.id, follow_up, now)
        round_id = _add_round(session, region.id, own, now - timedelta(days=12), None)
        session.add(AssessmentRow(round_id=round_id, municipality_id=association.id, invited_at=now))

    database.write(work)


def _add_people(session: Session, association_id: int, now: datetime) -> None:
    addresses = set(session.exec(select(PersonRow.email)).all())
    for name, role in PEOPLE:
        person = PersonRow(name=name, email=address_of(name, REGION_DOMAIN, {item for item in addresses if item}))
        session.add(person)
        session.flush()
        session.add(
            MembershipRow(
                person_id=person.id or 0, role=role, municipality_id=association_id, since=now - timedelta(days=60)
            )
        )


def _add_round(
    session: Session, region_id: int, questionnaire: Questionnaire, opened_at: datetime, closed_at: datetime | None
) -> int:
    row = RoundRow(
        region_id=region_id,
        edition_id=store_edition(session, questionnaire, opened_at),
        content_hash=questionnaire.content_hash,
        form=Form.SHORT,
        subject=questionnaire.subject,
        opens_on=day_of(opened_at),
        closes_on=day_of(opened_at + timedelta(days=40)),
        opened_at=opened_at,
        closed_at=closed_at,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def _add_follow_up(
    session: Session, region_id: int, association_id: int, questionnaire: Questionnaire, now: datetime
) -> None:
    """Each of the seven has answered as one, approved, and shares with the region."""
    round_id = _add_round(session, region_id, questionnaire, now - timedelta(days=80), now - timedelta(days=20))
    ids = select(MunicipalityRow.code, MunicipalityRow.id).where(
        col(MunicipalityRow.region_id) == region_id, col(MunicipalityRow.code).in_(KOMMUNER)
    )
    by_code = dict(session.exec(ids).all())
    own = AssessmentRow(round_id=round_id, municipality_id=association_id, invited_at=now - timedelta(days=80))
    answer_as_one(session, own, {name: level for name, (level, _) in LEVELS.items()}, now, ASSOCIATION.director)
    for place, code in enumerate(KOMMUNER):
        kommun = AssessmentRow(
            round_id=round_id, municipality_id=by_code[code] or 0, invited_at=now - timedelta(days=80)
        )
        answer_as_one(session, kommun, levels_of(place), now)
    refresh_benchmarks(session, RoundKey(REGION[0], *FOLLOW_UP), now)


def levels_of(place: int) -> dict[str, int]:
    """What one of `KOMMUNER` answers, by its place in it."""
    return {name: kommuner[place] for name, (_, kommuner) in LEVELS.items()}


def answer_as_one(
    session: Session, assessment: AssessmentRow, levels: dict[str, int], now: datetime, title: str = KOMMUN.director
) -> None:
    """One has answered for all; approved by the one with this title, and shared with the region."""
    moment = now - timedelta(days=22)
    assessment.mode, assessment.sharing = Mode.SIMPLE, Sharing.REGION
    assessment.answering_closed_at, assessment.approved_at = moment, moment + timedelta(days=4)
    assessment.approved_by = title
    session.add(assessment)
    session.flush()
    respondent = RespondentRow(assessment_id=assessment.id or 0, role_group="", for_kommun=True, handed_in_at=moment)
    session.add(respondent)
    session.flush()
    for question_id, level in levels.items():
        session.add(
            AnswerRow(
                respondent_id=respondent.id or 0,
                question_id=question_id,
                kind=AnswerKind.LEVEL,
                position=level + 1,
                version=1,
                saved_at=moment,
            )
        )
        session.add(
            AgreedAnswerRow(
                assessment_id=assessment.id or 0,
                question_id=question_id,
                kind=AnswerKind.LEVEL,
                position=level + 1,
                reason="",
                agreed_at=moment,
            )
        )
    session.flush()
