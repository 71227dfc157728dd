"""Marking notes of the region's workshop as evidence for its own mirror: what it must have in its own house."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopEvidenceTakenBack
from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError
from app.services.kernel.audit import note as note_event
from app.services.workshops.access import Visitor
from app.services.workshops.landing import end_of, land
from app.storage.engine.database import Database
from app.storage.workshops import landings as stored
from app.storage.workshops import workshops as stored_workshops
from app.support.workshops.landing import LandingKind


def land_as_evidence(database: Database, actor: Actor, slug: str, number: int, note_id: int, now: datetime) -> None:
    """The region's mirror shows it from now on. Twice is once. Raises NotFoundError for a note that cannot be that."""
    land(database, actor, slug, number, note_id, LandingKind.EVIDENCE, now, lambda _session, _end: (None, None))


def take_back_evidence(database: Database, actor: Actor, slug: str, number: int, note_id: int, now: datetime) -> None:
    """The region's mirror shows the note no longer. Twice is once. Raises NotFoundError for a note that is none."""

    def work(session: Session) -> None:
        stored_workshops.lock_workshop(session, number)
        end = end_of(session, Visitor(actor), slug, number)
        if LandingKind.EVIDENCE not in end.kinds_for(end.note(note_id)):
            raise NotFoundError
        if stored.remove_evidence(session, note_id):
            event = WorkshopEvidenceTakenBack(workshop_id=number, note_id=note_id)
            note_event(session, actor, event, end.open_workshop.place, now)

    database.write(work)
