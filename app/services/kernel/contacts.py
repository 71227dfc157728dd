"""Whom people are told to turn to."""

from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment
from app.storage.tables import RegionRow


def region_contact(session: Session, assessment: Assessment) -> tuple[str, str]:
    """Whom to ask, in words, and the address for replies; empty when the region has told none."""
    region = session.get(RegionRow, assessment.round.region_id)
    if region is None or not region.contact_email:
        return "Fråga den i kommunen som bjöd in dig.", ""
    return ", ".join(filter(None, (region.contact_name, region.contact_email))), region.contact_email


def known_contact(session: Session, assessment: Assessment) -> str:
    """The region's contact in words; empty when it has told none."""
    words, address = region_contact(session, assessment)
    return words if address else ""
