"""Notifications: who is told by mail of what has happened in an assessment, and which of them a person may turn off.

Mails that somebody cannot do without, such as those for signing in and invitations, are none.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.accounts.kernel.roles import KOMMUN_ROLES, Actor, Role
from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.member import Member

AUDIENCES: dict[MailKind, Role] = {
    MailKind.WEEK_LEFT: Role.KOMMUN_COORDINATOR,
    MailKind.ALL_ANSWERED: Role.KOMMUN_COORDINATOR,
    MailKind.HANDED_IN: Role.KOMMUN_APPROVER,
    MailKind.SENT_BACK: Role.KOMMUN_COORDINATOR,
    MailKind.APPROVED: Role.KOMMUN_COORDINATOR,
    MailKind.ROUND_CLOSED: Role.KOMMUN_COORDINATOR,
    MailKind.ACTION_DUE: Role.KOMMUN_COORDINATOR,
    MailKind.ACTION_LATE: Role.KOMMUN_COORDINATOR,
    MailKind.OFFER_PLACE: Role.KOMMUN_COORDINATOR,
    MailKind.OFFER_RESERVE: Role.KOMMUN_COORDINATOR,
    MailKind.OFFER_MOVED_UP: Role.KOMMUN_COORDINATOR,
    MailKind.OFFER_CHANGED: Role.KOMMUN_COORDINATOR,
    MailKind.OFFER_CANCELLED: Role.KOMMUN_COORDINATOR,
}
"""Kind of notification -> the role in the kommun whose holders get it, in the order in which a year goes."""
EXCHANGE_AUDIENCES: dict[MailKind, frozenset[Role]] = {
    MailKind.QUESTION_ASKED: KOMMUN_ROLES,
    MailKind.ANSWER_DUE: KOMMUN_ROLES,
    MailKind.EXCHANGE_NEWS: frozenset({Role.KOMMUN_COORDINATOR}),
    MailKind.REVIEW_DAYS: frozenset({Role.REGION_COORDINATOR}),
}
"""Kind of mail about exchange -> the roles whose holders can get it: who has a seat in a network, who has asked, and
once a month whoever coordinates a kommun or the region."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What has happened. `actor` is who did it, None where nobody may learn that."""

    kind: MailKind
    actor: Actor | None = None
    reason: str = ""
    """What has to be changed, in what was sent back."""
    actions: str = ""
    """The actions that it is about, a line each."""
    required_ids: frozenset[int] = frozenset()
    """People who get the mail whatever they have chosen: it is the first that they hear of their role."""


def recipients(notification: Notification, members: Iterable[Member], opted_out: Collection[int]) -> tuple[Member, ...]:
    """Those of a kommun's members who get the mail, each once. `opted_out` are the people who have turned it off.

    Nobody is told what she did herself; only the kommun's sole approver is, of a result that she has handed in, because
    it waits for her.
    """
    role = AUDIENCES[notification.kind]
    actor_id = None if notification.actor is None else notification.actor.person_id
    holders = {member.person_id: member for member in members if member.role is role}
    others = [member for person_id, member in holders.items() if person_id != actor_id]
    if not others and notification.kind is MailKind.HANDED_IN:
        others = list(holders.values())
    return tuple(
        member
        for member in others
        if member.address and (member.person_id not in opted_out or member.person_id in notification.required_ids)
    )


def kinds_for(roles: Collection[Role]) -> tuple[MailKind, ...]:
    """The notifications that somebody with these roles can get, and so can turn off."""
    of_exchange = (kind for kind, audience in EXCHANGE_AUDIENCES.items() if audience & set(roles))
    return (*(kind for kind, role in AUDIENCES.items() if role in roles), *of_exchange)
