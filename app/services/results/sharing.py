"""What a kommun shows of a year's result outside itself: its own choice, raised or withdrawn at any time (method 9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import SharingChosen
from app.accounts.kernel.roles import Actor, Right, may
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.results import words
from app.services.results.benchmarks import lock_with_round, refresh_benchmarks
from app.storage.engine.database import Database
from app.storage.kernel.assessments import set_sharing


@dataclass(frozen=True, slots=True)
class SharingChoice:
    """An assessment with what it shares now, for the kommun's people."""

    assessment: Assessment
    may_change: bool
    closed: str
    """Why nothing can be shared, or empty."""

    @property
    def choices(self) -> tuple[Sharing, ...]:
        return choices_of(self.assessment)


def choices_of(assessment: Assessment) -> tuple[Sharing, ...]:
    """What can be chosen. The association is never named among kommuner, nor in open data (decision 0060)."""
    return (Sharing.NOTHING, Sharing.REGION) if assessment.is_association else tuple(Sharing)


def open_sharing(database: Database, actor: Actor, key: AssessmentKey) -> SharingChoice:
    """Raises NotFoundError to people outside the kommun."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        may_change = may(actor, Right.LEAD_ASSESSMENT, place_of(assessment))
        return SharingChoice(assessment, may_change, words.TRIAL_NOT_SHARED if assessment.round.is_trial else "")


def choose_sharing(database: Database, actor: Actor, key: AssessmentKey, choice: str, now: datetime) -> None:
    """Share so much from now on. The same choice again changes nothing. Raises PermissionDeniedError for what cannot be
    chosen.

    It takes effect on everything that is made afterwards; what somebody has already fetched cannot be called back.
    """

    def work(session: Session) -> None:
        lock_with_round(session, key)
        assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
        if assessment.round.is_trial:
            raise PermissionDeniedError(words.TRIAL_NOT_SHARED)
        sharing = next((level for level in choices_of(assessment) if level == choice), None)
        if sharing is None:
            raise PermissionDeniedError(words.CHOOSE_SHARING)
        if sharing is assessment.sharing:
            return
        set_sharing(session, assessment.id, sharing)
        refresh_benchmarks(session, key.round, now)
        event = SharingChosen(assessment_id=assessment.id, before=assessment.sharing, after=sharing)
        note(session, actor, event, place_of(assessment), now)

    database.write(work)
