"""What is suggested to a kommun from its result, and what it needs: the year's page of support."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.errors import NotAvailableError, NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of, require_result
from app.services.results.scoring import year_result
from app.services.results.suggested_support import suggestions_from
from app.services.support import words
from app.services.support.attention import kommun_ledger
from app.services.support.catalogues import catalogue_of
from app.services.support.pooled_needs import KommunNeed, NeedPool, own_kommuner, pool_of, sought_by
from app.storage.assessments.plans import actions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.support.needs import needs_of
from app.storage.support.note_sources import sources_of
from app.storage.support.offers import open_items
from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.ledger.ledger import Ledger
from app.support.needs.need import StoredNeed
from app.support.pooling.cells import PoolCell, cells_of
from app.support.pooling.shown import SoughtCell
from app.support.suggestions.rule import Suggestions
from app.support.workshops.landing import LandingKind, NoteSource


@dataclass(frozen=True, slots=True)
class KommunSupport:
    """One year of a kommun: what is suggested, what it needs, and which items its actions came from already."""

    assessment: Assessment
    questionnaire: Questionnaire
    catalogue: Catalogue
    suggestions: Suggestions
    needs: tuple[StoredNeed, ...]
    """Empty for readers outside the kommun: they see needs where needs are."""
    earlier: tuple[KommunNeed, ...]
    """Needs of earlier years that are still open, oldest first: the region counts them until they are ended."""
    planned_items: frozenset[str]
    is_own: bool
    """The one who asks belongs to the kommun."""
    may_lead: bool
    offers: Mapping[str, tuple[tuple[int, str], ...]]
    """Item -> id and title of each offer of it that one can sign up to."""
    sought: tuple[SoughtCell, ...] = ()
    """What the kommun's people may know of what others seek; empty for readers outside it."""
    kommuner: Mapping[int, str] = field(default_factory=dict)
    """The names of the region's kommuner by id, for those that show what they need."""
    ledger: Ledger | None = None
    """What the kommun has signed up for asks of its people; None for readers outside it and without a day."""
    sources: Mapping[int, NoteSource] = field(default_factory=dict)
    """Need -> the workshop that it came from."""

    def sought_like(self, need: StoredNeed) -> tuple[SoughtCell, ...]:
        """What may be known of others that seek the same as one of the kommun's own needs."""
        cells: frozenset[PoolCell] = cells_of(need.need, self.catalogue.by_id.get(need.need.item_id))
        return tuple(each for each in self.sought if each.cell in cells)

    def is_needed(self, item_id: str) -> bool:
        """Whether the kommun has asked for the item already, this year or before."""
        open_needs = (need for need in (*self.needs, *(each.need for each in self.earlier)) if need.is_open)
        return any(need.need.item_id == item_id for need in open_needs)

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
        if assessment is None or assessment.round.subject is not RoundSubject.KOMMUN:
            raise NotFoundError
        require_result(actor, assessment)
        if assessment.answering_closed_at is None:
            raise NotAvailableError(words.RESULT_NOT_READY)
        place = place_of(assessment)
        is_own = may(actor, Right.SEE_ASSESSMENT, place)
        result = year_result(session, assessment)
        catalogue = catalogue_of(session, assessment.round.region_id)
        actions = actions_of(session, assessment.id) if is_own else ()
        region_id = assessment.round.region_id
        pool = pool_of(session, region_id, catalogue) if is_own else None
        own, ledger = own_kommuner(actor, assessment.municipality_id), None
        if is_own and today is not None:
            ledger = kommun_ledger(session, region_id, assessment.municipality_id, today)
        offers = {} if today is None else open_items(session, assessment.round.region_id, today)
        needs = needs_of(session, assessment.id) if is_own else ()
        earlier = () if pool is None else _earlier(actor, assessment, pool)
        need_ids = [need.id for need in (*needs, *(each.need for each in earlier))]
        return KommunSupport(
            assessment=assessment,
            questionnaire=result.questionnaire,
            catalogue=catalogue,
            suggestions=suggestions_from(session, assessment, catalogue, open_offers=offers.keys()),
            offers=offers,
            needs=needs,
            earlier=earlier,
            sources=sources_of(session, LandingKind.NEED, need_ids),
            planned_items=frozenset(item.action.origin_id for item in actions if item.action.origin_id),
            is_own=is_own,
            may_lead=may(actor, Right.LEAD_ASSESSMENT, place),
            sought=() if pool is None else sought_by(session, region_id, pool, own),
            kommuner={} if pool is None else pool.kommuner,
            ledger=ledger,
        )


def _earlier(actor: Actor, assessment: Assessment, pool: NeedPool) -> tuple[KommunNeed, ...]:
    """Those that the actor sees where they were noted. A trial round stands beside the kommun's years and has none."""
    if assessment.round.is_trial:
        return ()
    return tuple(
        each
        for each in pool.needs
        if each.assessment.municipality_id == assessment.municipality_id
        and each.assessment.round.year < assessment.round.year
        and may(actor, Right.SEE_ASSESSMENT, place_of(each.assessment))
    )


def offered_item(session: Session, assessment: Assessment, item_id: str) -> CatalogueItem | None:
    """The item of the region's catalogue, for a form that is filled in from it. None for what is not offered."""
    catalogue = catalogue_of(session, assessment.round.region_id)
    item = catalogue.by_id.get(item_id)
    return item if item is not None and item.is_offered else None
