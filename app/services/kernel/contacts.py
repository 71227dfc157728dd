"""Whom people are told to turn to."""

from sqlmodel import Session

from app.rounds.kernel.assessment import Assessment
from app.services.kernel import words
from app.storage.tables import PersonRow, RegionRow


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


def person_contact(session: Session, person_id: int) -> tuple[str, str] | None:
    """Name and address in words, and the address for replies; None for somebody without an address."""
    person = session.get(PersonRow, person_id)
    if person is None or not person.email:
        return None
    return ", ".join(filter(None, (person.name, person.email))), person.email
