"""What the kommuner of the example region have decided from their locked results: targets, and who does what when."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session

from app.demo.plan_texts import TEXTS
from app.rounds.assessments.plans import Action, ActionStatus, Target
from app.rounds.kernel.assessment import Assessment
from app.services.results.scoring import edition_of, profile_of
from app.storage.assessments.plans import store_action, store_target
from app.storage.kernel.assessments import assessments_of_round

_PLANNED, _UNDER_WAY, _DONE, _DROPPED = ActionStatus

STATUSES = (
    (_UNDER_WAY, _PLANNED, _PLANNED, _PLANNED),
    (_DONE, _UNDER_WAY, _DONE, _DROPPED),
    (_DONE, _DONE, _DONE, _DROPPED),
)
"""Of a plan's actions, by the plan's age in years: this year's has hardly begun, the first is over."""
DUE = {
    _DONE: ((3, 31), (5, 31), (6, 30)),
    _DROPPED: ((6, 30), (9, 30)),
    _UNDER_WAY: ((11, 30), (12, 15)),
    _PLANNED: ((9, 30), (12, 15)),
}
"""Month and day in the year after the plan's own: what is under way is not late yet."""


def add_plans(session: Session, round_ids: Iterable[int], latest_year: int, seed: int) -> None:
    """Of every locked result. Each kommun is drawn by itself, so that nothing else of the example changes."""
    every = [candidate for round_id in round_ids for candidate in assessments_of_round(session, round_id)]
    approved_assessments = [candidate for candidate in every if candidate.approved_at is not None]
    approved_assessments.sort(key=lambda candidate: (candidate.code, candidate.round.year))
    for code, years in groupby(approved_assessments, key=lambda candidate: candidate.code):
        draw = random.Random(f"{seed}/plans/{code}")  # noqa: S311
        ideas = {capital: draw.sample(texts, len(texts)) for capital, texts in TEXTS.items()}
        targets: Mapping[str, Target] = {}
        for assessment in years:
            targets = _targets(session, draw, assessment, targets)
            for capital_id, target in targets.items():
                store_target(session, assessment.id, capital_id, target, version=1)
            statuses = STATUSES[min(latest_year - assessment.round.year, len(STATUSES) - 1)]
            for action in _actions(draw, assessment.round.year, tuple(targets), statuses, ideas):
                store_action(session, assessment.id, action, action_id=None, version=1)
    session.flush()


def _targets(
    session: Session, draw: random.Random, assessment: Assessment, before: Mapping[str, Target]
) -> dict[str, Target]:
    """One level up for the two or three weakest capitals. A target of the year before that is still ahead stands."""
    year, top = assessment.round.year, len(edition_of(session, assessment).scale)
    capitals = [capital for capital in profile_of(session, assessment).capitals if capital.index is not None]
    weakest = sorted(capitals, key=lambda capital: capital.index or 0)
    levels = {
        capital.capital_id: capital.level for capital in weakest if capital.level is not None and capital.level < top
    }
    standing = {
        capital_id: target
        for capital_id, target in before.items()
        if target.by_year > year and capital_id in levels and levels[capital_id] < target.position
    }
    new = [capital_id for capital_id in levels if capital_id not in standing]
    count = max(draw.randint(2, 3) - len(standing), 0)
    aims = {capital_id: Target(levels[capital_id] + 1, year + draw.randint(2, 3)) for capital_id in new[:count]}
    return standing | aims


def _actions(
    draw: random.Random,
    year: int,
    capital_ids: Sequence[str],
    statuses: Sequence[ActionStatus],
    ideas: Mapping[str, list[tuple[str, str]]],
) -> Iterator[Action]:
    """One per target, and in most years one more; none that the kommun has noted in another year."""
    ids = [*capital_ids, *draw.sample(capital_ids, draw.choice((0, 1, 1)))]
    shares = draw.sample(statuses[: len(ids)], len(ids))
    for capital_id, status in zip(ids, shares, strict=True):
        text, owner = ideas[capital_id].pop()
        due_on = date(year + 1, *draw.choice(DUE[status]))
        yield Action(capital_id=capital_id, text=text, owner=owner, due_on=due_on, status=status)
