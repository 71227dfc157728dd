"""What the kommuner of a region need, as files for the region: the same needs and counts as on its page."""

from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.reports.kernel.tables import Export
from app.reports.kernel.wording import date
from app.reports.tables.need_tables import NeedRecord, needs_export
from app.rounds.kernel.days import day_of
from app.services.support import words
from app.services.support.list_files import catalogue_source
from app.services.support.pooled_needs import KommunNeed
from app.services.support.region_needs import RegionNeeds, open_region_needs
from app.storage.engine.database import Database
from app.support.pooling.demand import demands


def export_needs(database: Database, actor: Actor, slug: str, now: datetime) -> Export:
    """For the region's own people. Raises as `open_region_needs`."""
    needs = open_region_needs(database, actor, slug, today=day_of(now))
    catalogue = needs.catalogue
    source = catalogue_source(catalogue, catalogue.catalogue.title, catalogue.catalogue.year, day_of(now))
    return needs_export(
        [_record(each, needs) for each in needs.pool.needs],
        demands(needs.pool.pooled, needs.supply),
        {capital.id: capital.name for capital in needs.catalogue.every_capital},
        source,
        [
            (words.FILE_REGION, source.owner),
            (words.FILE_CATALOGUE, f"{source.title} ({source.questionnaire})"),
            (words.FILE_MADE, date(source.made)),
            words.FILE_CAUTION,
        ],
    )


def _record(kommun_need: KommunNeed, needs: RegionNeeds) -> NeedRecord:
    assessment, need = kommun_need.assessment, kommun_need.need
    item = needs.catalogue.catalogue.by_id.get(need.need.item_id)
    return NeedRecord(
        code=assessment.code,
        kommun=assessment.municipality,
        year=assessment.round.year,
        need=need.need,
        item="" if item is None else item.title,
        noted_on=day_of(need.created_at),
        urgency_year=need.urgency_year,
    )
