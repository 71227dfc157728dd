"""From a note that was marked as evidence to the region's mirror, where it is seen."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.services.overview.mirror import mirror_with
from app.support.workshops.landing import LandingKind, StoredLanding
from app.support.workshops.workshop import StoredWorkshop


def with_mirror(
    session: Session, actor: Actor, workshop: StoredWorkshop, landings: Sequence[StoredLanding]
) -> list[StoredLanding]:
    """What was marked as evidence leads to the mirror that shows it, for those who may open that."""
    key = mirror_with(session, actor, workshop.region_id, workshop.closed_at or workshop.created_at)
    if key is None:
        return list(landings)
    return [
        replace(each, target=f"{key.path}/spegel#underlag-{each.note_id}")
        if each.kind is LandingKind.EVIDENCE
        else each
        for each in landings
    ]
