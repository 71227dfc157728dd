"""What is said at the top of a page after something was done, by the word in its address."""

DONE = {
    "sparat": "Ändringarna är sparade.",
    "tillagda": "Kommunerna finns nu i regionen. Nästa steg är att ge varje kommun en samordnare.",
    "redan": "Kommunerna fanns redan i regionen. Inget är ändrat.",
    "borttagen": "Kommunen är borttagen ur regionen.",
    "roll": "Personen har rollen. Den som är ny får ett mejl om det.",
    "avslutad": "Rollen är avslutad.",
    "mejl": "Ett nytt mejl är på väg. Det skickas högst en gång på tio minuter.",
    "region": "Regionen finns. Den första samordnaren får ett mejl.",
    "lamnat": "Du har lämnat över rollen. Den som tar över får ett mejl.",
    "egen": "Du har avslutat din roll.",
    "prov-borta": "Provomgången är borttagen.",
    "plan-borta": "Planen är borttagen.",
    "aterstalld": "Mejlet har standardtexten igen.",
}


def done(word: str) -> str:
    return DONE.get(word, "")
