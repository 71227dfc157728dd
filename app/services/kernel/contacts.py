"""Whom people are told to turn to."""

from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment
from app.services.kernel import words
from app.storage.tables import RegionRow


def region_contact(session: Session, assessment: Assessment) -> tuple[str, str]:
    """Whom to ask, in words, and the address for replies; empty when the region has told none."""
    region = session.get(RegionRow, assessment.round.region_id)
    if region is None or not region.contact_email:
        return words.ASK_WHO_INVITED, ""
    return ", ".join(filter(None, (region.contact_name, region.contact_email))), region.contact_email


def known_contact(session: Session, assessment: Assessment) -> str:
    """The region's contact in words; empty when it has told none."""
    text, address = region_contact(session, assessment)
    return text if address else ""
