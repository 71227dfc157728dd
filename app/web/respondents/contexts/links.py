"""Contexts of the pages that personal and open links lead to, and of the one where open links are made."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel

from app.assessment.questionnaires.questionnaire import RoleGroup
from app.rounds.kernel.links import JoinedPlace, LinkedPlace, OpenLink
from app.services.mail.assessment_places import matter_of
from app.services.respondents.invitations import cannot_ask
from app.services.respondents.open_links import JOINS_BY_LINK, NewOpenLink, Opening
from app.services.respondents.personal_links import address_of
from app.services.respondents.respondent_mail import minutes_for
from app.services.respondents.respondents import Respondents
from app.web.answering.contexts.last_day import LastDay, last_day_of
from app.web.respondents.contexts.respondents import group_name
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.qr import QrCode, qr_code

_FORM = re.compile(r"[A-Za-z0-9_-]{22}")
STILL_OPEN = "Det går att svara tills svarstiden avslutas."


class OpenLinkFields(BaseModel, frozen=True):
    """The form of a new link, as typed. `tillfalle` tells one filled-in form from another."""

    rollgrupp: str = ""
    antal: str = ""
    tillfalle: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """Mailing the link to oneself: the address as typed, whether it is done, and what is wrong."""

    address: str
    sent: bool
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class PersonalLinkPage:
    """`is_here` tells that this browser has gone in by the link already; then the link itself is shown to keep."""

    frame: Frame
    municipality: str
    region: str
    year: int
    last_day: LastDay
    closed: bool
    action: str
    answering_url: str
    is_here: bool
    account: str
    """Name and role of the one signed in otherwise, whom going on signs out."""
    own_link: str
    """Empty for somebody who was invited, and has it in a mail."""
    sending: Sending

    @property
    def errors(self) -> dict[str, str]:
        return self.sending.errors


@dataclass(frozen=True, slots=True)
class OpenLinkPage:
    frame: Frame
    municipality: str
    title: str
    matter: str
    """What is asked about, as a question."""
    region: str
    region_name: str
    group: str
    group_description: str
    minutes: int
    last_day: LastDay
    closed: str | None
    action: str
    place: str
    has_begun: bool
    is_answering: bool
    """In this browser, and not done yet: then nobody else begins in it."""
    answering_url: str
    account: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    id: int
    group: str
    joined: int
    most: int | None
    created_at: datetime
    ended_at: datetime | None
    full_until: datetime | None
    """So many have joined within an hour that nobody else can until then; None while there is room."""


@dataclass(frozen=True, slots=True)
class OpenLinksPage:
    frame: Frame
    url: str
    links: tuple[LinkRow, ...]
    ended: tuple[LinkRow, ...]
    role_groups: tuple[RoleGroup, ...]
    chosen: str
    most: str
    form: str
    """Tells this form from others, so that sending it twice makes one link."""
    most_an_hour: int
    closed: str | None
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class OpenLinkMadePage:
    """The one time that a link is shown: to copy, and as a poster."""

    frame: Frame
    municipality: str
    title: str
    matter: str
    group: str
    address: str
    """Empty when it has been shown already."""
    qr: QrCode | None
    minutes: int
    closes_on: date | None
    """None when it has passed."""
    back: str


def personal_link_page(
    frame: Frame,
    place: LinkedPlace,
    token: str,
    public_url: str,
    today: date,
    *,
    is_here: bool,
    account: str,
    sending: Sending,
) -> PersonalLinkPage:
    assessment = place.assessment
    return PersonalLinkPage(
        frame=frame,
        municipality=assessment.municipality,
        region=assessment.round.region_slug,
        year=assessment.round.year,
        last_day=last_day_of(assessment, today, STILL_OPEN),
        closed=cannot_ask(assessment) is not None,
        action=f"/lank/{token}",
        answering_url=url_of(assessment.key, "svara"),
        is_here=is_here,
        account=account,
        own_link=address_of(token, public_url) if is_here and place.open_link_id is not None else "",
        sending=sending,
    )


def open_link_page(
    frame: Frame,
    opening: Opening,
    token: str,
    place: str,
    today: date,
    *,
    own_place: JoinedPlace | None,
    account: str,
    why_closed: str | None = None,
) -> OpenLinkPage:
    assessment, questionnaire = opening.assessment, opening.questionnaire
    group = next(role_group for role_group in questionnaire.role_groups if role_group.id == opening.link.role_group)
    return OpenLinkPage(
        frame=frame,
        municipality=assessment.municipality,
        title=questionnaire.title,
        matter=matter_of(assessment),
        region=assessment.round.region_slug,
        region_name=assessment.round.region_name,
        group=group.name,
        group_description=group.description,
        minutes=minutes_for(assessment, questionnaire, group.id),
        last_day=last_day_of(assessment, today, STILL_OPEN),
        closed=why_closed or opening.closed,
        action=f"/oppen-lank/{token}",
        place=place,
        has_begun=own_place is not None,
        is_answering=own_place is not None and own_place.handed_in_at is None,
        answering_url=url_of(assessment.key, "svara"),
        account=account,
    )


def open_links_page(
    frame: Frame,
    respondents: Respondents,
    full_until: Mapping[int, datetime],
    fields: OpenLinkFields,
    errors: dict[str, str] | None = None,
) -> OpenLinksPage:
    """`full_until` is of the links that are at their limit, by number; `fields` as typed."""
    rows = tuple(link_row(respondents, link, full_until.get(link.id)) for link in respondents.open_links)
    return OpenLinksPage(
        frame=frame,
        url=url_of(respondents.assessment.key),
        links=tuple(row for row in rows if row.ended_at is None),
        ended=tuple(row for row in rows if row.ended_at is not None),
        role_groups=respondents.questionnaire.role_groups,
        chosen=fields.rollgrupp,
        most=fields.antal,
        form=fields.tillfalle if _FORM.fullmatch(fields.tillfalle) else secrets.token_urlsafe(16),
        most_an_hour=JOINS_BY_LINK.most,
        closed=cannot_ask(respondents.assessment),
        errors=errors or {},
    )


def link_row(respondents: Respondents, link: OpenLink, full_until: datetime | None) -> LinkRow:
    return LinkRow(
        id=link.id,
        group=group_name(respondents.questionnaire, link.role_group),
        joined=link.joined,
        most=link.most,
        created_at=link.created_at,
        ended_at=link.ended_at,
        full_until=full_until,
    )


def open_link_made_page(
    frame: Frame, respondents: Respondents, new_link: NewOpenLink, public_url: str, today: date
) -> OpenLinkMadePage:
    assessment = respondents.assessment
    (link,) = (candidate for candidate in respondents.open_links if candidate.id == new_link.id)
    closes_on = assessment.round.closes_on
    address = "" if new_link.token is None else f"{public_url.rstrip('/')}/oppen-lank/{new_link.token}"
    return OpenLinkMadePage(
        frame=frame,
        municipality=assessment.municipality,
        title=respondents.questionnaire.title,
        matter=matter_of(assessment),
        group=group_name(respondents.questionnaire, link.role_group),
        address=address,
        qr=qr_code(address) if address else None,
        minutes=minutes_for(assessment, respondents.questionnaire, link.role_group),
        closes_on=closes_on if today <= closes_on else None,
        back=url_of(assessment.key, "lankar"),
    )
