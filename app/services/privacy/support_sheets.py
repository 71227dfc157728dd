"""The sheets of what a kommun asks for and takes part in: its needs of a year, and its sign-ups to offers."""

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.privacy.disclosure import DisclosureSheet
from app.rounds.kernel.assessment import Assessment
from app.services.privacy import words
from app.services.privacy.disclosure_sheets import Show, moment, sheet_of
from app.storage.support.adaptations import adaptations_of
from app.storage.support.catalogues import latest_catalogue
from app.storage.support.needs import needs_of
from app.storage.support.offers import offers_in
from app.support.adaptations.adaptation import adapted
from app.support.catalogue.names import TARGET_GROUPS
from app.support.needs.names import years_of
from app.support.offers.offer import OfferState


def needs(session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show) -> DisclosureSheet:
    """What the kommun asks for, also what has ended."""
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    stored_needs = needs_of(session, assessment.id)
    titles = _item_titles(session, assessment) if stored_needs else {}
    rows = tuple(
        (
            show(words.NEED, need.capital_id, need.text),
            names.get(need.capital_id, need.capital_id),
            titles.get(need.item_id, need.item_id),
            ", ".join(TARGET_GROUPS[group].lower() for group in need.target_groups),
            years_of(need.urgency, stored_need.urgency_year),
            words.TOGETHERNESS[need.together],
            words.AUDIENCES[need.audience],
            words.NEED_STATES[stored_need.state],
            show(words.NEED_REASON, need.capital_id, stored_need.reason),
            moment(stored_need.created_at),
        )
        for stored_need in stored_needs
        for need in (stored_need.need,)
    )
    return sheet_of("behov", words.NEEDS, rows)


def sign_ups(session: Session, assessment: Assessment, show: Show) -> DisclosureSheet:
    """What the kommun has signed up to, also what it has left. They belong to no year, so each year has them all."""
    pairs = [
        (offer, sign_up)
        for offer in offers_in(session, assessment.round.region_id)
        if (sign_up := offer.sign_up_of(assessment.municipality_id)) is not None
    ]
    rows = tuple(
        (
            offer.offer.title,
            offer.provider.name,
            ", ".join(moment(each.occasion.starts_at) for each in offer.occasions),
            moment(sign_up.signed_at),
            str(sign_up.sign_up.people),
            str(sign_up.granted),
            ", ".join(TARGET_GROUPS[role].lower() for role in sign_up.sign_up.roles),
            words.MANDATES[sign_up.sign_up.mandate],
            show(words.SIGN_UP_NOTE, offer.offer.title, sign_up.sign_up.note),
            words.OFFER_CANCELLED
            if offer.stored_state is OfferState.CANCELLED and sign_up.is_active
            else words.SIGN_UP_STATES[sign_up.state],
        )
        for offer, sign_up in pairs
    )
    return sheet_of("anmalningar", words.SIGN_UPS, rows)


def _item_titles(session: Session, assessment: Assessment) -> dict[str, str]:
    """As the kommun sees them; a need whose item is gone keeps its id."""
    catalogue = latest_catalogue(session)
    if catalogue is None:
        return {}
    return {
        item.id: item.title for item in adapted(catalogue, adaptations_of(session, assessment.round.region_id)).items
    }
