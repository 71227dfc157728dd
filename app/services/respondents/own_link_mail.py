"""Mailing people who came by an open link their own one, so that they find it again. Nobody else learns the address."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.mail.mail_kinds import MailKind
from app.errors import InvalidInputError, NotFoundError
from app.services.kernel.contacts import region_contact
from app.services.kernel.rate_limits import Limit, Try, count
from app.services.mail.assessment_places import round_places
from app.services.mail.mail_queue import queue_mail
from app.services.respondents import words
from app.services.respondents.personal_links import address_of, follow
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import About
from app.storage.questionnaires.editions import questionnaire_of

EACH = Limit("own link by mail", 5, timedelta(hours=24), words.OWN_LINK_SENT_OFTEN)
"""For each respondent: the mail goes to whatever address is given."""
FROM_ONE_NETWORK = Limit("own links by mail", 200, timedelta(hours=24), words.OWN_LINKS_FROM_NETWORK)


def send_own_link(database: Database, token: str, address: str, client: str, now: datetime, *, public_url: str) -> None:
    """`client` is the network that asks. Raises NotFoundError for a link that leads nowhere, InvalidInputError,
    RateLimitedError.
    """
    place = follow(database, token)
    if place.open_link_id is None:
        raise NotFoundError
    to = read_pasted_address(address)
    if isinstance(to, AddressProblem):
        raise InvalidInputError({"adress": f"{to.message} {to.remedy}"})
    count(database, [Try(EACH, str(place.respondent_id)), Try(FROM_ONE_NETWORK, client)], now)

    def work(session: Session) -> None:
        assessment = place.assessment
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        contact, reply_to = region_contact(session, assessment)
        values = round_places(assessment, questionnaire, address_of(token, public_url), contact, now)
        queue_mail(
            session,
            MailKind.OWN_LINK,
            to,
            values,
            # In no mail log of kommun or region, which are not to see whose address it is. Erased with the person.
            About(place.person_id, wording_region_id=assessment.round.region_id),
            now,
            public_url=public_url,
            reply_to=reply_to,
        )

    database.write(work)
