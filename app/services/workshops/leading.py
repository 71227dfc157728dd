"""Leading a workshop: stepping its groups between phases both ways, and closing it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopClosed, WorkshopStepped
from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError
from app.services.kernel.audit import note
from app.services.workshops.access import OpenWorkshop, Visitor, led, opened, require_running
from app.storage.engine.database import Database
from app.storage.workshops import notes as stored_notes
from app.storage.workshops import workshops as stored
from app.support.workshops.workshop import GroupPhase, StoredGroup, WorkshopNote, WorkshopState


@dataclass(frozen=True, slots=True)
class WorkshopOverview:
    """A workshop as a whole: how many have joined each group, and what is on its board."""

    open_workshop: OpenWorkshop
    joined: dict[int, int]
    notes: tuple[WorkshopNote, ...]
    dots: dict[int, int]
    """Group -> dots on its board now."""

    def notes_of(self, group: StoredGroup) -> tuple[WorkshopNote, ...]:
        return tuple(each for each in self.notes if each.group_id == group.id)


def open_overview(database: Database, visitor: Visitor, slug: str, number: int) -> WorkshopOverview:
    """For everybody who may open the workshop. Raises as `opened`."""
    with database.read() as session:
        workshop = opened(session, visitor, slug, number)
        return WorkshopOverview(
            open_workshop=workshop,
            joined=stored.participants_by_group(session, number),
            notes=stored_notes.notes_of(session, [group.id for group in workshop.groups]),
            dots=stored_notes.dots_in(session, number),
        )


def step(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    phase: int,
    now: datetime,
    *,
    groups: Collection[int] = (),
    origin: int = 0,
) -> None:
    """Take groups (by number; every one when none is named) to a phase. The same phase again is no change, and when all
    go forward, a group that has gone before the others stays where it is. `origin` is the phase that the leader stepped
    from (0 for any): where the groups are in another by now, as on a page that is behind, nothing changes.

    Raises NotFoundError for a phase or group that there is not, PermissionDeniedError when the workshop is not under
    way, and as `led`.
    """
    if phase not in set(GroupPhase):
        raise NotFoundError

    def work(session: Session) -> None:
        workshop = led(session, actor, slug, number)
        require_running(workshop.workshop)
        numbers = sorted(groups) or [group.number for group in workshop.groups]
        chosen_groups = [stored.lock_group(session, workshop.group(each).id) for each in numbers]
        if origin and _is_behind(chosen_groups, origin, phase):
            return
        is_forward = not groups and phase > min(group.phase for group in chosen_groups)
        changes = [group for group in chosen_groups if (group.phase < phase if is_forward else group.phase != phase)]
        for group in changes:
            stored.set_phase(session, group, GroupPhase(phase))
        if changes:
            event = WorkshopStepped(workshop_id=number, groups=tuple(group.number for group in changes), phase=phase)
            note(session, actor, event, workshop.place, now)

    database.write(work)


def _is_behind(groups: Collection[StoredGroup], origin: int, phase: int) -> bool:
    """Forward goes whoever is last; back go all of them together."""
    phases = {group.phase for group in groups}
    return min(phases) != origin or (phase < origin and max(phases) != origin)


def close_workshop(database: Database, actor: Actor, slug: str, number: int, now: datetime) -> None:
    """Lock the workshop: dots are counted, the link leads nowhere, and who wrote what is erased. Twice is once.

    Raises PermissionDeniedError before it has begun, and as `led`.
    """

    def work(session: Session) -> None:
        stored.lock_workshop(session, number)
        workshop = led(session, actor, slug, number)
        if workshop.workshop.state is WorkshopState.CLOSED:
            return
        require_running(workshop.workshop)
        for group in workshop.groups:
            stored.lock_group(session, group.id)
        participants = sum(stored.participants_by_group(session, number).values())
        stored.close(session, number, now)
        note(session, actor, WorkshopClosed(workshop_id=number, participants=participants), workshop.place, now)

    database.write(work)
