"""Retention: who answered in rounds that were closed long ago is unlinked, on the region's decision. Answers stay."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.audit.chain import Line
from app.accounts.audit.privacy_events import RetentionRun
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.organisations.organisation import Region
from app.accounts.privacy.retention import unlinked_from
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import Round
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import MAX_PERIOD
from app.services.privacy import words
from app.storage.engine.database import Database
from app.storage.kernel import audit, rate_limits
from app.storage.kernel.assessments import rounds_of_regions
from app.storage.organisations.organisations import find_region
from app.storage.privacy import erasure as stored
from app.storage.privacy.erasure import Linked


@dataclass(frozen=True, slots=True)
class DueRound:
    """A round whose time has passed, with what still tells who answered in it."""

    round: Round
    linked: Linked


@dataclass(frozen=True, slots=True)
class PastRun:
    at: datetime
    rounds: int
    respondents: int
    decision: str


@dataclass(frozen=True, slots=True)
class RetentionPlan:
    """`due` can be unlinked now, `later` has closed rounds and the day from which they can. `past` is latest first.

    `overdue` are rounds that nobody has closed though their last day has passed: their time does not begin until then.
    """

    region: Region
    due: tuple[DueRound, ...]
    later: tuple[tuple[Round, date], ...]
    overdue: tuple[Round, ...]
    past: tuple[PastRun, ...]


@dataclass(frozen=True, slots=True)
class Done:
    rounds: int
    respondents: int
    links: int
    letters: int
    people: int


def plan_retention(database: Database, actor: Actor, slug: str, now: datetime) -> RetentionPlan:
    """Raises NotFoundError or PermissionDeniedError to those who do not run the region."""
    with database.read() as session:
        region = _region(session, slug)
        require(actor, Right.RUN_REGION, Place(region.id))
        return _plan(session, region, now)


def run_retention(database: Database, actor: Actor, slug: str, now: datetime) -> Done:
    """Unlink what is due. Doing it twice is the same as once. Raises PermissionDeniedError without the region's
    decision.
    """

    def work(session: Session) -> Done:
        region = _region(session, slug)
        require(actor, Right.RUN_REGION, Place(region.id))
        return _run(session, actor, region, now)

    return database.write(work)


def plan_by_command(database: Database, slug: str, now: datetime) -> RetentionPlan:
    """The same at the command line. Raises NotFoundError when there is no such region."""
    with database.read() as session:
        return _plan(session, _region(session, slug), now)


def run_by_command(database: Database, slug: str, now: datetime) -> Done:
    return database.write(lambda session: _run(session, None, _region(session, slug), now))


def _region(session: Session, slug: str) -> Region:
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    return region


def _plan(session: Session, region: Region, now: datetime) -> RetentionPlan:
    today = day_of(now)
    rounds = rounds_of_regions(session, [region.id])
    closed_rounds = [
        (round_, unlinked_from(day_of(round_.closed_at), max(1, region.retention_months)))
        for round_ in rounds
        if round_.closed_at is not None
    ]
    candidates = [
        DueRound(round_, stored.linked_in(session, round_.id)) for round_, day in closed_rounds if day <= today
    ]
    return RetentionPlan(
        region=region,
        due=tuple(due_round for due_round in candidates if not due_round.linked.is_empty),
        later=tuple((round_, day) for round_, day in closed_rounds if day > today),
        overdue=tuple(round_ for round_ in rounds if round_.is_overdue(today)),
        past=tuple(reversed([_past(line) for line in audit.lines_of_kind(session, Place(region.id), RetentionRun)])),
    )


def _past(line: Line) -> PastRun:
    facts = RetentionRun.model_validate_json(line.facts)
    return PastRun(at=line.at, rounds=len(facts.round_ids), respondents=facts.respondents, decision=facts.decision)


def _run(session: Session, actor: Actor | None, region: Region, now: datetime) -> Done:
    stored.clear_expired(session, now)
    rate_limits.clear(session, now - 2 * MAX_PERIOD)
    plan = _plan(session, region, now)
    if not plan.due:
        return Done(rounds=0, respondents=0, links=0, letters=0, people=0)
    if not region.retention_decision.strip():
        raise PermissionDeniedError(words.NO_DECISION)
    rounds = tuple(sorted(due_round.round.id for due_round in plan.due))
    letters, people = stored.unlink_rounds(session, rounds)
    respondents = sum(due_round.linked.respondents for due_round in plan.due)
    links = sum(due_round.linked.links for due_round in plan.due)
    result = Done(rounds=len(rounds), respondents=respondents, links=links, letters=letters, people=people)
    event = RetentionRun(
        round_ids=rounds,
        months=region.retention_months,
        decision=region.retention_decision,
        respondents=respondents,
        links=links,
        letters=letters,
        people=people,
    )
    note(session, actor, event, Place(region.id), now)
    return result
