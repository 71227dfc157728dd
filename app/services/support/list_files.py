"""Files of a region's lists: where what they say comes from."""

from datetime import date

from app.reports.kernel.tables import Source
from app.reports.tables.lists import list_source
from app.services.support.catalogues import RegionCatalogue


def catalogue_source(region_catalogue: RegionCatalogue, title: str, year: int, today: date) -> Source:
    """Of a list that names capitals and forms by the region's catalogue of support."""
    region, catalogue = region_catalogue.region, region_catalogue.catalogue
    return list_source(
        owner=region.name,
        title=title,
        edition=f"{catalogue.id}/{catalogue.year}",
        version=catalogue.content_hash[:16],
        year=year,
        is_example_data=region.is_example,
        day=today,
    )
