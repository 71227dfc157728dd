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
