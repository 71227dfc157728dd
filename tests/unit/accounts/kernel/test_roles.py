"""Who may what: the table of docs/architecture.md, line by line, and that nothing else is granted."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.kernel.role_titles import MEANINGS, TITLES
from app.accounts.kernel.roles import (
    INSTALLATION,
    KOMMUN_ROLES,
    OF_WHOLE_REGION,
    REGION_ROLES,
    Actor,
    Membership,
    Place,
    Right,
    Role,
    appoints,
    belongs,
    leading_role,
    leads,
    may,
    right_to_run,
    roles_at,
)

REGION, OTHER_REGION, KOMMUN, OTHER_KOMMUN = 1, 2, 10, 11
IN_KOMMUN = (Role.KOMMUN_COORDINATOR, Role.KOMMUN_APPROVER, Role.KOMMUN_READER)
READING = {Right.SEE_KOMMUN, Right.SEE_ASSESSMENT, Right.SEE_RESULT, Right.FOLLOW_MEETING}
GRANTED = {
    # role: what it gives in its own kommun, region or installation; the region's results are a matter of sharing
    Role.KOMMUN_COORDINATOR: READING
    | {
        Right.LEAD_ASSESSMENT,
        Right.RUN_KOMMUN,
        Right.SEE_AUDIT_LOG,
        Right.KEEP_TOKENS,
        Right.OFFER_SUPPORT,
        Right.LEAD_WORKSHOP,
        Right.SIGN_UP,
        Right.CATCH_IDEAS,
        Right.JOIN_IDEAS,
    },
    Role.KOMMUN_APPROVER: READING | {Right.APPROVE_RESULT},
    Role.KOMMUN_READER: READING,
    Role.REGION_COORDINATOR: {
        Right.SEE_REGION,
        Right.SEE_REGION_HOME,
        Right.PREVIEW_QUESTIONNAIRES,
        Right.LEAD_ROUND,
        Right.RUN_REGION,
        Right.SEE_SUPPORT,
        Right.SEE_MIRROR,
        Right.ADAPT_SUPPORT,
        Right.SEE_GOALS,
        Right.OFFER_SUPPORT,
        Right.LEAD_WORKSHOP,
        Right.SEE_PROJECTS,
        Right.CATCH_IDEAS,
        Right.PREPARE_IDEAS,
        Right.SEE_AUDIT_LOG,
        Right.KEEP_TOKENS,
        Right.SEE_EXCHANGE,
        Right.TAKE_PART_IN_EXCHANGE,
        Right.LEAD_EXCHANGE,
    },
    Role.REGION_READER: {
        Right.SEE_REGION,
        Right.SEE_REGION_HOME,
        Right.SEE_SUPPORT,
        Right.SEE_MIRROR,
        Right.SEE_GOALS,
        Right.SEE_EXCHANGE,
        Right.SEE_PROJECTS,
    },
    Role.OPERATOR: {Right.RUN_INSTALLATION, Right.SEE_AUDIT_LOG},
}
OF_THE_REGION_IN_A_KOMMUN = {
    # a region's coordinator finds a kommun's people, an operator everybody's; neither sees what a kommun answers
    Role.REGION_COORDINATOR: {Right.SEE_KOMMUN, Right.RUN_KOMMUN},
    Role.REGION_READER: set[Right](),
    Role.OPERATOR: {Right.SEE_KOMMUN, Right.RUN_KOMMUN, Right.SEE_AUDIT_LOG},
}
READ_IN_REGION = {Right.SEE_SUPPORT, Right.SEE_MIRROR, Right.SEE_GOALS, Right.SEE_EXCHANGE, Right.SEE_PROJECTS}
OF_A_KOMMUN_IN_THE_REGION = {
    # its catalogue, offers, exchange and ideas are for them; the coordinators offer, sign up, tell, and catch and join ideas
    Role.KOMMUN_COORDINATOR: READ_IN_REGION
    | {
        Right.OFFER_SUPPORT,
        Right.LEAD_WORKSHOP,
        Right.SIGN_UP,
        Right.TAKE_PART_IN_EXCHANGE,
        Right.ASK_OTHERS,
        Right.CATCH_IDEAS,
        Right.JOIN_IDEAS,
    },
    Role.KOMMUN_APPROVER: READ_IN_REGION | {Right.ASK_OTHERS},
    Role.KOMMUN_READER: READ_IN_REGION | {Right.ASK_OTHERS},
}
"""What a role in any of its kommuner gives in the region as a whole."""
LOCAL = tuple(role for role in Role if role is not Role.OPERATOR)


def holding(*memberships: Membership) -> Actor:
    return Actor(1, "Sara Lind", memberships)


def in_role(role: Role, region: int = REGION, kommun: int = KOMMUN) -> Actor:
    if role is Role.OPERATOR:
        return holding(Membership(role))
    return holding(Membership(role, region, kommun if role in IN_KOMMUN else None))


def own_place(role: Role) -> Place:
    if role is Role.OPERATOR:
        return INSTALLATION
    return Place(REGION, KOMMUN) if role in IN_KOMMUN else Place(REGION)


@pytest.mark.parametrize(("role", "right"), list(product(Role, Right)))
def test_a_role_gives_in_its_own_place_what_the_table_says(role: Role, right: Right) -> None:
    assert may(in_role(role), right, own_place(role)) is (right in GRANTED[role])


@pytest.mark.parametrize(("role", "right"), list(product(OF_THE_REGION_IN_A_KOMMUN, Right)))
def test_a_role_above_a_kommun_gives_in_it_what_the_table_says(role: Role, right: Right) -> None:
    assert may(in_role(role), right, Place(REGION, KOMMUN)) is (right in OF_THE_REGION_IN_A_KOMMUN[role])


@pytest.mark.parametrize("right", list(Right))
def test_an_operator_runs_every_region_and_sees_no_answer_round_or_result_of_it(right: Right) -> None:
    rights = {Right.SEE_REGION_HOME, Right.RUN_REGION, Right.SEE_AUDIT_LOG}
    assert may(in_role(Role.OPERATOR), right, Place(REGION)) is (right in rights)


@pytest.mark.parametrize(("role", "right"), list(product(LOCAL, Right)))
def test_a_role_in_one_place_gives_nothing_in_the_installation(role: Role, right: Right) -> None:
    assert not may(in_role(role), right, INSTALLATION)
    assert not belongs(in_role(role), INSTALLATION)


@pytest.mark.parametrize(("role", "right", "shared"), list(product(LOCAL, Right, [True, False])))
def test_no_local_role_gives_anything_in_another_region(role: Role, right: Right, shared: bool) -> None:
    actor = in_role(role)
    for place in (Place(OTHER_REGION), Place(OTHER_REGION, OTHER_KOMMUN, shared)):
        assert not may(actor, right, place)
        assert not belongs(actor, place)


@pytest.mark.parametrize(("role", "right", "shared"), list(product(IN_KOMMUN, Right, [True, False])))
def test_a_kommuns_role_gives_nothing_in_another_kommun_even_where_it_shares(
    role: Role, right: Right, shared: bool
) -> None:
    actor, place = in_role(role), Place(REGION, OTHER_KOMMUN, shared)
    assert not may(actor, right, place)
    assert not belongs(actor, place)


@pytest.mark.parametrize(("role", "right"), list(product(IN_KOMMUN, Right)))
def test_a_kommuns_role_gives_what_is_about_support_and_nothing_else_in_the_region_as_a_whole(
    role: Role, right: Right
) -> None:
    assert may(in_role(role), right, Place(REGION)) is (right in OF_A_KOMMUN_IN_THE_REGION[role])
    assert not belongs(in_role(role), Place(REGION))


@pytest.mark.parametrize("role", [Role.REGION_COORDINATOR, Role.REGION_READER])
def test_a_region_sees_the_results_that_a_kommun_shares_and_only_those(role: Role) -> None:
    actor = in_role(role)
    assert may(actor, Right.SEE_RESULT, Place(REGION, KOMMUN, shared_with_region=True))
    assert not may(actor, Right.SEE_RESULT, Place(REGION, KOMMUN))
    assert belongs(actor, Place(REGION, KOMMUN))


@pytest.mark.parametrize(
    ("role", "shared"), list(product([Role.REGION_COORDINATOR, Role.REGION_READER], [True, False]))
)
def test_a_region_never_leads_or_looks_into_a_kommuns_assessment(role: Role, shared: bool) -> None:
    for right in (Right.SEE_ASSESSMENT, Right.LEAD_ASSESSMENT):
        assert not may(in_role(role), right, Place(REGION, KOMMUN, shared))


def test_nobody_without_a_role_may_anything() -> None:
    for right, place in product(Right, (Place(REGION), Place(REGION, KOMMUN, shared_with_region=True))):
        assert not may(holding(), right, place)
        assert not belongs(holding(), place)


def test_roles_in_several_places_add_up_and_do_not_mix() -> None:
    actor = holding(
        Membership(Role.KOMMUN_COORDINATOR, REGION, KOMMUN), Membership(Role.KOMMUN_READER, REGION, OTHER_KOMMUN)
    )
    assert may(actor, Right.LEAD_ASSESSMENT, Place(REGION, KOMMUN))
    assert not may(actor, Right.LEAD_ASSESSMENT, Place(REGION, OTHER_KOMMUN))
    assert may(actor, Right.SEE_RESULT, Place(REGION, OTHER_KOMMUN))


NO_ROLES = frozenset[Role]()
APPOINTED = {
    # who: which roles they give and end in the installation, in a region, in a kommun
    Role.KOMMUN_COORDINATOR: (NO_ROLES, NO_ROLES, KOMMUN_ROLES),
    Role.KOMMUN_APPROVER: (NO_ROLES, NO_ROLES, NO_ROLES),
    Role.KOMMUN_READER: (NO_ROLES, NO_ROLES, NO_ROLES),
    Role.REGION_COORDINATOR: (NO_ROLES, REGION_ROLES, frozenset({Role.KOMMUN_COORDINATOR})),
    Role.REGION_READER: (NO_ROLES, NO_ROLES, NO_ROLES),
    Role.OPERATOR: (frozenset({Role.OPERATOR}), REGION_ROLES, KOMMUN_ROLES),
}
LEVELS = (INSTALLATION, Place(REGION), Place(REGION, KOMMUN))


@pytest.mark.parametrize("role", list(Role))
def test_who_gives_and_ends_which_roles(role: Role) -> None:
    assert tuple(appoints(in_role(role), place) for place in LEVELS) == APPOINTED[role]


@pytest.mark.parametrize("role", [role for role in LOCAL if APPOINTED[role] != APPOINTED[Role.KOMMUN_READER]])
def test_nobody_gives_roles_in_another_region_or_kommun(role: Role) -> None:
    for place in (Place(OTHER_REGION), Place(OTHER_REGION, OTHER_KOMMUN)):
        assert appoints(in_role(role), place) == set()
    assert appoints(in_role(Role.KOMMUN_COORDINATOR), Place(REGION, OTHER_KOMMUN)) == set()


def test_a_kommun_s_coordinator_in_another_kommun_of_the_region_gives_roles_only_in_the_own() -> None:
    both = holding(in_role(Role.REGION_COORDINATOR).memberships[0], in_role(Role.KOMMUN_COORDINATOR).memberships[0])
    assert appoints(both, Place(REGION, KOMMUN)) == KOMMUN_ROLES
    assert appoints(both, Place(REGION, OTHER_KOMMUN)) == {Role.KOMMUN_COORDINATOR}


@pytest.mark.parametrize("place", LEVELS)
def test_the_leading_role_of_a_place_is_one_of_its_roles_and_runs_it(place: Place) -> None:
    assert leading_role(place) in roles_at(place)
    leader = in_role(leading_role(place))
    assert may(leader, right_to_run(place), place)
    assert [leads(leader, other) for other in LEVELS] == [other == place for other in LEVELS]


def test_every_role_has_a_name_and_a_meaning() -> None:
    assert set(TITLES) == set(MEANINGS) == set(Role)
    assert len(set(TITLES.values())) == len(Role)


MEMBERSHIPS = st.builds(
    lambda role, region, kommun: in_role(role, region, kommun).memberships[0],
    st.sampled_from(Role),
    st.integers(1, 2),
    st.integers(10, 12),
)


@given(
    st.lists(MEMBERSHIPS, max_size=4),
    st.sampled_from(Right),
    st.builds(Place, st.integers(1, 2), st.none() | st.integers(10, 12), st.booleans()),
)
def test_whoever_may_something_belongs_and_more_roles_never_take_a_right_away(
    memberships: list[Membership], right: Right, place: Place
) -> None:
    may_do = may(holding(*memberships), right, place)
    is_of_whole_region = right in OF_WHOLE_REGION and place.municipality_id is None
    assert not may_do or belongs(holding(*memberships), place) or is_of_whole_region
    assert may_do == any(may(holding(membership), right, place) for membership in memberships)
