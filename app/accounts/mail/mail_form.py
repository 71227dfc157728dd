"""What a kind of mail is: its name, the places that its wording may have, and those that it must have."""

from dataclasses import dataclass
from enum import StrEnum


class MailKind(StrEnum):
    """What a mail is for. The values stand in the database and in addresses."""

    SIGN_IN = "inloggning"
    WELCOME = "valkommen"
    ROLE_FROM_ABOVE = "roll-utifran"
    ROUND_OPENED = "omgang-oppnad"
    ROUND_REMINDER = "paminnelse-kommun"
    INVITATION = "inbjudan"
    REMINDER = "paminnelse"
    OWN_LINK = "egen-lank"
    HANDED_IN = "resultat-inlamnat"
    SENT_BACK = "resultat-tillbakaskickat"
    APPROVED = "resultat-faststallt"
    ALL_ANSWERED = "alla-har-svarat"
    ROUND_CLOSED = "omgang-stangd"
    WEEK_LEFT = "en-vecka-kvar"
    ACTION_DUE = "atgard-snart"
    ACTION_LATE = "atgard-sen"
    SECOND_FACTOR = "inloggning-andrad"
    LOG_SEAL = "loggens-kontrollsumma"
    OFFER_PLACE = "erbjudande-plats"
    OFFER_RESERVE = "erbjudande-reserv"
    OFFER_MOVED_UP = "erbjudande-uppflyttad"
    OFFER_CHANGED = "erbjudande-andrat"
    OFFER_CANCELLED = "erbjudande-installt"
    QUESTION_ASKED = "fraga-till-natverk"
    QUESTION_AGAIN = "fraga-en-gang-till"
    ANSWER_DUE = "fraga-utan-svar"
    EXCHANGE_NEWS = "nytt-fran-andra"
    REVIEW_DAYS = "att-ta-upp-igen"


@dataclass(frozen=True, slots=True)
class MailForm:
    """A kind of mail: what it is called, which places it may have, which it must, and the product's wording."""

    kind: MailKind
    name: str
    places: frozenset[str]
    needed: frozenset[str]
    subject: str
    body: str
    editable: bool = True


def mail_form(
    kind: MailKind, name: str, places: str, required_places: str, subject: str, body: str, *, editable: bool = True
) -> MailForm:
    """Places are named with spaces between them."""
    text = body.strip("\n") + "\n"
    return MailForm(
        kind=kind,
        name=name,
        places=frozenset(places.split()),
        needed=frozenset(required_places.split()),
        subject=subject,
        body=text,
        editable=editable,
    )


ROUND_PLACES = "region kommun huvudmän saken organisationen formulär år sista_dag länk kontakt"
"""What every mail about an assessment can name."""
