"""The mails the service sends: their kinds and the product's wording.

A wording holds places such as `{kommun}` that are filled in for each mail. Nothing else in braces is allowed.
"""

import re
from collections.abc import Mapping

from app.accounts.mail.exchange_forms import EXCHANGE_FORMS
from app.accounts.mail.mail_form import ROUND_PLACES, MailForm, MailKind, mail_form
from app.accounts.mail.notification_forms import NOTIFICATION_FORMS
from app.accounts.mail.offer_forms import OFFER_FORMS

__all__ = ["FORMS", "LAST_DAY", "PASSED", "PASSED_SENTENCE", "PLACE", "MailForm", "MailKind", "fill", "fill_body"]
PLACE = re.compile(r"\{([^{}\n]*)\}")

FORMS: dict[MailKind, MailForm] = {
    form.kind: form
    for form in (
        mail_form(
            MailKind.SIGN_IN,
            "Inloggning",
            "länk kod minuter",
            "länk kod",
            "Logga in i Omställningskollen",
            """
Hej!

Öppna länken i samma webbläsare som du bad om den i:

{länk}

Läser du mejlet på en annan enhet? Skriv då koden {kod} på sidan där du bad om den.

Länken och koden gäller i {minuter} minuter och en gång. Har du inte bett om att logga in behöver du inte göra något.
""",
            editable=False,
        ),
        mail_form(
            MailKind.WELCOME,
            "Ny roll",
            "roll plats länk kontakt",
            "länk",
            "Du är {roll} i Omställningskollen",
            """
Hej!

Du har fått rollen {roll} för {plats} i Omställningskollen. Där skattar kommuner sin omställningsförmåga.

Logga in med den här e-postadressen. Något lösenord behövs inte:

{länk}

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.ROLE_FROM_ABOVE,
            "Någon utifrån har gett en roll, till samordnaren",
            "givare adress roll plats länk kontakt",
            "adress roll länk",
            "Ny person med en roll i {plats}",
            """
Hej!

{givare} har gett {adress} rollen {roll} för {plats} i Omställningskollen. Med rollen ser man resultatet där.

Stämmer det behöver du inte göra något. Annars kan du avsluta rollen här:

{länk}

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.ROUND_OPENED,
            "Omgången är öppen, till samordnaren",
            ROUND_PLACES,
            "länk",
            "{formulär} {år}: {kommun} kan börja",
            """
Hej!

{region} har öppnat {formulär} {år}. Du är samordnare för {kommun}.

Välj hur ni vill svara: flera personer i olika roller, eller du ensam för hela {organisationen}. Börja här:

{länk}

Sista dag att svara är {sista_dag}.

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.ROUND_REMINDER,
            "Påminnelse till samordnaren",
            ROUND_PLACES + " läge",
            "länk",
            "Påminnelse: {formulär} {år} för {kommun}",
            """
Hej!

{kommun} är inte klar med {formulär} {år}. Läget nu: {läge}.

{länk}

Sista dag att svara är {sista_dag}.

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.INVITATION,
            "Inbjudan till svarande",
            ROUND_PLACES + " rollgrupp minuter",
            "länk",
            "Svara för {kommun}: {formulär} {år}",
            """
Hej!

{saken}

Vi vill ha med din bild, för i din roll ser du sådant som andra inte ser. Du svarar som {rollgrupp}.

{formulär} {år} är en självskattning där flera i {organisationen} svarar var för sig.
Bakom den står {huvudmän}.

Det tar ungefär {minuter} minuter. Sista dag att svara är {sista_dag}.

Här är din personliga länk. Skicka den inte vidare:

{länk}

Du kan göra uppehåll och fortsätta senare, även på en annan enhet.

Efteråt går ni igenom den samlade bilden på ett möte. Där enas ni om en nivå per fråga, och sedan om vad ni ska göra.

Ditt svar visas inte för andra i verktyget. Svaren kan vara allmän handling.

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.REMINDER,
            "Påminnelse till svarande",
            ROUND_PLACES + " rollgrupp minuter",
            "länk",
            "Påminnelse: svara för {kommun}",
            """
Hej!

Du är inbjuden att svara på {formulär} {år} för {kommun} och är inte klar än. Det du redan sparat finns kvar.

{länk}

Sista dag att svara är {sista_dag}.

Frågor? {kontakt}
""",
        ),
        mail_form(
            MailKind.OWN_LINK,
            "Egen länk till den som svarar genom en öppen länk",
            ROUND_PLACES,
            "länk",
            "Din länk till {formulär} {år}",
            """
Hej!

Här är din personliga länk till svaren för {kommun}. Med den kan du fortsätta på vilken enhet som helst:

{länk}

Sista dag att svara är {sista_dag}.
""",
        ),
        mail_form(
            MailKind.SECOND_FACTOR,
            "Ändrad inloggning, till kontots ägare",
            "händelse tidpunkt länk",
            "händelse tidpunkt",
            "Inloggningen till ditt konto i Omställningskollen",
            """
Hej!

{händelse}

Det hände {tidpunkt}. Var det du behöver du inte göra något.

Var det inte du? Då kan någon ha kommit in på ditt konto. Hör genast av dig till den som driver Omställningskollen.

Dina passnycklar:

{länk}
""",
            editable=False,
        ),
        mail_form(
            MailKind.LOG_SEAL,
            "Händelseloggens kontrollsumma, till den som driver tjänsten",
            "dag nummer kontrollsumma länk",
            "nummer kontrollsumma",
            "Händelseloggens kontrollsumma {dag}",
            """
Hej!

Spara mejlet. Med det går det att visa att händelseloggen inte har kapats eller skrivits om.

Sista rad: {nummer}
Kontrollsumma: {kontrollsumma}

Loggen: {länk}

Så kontrolleras loggen mot den:

omstallningskollen log verify --expect {kontrollsumma}

Mejlet kommer en gång om dagen. Uteblir det, ta reda på varför.
""",
            editable=False,
        ),
        *NOTIFICATION_FORMS,
        *OFFER_FORMS,
        *EXCHANGE_FORMS,
    )
}


LAST_DAY = "sista_dag"
PASSED = "så snart som möjligt"
"""What stands instead of a last day that has passed, where its sentence has to stay."""
PASSED_SENTENCE = "Sista dagen har passerat, men det går att svara tills svarstiden avslutas. Gör det gärna snart."
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def fill_body(body: str, values: Mapping[str, str]) -> str:
    """As `fill`. Where the last day has passed, the sentence that names it says so instead: no mail asks for anything
    by a day that is gone. A sentence with something more in it, such as the link, stays.
    """
    if values.get(LAST_DAY) == PASSED:
        body = _SENTENCE.sub(lambda match: _after_last_day(match[0]), body)
    return fill(body, values)


def _after_last_day(sentence: str) -> str:
    if PLACE.findall(sentence) != [LAST_DAY]:
        return sentence
    space = sentence[: len(sentence) - len(sentence.lstrip())]
    return space + PASSED_SENTENCE


def fill(wording: str, values: Mapping[str, str]) -> str:
    """The wording with its places filled in. A value is text, never filled in itself. Raises KeyError for a lack."""
    return PLACE.sub(lambda match: values[match[1]], wording)
