"""A region's ambition: what the next step takes as it stands today, and the decisions with the figures of their day."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.audit.goal_events import AmbitionDecided
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Region
from app.errors import InvalidInputError, NotFoundError
from app.reports.goals.ambition_text import AmbitionText, ambition_text
from app.reports.goals.ambition_words import conditions_kept
from app.rounds.goals.ambition import Condition, conditions
from app.rounds.goals.decision import AmbitionDecision, RawAmbition, StoredAmbition, read_decision
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import Round
from app.services.goals.ambition_inputs import ambition_inputs
from app.services.kernel.access import led_region, require
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.goals import ambition as stored
from app.storage.organisations.organisations import find_region, lock_region


@dataclass(frozen=True, slots=True)
class RegionAmbition:
    """`decisions` are the latest first; `year` is of the kommuner's results, None before there is any."""

    region: Region
    conditions: tuple[Condition, ...]
    year: int | None
    decisions: tuple[StoredAmbition, ...]
    may_decide: bool

    @property
    def current(self) -> AmbitionDecision | None:
        """The decision that counts."""
        return self.decisions[0].decision if self.decisions else None


def open_ambition(database: Database, actor: Actor, slug: str, now: dt.datetime) -> RegionAmbition:
    """For the region's own people. Raises NotFoundError to others."""
    return _opened(database, actor, slug, Right.SEE_REGION, now)


def open_ambition_to_decide(database: Database, actor: Actor, slug: str, now: dt.datetime) -> RegionAmbition:
    """For those who may note a decision. Raises NotFoundError outside the region, NotAuthorizedError inside it."""
    return _opened(database, actor, slug, Right.LEAD_ROUND, now)


def _opened(database: Database, actor: Actor, slug: str, right: Right, now: dt.datetime) -> RegionAmbition:
    with database.read() as session:
        region = find_region(session, slug)
        if region is None:
            raise NotFoundError
        place = Place(region.id)
        require(actor, right, place)
        inputs, round_ = ambition_inputs(session, region.id, day_of(now))
        return RegionAmbition(
            region=region,
            conditions=conditions(inputs),
            year=None if round_ is None else round_.year,
            decisions=stored.decisions_of(session, region.id),
            may_decide=may(actor, Right.LEAD_ROUND, place),
        )


def ambition_of_round(session: Session, round_: Round, today: dt.date) -> AmbitionText | None:
    """As the report of a round tells it. None without a decision, and for a round that the conditions are not counted
    in, as they have gone on to a later one. The caller has checked who asks.
    """
    decisions = stored.decisions_of(session, round_.region_id)
    if not decisions:
        return None
    inputs, counted_round = ambition_inputs(session, round_.region_id, today)
    is_counted = counted_round is not None and counted_round.id == round_.id
    return ambition_text(decisions[0], conditions(inputs)) if is_counted else None


def decide_ambition(database: Database, actor: Actor, slug: str, raw: RawAmbition, now: dt.datetime) -> None:
    """Note a decision, for or against the conditions, with how they stand now. The same decision again is no new one.

    Raises InvalidInputError by field, and otherwise as `led_region`.
    """

    def work(session: Session) -> None:
        region = led_region(session, actor, slug)
        lock_region(session, region.id)
        decision = read_decision(raw, day_of(now))
        if not isinstance(decision, AmbitionDecision):
            raise InvalidInputError({error.field: error.message for error in decision})
        if any(item.decision == decision for item in stored.decisions_of(session, region.id)):
            return
        inputs, _ = ambition_inputs(session, region.id, day_of(now))
        stored.add_decision(session, region.id, decision, conditions_kept(conditions(inputs)), now)
        event = AmbitionDecided(level=decision.level, decided_on=decision.decided_on)
        note(session, actor, event, Place(region.id), now)

    database.write(work)
