"""What is suggested to a kommun from its result, and what it needs: the year's page of support."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotAvailableError, NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of, require_result
from app.services.results.scoring import year_result
from app.services.results.suggested_support import suggestions_from
from app.services.support import words
from app.services.support.catalogues import catalogue_of
from app.storage.assessments.plans import actions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.support.needs import needs_of
from app.storage.support.offers import open_items
from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.needs.need import StoredNeed
from app.support.suggestions.rule import Suggestions


@dataclass(frozen=True, slots=True)
class KommunSupport:
    """One year of a kommun: what is suggested, what it needs, and which items its actions came from already."""

    assessment: Assessment
    questionnaire: Questionnaire
    catalogue: Catalogue
    suggestions: Suggestions
    needs: tuple[StoredNeed, ...]
    """Empty for readers outside the kommun: they see needs where needs are."""
    planned_items: frozenset[str]
    is_own: bool
    """The one who asks belongs to the kommun."""
    may_lead: bool
    offers: Mapping[str, tuple[tuple[int, str], ...]]
    """Item -> id and title of each offer of it that one can sign up to."""

    @property
    def capital_names(self) -> Mapping[str, str]:
        return {capital.id: capital.name for capital in self.questionnaire.capitals}


def open_support(database: Database, actor: Actor, key: AssessmentKey, *, today: date | None = None) -> KommunSupport:
    """For the kommun's own people as soon as there is a result; for the region once it is approved and shared.

    With `today` it knows what is offered that day, and suggests that before what is not, other things alike.
    Raises NotFoundError and NotAuthorizedError to others, and NotAvailableError before there is anything to see.
    """
    with database.read() as session:
        assessment = find_assessment(session, key)
        if assessment is None:
            raise NotFoundError
        require_result(actor, assessment)
        if assessment.answering_closed_at is None:
            raise NotAvailableError(words.RESULT_NOT_READY)
        place = place_of(assessment)
        is_own = may(actor, Right.SEE_ASSESSMENT, place)
        result = year_result(session, assessment)
        catalogue = catalogue_of(session, assessment.round.region_id)
        actions = actions_of(session, assessment.id) if is_own else ()
        offers = {} if today is None else open_items(session, assessment.round.region_id, today)
        return KommunSupport(
            assessment=assessment,
            questionnaire=result.questionnaire,
            catalogue=catalogue,
            suggestions=suggestions_from(session, assessment, catalogue, open_offers=offers.keys()),
            offers=offers,
            needs=needs_of(session, assessment.id) if is_own else (),
            planned_items=frozenset(item.action.origin_id for item in actions if item.action.origin_id),
            is_own=is_own,
            may_lead=may(actor, Right.LEAD_ASSESSMENT, place),
        )


def offered_item(session: Session, assessment: Assessment, item_id: str) -> CatalogueItem | None:
    """The item of the region's catalogue, for a form that is filled in from it. None for what is not offered."""
    catalogue = catalogue_of(session, assessment.round.region_id)
    item = catalogue.by_id.get(item_id)
    return item if item is not None and item.is_offered else None
