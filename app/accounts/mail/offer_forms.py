"""The product's wording of mails about offers of support, which people may turn off."""

from app.accounts.mail.mail_form import MailForm, MailKind, mail_form

_PLACES = "region kommun erbjudande arrangör tillfällen länk kontakt mejlval"
_LEAVING = f"{_PLACES} platser avanmälan"
_NEEDED = "länk mejlval"
_NEEDED_TO_LEAVE = "länk avanmälan mejlval"

OFFER_FORMS: tuple[MailForm, ...] = (
    mail_form(
        MailKind.OFFER_PLACE,
        "Plats på ett erbjudande, till kommunens samordnare",
        _LEAVING,
        _NEEDED_TO_LEAVE,
        "{kommun} är anmäld: {erbjudande}",
        """
Hej!

{kommun} är anmäld till {erbjudande}. {arrangör} ordnar det.

{platser}

{tillfällen}

Här står vad det kräver, vilka andra som kommer och filen till kalendern:

{länk}

Kan ni inte komma? Lämna platserna här, så går de vidare till nästa kommun:

{avanmälan}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.OFFER_RESERVE,
        "Plats på reservlistan till ett erbjudande, till kommunens samordnare",
        _LEAVING,
        _NEEDED_TO_LEAVE,
        "{kommun} står på reservlistan: {erbjudande}",
        """
Hej!

{kommun} har anmält sig till {erbjudande}. Just nu räcker inte platserna till alla.

{platser}

{tillfällen}

Blir en plats ledig får ni den av sig själv, och ett mejl. Här står hur platserna fördelas:

{länk}

Vill ni inte vänta? Lämna listan här:

{avanmälan}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.OFFER_MOVED_UP,
        "Plats från reservlistan, till kommunens samordnare",
        f"{_LEAVING} svarsdag",
        f"{_NEEDED_TO_LEAVE} svarsdag",
        "{kommun} har fått plats: {erbjudande}",
        """
Hej!

{kommun} har fått plats från reservlistan till {erbjudande}.

{platser}

{tillfällen}

Kan ni inte komma? Tacka nej före {svarsdag}, så hinner någon annan. Kommer ni behöver ni inte göra något.

Tacka nej här:

{avanmälan}

Allt om erbjudandet:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.OFFER_CHANGED,
        "Ny tid eller plats för ett erbjudande, till kommunens samordnare",
        _LEAVING,
        _NEEDED_TO_LEAVE,
        "Ny tid eller plats: {erbjudande}",
        """
Hej!

{arrangör} har ändrat när eller var {erbjudande} är. Nu gäller:

{tillfällen}

Hämta filen till kalendern igen, så flyttas det där:

{länk}

Kan ni inte komma längre? Lämna platserna här:

{avanmälan}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.OFFER_CANCELLED,
        "Ett erbjudande är inställt, till kommunens samordnare",
        f"{_PLACES} skäl",
        _NEEDED,
        "Inställt: {erbjudande}",
        """
Hej!

{arrangör} har ställt in {erbjudande}, som {kommun} är anmäld till. Skälet:

{skäl}

Det skulle ha varit:

{tillfällen}

Ni behöver inte avanmäla er. Säg till dem hos er som tänkte komma.

Hämta filen till kalendern igen, så försvinner det där:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
)
