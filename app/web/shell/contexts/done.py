"""What is said at the top of a page after something was done, by the word in its address."""

from datetime import timedelta

from app.reports.kernel.wording import in_words
from app.services.organisations.memberships import MIN_MAIL_INTERVAL

MAIL_MINUTES = in_words(MIN_MAIL_INTERVAL // timedelta(minutes=1))
DONE = {
    "sparat": "Ändringarna är sparade.",
    "tillagda": "Kommunerna finns nu i regionen. Nästa steg är att ge varje kommun en samordnare.",
    "redan": "Kommunerna fanns redan i regionen. Inget är ändrat.",
    "borttagen": "Kommunen är borttagen ur regionen.",
    "roll": "Personen har rollen. Den som är ny får ett mejl om det.",
    "avslutad": "Rollen är avslutad.",
    "lossad": "Kopplingen är lossad. Kontot knyts till den som loggar in nästa gång.",
    "mejl": f"Ett nytt mejl är på väg. Det skickas högst en gång på {MAIL_MINUTES} minuter.",
    "region": "Regionen finns. Den första samordnaren får ett mejl.",
    "lamnat": "Du har lämnat över rollen. Den som tar över får ett mejl.",
    "egen": "Du har avslutat din roll.",
    "prov-borta": "Provomgången är borttagen.",
    "plan-borta": "Planen är borttagen.",
    "aterstalld": "Mejlet har standardtexten igen.",
}


def done(word: str) -> str:
    return DONE.get(word, "")
