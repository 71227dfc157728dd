"""How many kommuner lie below the level that others build on, capital by capital, as one reader may know it."""

from collections.abc import Sequence

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.accounts.organisations.organisation import Region
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment, Sharing
from app.rounds.kernel.round import Round, measured_round
from app.rounds.kernel.visibility import is_readable, is_seen_by_name
from app.rounds.overview.shared_gaps import reaches
from app.services.results.scoring import profiles_of
from app.storage.kernel.assessments import kommuner_of_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.support.projects.gates import MeasuredGap, SharedResults, gap_for_kommun, gap_for_region


def measured_gaps(session: Session, actor: Actor, region: Region) -> dict[str, MeasuredGap]:
    """By capital, over approved results that are shared with the region. Empty before there is a round.

    Everybody's is of the same round, which nobody's result decides: the latest that is closed, or else the latest that
    has been opened. The caller has checked who asks.
    """
    rounds = rounds_of_regions(session, [region.id])
    round_ = measured_round(item for item in rounds if item.subject is RoundSubject.KOMMUN)
    if round_ is None:
        return {}
    shares = tuple(filter(is_readable, kommuner_of_round(session, round_.id)))
    results = _shared_results(session, round_, shares)
    if may(actor, Right.SEE_REGION, region.place):
        return {capital_id: gap_for_region(each) for capital_id, each in results.items()}
    visible = _visible(actor, shares)
    return {capital_id: gap_for_kommun(each, visible) for capital_id, each in results.items()}


def _shared_results(session: Session, round_: Round, shares: Sequence[Assessment]) -> dict[str, SharedResults]:
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    profiles = profiles_of(session, shares)
    by_kommun = {item.municipality_id: profiles[item.id].capitals for item in shares}
    return {
        reach.capital_id: SharedResults(
            year=round_.year,
            scored=frozenset((*reach.reached, *reach.below, *reach.open)),
            below=frozenset(reach.below),
        )
        for reach in reaches(questionnaire, by_kommun)
    }


def _visible(actor: Actor, shares: Sequence[Assessment]) -> frozenset[int]:
    """The kommuner whose results the people of a kommun see by name, with their own."""
    own = [item for item in shares if item.municipality_id in actor.municipality_ids]
    return frozenset(
        item.municipality_id
        for item in shares
        if item in own or item.sharing is Sharing.PUBLIC or any(is_seen_by_name(item, viewer) for viewer in own)
    )
