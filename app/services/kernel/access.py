"""The one permission check that every service makes before it shows or changes anything."""

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, belongs, may
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round
from app.services.kernel import words
from app.storage.engine.prepared import Transaction
from app.storage.kernel.assessments import find_assessment
from app.storage.organisations.organisations import find_region


def place_of(assessment: Assessment) -> Place:
    return Place(assessment.round.region_id, assessment.municipality_id, assessment.sharing is not Sharing.NOTHING)


def require(actor: Actor, right: Right, place: Place) -> None:
    """Raises NotFoundError to someone outside the organisation, so that the refusal tells nothing, and
    PermissionDeniedError inside it.
    """
    if may(actor, right, place):
        return
    if not belongs(actor, place):
        raise NotFoundError
    if right is Right.SEE_RESULT:
        raise PermissionDeniedError(words.NOT_SHARED_WITH_REGION)
    if right is Right.APPROVE_RESULT:
        raise PermissionDeniedError(words.ONLY_APPROVERS)
    raise PermissionDeniedError(words.NOT_OF_THE_ROLE)


def assessment_for(transaction: Transaction, actor: Actor, key: AssessmentKey, right: Right) -> Assessment:
    """The assessment at an address, for somebody who has the right. Raises NotFoundError, or PermissionDeniedError
    inside the kommun.
    """
    assessment = find_assessment(transaction, key)
    if assessment is None:
        raise NotFoundError
    require(actor, right, place_of(assessment))
    return assessment


def require_region(actor: Actor, round_: Round) -> None:
    require(actor, Right.SEE_REGION, Place(round_.region_id))


def led_region(session: Session, actor: Actor, slug: str) -> Region:
    """Raises NotFoundError to those outside the region, and PermissionDeniedError to its readers."""
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, Right.LEAD_ROUND, Place(region.id))
    return region
