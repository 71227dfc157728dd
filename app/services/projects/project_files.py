"""A region's project bank as files: what everybody in the region and its kommuner reads on its pages, and no more."""

from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.reports.kernel.tables import Export
from app.reports.kernel.wording import date
from app.reports.tables.project_tables import IdeaRecord, projects_export
from app.rounds.kernel.days import day_of
from app.services.projects import words
from app.services.projects.calls import open_calls
from app.services.projects.ideas import open_ideas
from app.services.projects.projects import open_projects
from app.services.support.list_files import catalogue_source
from app.storage.engine.database import Database
from app.support.projects.funding_call import CallState


def export_projects(database: Database, actor: Actor, slug: str, now: datetime) -> Export:
    """Without drafts, points of a round that is open, and how many have a gap. Raises as `open_ideas`."""
    ideas, calls = open_ideas(database, actor, slug, now), open_calls(database, actor, slug, now)
    region, today = ideas.region, day_of(now)
    source = catalogue_source(ideas.catalogue, words.FILE_TITLE, today.year, today)
    return projects_export(
        [
            IdeaRecord(
                idea=view.stored,
                caught_on=day_of(view.stored.created_at),
                decision=None if view.decision is None else view.decision.decision,
            )
            for view in ideas.views
        ],
        open_projects(database, actor, slug).projects,
        [call for call in calls.calls if call.stored_state is not CallState.DRAFT],
        {capital.id: capital.name for capital in ideas.catalogue.every_capital},
        source,
        [(words.FILE_REGION, region.name), (words.FILE_MADE, date(today)), words.FILE_CAUTION],
    )
