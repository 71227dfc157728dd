"""The product's wording of mails about exchange between kommuner, which people may turn off."""

from app.accounts.mail.mail_form import MailForm, MailKind, mail_form

_QUESTION = "region kommun nätverk fråga länk kontakt mejlval"
_NEEDED = "länk mejlval"

EXCHANGE_FORMS: tuple[MailForm, ...] = (
    mail_form(
        MailKind.QUESTION_ASKED,
        "En kommun frågar ett nätverk, till dem som har en plats i det",
        _QUESTION,
        "fråga kontakt länk mejlval",
        "{kommun} frågar: {nätverk}",
        """
Hej!

{kommun} frågar er i nätverket {nätverk}:

{fråga}

Svara på det här mejlet. Svaret går till {kontakt}.

Om en vecka skriver {kommun} vad ni svarade på tre rader, så att alla har nytta av det. Då står det här:

{länk}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.QUESTION_AGAIN,
        "Regionen frågar ett nätverk en gång till, när ingen har svarat",
        _QUESTION,
        "fråga kontakt länk mejlval",
        "En gång till: {kommun} frågar {nätverk}",
        """
Hej!

Ingen har svarat {kommun}, så {region} frågar er i nätverket {nätverk} en gång till:

{fråga}

Svara på det här mejlet, också om svaret bara är att ni inte vet. Svaret går till {kontakt}.

Frågan står här, och svaret när {kommun} har skrivit det:

{länk}

Frågan kommer inte en tredje gång.

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.ANSWER_DUE,
        "En vecka efter att en fråga gick ut, till den som frågade",
        _QUESTION,
        _NEEDED,
        "Vad fick ni veta? {nätverk}",
        """
Hej!

För en vecka sedan gick din fråga ut till nätverket {nätverk}:

{fråga}

Vad fick ni veta? Skriv det på högst tre rader. Då slipper nästa kommun fråga igen:

{länk}

Fick ni inget svar? Säg det på samma sida.

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.EXCHANGE_NEWS,
        "Nytt från de andra kommunerna, till samordnaren",
        "region kommun nyheter länk mejlval",
        "nyheter länk mejlval",
        "Nytt för {kommun} från de andra kommunerna",
        """
Hej!

Det här är nytt sedan sist, eller dags att se över, i det som {kommun} arbetar med:

{nyheter}

Allt som kommunerna har berättat:

{länk}

Mejlet kommer högst en gång i månaden, och bara när något är nytt.

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.REVIEW_DAYS,
        "Det som regionen ska ta upp igen i månaden, till regionens samordnare",
        "region punkter länk mejlval",
        "punkter länk mejlval",
        "Att ta upp igen den här månaden: {region}",
        """
Hej!

Den här månaden infaller dagar då ni har sagt att ni tar upp något igen:

{punkter}

Det som har fått vänta står på startsidan:

{länk}

Mejlet kommer högst en gång i månaden, och bara när en sådan dag infaller.

Välj vilka mejl du får: {mejlval}
""",
    ),
)
