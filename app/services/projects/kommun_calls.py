"""Calls that close within a month and are for a capital where a kommun is weak, as its own people see on its page."""

from datetime import date

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Municipality
from app.rounds.overview.shared_gaps import reaches
from app.services.projects.calls import calls_closing_soon
from app.services.results.scoring import edition_of, profile_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.support.needs import latest_year_with_result
from app.support.projects.funding_call import StoredCall


def closing_calls(database: Database, actor: Actor, kommun: Municipality, today: date) -> tuple[StoredCall, ...]:
    """Those that close first before the others; none for people outside the kommun."""
    if kommun.is_association or not may(actor, Right.SEE_ASSESSMENT, Place(kommun.region_id, kommun.id)):
        return ()
    with database.read() as session:
        return calls_closing_soon(session, kommun.region_id, _weak_capitals(session, kommun), today)


def _weak_capitals(session: Session, kommun: Municipality) -> tuple[str, ...]:
    """Those below the level that others build on (method 7), in the kommun's latest year with a result."""
    key = latest_year_with_result(session, kommun.id)
    assessment = None if key is None else find_assessment(session, key)
    if assessment is None:
        return ()
    results = {kommun.id: profile_of(session, assessment).capitals}
    return tuple(reach.capital_id for reach in reaches(edition_of(session, assessment), results) if reach.below)
