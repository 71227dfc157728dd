"""Words of signing in and of one's own account."""

from app.messages import Message, MessageTemplate

MANY_ATTEMPTS_FROM_NETWORK = Message(
    "many-sign-ins-from-network", "Det har varit många försök att logga in från samma nätverk."
)
MANY_MAILS_TO_ADDRESS = Message(
    "many-sign-in-mails-to-address", "Det har varit många försök att logga in med den adressen."
)
MANY_MAILS_FROM_NETWORK = Message(
    "many-sign-in-mails-from-network", "Det har kommit många försök att logga in från samma nätverk."
)
MANY_CODES_FROM_NETWORK = Message(
    "many-sign-in-codes-from-network", "Det har kommit många inloggningskoder från samma nätverk."
)
CAME_BY_PERSONAL_LINK = Message(
    "came-by-personal-link", "Du har kommit hit med en personlig länk. Logga in för att ändra ditt namn."
)
BINDING_IS_FOR_OTHERS = Message(
    "binding-is-for-others",
    "Personen har roller som du inte ger. Den som driver Omställningskollen kan lossa kopplingen.",
)
NAME_UNUSABLE = MessageTemplate("own-name-unusable", "Skriv ditt namn, med högst {limit} tecken.")
MANY_PASSKEY_TRIES = Message("many-passkey-tries", "Det har varit många försök med passnyckel.")
MANY_RECOVERY_CODES = Message("many-recovery-codes", "Det har varit många försök med reservkod.")
PASSKEY_NAME_UNUSABLE = MessageTemplate(
    "passkey-name-unusable", "Skriv ett namn som du känner igen passnyckeln på, med högst {limit} tecken."
)
PASSKEY_NOT_ADDED = Message(
    "passkey-not-added", "Passnyckeln lades inte till. Försök igen, eller använd en annan enhet."
)
PASSKEY_IS_TAKEN = Message("passkey-is-taken", "Passnyckeln finns redan på ett konto. Välj en annan.")
TOO_MANY_PASSKEYS = MessageTemplate("too-many-passkeys", "Du kan ha högst {limit} passnycklar. Ta bort en först.")
PASSKEY_NOT_ACCEPTED = Message(
    "passkey-not-accepted", "Passnyckeln godtogs inte. Försök igen, eller använd en reservkod."
)
RECOVERY_CODE_WRONG = Message(
    "recovery-code-wrong", "Reservkoden stämmer inte, eller har redan använts. Skriv en annan av dina koder."
)
NO_PASSKEY_YET = Message("no-passkey-yet", "Reservkoder får du när du har en passnyckel.")
RECOVERY_CODES_ARE_NEW = Message(
    "recovery-codes-are-new",
    "Du har fått nya reservkoder sedan du öppnade sidan, och det är de som gäller. De visas inte igen. "
    "Såg du dem aldrig, så skapa nya längre ner.",
)
PASSKEYS_ARE_OFF = Message("passkeys-are-off", "Passnycklar är avstängda här.")
PRODUCT_NAME = Message("product-name", "Omställningskollen")
"""What the service is called where a device lists the passkeys that it has."""
PASSKEY_WAS_ADDED = Message("passkey-was-added", "En passnyckel har lagts till på ditt konto.")
PASSKEY_WAS_REMOVED = Message("passkey-was-removed", "En passnyckel har tagits bort från ditt konto.")
RECOVERY_CODE_WAS_USED = Message("recovery-code-was-used", "En reservkod har använts för att bekräfta att det är du.")
RECOVERY_CODES_WERE_MADE = Message(
    "recovery-codes-were-made", "Du har fått nya reservkoder. De gamla gäller inte längre."
)
PASSKEYS_WERE_RESET = Message(
    "passkeys-were-reset",
    "Dina passnycklar och reservkoder är borttagna av den som driver Omställningskollen, och du är utloggad.",
)
