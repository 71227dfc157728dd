"""What anybody may read of the installation and its regions: who is responsible for personal data, and how to ask."""

from dataclasses import dataclass

from app.errors import NotFound
from app.storage import notices as stored
from app.storage.database import Database
from app.storage.notices import RegionNotice


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """`region` is the one whose notice was asked for, if any. `operator` runs the installation; empty if not told."""

    region: RegionNotice | None
    regions: tuple[RegionNotice, ...]
    operator: str


def privacy_notice(database: Database, slug: str | None = None) -> PrivacyNotice:
    """The notice of the region with this slug, or the general one. Raises NotFound when there is no such region."""
    with database.read() as session:
        region = None if slug is None else stored.find_region_notice(session, slug)
        if slug is not None and region is None:
            raise NotFound
        return PrivacyNotice(region, stored.region_notices(session), stored.operator_name(session))
