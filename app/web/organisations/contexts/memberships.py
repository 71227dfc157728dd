"""Contexts of the pages where somebody says who has which role in the installation, a region or a kommun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.role_titles import MEANINGS, title_of
from app.accounts.kernel.roles import Role
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Organisation
from app.services.organisations.memberships import OneMember, People
from app.web.organisations.contexts.organisations import NAMELESS, MemberRow, by_role, who
from app.web.shell.contexts.frame import DRIFT, START, Crumb, Frame
from app.web.shell.wording import MAIL

EMPTY = {"adress": "", "roll": "", "ny": ""}


@dataclass(frozen=True, slots=True)
class PeoplePage:
    frame: Frame
    url: str
    rows: tuple[MemberRow, ...]
    roles: tuple[tuple[str, str, str], ...]
    """Roles that can be given: value, name and meaning."""
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    may_hand_over: bool
    own_role: str
    from_above: bool
    """The asker runs a kommun's people from the region."""
    done: str
    error: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    frame: Frame
    url: str
    back: str
    name: str
    address: str
    role: str
    since: datetime
    mail: str
    mail_failed: bool
    problem: str
    may_change: bool
    is_own: bool
    is_last: bool
    bound_at: datetime | None
    may_loosen: bool
    error: str


@dataclass(frozen=True, slots=True)
class HandOverPage:
    frame: Frame
    url: str
    back: str
    role: str
    place: str
    typed: Mapping[str, str]
    errors: Mapping[str, str]


def people_page(
    frame: Frame, people: People, fields: Mapping[str, str], errors: Mapping[str, str], *, message: str, error: str
) -> PeoplePage:
    organisation = people.organisation
    url, is_association = people_url(organisation), organisation.is_association
    grantable = sorted(people.grantable, key=list(Role).index)
    only = {"roll": grantable[0].value} if len(grantable) == 1 else {}
    return PeoplePage(
        frame=frame,
        url=url,
        rows=tuple(_row(member, url, is_association=is_association) for member in by_role(people.members)),
        roles=tuple(
            (role.value, title_of(role, is_association=is_association).capitalize(), MEANINGS[role])
            for role in grantable
        ),
        typed={**EMPTY, **only, **fields},
        errors=errors,
        may_hand_over=people.own is not None,
        own_role="" if people.own is None else title_of(people.own.role, is_association=is_association),
        from_above=organisation.municipality is not None and len(grantable) == 1,
        done=message,
        error=error,
    )


def _row(member: Member, url: str, *, is_association: bool) -> MemberRow:
    address = member.address if member.name else ""
    role = title_of(member.role, is_association=is_association)
    return MemberRow(name=who(member), role=role, address=address, url=f"{url}/{member.id}")


def member_page(frame: Frame, details: OneMember, error: str) -> MemberPage:
    member, url = details.member, people_url(details.organisation)
    return MemberPage(
        frame=frame,
        url=f"{url}/{member.id}",
        back=url,
        name=member.name or NAMELESS,
        address=member.address,
        role=title_of(member.role, is_association=details.organisation.is_association),
        since=member.since,
        mail="" if details.mail is None else MAIL[details.mail.status],
        mail_failed=details.mail is not None and details.mail.has_failed,
        problem="" if details.mail is None else details.mail.problem,
        may_change=details.may_change,
        is_own=details.is_own,
        is_last=details.is_last,
        bound_at=details.bound_at,
        may_loosen=details.may_loosen,
        error=error,
    )


def people_url(organisation: Organisation) -> str:
    return f"{organisation.key.path}/personer"


def place_name(organisation: Organisation) -> str:
    return organisation.name or "hela installationen"


def organisation_crumbs(organisation: Organisation, *, sees_region: bool) -> tuple[Crumb, ...]:
    """To a page below an organisation: through the region for those who may open it."""
    if organisation.region is None:
        return (START, DRIFT)
    region = Crumb(organisation.region.name, organisation.region.key.path)
    if organisation.municipality is None:
        return (START, region)
    kommun = Crumb(organisation.municipality.name, organisation.key.path)
    return (START, region, kommun) if sees_region else (START, kommun)
