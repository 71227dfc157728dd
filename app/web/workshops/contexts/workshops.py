"""Contexts of the list of workshops, planning one, the link to it, and joining by that."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Capital
from app.reports.kernel.wording import count
from app.rounds.kernel.days import day_of
from app.services.workshops.access import OpenWorkshop
from app.services.workshops.joining import JoinPage
from app.services.workshops.planning import WorkshopForm, WorkshopList
from app.support.workshops.names import STATES
from app.support.workshops.workshop import MAX_GROUPS_OF_CAPITAL, StoredWorkshop, WorkshopState
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day
from app.web.shell.qr import QrCode, qr_code

TAGS = {WorkshopState.PLANNED: "coming", WorkshopState.RUNNING: "ongoing", WorkshopState.CLOSED: "done"}
REMOVED = "borttagen"
COUNTS = (
    ("0", "Ingen grupp"),
    *((str(number), count(number, "grupp", "grupper")) for number in range(1, MAX_GROUPS_OF_CAPITAL + 1)),
)
_FORM = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class WorkshopGonePage:
    """For a link or a key that leads nowhere any more."""

    frame: Frame
    unsaved: str = ""
    """What was typed and could not be saved."""
    is_removed: bool = False
    """A planned one that somebody has taken away, for whoever was changing it."""
    closed_url: str = ""
    """Address of one that somebody has closed, for whoever was changing it; empty otherwise."""


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    title: str
    url: str
    owner: str
    when: str
    state: str
    tag: str


@dataclass(frozen=True, slots=True)
class WorkshopsPage:
    frame: Frame
    url: str
    current: tuple[WorkshopLine, ...]
    earlier: tuple[WorkshopLine, ...]
    may_plan: bool
    done: str


@dataclass(frozen=True, slots=True)
class GroupCountField:
    """How many groups a capital has."""

    capital_id: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class WorkshopFormPage:
    frame: Frame
    action: str
    back_url: str
    owners: tuple[tuple[str, str], ...]
    """Empty where there is one only."""
    owner: str
    fields: Mapping[str, str]
    groups: tuple[GroupCountField, ...]
    counts: tuple[tuple[str, str], ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkshopLinkPage:
    """The one time that the link is shown: to copy, to show on a screen, and as a poster."""

    frame: Frame
    title: str
    focus: str
    address: str
    qr: QrCode
    back: str


@dataclass(frozen=True, slots=True)
class JoinChoice:
    number: int
    name: str
    capital_id: str
    joined: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class JoiningPage:
    frame: Frame
    title: str
    owner: str
    focus: str
    action: str
    key: str
    groups: tuple[JoinChoice, ...]
    own_url: str
    """Of the group that the browser has joined, or empty."""
    privacy_url: str
    errors: Mapping[str, str]


def workshops_page(frame: Frame, workshops: WorkshopList, done_word: str = "") -> WorkshopsPage:
    lines = [(workshop.state, _line(workshop)) for workshop in workshops.workshops]
    return WorkshopsPage(
        frame=frame,
        url=f"{workshops.region.key.path}/workshop",
        current=tuple(line for state, line in lines if state is not WorkshopState.CLOSED),
        earlier=tuple(line for state, line in lines if state is WorkshopState.CLOSED),
        may_plan=workshops.may_plan,
        done="Workshopen är borttagen." if done_word == REMOVED else "",
    )


def _line(workshop: StoredWorkshop) -> WorkshopLine:
    verb, moment = ("Planerad", workshop.created_at)
    if workshop.closed_at is not None:
        verb, moment = ("Avslutad", workshop.closed_at)
    return WorkshopLine(
        title=workshop.title,
        url=workshop.path,
        owner=workshop.owner,
        when=f"{verb} {day(day_of(moment))}",
        state=STATES[workshop.state],
        tag=TAGS[workshop.state],
    )


def workshop_form_page(
    frame: Frame,
    form: WorkshopForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> WorkshopFormPage:
    texts, url = form.fields if fields is None else fields, f"{form.region.key.path}/workshop"
    is_single = len(form.owners) == 1
    return WorkshopFormPage(
        frame=frame,
        action=f"{url}/ny",
        back_url=url,
        owners=() if is_single else tuple((owner.slug, owner.name) for owner in form.owners),
        owner=form.owners[0].slug if is_single else texts.get("owner", ""),
        fields={name: texts.get(name, "") for name in ("title", "focus", "dots")},
        groups=group_fields(form.capitals, texts),
        counts=COUNTS,
        errors=errors or {},
    )


def group_fields(capitals: Iterable[Capital], texts: Mapping[str, str]) -> tuple[GroupCountField, ...]:
    """How many groups each capital has, as it stands in a form."""
    return tuple(
        GroupCountField(capital.id, capital.name, texts.get(f"groups.{capital.id}", "0")) for capital in capitals
    )


def form_number(entry: str = "") -> str:
    """Tells one form from another, so that sending it twice makes one link."""
    return entry if _FORM.fullmatch(entry) else secrets.token_urlsafe(16)


def workshop_link_page(frame: Frame, workshop: OpenWorkshop, token: str, public_url: str) -> WorkshopLinkPage:
    address = f"{public_url.rstrip('/')}/workshop/{token}"
    return WorkshopLinkPage(
        frame=frame,
        title=workshop.workshop.title,
        focus=workshop.workshop.focus,
        address=address,
        qr=qr_code(address),
        back=workshop.workshop.path,
    )


def joining_page(
    frame: Frame, join_page: JoinPage, token: str, key: str, errors: Mapping[str, str] | None = None
) -> JoiningPage:
    workshop, own = join_page.workshop, join_page.workshop.own_group
    return JoiningPage(
        frame=frame,
        title=workshop.workshop.title,
        owner=workshop.workshop.owner,
        focus=workshop.workshop.focus,
        action=f"/workshop/{token}",
        key=key,
        groups=tuple(
            JoinChoice(
                number=group.number,
                name=workshop.name_of(group),
                capital_id=group.capital_id,
                joined=people_words(join_page.joined.get(group.id, 0)),
                is_own=own is not None and own.id == group.id,
            )
            for group in workshop.groups
        ),
        own_url="" if own is None else f"{workshop.workshop.path}/grupp/{own.number}",
        privacy_url=f"/{workshop.workshop.region_slug}/personuppgifter",
        errors=errors or {},
    )


def people_words(people: int) -> str:
    """How many are with."""
    return count(people, "person är med", "personer är med") if people else "Ingen är med än"
