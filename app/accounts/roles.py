"""Who may what: roles, rights, and the one function that decides. The table stands in docs/architecture.md."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in an organisation. Respondents have no role: their right is the assessment they answer in."""

    KOMMUN_COORDINATOR = "kommun_coordinator"
    KOMMUN_READER = "kommun_reader"
    REGION_COORDINATOR = "region_coordinator"
    REGION_READER = "region_reader"


class Right(StrEnum):
    """What can be done. Each route names the one it needs."""

    SEE_OWN_START = "see_own_start"
    SEE_REGION = "see_region"
    SEE_ASSESSMENT = "see_assessment"
    SEE_RESULT = "see_result"
    LEAD_ASSESSMENT = "lead_assessment"
    PREVIEW_QUESTIONNAIRES = "preview_questionnaires"


@dataclass(frozen=True, slots=True)
class Membership:
    """A role held now. `region_id` is always set; `municipality_id` only for a role in a kommun."""

    role: Role
    region_id: int
    municipality_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, with every role held at this moment."""

    person_id: int
    name: str
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: a region, or a kommun in it. `shared_with_region` is the kommun's own choice."""

    region_id: int
    municipality_id: int | None = None
    shared_with_region: bool = False


_REGION_ROLES = frozenset({Role.REGION_COORDINATOR, Role.REGION_READER})
_KOMMUN_ROLES = frozenset({Role.KOMMUN_COORDINATOR, Role.KOMMUN_READER})
_IN_KOMMUN: dict[Right, frozenset[Role]] = {
    Right.SEE_ASSESSMENT: _KOMMUN_ROLES,
    Right.SEE_RESULT: _KOMMUN_ROLES,
    Right.LEAD_ASSESSMENT: frozenset({Role.KOMMUN_COORDINATOR}),
}
_IN_REGION: dict[Right, frozenset[Role]] = {
    Right.SEE_REGION: _REGION_ROLES,
    Right.SEE_ASSESSMENT: frozenset(),
    Right.PREVIEW_QUESTIONNAIRES: frozenset({Role.REGION_COORDINATOR}),
}


def may(actor: Actor, right: Right, place: Place) -> bool:
    """Whether one of the actor's roles gives the right at the place. What is not granted here is refused."""
    return any(_grants(membership, right, place) for membership in actor.memberships)


def belongs(actor: Actor, place: Place) -> bool:
    """Whether the actor is inside the organisation, so that a refusal may say more than "does not exist"."""
    return any(_inside(membership, place) for membership in actor.memberships)


def _inside(membership: Membership, place: Place) -> bool:
    if membership.role in _KOMMUN_ROLES:
        return membership.municipality_id == place.municipality_id and place.municipality_id is not None
    return membership.region_id == place.region_id


def _grants(membership: Membership, right: Right, place: Place) -> bool:
    if not _inside(membership, place):
        return False
    if membership.role in _KOMMUN_ROLES:
        return membership.role in _IN_KOMMUN.get(right, frozenset())
    if right is Right.SEE_RESULT:
        return place.shared_with_region
    return membership.role in _IN_REGION.get(right, frozenset())
