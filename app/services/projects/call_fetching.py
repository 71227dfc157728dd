"""Filling the editor's box: calls that a source tells of become drafts of a region, each once. Nothing is published."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.project_events import CallsFetched
from app.errors import NotFoundError
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.organisations.organisations import find_region, lock_region
from app.storage.projects.calls import add_call, source_ids_of
from app.support.projects.funding_call import CallSource, CallState
from app.support.projects.source_call import SourceCall

MAX_DRAFTS = 100
"""So many new drafts from one answer at the most: an editor reads them all."""


def draft_calls(database: Database, slug: str, source: CallSource, calls: Iterable[SourceCall], now: datetime) -> int:
    """Make drafts of the source's calls that the region has not had before. Returns how many.

    For the command line, which has no actor. Raises NotFoundError for a region that there is not.
    """

    def work(session: Session) -> int:
        region = find_region(session, slug)
        if region is None:
            raise NotFoundError
        lock_region(session, region.id)
        known_ids = source_ids_of(session, region.id, source)
        additions = {each.source_id: each.call for each in calls if each.source_id not in known_ids}
        for source_id, call in list(additions.items())[:MAX_DRAFTS]:
            add_call(session, region.id, call, CallState.DRAFT, now, source=source, source_id=source_id)
        count = min(len(additions), MAX_DRAFTS)
        if count:
            note(session, None, CallsFetched(source=source, calls=count), region.place, now)
        return count

    return database.write(work)
