"""A kommun's development over its years: those that are locked, and this one when its answering is closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.assessment.comparison.development import Development
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError
from app.rounds.assessments.plans import Action, Target
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import require_once_approved
from app.services.results.results import Sees, seen_by
from app.services.results.scoring import developed, edition_of
from app.storage.assessments.plans import actions_of, targets_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.results.earlier_years import approved_before
from app.storage.support.sign_ups import attended_between
from app.support.offers.attendance import AttendedOffer


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided from the result of an earlier year."""

    year: int
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class OverYears:
    """`development` is None without any year that has a result and may be shown to whoever reads."""

    assessment: Assessment
    development: Development | None
    editions: tuple[Questionnaire, ...]
    """Of the years of the development, in the same order."""
    targets: Mapping[str, Target]
    """The latest of these years' own."""
    decided: Decided | None
    """From the latest locked year before this one."""
    attended: tuple[AttendedOffer, ...]
    """Since the result of that year was approved, until answering closed for this one."""
    withheld_years: tuple[int, ...]
    """Locked years that the kommun does not share with whoever reads."""
    has_this_year: bool
    """Whether it has a result that whoever reads may see."""

    @property
    def has_result(self) -> bool:
        return has_result(self.assessment)


def has_result(assessment: Assessment) -> bool:
    return assessment.answering_closed_at is not None or assessment.approved_at is not None


def open_development(database: Database, actor: Actor, key: AssessmentKey) -> OverYears:
    """The region is shown this year too once it is approved, and until then the years before it.

    Raises NotFoundError or PermissionDeniedError to those who may not see the year's result.
    """
    with database.read() as session:
        assessment = find_assessment(session, key)
        if assessment is None:
            raise NotFoundError
        require_once_approved(actor, assessment)
        return development_of(session, assessment, seen_by(actor))


def development_of(session: Session, assessment: Assessment, sees: Sees) -> OverYears:
    """Over the years that whoever reads `sees`. The caller has checked that this one may be read once approved."""
    earlier_years = approved_before(session, assessment)
    earlier = [year for year in earlier_years if sees(year)]
    has_this_year = has_result(assessment) and sees(assessment)
    years = [*reversed(earlier), *([assessment] if has_this_year else [])]
    return OverYears(
        assessment=assessment,
        development=developed(session, years) if years else None,
        editions=tuple(edition_of(session, year) for year in years),
        targets={} if not years else _targets(session, years[-1]),
        decided=None if not earlier else _decided(session, earlier[0]),
        attended=() if not earlier else _attended(session, earlier[0], assessment),
        withheld_years=tuple(sorted(year.round.year for year in earlier_years if not sees(year))),
        has_this_year=has_this_year,
    )


def _targets(session: Session, assessment: Assessment) -> dict[str, Target]:
    return {capital: stored_target.target for capital, stored_target in targets_of(session, assessment.id).items()}


def _attended(session: Session, before: Assessment, now: Assessment) -> tuple[AttendedOffer, ...]:
    if before.approved_at is None:
        return ()
    return attended_between(session, now.municipality_id, before.approved_at, now.answering_closed_at)


def _decided(session: Session, assessment: Assessment) -> Decided:
    return Decided(
        assessment.round.year, tuple(stored_action.action for stored_action in actions_of(session, assessment.id))
    )
