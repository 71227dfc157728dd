"""Contexts of the pages that anybody may read about the service: personal data and accessibility."""

from dataclasses import dataclass

from app.services.notices import PrivacyNotice
from app.storage.notices import RegionNotice
from app.web.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    frame: Frame
    region: RegionNotice | None
    regions: tuple[RegionNotice, ...]
    operator: str
    signed_in: bool


def privacy_page(frame: Frame, notice: PrivacyNotice) -> PrivacyPage:
    return PrivacyPage(frame, notice.region, notice.regions, notice.operator, frame.visitor is not None)
