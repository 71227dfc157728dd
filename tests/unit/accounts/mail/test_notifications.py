"""Who gets which mail about what has happened in an assessment, and what people with which roles can turn off."""

from datetime import UTC, datetime

import pytest

from app.accounts.kernel.roles import Actor, Role
from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.mail.notifications import AUDIENCES, EXCHANGE_AUDIENCES, Notification, kinds_for, recipients
from app.accounts.organisations.member import Member

COORDINATOR, APPROVER, READER = Role.KOMMUN_COORDINATOR, Role.KOMMUN_APPROVER, Role.KOMMUN_READER
SARA, NILS, EVA, BO = 1, 2, 3, 4


def holds(person_id: int, role: Role, address: str | None = None) -> Member:
    email = f"{person_id}@ale.example" if address is None else address
    return Member(
        id=100 * person_id,
        person_id=person_id,
        name="",
        address=email,
        role=role,
        since=datetime(2026, 1, 1, tzinfo=UTC),
    )


KOMMUN = (holds(SARA, COORDINATOR), holds(NILS, APPROVER), holds(EVA, APPROVER), holds(BO, READER))


def ids(
    kind: MailKind,
    members: tuple[Member, ...] = KOMMUN,
    actor: int | None = SARA,
    off: frozenset[int] = frozenset(),
    required: frozenset[int] = frozenset(),
) -> list[int]:
    by = None if actor is None else Actor(actor, "")
    return [member.person_id for member in recipients(Notification(kind, by, required_ids=required), members, off)]


@pytest.mark.parametrize(
    ("kind", "actor", "people"),
    [
        (MailKind.HANDED_IN, SARA, [NILS, EVA]),
        (MailKind.SENT_BACK, NILS, [SARA]),
        (MailKind.APPROVED, NILS, [SARA]),
        (MailKind.WEEK_LEFT, None, [SARA]),
        (MailKind.ALL_ANSWERED, None, [SARA]),
        (MailKind.ROUND_CLOSED, 99, [SARA]),
        (MailKind.ACTION_DUE, None, [SARA]),
        (MailKind.ACTION_LATE, None, [SARA]),
        (MailKind.OFFER_PLACE, None, [SARA]),
        (MailKind.OFFER_RESERVE, None, [SARA]),
        (MailKind.OFFER_MOVED_UP, None, [SARA]),
        (MailKind.OFFER_CHANGED, None, [SARA]),
        (MailKind.OFFER_CANCELLED, None, [SARA]),
    ],
)
def test_each_notification_goes_to_those_whose_turn_it_is(kind: MailKind, actor: int | None, people: list[int]) -> None:
    assert ids(kind, actor=actor) == people


def test_nobody_is_told_what_she_did_herself() -> None:
    both = (*KOMMUN, holds(SARA, APPROVER))
    assert ids(MailKind.HANDED_IN, both) == [NILS, EVA]
    assert ids(MailKind.APPROVED, both) == []
    assert ids(MailKind.SENT_BACK, (*both, holds(BO, COORDINATOR))) == [BO]


def test_a_sole_approver_who_hands_in_is_told_that_it_waits_for_her() -> None:
    alone = (holds(SARA, COORDINATOR), holds(SARA, APPROVER))
    assert ids(MailKind.HANDED_IN, alone) == [SARA]
    assert ids(MailKind.HANDED_IN, alone, off=frozenset({SARA})) == []


def test_who_has_turned_it_off_or_has_no_address_gets_none_and_nobody_else_instead() -> None:
    assert ids(MailKind.HANDED_IN, off=frozenset({NILS})) == [EVA]
    assert ids(MailKind.HANDED_IN, off=frozenset({NILS, EVA})) == []
    approvers = (holds(SARA, APPROVER), holds(NILS, APPROVER, ""))
    assert ids(MailKind.HANDED_IN, approvers) == []


def test_who_hears_of_a_role_by_the_mail_gets_it_whatever_was_chosen_before() -> None:
    everybody_off = frozenset({NILS, EVA})
    assert ids(MailKind.HANDED_IN, off=everybody_off, required=frozenset({NILS})) == [NILS]


def test_a_role_that_is_held_twice_gives_one_mail() -> None:
    assert ids(MailKind.APPROVED, (holds(SARA, COORDINATOR), holds(SARA, COORDINATOR)), actor=NILS) == [SARA]


def test_a_kommun_without_people_is_told_nothing() -> None:
    assert [ids(kind, ()) for kind in AUDIENCES] == [[]] * len(AUDIENCES)


OF_COORDINATOR = (set(AUDIENCES) | set(EXCHANGE_AUDIENCES)) - {MailKind.REVIEW_DAYS}


@pytest.mark.parametrize(
    ("roles", "kinds"),
    [
        ({COORDINATOR}, OF_COORDINATOR - {MailKind.HANDED_IN}),
        ({APPROVER}, {MailKind.HANDED_IN, MailKind.QUESTION_ASKED, MailKind.ANSWER_DUE}),
        ({COORDINATOR, APPROVER}, OF_COORDINATOR),
        ({READER, Role.OPERATOR}, {MailKind.QUESTION_ASKED, MailKind.ANSWER_DUE}),
        ({Role.REGION_COORDINATOR, Role.OPERATOR}, {MailKind.REVIEW_DAYS}),
        (set(), set()),
    ],
)
def test_people_choose_among_what_their_roles_can_get(roles: set[Role], kinds: set[MailKind]) -> None:
    assert set(kinds_for(roles)) == kinds


def test_mails_that_somebody_needs_cannot_be_turned_off() -> None:
    needed = {MailKind.SIGN_IN, MailKind.WELCOME, MailKind.INVITATION, MailKind.REMINDER, MailKind.OWN_LINK}
    assert needed & set(AUDIENCES) == set()


@pytest.mark.parametrize("kind", [*AUDIENCES, *EXCHANGE_AUDIENCES])
def test_every_notification_leads_to_its_task_and_to_where_it_is_turned_off(kind: MailKind) -> None:
    assert {"länk", "mejlval"} <= FORMS[kind].needed
    assert FORMS[kind].body.rstrip().endswith("{mejlval}")
