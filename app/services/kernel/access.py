"""The one permission check that every service makes before it shows or changes anything."""

from dataclasses import replace

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, belongs, may
from app.accounts.organisations.organisation import Region
from app.errors import NotAuthorizedError, NotAvailableError, NotFoundError
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import counts_anonymously, is_readable
from app.services.kernel import words
from app.storage.engine.prepared import Transaction
from app.storage.kernel.assessments import find_assessment
from app.storage.organisations.organisations import find_region


def place_of(assessment: Assessment) -> Place:
    """Its region may read the result when it is both approved and shared (method 9)."""
    return Place(assessment.round.region_id, assessment.municipality_id, is_readable(assessment))


def require_result(actor: Actor, assessment: Assessment) -> None:
    """Raises as `require`, and NotAvailableError to the region about a result that is shared and not approved yet."""
    require_once_approved(actor, assessment)
    if counts_anonymously(assessment) and not may(actor, Right.SEE_RESULT, place_of(assessment)):
        raise NotAvailableError(words.NOT_APPROVED_YET)


def require_once_approved(actor: Actor, assessment: Assessment) -> None:
    """Whether the actor may see the result as soon as there is one to see. Raises as `require`."""
    shares = assessment.sharing is not Sharing.NOTHING
    require(actor, Right.SEE_RESULT, replace(place_of(assessment), shared_with_region=shares))


def require(actor: Actor, right: Right, place: Place) -> None:
    """Raises NotFoundError to someone outside the organisation, so that the refusal tells nothing, and
    NotAuthorizedError inside it.
    """
    if may(actor, right, place):
        return
    if not belongs(actor, place):
        raise NotFoundError
    if right is Right.SEE_RESULT:
        raise NotAuthorizedError(words.NOT_SHARED_WITH_REGION)
    if right is Right.APPROVE_RESULT:
        raise NotAuthorizedError(words.ONLY_APPROVERS)
    if place.municipality_id is not None:
        raise NotAuthorizedError(words.NOT_OF_THE_ROLE)
    raise NotAuthorizedError(words.NOT_OF_THE_OPERATORS if place.region_id is None else words.NOT_OF_THE_REGION_ROLE)


def assessment_for(transaction: Transaction, actor: Actor, key: AssessmentKey, right: Right) -> Assessment:
    """The assessment at an address, for somebody who has the right. Raises NotFoundError, or NotAuthorizedError
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
    """Raises NotFoundError to those outside the region, and NotAuthorizedError to its readers."""
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, Right.LEAD_ROUND, Place(region.id))
    return region
