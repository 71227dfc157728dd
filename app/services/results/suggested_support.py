"""What support is suggested to a kommun from its result, and by which edition of the catalogue.

A draft goes by the catalogue as it is now. An approved result goes by the one that was in force when it was approved,
with the region's versions of that day: what is published afterwards changes no report (decision 0056).
"""

from collections.abc import Collection

from sqlmodel import Session

from app.assessment.comparison.shared_questions import YearResult
from app.assessment.priorities.priorities import next_steps, recommended_start
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment
from app.services.results.scoring import year_result
from app.storage.assessments.plans import targets_of
from app.storage.support.adaptations import adaptations_of
from app.storage.support.catalogues import catalogue_in_force
from app.support.adaptations.adaptation import adapted, current
from app.support.catalogue.catalogue import Catalogue
from app.support.suggestions.by_catalogue import CatalogueSuggestions
from app.support.suggestions.rule import Suggestions, suggest
from app.support.suggestions.situation import Situation, situation_of

SMALL_GROUPS = ("under ", "högst ", "små", "mindre", "upp till ")
"""How the name of a region's size group of small kommuner begins, as regions name them."""


def suggested_support(session: Session, assessment: Assessment) -> CatalogueSuggestions | None:
    """What a report of it suggests; None where no catalogue is in force, and of a round about something else than what
    kommuner are able to. The caller has checked who asks.
    """
    if assessment.round.subject is not RoundSubject.KOMMUN:
        return None
    approved_at = assessment.approved_at
    base = catalogue_in_force(session, approved_at)
    if base is None:
        return None
    versions = [
        version
        for version in adaptations_of(session, assessment.round.region_id)
        if approved_at is None or version.created_at <= approved_at
    ]
    catalogue = adapted(base, versions)
    return CatalogueSuggestions(catalogue, bool(current(versions)), suggestions_from(session, assessment, catalogue))


def suggestions_from(
    session: Session, assessment: Assessment, catalogue: Catalogue, *, open_offers: Collection[str] = ()
) -> Suggestions:
    """What the rule suggests of this catalogue. The caller has checked who asks, and that answering is closed.

    `open_offers` are items that are offered now: for pages, never for a report, which would change with them.
    """
    return suggest(catalogue, _situation(session, assessment, year_result(session, assessment), open_offers))


def _situation(session: Session, assessment: Assessment, result: YearResult, open_offers: Collection[str]) -> Situation:
    questionnaire, profile = result.questionnaire, result.profile
    positions = {capital: item.target.position for capital, item in targets_of(session, assessment.id).items()}
    start = recommended_start(questionnaire, profile, positions, result.method)
    return situation_of(
        questionnaire,
        profile,
        start=None if start is None else start.capital_id,
        next_steps={
            capital.id: [step.question_id for step in next_steps(questionnaire, profile, capital.id)]
            for capital in questionnaire.capitals
        },
        is_small=is_small(assessment),
        open_offers=open_offers,
    )


def is_small(assessment: Assessment) -> bool:
    """Whether the region has put the kommun in a group of small ones."""
    return assessment.size_group.casefold().startswith(SMALL_GROUPS)
