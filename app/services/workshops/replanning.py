"""Changing a workshop: everything of it before it has begun, its title and question while it runs; and removing one.

It begins with its first link, so nobody has joined one that is planned and there are no notes to lose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopChanged, WorkshopRemoved
from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.kernel.audit import note
from app.services.workshops import words
from app.services.workshops.access import OpenWorkshop, led
from app.services.workshops.texts import plan_fields, read_new_texts, read_plan
from app.storage.engine.database import Database
from app.storage.workshops import workshops as stored
from app.support.workshops.workshop import WorkshopPlan, WorkshopState, plan_of, stamp_of


class PlanChangedError(InvalidInputError):
    """Somebody has changed the workshop since the form was loaded, or begun it, and nothing was changed."""


class WorkshopClosedError(PermissionDeniedError):
    """The workshop is closed, so that nothing of it can be changed."""


@dataclass(frozen=True, slots=True)
class WorkshopChange:
    """What the form of a change is filled in with."""

    open_workshop: OpenWorkshop
    plan: WorkshopPlan

    @property
    def stamp(self) -> str:
        """Sent back with the form, so that nobody writes over what others have changed unseen."""
        return stamp_of(self.plan, self.open_workshop.workshop.state)

    @property
    def fields(self) -> dict[str, str]:
        return plan_fields(self.plan)

    @property
    def is_planned(self) -> bool:
        return self.open_workshop.workshop.state is WorkshopState.PLANNED


def open_change(database: Database, actor: Actor, slug: str, number: int) -> WorkshopChange:
    """For those who lead it. Raises WorkshopClosedError once it is closed, and as `led`."""
    with database.read() as session:
        return _change(session, actor, slug, number)


def _change(session: Session, actor: Actor, slug: str, number: int) -> WorkshopChange:
    workshop = led(session, actor, slug, number)
    if workshop.workshop.state is WorkshopState.CLOSED:
        raise WorkshopClosedError(words.CLOSED)
    return WorkshopChange(workshop, plan_of(workshop.workshop, workshop.groups))


def change_workshop(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    entries: Mapping[str, str],
    stamp: str,
    now: datetime,
) -> None:
    """Change it as the form says. What is so already is no change, whatever was loaded: a double click is one.

    Raises InvalidInputError with every error by field, PlanChangedError when somebody has changed or begun it since
    the form with `stamp` was loaded, and as `open_change`.
    """

    def work(session: Session) -> None:
        stored.lock_workshop(session, number)
        change = _change(session, actor, slug, number)
        if change.is_planned:
            plan = read_plan(entries, change.open_workshop.capitals)
        else:
            plan = read_new_texts(entries, change.plan)
        parts = tuple(each.name for each in fields(plan) if getattr(plan, each.name) != getattr(change.plan, each.name))
        if not parts:
            return
        if stamp != change.stamp:
            raise PlanChangedError({"title": words.PLAN_CHANGED})
        if change.is_planned:
            stored.change_plan(session, number, plan, groups_differ="groups" in parts)
        else:
            stored.change_texts(session, number, plan)
            stored.raise_versions(session, number)
        event = WorkshopChanged(workshop_id=number, parts=parts)
        note(session, actor, event, change.open_workshop.place, now)

    database.write(work)


def remove_workshop(database: Database, actor: Actor, slug: str, number: int, now: datetime) -> None:
    """Take a planned workshop away. Raises PermissionDeniedError once it has begun, and as `led`."""

    def work(session: Session) -> None:
        stored.lock_workshop(session, number)
        workshop = led(session, actor, slug, number)
        if workshop.workshop.state is not WorkshopState.PLANNED:
            raise PermissionDeniedError(words.HAS_BEGUN)
        stored.remove_workshop(session, number)
        note(session, actor, WorkshopRemoved(workshop_id=number), workshop.place, now)

    database.write(work)
