"""What a region's people see on their start page: the rounds that go on, who is late, and what has come in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import SharingChosen
from app.accounts.audit.session_events import SessionStarted
from app.accounts.kernel.roles import REGION_ROLES, Actor, Place, Right, may
from app.accounts.organisations.organisation import Region
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of, midnight_before
from app.rounds.kernel.round import Round, RoundState
from app.rounds.progress.lateness import KommunDays, is_late
from app.rounds.progress.news import KommunProgress, News, news_since
from app.rounds.progress.round_advice import Advice
from app.services.kernel.alphabet import swedish
from app.services.rounds.kommun_lines import KommunStanding, advice_for, lines_of_rounds
from app.storage.engine.database import Database
from app.storage.exchange.examples import count_sent
from app.storage.exchange.review_days import review_days_of
from app.storage.kernel import audit
from app.storage.kernel.assessments import assessments_in, rounds_of_regions
from app.storage.organisations.organisations import municipalities_of, organisations_of
from app.storage.rounds.rounds import submitted_in
from app.support.exchange.review_days import ReviewDay, come

FIRST_VISIT = timedelta(days=14)
"""So far back a person looks who has not been here before."""
AFTERMATH = timedelta(days=365)
"""So long after a round was closed a kommun may still hand in, approve and share."""


@dataclass(frozen=True, slots=True)
class RunningRound:
    """A round that is planned or open, as its region sees it."""

    round: Round
    lines: tuple[KommunStanding, ...]
    """In Swedish order of the kommuner's names, after the association's own where it answers too."""
    late: tuple[KommunStanding, ...]
    on_their_way: tuple[KommunStanding, ...]
    """Those of an open round that are not done and not late."""
    advice: Advice
    """What is most pressing."""

    @property
    def kommuner(self) -> tuple[KommunStanding, ...]:
        """Without the association, which is never counted as one."""
        return tuple(line for line in self.lines if not line.assessment.is_association)


@dataclass(frozen=True, slots=True)
class RegionStart:
    """One region of the person's. Trials are left out."""

    region: Region
    rounds: tuple[RunningRound, ...]
    latest: Round | None
    """The latest round about the kommuner that has been opened, also when it is closed; None before there is one."""
    news: tuple[News, ...]
    since: datetime
    is_since_visit: bool
    """Whether `since` is when the person was here last, and not `FIRST_VISIT` ago."""
    may_lead: bool
    has_kommuner: bool = True
    """Whether there are kommuner to plan a round with."""
    examples_to_review: int = 0
    """That kommuner have sent, for those who review them."""
    review_days: tuple[ReviewDay, ...] = ()
    """That have come, of what the region has said that it takes up again; for those who do."""


def region_starts(database: Database, actor: Actor, now: datetime) -> tuple[RegionStart, ...]:
    """Of every region that the person has a role in, by name."""
    region_ids = {item.region_id for item in actor.memberships if item.role in REGION_ROLES and item.region_id}
    if not region_ids:
        return ()
    with database.read() as session:
        regions = (item.region for item in organisations_of(session, region_ids, ()))
        by_name = sorted((region for region in regions if region is not None), key=lambda item: swedish(item.name))
        rounds = [item for item in rounds_of_regions(session, region_ids) if not item.is_trial]
        visited_at = last_visit(session, actor, now)
        standings = _standings(session, rounds, now)
        return tuple(_start(session, actor, region, standings, visited_at, now) for region in by_name)


@dataclass(frozen=True, slots=True)
class _Standings:
    """All rounds of all regions that are looked at, latest first, with what is read of them together."""

    rounds: tuple[Round, ...]
    assessments: Mapping[Round, tuple[Assessment, ...]]
    """Of the rounds where anything can still happen."""
    submission_times: Mapping[int, datetime]
    lines: Mapping[int, tuple[KommunStanding, ...]]
    """Round id -> its kommuner, of the rounds that go on."""


