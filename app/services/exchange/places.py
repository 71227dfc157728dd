"""Whom somebody speaks for in exchange: the region with its kommuner, those of them that are hers, what they are on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, leads, may
from app.accounts.organisations.organisation import Municipality, Region
from app.assessment.questionnaires.questionnaire import Level
from app.errors import InvalidInputError, NotAuthorizedError
from app.rounds.kernel.assessment import Assessment
from app.services.exchange import words
from app.services.kernel import words as kernel_words
from app.services.results.scoring import year_result
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.kernel.assessments import find_assessment
from app.storage.organisations.organisations import municipalities_of
from app.support.exchange.ranking import ReaderSituation


@dataclass(frozen=True, slots=True)
class ExchangePlace:
    """A region for one who asks. `own` are the kommuner where she has a role, `led` those that she coordinates."""

    catalogue: RegionCatalogue
    actor: Actor
    kommuner: tuple[Municipality, ...]

    @property
    def region(self) -> Region:
        return self.catalogue.region

    @property
    def own(self) -> tuple[Municipality, ...]:
        return tuple(kommun for kommun in self.kommuner if kommun.id in self.actor.municipality_ids)

    @property
    def led(self) -> tuple[Municipality, ...]:
        return tuple(kommun for kommun in self.kommuner if leads(self.actor, Place(self.region.id, kommun.id)))

    @property
    def leads_region(self) -> bool:
        return may(self.actor, Right.LEAD_EXCHANGE, Place(self.region.id))

    @property
    def capitals(self) -> Mapping[str, str]:
        """Id and name of each, in their order."""
        return {capital.id: capital.name for capital in self.catalogue.every_capital}

    @property
    def scale(self) -> tuple[Level, ...]:
        return self.catalogue.scale

    def leads(self, municipality_id: int) -> bool:
        return any(kommun.id == municipality_id for kommun in self.led)

    def has_role_in(self, municipality_id: int) -> bool:
        return municipality_id in self.actor.municipality_ids


def exchange_place(session: Session, actor: Actor, slug: str, right: Right) -> ExchangePlace:
    """Raises NotFoundError to those outside the region, and NotAuthorizedError inside it without the right."""
    catalogue = region_catalogue(session, actor, slug, right)
    return ExchangePlace(catalogue, actor, municipalities_of(session, catalogue.region.id))


def chosen_kommun(slug: str, among: Collection[Municipality]) -> Municipality:
    """The kommun that somebody acts for: the one that is named, or else her only one.

    Raises NotAuthorizedError for who has none, and InvalidInputError where she has to choose.
    """
    if not among:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    kommuner = [kommun for kommun in among if kommun.slug == slug] if slug else list(among)
    if len(kommuner) != 1:
        raise InvalidInputError({"kommun": words.KOMMUN_MISSING})
    return kommuner[0]


def situation_of_reader(session: Session, place: ExchangePlace) -> ReaderSituation:
    """What the reader's own kommun is on in its latest year with a result. It is shown to its own people alone."""
    key, own = place.catalogue.own_year, place.own
    assessment = None if key is None else find_assessment(session, key)
    if assessment is None or not place.has_role_in(assessment.municipality_id):
        return ReaderSituation(frozenset(kommun.id for kommun in own), own[0].size_group if own else "")
    return situation_in(session, assessment, (kommun.id for kommun in own))


def situation_in(session: Session, assessment: Assessment, own_ids: Iterable[int]) -> ReaderSituation:
    """What a kommun is on in one year, for its own people. The caller has checked who asks."""
    result = year_result(session, assessment)
    levels = {
        capital.id: capital_result.level - 1
        for capital in result.questionnaire.capitals
        if (capital_result := result.profile.capital(capital.id)) is not None and capital_result.level is not None
    }
    return ReaderSituation(frozenset(own_ids), assessment.size_group, levels)
