"""Who may what: roles, rights, and the one function that decides. The table stands in docs/architecture.md."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in an organisation. Respondents have no role: their right is the assessment they answer in."""

    KOMMUN_COORDINATOR = "kommun_coordinator"
    KOMMUN_APPROVER = "kommun_approver"
    KOMMUN_READER = "kommun_reader"
    REGION_COORDINATOR = "region_coordinator"
    REGION_READER = "region_reader"
    OPERATOR = "operator"


class Right(StrEnum):
    """What can be done. Each route names the one it needs."""

    SEE_OWN_START = "see_own_start"
    SEE_REGION = "see_region"
    SEE_REGION_HOME = "see_region_home"
    """The region's own page: which rounds, kommuner and people it has. Nothing of what anybody answered."""
    SEE_KOMMUN = "see_kommun"
    SEE_ASSESSMENT = "see_assessment"
    SEE_RESULT = "see_result"
    LEAD_ASSESSMENT = "lead_assessment"
    APPROVE_RESULT = "approve_result"
    FOLLOW_MEETING = "follow_meeting"
    """See the joint meeting as it goes: how answers spread, what is agreed and why."""
    PREVIEW_QUESTIONNAIRES = "preview_questionnaires"
    LEAD_ROUND = "lead_round"
    RUN_INSTALLATION = "run_installation"
    RUN_REGION = "run_region"
    """The region's own settings, its kommuner and its people."""
    RUN_KOMMUN = "run_kommun"
    """The kommun's people."""
    SEE_AUDIT_LOG = "see_audit_log"
    SEE_SUPPORT = "see_support"
    """The region's catalogue of support: everybody with a role in the region or one of its kommuner."""
    SEE_MIRROR = "see_mirror"
    """How association and kommuner see their collaboration: the people of both, as far as the round lets them."""
    ADAPT_SUPPORT = "adapt_support"
    """Adapt, add and retire items of the region's catalogue."""
    SEE_GOALS = "see_goals"
    """The region's common goals: everybody with a role in the region or one of its kommuner."""
    OFFER_SUPPORT = "offer_support"
    """Offer support to the region's kommuner: as the region, or as a kommun of it. Which of them one speaks for is what
    one leads."""
    LEAD_WORKSHOP = "lead_workshop"
    """Plan and lead workshops: of the region, or of a kommun of it. Which of them one speaks for is what one leads."""
    SIGN_UP = "sign_up"
    """Sign one's kommun up to an offer, and take it out again."""
    SEE_EXCHANGE = "see_exchange"
    """What kommuner tell and ask each other: everybody with a role in the region or one of its kommuner."""
    TAKE_PART_IN_EXCHANGE = "take_part_in_exchange"
    """Tell an example, take one up, hold a seat in a network, raise a challenge: for kommuner that one coordinates."""
    ASK_OTHERS = "ask_others"
    """Ask a network of the region by mail, for a kommun where one has a role."""
    LEAD_EXCHANGE = "lead_exchange"
    """Review examples and run the region's networks."""
    SEE_PROJECTS = "see_projects"
    """Ideas, projects and calls for funding: everybody with a role in the region or one of its kommuner."""
    CATCH_IDEAS = "catch_ideas"
    """Catch an idea and describe it: as the region, or as a kommun of it."""
    JOIN_IDEAS = "join_ideas"
    """Say for one's kommun whether it is with an idea, deal out its points, and say what it thinks of a call."""
    PREPARE_IDEAS = "prepare_ideas"
    """Prepare ideas, decide on them, run projects, and choose calls for funding: the region's coordinators."""
    KEEP_TOKENS = "keep_tokens"
    """Make and end the tokens with which programs read what the organisation's own readers may."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A role held now: in a kommun of a region, in a region, or (an operator's) in the whole installation."""

    role: Role
    region_id: int | None = None
    municipality_id: int | None = None
    is_of_association: bool = False
    """The place is the association as one that answers; it grants nothing, and is for words."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, with every role held at this moment.

    `respondent_id` is set for somebody who came by a personal link: then that one place is all there is.
    """

    person_id: int
    name: str
    memberships: tuple[Membership, ...] = ()
    respondent_id: int | None = None

    @property
    def municipality_ids(self) -> frozenset[int]:
        """The kommuner where the person has a role."""
        ids = (membership.municipality_id for membership in self.memberships)
        return frozenset(municipality_id for municipality_id in ids if municipality_id is not None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the installation, a region, or a kommun in it.

    `shared_with_region` is the kommun's own choice.
    """

    region_id: int | None = None
    municipality_id: int | None = None
    shared_with_region: bool = False


INSTALLATION = Place()

REGION_ROLES = frozenset({Role.REGION_COORDINATOR, Role.REGION_READER})
OPERATORS = frozenset({Role.OPERATOR})
KOMMUN_ROLES = frozenset({Role.KOMMUN_COORDINATOR, Role.KOMMUN_APPROVER, Role.KOMMUN_READER})

_IN_KOMMUN: dict[Right, frozenset[Role]] = {
    Right.SEE_KOMMUN: KOMMUN_ROLES | {Role.REGION_COORDINATOR, Role.OPERATOR},
    Right.SEE_ASSESSMENT: KOMMUN_ROLES,
    Right.SEE_RESULT: KOMMUN_ROLES,
    Right.LEAD_ASSESSMENT: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.APPROVE_RESULT: frozenset({Role.KOMMUN_APPROVER}),
    Right.FOLLOW_MEETING: KOMMUN_ROLES,
    Right.RUN_KOMMUN: frozenset({Role.KOMMUN_COORDINATOR, Role.REGION_COORDINATOR, Role.OPERATOR}),
    Right.OFFER_SUPPORT: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.LEAD_WORKSHOP: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.SIGN_UP: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.CATCH_IDEAS: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.JOIN_IDEAS: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.SEE_AUDIT_LOG: frozenset({Role.KOMMUN_COORDINATOR, Role.OPERATOR}),
    # Not from above: a kommun's token reads what the kommun has not shared.
    Right.KEEP_TOKENS: frozenset({Role.KOMMUN_COORDINATOR}),
}
_IN_REGION: dict[Right, frozenset[Role]] = {
    Right.SEE_REGION: REGION_ROLES,
    Right.SEE_REGION_HOME: REGION_ROLES | {Role.OPERATOR},
    Right.PREVIEW_QUESTIONNAIRES: frozenset({Role.REGION_COORDINATOR}),
    Right.LEAD_ROUND: frozenset({Role.REGION_COORDINATOR}),
    Right.RUN_REGION: frozenset({Role.REGION_COORDINATOR, Role.OPERATOR}),
    Right.SEE_SUPPORT: REGION_ROLES | KOMMUN_ROLES,
    Right.SEE_MIRROR: REGION_ROLES | KOMMUN_ROLES,
    Right.ADAPT_SUPPORT: frozenset({Role.REGION_COORDINATOR}),
    Right.SEE_GOALS: REGION_ROLES | KOMMUN_ROLES,
    Right.OFFER_SUPPORT: frozenset({Role.REGION_COORDINATOR, Role.KOMMUN_COORDINATOR}),
    Right.LEAD_WORKSHOP: frozenset({Role.REGION_COORDINATOR, Role.KOMMUN_COORDINATOR}),
    Right.SIGN_UP: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.SEE_EXCHANGE: REGION_ROLES | KOMMUN_ROLES,
    Right.TAKE_PART_IN_EXCHANGE: frozenset({Role.REGION_COORDINATOR, Role.KOMMUN_COORDINATOR}),
    Right.ASK_OTHERS: KOMMUN_ROLES,
    Right.LEAD_EXCHANGE: frozenset({Role.REGION_COORDINATOR}),
    Right.SEE_PROJECTS: REGION_ROLES | KOMMUN_ROLES,
    Right.CATCH_IDEAS: frozenset({Role.REGION_COORDINATOR, Role.KOMMUN_COORDINATOR}),
    Right.JOIN_IDEAS: frozenset({Role.KOMMUN_COORDINATOR}),
    Right.PREPARE_IDEAS: frozenset({Role.REGION_COORDINATOR}),
    Right.SEE_AUDIT_LOG: frozenset({Role.REGION_COORDINATOR, Role.OPERATOR}),
    Right.KEEP_TOKENS: frozenset({Role.REGION_COORDINATOR}),
}
OF_WHOLE_REGION = frozenset(
    {
        Right.SEE_SUPPORT,
        Right.SEE_MIRROR,
        Right.SEE_GOALS,
        Right.OFFER_SUPPORT,
        Right.SIGN_UP,
        Right.LEAD_WORKSHOP,
        Right.SEE_EXCHANGE,
        Right.TAKE_PART_IN_EXCHANGE,
        Right.ASK_OTHERS,
        Right.SEE_PROJECTS,
        Right.CATCH_IDEAS,
        Right.JOIN_IDEAS,
    }
)
"""Rights in a region that the people of its kommuner can have too."""
_IN_INSTALLATION: dict[Right, frozenset[Role]] = {
    Right.RUN_INSTALLATION: frozenset({Role.OPERATOR}),
    Right.SEE_AUDIT_LOG: frozenset({Role.OPERATOR}),
}


def may(actor: Actor, right: Right, place: Place) -> bool:
    """Whether one of the actor's roles gives the right at the place. What is not granted here is refused."""
    return any(_grants(membership, right, place) for membership in actor.memberships)


def belongs(actor: Actor, place: Place) -> bool:
    """Whether the actor is inside the organisation, so that a refusal may say more than "does not exist"."""
    return any(_inside(membership, place) for membership in actor.memberships)


def right_to_run(place: Place) -> Right:
    """The right to say who has a role at the place."""
    if place.municipality_id is not None:
        return Right.RUN_KOMMUN
    return Right.RUN_INSTALLATION if place.region_id is None else Right.RUN_REGION


def roles_at(place: Place) -> frozenset[Role]:
    """The roles that there are at a place."""
    if place.municipality_id is not None:
        return KOMMUN_ROLES
    return OPERATORS if place.region_id is None else REGION_ROLES


def leading_role(place: Place) -> Role:
    """The role that runs the place. Somebody always has it, once somebody has had it."""
    if place.municipality_id is not None:
        return Role.KOMMUN_COORDINATOR
    return Role.OPERATOR if place.region_id is None else Role.REGION_COORDINATOR


def leads(actor: Actor, place: Place) -> bool:
    """Whether the actor has the leading role at the place itself, not at a place above."""
    role = leading_role(place)
    return any(membership.role is role and _inside(membership, place) for membership in actor.memberships)


def appoints(actor: Actor, place: Place) -> frozenset[Role]:
    """The roles at the place that the actor may give to people and end.

    A region finds a kommun its coordinators, no more: who else has a role there is the kommun's own matter.
    """
    if not may(actor, right_to_run(place), place):
        return frozenset()
    from_above = place.municipality_id is not None and not leads(actor, place) and not leads(actor, INSTALLATION)
    return frozenset({leading_role(place)}) if from_above else roles_at(place)


def _inside(membership: Membership, place: Place) -> bool:
    if membership.role is Role.OPERATOR:
        return True
    if membership.role in KOMMUN_ROLES:
        return membership.municipality_id == place.municipality_id and place.municipality_id is not None
    return membership.region_id == place.region_id and place.region_id is not None


def _grants(membership: Membership, right: Right, place: Place) -> bool:
    is_whole_region = place.region_id is not None and place.municipality_id is None
    is_of_region = right in OF_WHOLE_REGION and is_whole_region and membership.region_id == place.region_id
    if not (is_of_region or _inside(membership, place)):
        return False
    if right is Right.SEE_RESULT and membership.role in REGION_ROLES:
        return place.shared_with_region
    return membership.role in _rights_at(place).get(right, frozenset())


def _rights_at(place: Place) -> dict[Right, frozenset[Role]]:
    if place.municipality_id is not None:
        return _IN_KOMMUN
    return _IN_INSTALLATION if place.region_id is None else _IN_REGION
