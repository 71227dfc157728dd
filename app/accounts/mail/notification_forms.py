"""The product's wording of notifications: mails about what has happened in an assessment, which people may turn off."""

from app.accounts.mail.mail_form import ROUND_PLACES, MailForm, MailKind, mail_form

_BY_SOMEBODY = f"{ROUND_PLACES} vem mejlval"
_NEEDED = "länk mejlval"
"""A region's own wording, too, leads to the task and to where the mail is turned off."""

NOTIFICATION_FORMS: tuple[MailForm, ...] = (
    mail_form(
        MailKind.HANDED_IN,
        "Resultatet är inlämnat, till godkännaren",
        _BY_SOMEBODY,
        _NEEDED,
        "Att fastställa: {formulär} {år} för {kommun}",
        """
Hej!

{vem} har lämnat in resultatet för {kommun} i {formulär} {år}. Du är godkännare.

Läs det. Fastställ det sedan, eller skicka tillbaka det med vad som behöver ändras:

{länk}

Logga in med den här e-postadressen. Något lösenord behövs inte.

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.SENT_BACK,
        "Resultatet är tillbakaskickat, till samordnaren",
        f"{_BY_SOMEBODY} skäl",
        _NEEDED,
        "Skickat tillbaka: {formulär} {år} för {kommun}",
        """
Hej!

{vem} har skickat tillbaka resultatet för {kommun} i {formulär} {år}. Det här behöver ändras:

{skäl}

Ändra, och lämna in igen här:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.APPROVED,
        "Resultatet är fastställt, till samordnaren",
        _BY_SOMEBODY,
        _NEEDED,
        "Fastställt: {formulär} {år} för {kommun}",
        """
Hej!

{vem} har fastställt resultatet för {kommun} i {formulär} {år}. Det är nu låst.

Rapporten är klar att läsa och visa för andra:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.WEEK_LEFT,
        "En vecka kvar, till samordnaren",
        f"{ROUND_PLACES} mejlval",
        _NEEDED,
        "Snart sista dag: {formulär} {år} för {kommun}",
        """
Hej!

Sista dag att svara är {sista_dag}. {kommun} är inte klar med {formulär} {år}.

Se vad som är kvar, och påminn dem som inte har svarat:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.ALL_ANSWERED,
        "Alla har svarat, till samordnaren",
        f"{ROUND_PLACES} mejlval",
        _NEEDED,
        "Alla har svarat: {formulär} {år} för {kommun}",
        """
Hej!

Alla som ni har bjudit in att svara för {kommun} har lämnat in. Vill ni fråga fler gör ni det först.

Sedan avslutar ni svarstiden, så visas resultatet:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.ROUND_CLOSED,
        "Omgången är stängd, till samordnaren",
        f"{ROUND_PLACES} mejlval",
        _NEEDED,
        "{formulär} {år} är stängd för svar",
        """
Hej!

{region} har stängt {formulär} {år}. Nu kan ingen svara längre.

Här står hur långt {kommun} har kommit och vad som är nästa steg:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.ACTION_DUE,
        "Åtgärder som snart ska vara klara, till samordnaren",
        f"{ROUND_PLACES} åtgärder mejlval",
        _NEEDED,
        "Snart klara? Åtgärder i planen för {kommun}",
        """
Hej!

Enligt planen för {kommun} ska det här snart vara klart:

{åtgärder}

Hör hur det går med dem som ansvarar. Skriv in läget här:

{länk}

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
    mail_form(
        MailKind.ACTION_LATE,
        "Åtgärder vars dag har passerat, till samordnaren",
        f"{ROUND_PLACES} åtgärder mejlval",
        _NEEDED,
        "Dagen har passerat: åtgärder i planen för {kommun}",
        """
Hej!

Enligt planen för {kommun} skulle det här ha varit klart:

{åtgärder}

Är det gjort? Skriv in det. Annars väljer ni en ny dag, eller stryker åtgärden:

{länk}

Det här är den enda påminnelsen om den dagen.

Frågor? {kontakt}

Välj vilka mejl du får: {mejlval}
""",
    ),
)
