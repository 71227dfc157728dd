"""Somebody with a row in every table that can name a person."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from app.accounts.audit.events import MembershipGranted, RespondentHandedIn
from app.accounts.kernel.roles import Actor, Membership, Place, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.assessment.answering.answers import AnswerKind
from app.rounds.assessments.handing_in import HandedIn
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.audit import note
from app.storage.kernel.assessments import find_assessment
from app.storage.privacy.personal_data import REFERENCES
from app.storage.tables import (
    AnswerRow,
    BallotRow,
    FederatedAccountRow,
    MailOptOutRow,
    MailRow,
    MembershipRow,
    OpenLinkRow,
    PasskeyRow,
    PersonalLinkRow,
    PersonRow,
    RecoveryCodeRow,
    RespondentRow,
    SignInLinkRow,
    SignInRow,
    SubmissionRow,
)
from tests.builders import BUDGET, LATER, MAL, NOW, Scene, added

NAME, ADDRESS = "Berit Igenkänd", "berit.igenkand@norrby.example"
COMMENT, LINK = "Berits egen tanke", "https://norrby.example/berits-underlag"
NOTHING_HANDED_IN = HandedIn(
    questionnaire="prov", year=2026, content_hash="", answers={}, targets={}, actions=(), figures={}
)
SOON = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Life:
    """`here` and `there` are the person's places to answer in, in Norrby and in Söderby."""

    actor: Actor
    here: int
    there: int


def a_life(scene: Scene, name: str = NAME, address: str = ADDRESS) -> Life:
    """A reader in Norrby, once its coordinator, who answers there and, by an open link, in Söderby."""

    def work(session: Session) -> Life:
        kommun = scene.region.norrby.id
        person = added(session, PersonRow(name=name, email=address))
        for role, ended_at in ((Role.KOMMUN_COORDINATOR, NOW), (Role.KOMMUN_READER, None)):
            session.add(
                MembershipRow(person_id=person, role=role, municipality_id=kommun, since=NOW, ended_at=ended_at)
            )
        here = _place(session, scene.norrby, person, address)
        there = _place(session, scene.soderby, person, address, open_link=True)
        _signs_in(session, person, address, here)
        session.add(MailOptOutRow(person_id=person, kind=MailKind.APPROVED))
        _decides(session, scene.norrby, person)
        actor = Actor(person, name, (Membership(Role.KOMMUN_READER, scene.region.id, kommun),))
        place = Place(scene.region.id, kommun)
        note(session, scene.coordinator, MembershipGranted(person_id=person, role=Role.KOMMUN_READER), place, NOW)
        note(session, actor, RespondentHandedIn(assessment_id=1, respondent_id=here), place, LATER)
        return Life(actor, here, there)

    return scene.database.write(work)


def _place(session: Session, key: AssessmentKey, person: int, address: str, *, open_link: bool = False) -> int:
    assessment = find_assessment(session, key)
    assert assessment is not None
    link = None
    if open_link:
        row = OpenLinkRow(
            assessment_id=assessment.id,
            role_group="strateg",
            token_hash=f"oppen-{assessment.id}-{person}",
            created_at=NOW,
        )
        link = added(session, row)
    respondent = added(
        session,
        RespondentRow(
            assessment_id=assessment.id, person_id=person, role_group="strateg", invited_at=NOW, open_link_id=link
        ),
    )
    session.add(PersonalLinkRow(token_hash=f"{respondent:064}", respondent_id=respondent, created_at=NOW))
    for question, position in ((MAL, 2), (BUDGET, 4)):
        session.add(
            AnswerRow(
                respondent_id=respondent,
                question_id=question,
                kind=AnswerKind.LEVEL,
                position=position,
                comment=f"{COMMENT} {respondent}",
                evidence_url=LINK,
                version=1,
                saved_at=NOW,
            )
        )
    session.add(
        BallotRow(
            respondent_id=respondent, assessment_id=assessment.id, question_id=MAL, kind=AnswerKind.LEVEL, position=2
        )
    )
    about = {"assessment_id": assessment.id, "respondent_id": respondent, "region_id": assessment.round.region_id}
    session.add(_mail(address, f"{respondent}@svar", subject=f"Svara {respondent}", person_id=person, **about))
    return respondent


def _signs_in(session: Session, person: int, address: str, here: int) -> None:
    for token, respondent in (("a", None), ("b", here)):
        way = SignInWay.MAIL if respondent is None else SignInWay.PERSONAL_LINK
        session.add(
            SignInRow(
                token_hash=f"{token}{person:063}",
                person_id=person,
                created_at=NOW,
                last_seen_at=NOW,
                expires_at=SOON,
                way=way,
                browser="Firefox på Windows",
                respondent_id=respondent,
            )
        )
    session.add(
        SignInLinkRow(
            token_hash=f"l{person:063}",
            code_hash="c" * 64,
            person_id=person,
            browser_hash="w" * 64,
            created_at=NOW,
            expires_at=SOON,
        )
    )
    session.add(
        FederatedAccountRow(
            person_id=person, issuer="https://login.norrby.example", subject_hash="h" * 64, bound_at=NOW
        )
    )
    session.add(
        PasskeyRow(
            person_id=person,
            name="Telefonen",
            credential_id=f"credential {person}".encode(),
            public_key=b"key",
            sign_count=1,
            created_at=NOW,
        )
    )
    session.add(RecoveryCodeRow(code_hash=f"c{person:063}", person_id=person, created_at=NOW))
    session.add(_mail(address, f"{person}@in", subject="Logga in", person_id=person))


def _mail(address: str, message_id: str, **about: Any) -> MailRow:
    return MailRow(
        kind="inbjudan" if about.get("respondent_id") else "inloggning",
        status=MailStatus.SENT,
        to_address=address,
        body="",
        message_id=message_id,
        created_at=NOW,
        try_at=NOW,
        sent_at=NOW,
        **about,
    )


def _decides(session: Session, key: AssessmentKey, person: int) -> None:
    assessment = find_assessment(session, key)
    assert assessment is not None
    session.add(
        SubmissionRow(
            assessment_id=assessment.id,
            number=person,
            content=NOTHING_HANDED_IN.model_dump_json(),
            submitted_at=NOW,
            submitted_by=person,
            approved_at=LATER,
            approved_by=person,
        )
    )


def rows_naming(session: Session, life: Life) -> dict[tuple[str, str], int]:
    """How many rows name the person or a place of the person's, by table and column."""
    numbers = {"respondent_id": (life.here, life.there)}
    counts = {}
    for name, column_name in REFERENCES:
        column = SQLModel.metadata.tables[name].c[column_name]
        ids = numbers.get(column_name, (life.actor.person_id,))
        query = select(func.count()).select_from(column.table).where(column.in_(ids))
        counts[name, column_name] = session.execute(query).scalar_one()
    return counts


def email_of(session: Session, person_id: int) -> str | None:
    return session.execute(select(col(PersonRow.email)).where(col(PersonRow.id) == person_id)).scalar_one_or_none()
