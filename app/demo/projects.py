"""The project bank of the example region: ideas in each state, points, a project in everyday work, and calls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from app.demo.ideas import APP, BIKES, COAST, IDEAS, SCHOOL, TRAINING, DemoIdea
from app.rounds.kernel.days import day_of
from app.storage.projects import ideas as stored
from app.storage.projects.calls import add_call, set_interest
from app.storage.projects.decisions import add_idea_decision
from app.storage.projects.points import add_points_round, set_points
from app.storage.projects.projects import add_project, set_project_state
from app.storage.tables import MunicipalityRow
from app.support.projects.funding_call import CallInterest, CallSource, CallState, FundingCall
from app.support.projects.idea import IdeaParty, IdeaState
from app.support.projects.idea_decision import IdeaDecision
from app.support.projects.project import ProjectState

DIARY_NUMBER = "GR 2026-00231 (påhittat)"
POINTS = {
    "1401": {0: 3, 3: 2},
    "1402": {0: 5},
    "1407": {1: 3, 3: 2},
    "1415": {3: 5},
    "1419": {1: 2, 3: 3},
    "1441": {0: 2, 4: 3},
    "1480": {0: 4, 4: 1},
    "1481": {0: 1, 3: 1, 4: 3},
    "1482": {0: 5},
}
"""By the kommun's code: to which of IDEAS it gave points, and how many."""


def add_projects(session: Session, region_id: int, now: datetime) -> None:
    query = select(MunicipalityRow.code, MunicipalityRow.id).where(MunicipalityRow.region_id == region_id)
    kommuner = {code: municipality_id or 0 for code, municipality_id in session.exec(query)}
    ids = [_add(session, region_id, kommuner, idea, now - timedelta(days=400 - 40 * n)) for n, idea in enumerate(IDEAS)]
    calls = _add_calls(session, region_id, kommuner, ids, now)
    _add_points(session, region_id, kommuner, ids, now)
    for idea, idea_id in zip(IDEAS, ids, strict=True):
        _decide(session, region_id, idea, idea_id, calls[0], now)


def _add(session: Session, region_id: int, kommuner: dict[str, int], demo: DemoIdea, at: datetime) -> int:
    idea_id = stored.add_idea(session, region_id, kommuner.get(demo.code), demo.idea, at.astimezone(UTC))
    stored.set_idea_state(session, idea_id, demo.state, demo.decision if demo.state is IdeaState.ENDED else "")
    for party in demo.parties:
        stored.set_party(
            session,
            idea_id,
            IdeaParty(
                municipality_id=kommuner[party.code],
                municipality="",
                role=party.role,
                function=party.function,
                mandate=party.mandate,
            ),
        )
    return idea_id


def _add_points(session: Session, region_id: int, kommuner: dict[str, int], ids: list[int], now: datetime) -> None:
    """A round that is over, over the ideas that have been decided since."""
    over = [ids[IDEAS.index(idea)] for idea in (TRAINING, BIKES, APP, COAST, SCHOOL)]
    last_day = day_of(now) - timedelta(days=190)
    points_round = add_points_round(session, region_id, sorted(over), last_day, now - timedelta(days=220))
    for code, points in POINTS.items():
        amounts = {ids[number]: amount for number, amount in points.items()}
        set_points(session, points_round, kommuner[code], amounts)


def _decide(session: Session, region_id: int, demo: DemoIdea, idea_id: int, call_id: int, now: datetime) -> None:
    if not demo.decision:
        return
    decided_on = day_of(now) - timedelta(days=170)
    decision = IdeaDecision(
        outcome=demo.state,
        text=demo.decision,
        diary_number=DIARY_NUMBER,
        decided_on=decided_on,
        review_on=None if demo.state is IdeaState.ENDED else decided_on + timedelta(days=365),
    )
    add_idea_decision(session, idea_id, decision, now - timedelta(days=169))
    if demo.project is None:
        return
    project, state, reason = demo.project
    if state is ProjectState.APPLYING:
        project = replace(project, call_id=call_id)
    project_id = add_project(session, region_id, idea_id, project, state, now - timedelta(days=160))
    set_project_state(session, project_id, state, reason)


def _add_calls(
    session: Session, region_id: int, kommuner: dict[str, int], ids: list[int], now: datetime
) -> tuple[int, ...]:
    """One that closes within a month, one later, and a draft as the command leaves it."""
    today = day_of(now)
    soon = FundingCall(
        funder="Exempelfonden",
        title="Klimatanpassning i kustkommuner",
        link="https://exempelfonden.example/kust",
        opens_on=today - timedelta(days=40),
        last_day=today + timedelta(days=24),
        applicants="kommuner, gärna flera tillsammans",
        own_share_percent=30,
        capital_ids=("finansiellt", "realt"),
        idea_ids=(ids[IDEAS.index(COAST)],),
        comment="Passar kommuner med kust. Den som söker behöver ett beslut av nämnden först. (Påhittat.)",
    )
    later = FundingCall(
        funder="Exempelmyndigheten",
        title="Nya sätt att arbeta i små kommuner",
        link="https://exempelmyndigheten.example/sma-kommuner",
        last_day=today + timedelta(days=75),
        applicants="kommuner med färre än 20 000 invånare",
        capital_ids=("organisatoriskt", "dynamiskt"),
        comment="Kort ansökan på fyra sidor, och ingen egen insats. (Påhittat.)",
        own_share_percent=0,
    )
    draft = FundingCall(
        funder="Exempelverket",
        title="Återbruk och cirkulära flöden",
        link="https://exempelverket.example/aterbruk",
        last_day=today + timedelta(days=50),
        applicants="",
        comment="",
    )
    first, second, _ = (
        add_call(session, region_id, call, state, now - timedelta(days=9), source=source, source_id=source_id)
        for call, state, source, source_id in (
            (soon, CallState.SHOWN, CallSource.HAND, ""),
            (later, CallState.SHOWN, CallSource.HAND, ""),
            (draft, CallState.DRAFT, CallSource.VINNOVA, "exempel-1"),
        )
    )
    for code, interest in (
        ("1415", CallInterest.APPLIES),
        ("1419", CallInterest.TAKES_PART),
        ("1480", CallInterest.NO),
    ):
        set_interest(session, first, kommuner[code], interest)
    return first, second
