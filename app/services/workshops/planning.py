"""A region's workshops as somebody sees them, planning one, and the link that people join it by."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopLinkMade, WorkshopPlanned
from app.accounts.kernel.roles import Actor, Place, Right, leads
from app.accounts.kernel.tokens import hash_of, token_of_form
from app.accounts.organisations.organisation import Region
from app.assessment.questionnaires.questionnaire import Capital
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.support.catalogues import placing_capitals
from app.services.workshops import words
from app.services.workshops.access import OpenWorkshop, led, may_read
from app.services.workshops.texts import first_fields, read_plan
from app.storage.engine.database import Database
from app.storage.organisations.organisations import find_region, lock_region, municipalities_of
from app.storage.workshops import workshops as stored
from app.support.workshops.workshop import StoredWorkshop, WorkshopPlan, WorkshopState, plan_of

TOKEN_BYTES = 16
"""Short enough to be written by hand from a screen."""


@dataclass(frozen=True, slots=True)
class WorkshopOwner:
    """Who holds a workshop: the region, or a kommun when `slug` is set."""

    name: str
    slug: str = ""
    municipality_id: int | None = None


@dataclass(frozen=True, slots=True)
class WorkshopList:
    """The workshops of a region that one reader may open."""

    region: Region
    workshops: tuple[StoredWorkshop, ...]
    may_plan: bool


@dataclass(frozen=True, slots=True)
class WorkshopForm:
    """What the form of a new workshop chooses among, and what it is filled in with."""

    region: Region
    owners: tuple[WorkshopOwner, ...]
    capitals: tuple[Capital, ...]
    fields: Mapping[str, str]


def open_workshops(database: Database, actor: Actor, slug: str) -> WorkshopList:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        region = _region(session, actor, slug)
        workshops = stored.workshops_in(session, region.id)
        owners = _owners(session, actor, region)
    return WorkshopList(
        region=region,
        workshops=tuple(workshop for workshop in workshops if may_read(actor, workshop)),
        may_plan=bool(owners),
    )


def open_workshop_form(database: Database, actor: Actor, slug: str, *, capital_id: str = "") -> WorkshopForm:
    """Raises NotFoundError to those outside the region, and NotAuthorizedError to those who lead nothing in it."""
    with database.read() as session:
        region = _region(session, actor, slug)
        owners = _owners(session, actor, region)
        if not owners:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        capitals = placing_capitals(session)
    chosen_ids = [capital.id for capital in capitals if capital.id == capital_id]
    return WorkshopForm(region=region, owners=owners, capitals=capitals, fields=first_fields(chosen_ids))


def plan_workshop(database: Database, actor: Actor, slug: str, fields: Mapping[str, str], now: datetime) -> int:
    """Plan a workshop as the form says. Returns its number. A double click plans one.

    Raises InvalidInputError with every error by field, and as `open_workshop_form`.
    """

    def work(session: Session) -> int:
        region = _region(session, actor, slug)
        lock_region(session, region.id)
        owners = _owners(session, actor, region)
        if not owners:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        owner = next((each for each in owners if each.slug == fields.get("owner", "")), None)
        if owner is None:
            raise InvalidInputError({"owner": words.OWNER_MISSING})
        plan = read_plan(fields, placing_capitals(session))
        existing = _same(session, region, owner, plan, now)
        if existing is not None:
            return existing
        new_id = stored.add_workshop(session, region.id, owner.municipality_id, plan, now)
        note(session, actor, WorkshopPlanned(workshop_id=new_id), Place(region.id, owner.municipality_id), now)
        return new_id

    return database.write(work)


def _same(session: Session, region: Region, owner: WorkshopOwner, plan: WorkshopPlan, now: datetime) -> int | None:
    """The same plan to the last dot, made the same day and not begun: only that is a double click. The region may well
    hold two workshops with one name and question, and say only later what they differ in."""
    for other in stored.workshops_in(session, region.id):
        place_and_day = other.municipality_id, day_of(other.created_at)
        if other.state is WorkshopState.PLANNED and place_and_day == (owner.municipality_id, day_of(now)):
            other_plan = plan_of(other, stored.groups_of(session, other.id))
            if other_plan == plan:
                return other.id
    return None


def make_link(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    now: datetime,
    *,
    form: str = "",
    session_secret: str = "",
) -> tuple[OpenWorkshop, str]:
    """Make the link that people join by; an earlier one leads nowhere from now on. It is stored as its hash alone, so
    that it is shown this once. The same form sent twice makes one. Returns the workshop and the token.

    Raises PermissionDeniedError once the workshop is closed, and as `led`.
    """
    token = token_of_form(f"/{slug}/workshop/{number}", form or secrets.token_urlsafe(), session_secret, TOKEN_BYTES)

    def work(session: Session) -> OpenWorkshop:
        stored.lock_workshop(session, number)
        workshop = led(session, actor, slug, number)
        if workshop.workshop.state is WorkshopState.CLOSED:
            raise PermissionDeniedError(words.CLOSED)
        holder = stored.workshop_by_link(session, hash_of(token))
        if holder is None:
            stored.set_link(session, number, hash_of(token))
            stored.raise_versions(session, number)
            note(session, actor, WorkshopLinkMade(workshop_id=number), workshop.place, now)
        return workshop

    return database.write(work), token


def _region(session: Session, actor: Actor, slug: str) -> Region:
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, Right.SEE_SUPPORT, Place(region.id))
    return region


def _owners(session: Session, actor: Actor, region: Region) -> tuple[WorkshopOwner, ...]:
    """As whom the one who asks may hold a workshop."""
    own = (WorkshopOwner(region.name),) if leads(actor, Place(region.id)) else ()
    kommuner = municipalities_of(session, region.id)
    return (
        *own,
        *(
            WorkshopOwner(kommun.name, kommun.slug, kommun.id)
            for kommun in kommuner
            if leads(actor, Place(region.id, kommun.id))
        ),
    )
