"""Who may know what a note became, and whose doing it is."""

from app.accounts.kernel.roles import Actor, Place, Right, leads, may
from app.support.workshops.landing import LandingKind, StoredLanding


def sees_landing(actor: Actor | None, region_id: int, landing: StoredLanding) -> bool:
    """A kommun's needs, plan and report are known here to its own people alone: what the region reads of needs stands
    on its own pages, and the protocol goes from hand to hand. A draft is known to those who can publish it.
    """
    if landing.kind is LandingKind.EVIDENCE:
        return True
    place = Place(region_id, landing.municipality_id)
    if landing.kind is LandingKind.OFFER:
        return not landing.is_draft or (actor is not None and leads(actor, place))
    return actor is not None and may(actor, Right.SEE_ASSESSMENT, place)


def is_own_landing(actor: Actor | None, region_id: int, landing: StoredLanding) -> bool:
    """Whether it need not be done again. What a kommun has in its own year is counted for each kommun instead."""
    if landing.kind is LandingKind.OFFER:
        return actor is not None and leads(actor, Place(region_id, landing.municipality_id))
    return landing.kind is LandingKind.EVIDENCE
