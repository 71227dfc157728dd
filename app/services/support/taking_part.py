"""What became of the kommuner that took part in an offer, and of those that did not: for the region, never a proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round, RoundState
from app.rounds.kernel.visibility import is_readable
from app.services.results.scoring import comparisons_of
from app.storage.kernel.assessments import kommuner_of_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.support.sign_ups import took_place_at
from app.support.offers.offer import StoredOffer
from app.support.offers.sign_up import SignUpState
from app.support.offers.taking_part import CapitalMedians, KommunYears, medians_of_both

Pair = tuple[Assessment, Assessment]
"""A kommun's later and earlier assessment."""


@dataclass(frozen=True, slots=True)
class TakingPart:
    """`questionnaire` is that of the later year. `capitals` are those of the offer that have enough kommuner."""

    earlier_year: int
    questionnaire: Questionnaire
    capitals: tuple[CapitalMedians, ...]
    withheld: tuple[str, ...]
    """Ids of the offer's capitals that too few have a result in."""


def taking_part(session: Session, offer: StoredOffer) -> TakingPart | None:
    """Over the results that the region may read by name in both years; the caller has checked that it is who asks.

    Between two rounds that follow on each other, for the kommuner that had approved the earlier and had not closed the
    later when the offer took place. None while no kommun has both. A kommun that offers is itself neither.
    """
    came_ids = {each.municipality_id for each in offer.every_sign_up if each.state is SignUpState.ATTENDED}
    at = took_place_at(session, offer)
    choices = [
        pairs
        for later, earlier in _followed_rounds(session, offer.region_id)
        if (pairs := _around(session, later, earlier, at))
    ]
    pairs = [
        (later, earlier)
        for later, earlier in max(choices, key=len, default=[])
        if later.municipality_id != offer.provider.municipality_id
    ]
    if not pairs:
        return None
    later, earlier = (assessment.round for assessment in pairs[0])
    questionnaire = questionnaire_of(session, later.edition_id, later.content_hash)
    asked_ids = [capital.id for capital in later.asked_capitals(questionnaire) if capital.id in offer.offer.capital_ids]
    medians = medians_of_both(asked_ids, _years(session, pairs, came_ids))
    shown_ids = {each.capital_id for each in medians}
    return TakingPart(
        earlier_year=earlier.year,
        questionnaire=questionnaire,
        capitals=medians,
        withheld=tuple(capital_id for capital_id in asked_ids if capital_id not in shown_ids),
    )


def _followed_rounds(session: Session, region_id: int) -> list[tuple[Round, Round]]:
    """Later and earlier round of kommuner with the same questionnaire, earliest first."""
    rounds = [
        round_
        for round_ in rounds_of_regions(session, [region_id])
        if not round_.is_trial and round_.state is not RoundState.PLANNED and round_.subject is RoundSubject.KOMMUN
    ]
    rounds.sort(key=lambda round_: (round_.questionnaire_id, round_.year))
    return [
        (later, earlier) for earlier, later in pairwise(rounds) if later.questionnaire_id == earlier.questionnaire_id
    ]


def _around(session: Session, later: Round, earlier: Round, at: datetime) -> list[Pair]:
    before = {item.municipality_id: item for item in kommuner_of_round(session, earlier.id) if is_readable(item)}
    return [
        (item, before[item.municipality_id])
        for item in kommuner_of_round(session, later.id)
        if is_readable(item) and item.municipality_id in before and _is_between(before[item.municipality_id], item, at)
    ]


def _is_between(earlier: Assessment, later: Assessment, at: datetime) -> bool:
    """As on the page of a kommun's own plan: what came after the one result and could show in the other."""
    start, end = earlier.approved_at, later.answering_closed_at
    return start is not None and end is not None and start <= at < end


def _years(session: Session, pairs: Sequence[Pair], came_ids: set[int]) -> list[KommunYears]:
    return [
        KommunYears(
            took_part=later.municipality_id in came_ids,
            indices={
                change.capital_id: (change.earlier, change.later)
                for change in comparison.capitals
                if change.earlier is not None and change.later is not None
            },
        )
        for (later, _), comparison in zip(pairs, comparisons_of(session, pairs), strict=True)
    ]