def _standings(session: Session, rounds: Sequence[Round], now: datetime) -> _Standings:
    assessments = {item: assessments_in(session, item) for item in rounds if _may_bring_news(item, now)}
    submission_times = submitted_in(session, *(item.id for item in assessments))
    running = {item: assessments[item] for item in rounds if item.state is not RoundState.CLOSED}
    return _Standings(
        rounds=tuple(rounds),
        assessments=assessments,
        submission_times=submission_times,
        lines=lines_of_rounds(session, running, submission_times),
    )


def _may_bring_news(round_: Round, now: datetime) -> bool:
    return round_.closed_at is None or round_.closed_at >= now - AFTERMATH


def _start(
    session: Session, actor: Actor, region: Region, standings: _Standings, visited_at: datetime | None, now: datetime
) -> RegionStart:
    rounds = [item for item in standings.rounds if item.region_id == region.id]
    since = visited_at or now - FIRST_VISIT
    about_kommuner = [item for item in rounds if item.subject is RoundSubject.KOMMUN]
    running = [item for item in rounds if item.state is not RoundState.CLOSED]
    may_lead = may(actor, Right.LEAD_ROUND, Place(region.id))
    choices = _choices(session, region.id, since)
    return RegionStart(
        region=region,
        rounds=tuple(_running(item, standings.lines[item.id], day_of(now)) for item in running),
        latest=next((item for item in about_kommuner if item.state is not RoundState.PLANNED), None),
        news=news_since(_progress(standings, region.id, choices), since),
        since=since,
        is_since_visit=visited_at is not None,
        may_lead=may_lead,
        has_kommuner=bool(rounds or municipalities_of(session, region.id)),
        examples_to_review=count_sent(session, region.id) if may_lead else 0,
        review_days=come(review_days_of(session, region.id), day_of(now)) if may_lead else (),
    )


def last_visit(session: Session, actor: Actor, now: datetime) -> datetime | None:
    """When the person signed in last, on a day before today: what came in this morning is still new in the afternoon.

    From the audit log, since a session that has ended is not kept.
    """
    return audit.latest_by(session, SessionStarted, actor.person_id, midnight_before(day_of(now)))


def days_of(line: KommunStanding) -> KommunDays:
    """Of a kommun in a round that has been opened."""
    assessment = line.assessment
    round_, ended_at = assessment.round, assessment.answering_closed_at
    return KommunDays(
        opened_on=round_.opens_on if round_.opened_at is None else day_of(round_.opened_at),
        closes_on=round_.closes_on,
        ended_on=None if ended_at is None else day_of(ended_at),
    )


def _running(round_: Round, lines: tuple[KommunStanding, ...], today: date) -> RunningRound:
    is_open = round_.state is RoundState.OPEN
    open_lines = [line for line in lines if is_open and line.is_unfinished]
    late_ids = {line.assessment.id for line in open_lines if is_late(line.stage, days_of(line), today)}
    return RunningRound(
        round=round_,
        lines=lines,
        late=tuple(line for line in open_lines if line.assessment.id in late_ids),
        on_their_way=tuple(line for line in open_lines if line.assessment.id not in late_ids),
        advice=advice_for(round_, lines, today)[0],
    )


def _progress(standings: _Standings, region_id: int, choices: Mapping[int, datetime]) -> Iterable[KommunProgress]:
    for round_, assessments in standings.assessments.items():
        if round_.region_id == region_id and round_.state is not RoundState.PLANNED:
            for assessment in assessments:
                yield KommunProgress(
                    assessment=assessment,
                    handed_in_at=standings.submission_times.get(assessment.id),
                    shared_at=choices.get(assessment.id),
                )


def _choices(session: Session, region_id: int, since: datetime) -> Mapping[int, datetime]:
    """Assessment id -> when somebody in it last began to share, after `since`; to share more with others is no news."""
    lines = audit.lines_of_region(session, SharingChosen, region_id, since)
    facts = ((json.loads(line.facts), line.at) for line in lines)
    return {fact["assessment_id"]: at for fact, at in facts if fact["before"] == "nothing"}
