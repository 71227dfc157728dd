"""What a region's workshops have said that it must have in its own house, for its mirror; and which mirror shows it.

A mirror has what was said after the round before it was closed and until the next one is: what led up to it, and what
came of talking about it. Notes are nobody's, and the region's workshop is read by the same people as they are here.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.round import Round
from app.storage.kernel.assessments import rounds_of_regions
from app.storage.workshops.landings import evidence_ids
from app.storage.workshops.notes import notes_of
from app.storage.workshops.workshops import groups_of, workshops_in
from app.support.workshops.evidence import WorkshopEvidence, evidence_in, is_between


def evidence_for(session: Session, actor: Actor, round_: Round) -> tuple[WorkshopEvidence, ...]:
    """The latest workshop first; nothing for somebody who may not open the region's workshops."""
    if not may(actor, Right.SEE_SUPPORT, Place(round_.region_id)):
        return ()
    marks = evidence_ids(session, round_.region_id)
    if not marks:
        return ()
    after, until = _window(_rounds(session, round_.region_id), round_)
    evidence: list[WorkshopEvidence] = []
    for workshop in workshops_in(session, round_.region_id):
        if workshop.id in marks and workshop.closed_at is not None and is_between(workshop.closed_at, after, until):
            groups = groups_of(session, workshop.id)
            notes = notes_of(session, [group.id for group in groups])
            evidence += evidence_in(workshop, groups, notes, marks[workshop.id])
    return tuple(evidence)


def rounds_showing(session: Session, region_id: int, closed_at: datetime) -> tuple[Round, ...]:
    """The rounds whose mirror shows what a workshop said that was closed then, the latest first."""
    rounds = _rounds(session, region_id)
    return tuple(item for item in reversed(rounds) if is_between(closed_at, *_window(rounds, item)))


def _rounds(session: Session, region_id: int) -> tuple[Round, ...]:
    """Those about the collaboration that have been opened, in the order of time."""
    every = rounds_of_regions(session, [region_id])
    by_time = [
        (item.opened_at, item.id, item)
        for item in every
        if item.subject is RoundSubject.COLLABORATION and not item.is_trial and item.opened_at is not None
    ]
    return tuple(item for *_, item in sorted(by_time, key=lambda each: each[:2]))


def _window(rounds: Sequence[Round], round_: Round) -> tuple[datetime | None, datetime | None]:
    """When the round before was closed, and the one after it."""
    places = {item.id: place for place, item in enumerate(rounds)}
    place = places.get(round_.id)
    if place is None:
        return None, None
    after = rounds[place - 1].closed_at if place else None
    until = rounds[place + 1].closed_at if place + 1 < len(rounds) else None
    return after, until
