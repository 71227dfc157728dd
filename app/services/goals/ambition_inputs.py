"""What the conditions of a region's ambition go by. What nobody has measured yet is None: not known."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.errors import NotAvailableError
from app.rounds.goals.ambition import POLITICS_LEVEL, AmbitionInputs, Share
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round, measured_round
from app.rounds.kernel.visibility import is_readable
from app.services.goals.mirror_inputs import region_mirror
from app.services.projects.projects import everyday_count
from app.services.results.scoring import edition_of, profiles_of
from app.services.support.catalogues import catalogue_of
from app.services.support.pooled_needs import pool_of
from app.services.support.supply import open_supply
from app.storage.goals.ambition import kommuner_with_needs
from app.storage.kernel.assessments import kommuner_of_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.support.pooling.demand import MIN_SEEKING, demands

POLITICS, RECEIVER = "politiskt", "mottagarformaga"
"""Ids of the capitals in our own questionnaire; another questionnaire's are not known."""


def ambition_inputs(session: Session, region_id: int, today: date) -> tuple[AmbitionInputs, Round | None]:
    """With the round that the kommuner's results are of (`measured_round`); None before there is any. The caller has
    checked who asks.
    """
    round_ = measured_round(item for item in rounds_of_regions(session, [region_id]) if _asks_politics(session, item))
    assessments = () if round_ is None else kommuner_of_round(session, round_.id)
    readable = tuple(filter(is_readable, assessments))
    mirror = region_mirror(session, region_id)
    inputs = AmbitionInputs(
        with_result_and_need=None if round_ is None else _with_needs(session, round_, assessments, readable),
        covered_needs=_covered_needs(session, region_id, today),
        receiver_indices=_receiver_indices(session, readable),
        politics=_politics(session, readable),
        mandate=mirror.mandate,
        money=mirror.money,
        collaboration_answers=mirror.collaboration_answers,
        responsibility=mirror.responsibility,
        tools=mirror.tools,
        kept_projects=_kept_projects(session, region_id),
    )
    return inputs, round_


def _asks_politics(session: Session, round_: Round) -> bool:
    if round_.subject is not RoundSubject.KOMMUN:
        return False
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    return any(capital.id == POLITICS for capital in round_.asked_capitals(questionnaire))


def _with_needs(
    session: Session, round_: Round, assessments: Sequence[Assessment], readable: Sequence[Assessment]
) -> Share:
    """Also a need that has come since counts: the next round may be open already."""
    with_needs = kommuner_with_needs(session, round_.region_id, round_.year)
    return Share(sum(item.municipality_id in with_needs for item in readable), len(assessments))


def _receiver_indices(session: Session, readable: Sequence[Assessment]) -> tuple[Fraction, ...]:
    results = (profile.capital(RECEIVER) for profile in profiles_of(session, readable).values())
    return tuple(result.index for result in results if result is not None and result.index is not None)


def _politics(session: Session, readable: Sequence[Assessment]) -> Share | None:
    """By the level's own value: None where nobody has a level."""
    values = []
    profiles = profiles_of(session, readable)
    for item in readable:
        result = profiles[item.id].capital(POLITICS)
        if result is not None and result.level is not None:
            values.append(edition_of(session, item).scale[result.level - 1].value)
    return Share(sum(value >= POLITICS_LEVEL for value in values), len(values)) if values else None


def _kept_projects(session: Session, region_id: int) -> Share | None:
    """None before any project has ended."""
    count = everyday_count(session, region_id)
    return Share(count.everyday, count.ended) if count.ended else None


def _covered_needs(session: Session, region_id: int, today: date) -> Share | None:
    """What so many seek that the region should answer it, and what of that somebody offers now. None where there is
    nothing such, or no catalogue to pool by.
    """
    try:
        catalogue = catalogue_of(session, region_id)
    except NotAvailableError:
        return None
    pool = pool_of(session, region_id, catalogue)
    # One wish for two target groups is one need.
    wishes = {
        (each.cell.capital_id, each.cell.form, each.demand)
        for each in demands(pool.pooled, open_supply(session, region_id, pool.needs, today))
        if each.demand.count >= MIN_SEEKING
    }
    return Share(sum(demand.is_offered for _, _, demand in wishes), len(wishes)) if wishes else None
