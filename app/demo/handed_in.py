"""The one result of the example region that is handed in and waits for its approver."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Role
from app.demo.script import HANDED_IN, QUESTIONNAIRE, REGION, YEARS
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.versions import completeness_of, content_of
from app.storage.assessments.plans import add_submission
from app.storage.kernel.assessments import find_assessment
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.tables import MembershipRow

REASON = "Några frågor väntar på underlag från ekonomiavdelningen. Om resten är vi eniga."


def hand_one_in(session: Session, now: datetime) -> None:
    """By the kommun's coordinator, two days ago."""
    assessment = find_assessment(session, AssessmentKey(REGION[0], QUESTIONNAIRE, YEARS[-1], HANDED_IN))
    if assessment is None:
        raise LookupError(HANDED_IN)
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    coordinator = session.exec(
        select(MembershipRow.person_id).where(
            col(MembershipRow.municipality_id) == assessment.municipality_id,
            col(MembershipRow.role) == Role.KOMMUN_COORDINATOR,
        )
    ).one()
    add_submission(
        session,
        assessment.id,
        number=1,
        content=content_of(session, assessment, questionnaire),
        missing=completeness_of(session, assessment, questionnaire).missing,
        missing_reason=REASON,
        person_id=coordinator,
        now=now - timedelta(days=2),
    )
    session.flush()
