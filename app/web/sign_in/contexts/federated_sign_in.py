"""Context of the page that tells why signing in through one's own organisation did not work, and what to do."""

from dataclasses import dataclass

from app.federation.errors import Cause, FederationError
from app.federation.providers import Provider
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class Failure:
    """What is told of a cause; `{name}` is the organisation."""

    status: int
    title: str
    message: str
    again: bool = True
    """Whether trying once more may help."""


FAILURES = {
    Cause.DENIED: Failure(
        403,
        "Du är inte inloggad",
        "Du avbröt inloggningen hos {name}, eller så släppte {name} inte in dig. Försök igen. "
        "Blir det likadant, fråga er it-support.",
    ),
    Cause.NOT_EXPECTED: Failure(
        410,
        "Inloggningen har gått ut",
        "Den tog för lång tid, var redan använd eller började i en annan webbläsare. Börja om här.",
    ),
    Cause.UNREACHABLE: Failure(
        503,
        "Inloggningen hos {name} svarar inte",
        "Vi når inte {name} just nu. Felet ligger inte hos dig och är loggat. Försök igen om en stund.",
    ),
    Cause.NOT_TRUSTED: Failure(
        502,
        "Svaret från {name} gick inte att lita på",
        "Därför har vi inte loggat in dig. Felet är loggat. Försök igen. Blir det likadant, be er it-support kontakta "
        "den som driver Omställningskollen.",
    ),
    Cause.ADDRESS: Failure(
        403,
        "Din e-postadress kunde inte bekräftas",
        "{name} skickade ingen bekräftad e-postadress som hör till organisationen. "
        "Be er it-support rätta adressen i ditt konto.",
    ),
    Cause.OTHER_SUBJECT: Failure(
        403,
        "Adressen hör till en annan inloggning",
        "Kontot med din e-postadress är knutet till någon annan hos {name}, eller till en tidigare inloggning. Så blir "
        "det när en adress har fått en ny innehavare, eller när organisationen har bytt inloggning. Be kommunens "
        "samordnare, eller den som driver Omställningskollen, att lossa kopplingen.",
        again=False,
    ),
    Cause.NO_ACCOUNT: Failure(
        403,
        "Du har ingen roll här än",
        "{name} har bekräftat vem du är, men din adress har ingen roll i Omställningskollen. Be din samordnare "
        "eller regionens samordnare om en.",
        again=False,
    ),
}


@dataclass(frozen=True, slots=True)
class FailedPage:
    """`contact` is whom to ask, where one is known; `by_mail` whether signing in by mail may be offered instead."""

    frame: Frame
    message: str
    contact: str
    again_url: str
    by_mail: bool


def failure_of(provider: Provider, error: FederationError) -> tuple[int, str, str]:
    """Status, title and message."""
    failure = FAILURES[error.cause]
    return failure.status, failure.title.format(name=provider.name), failure.message.format(name=provider.name)


def failed_page(frame: Frame, provider: Provider, error: FederationError, message: str) -> FailedPage:
    again = f"/logga-in/organisation/{provider.id}" if FAILURES[error.cause].again else ""
    by_mail = not provider.only_way and error.cause is not Cause.OTHER_SUBJECT
    return FailedPage(frame=frame, message=message, contact=error.contact, again_url=again, by_mail=by_mail)
