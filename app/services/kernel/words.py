"""Words of permission, rate limits and contacts, and those that several wings use."""

from app.messages import Message, MessageTemplate

NOT_SHARED_WITH_REGION = Message(
    "not-shared-with-region",
    "Resultatet är inte delat med regionen. Den som har svarat väljer själv vad den delar.",
)
NOT_APPROVED_YET = Message(
    "result-not-approved-yet",
    "Resultatet pågår. Regionen kan läsa det när det är fastställt.",
)
ONLY_APPROVERS = Message(
    "only-approvers-approve",
    "Bara en godkännare kan fastställa resultatet. Er samordnare kan ge någon den rollen.",
)
NOT_OF_THE_ROLE = Message(
    "not-of-the-role",
    "Din roll ger inte rätt till den här sidan. Be er samordnare om du behöver den.",
)
NOT_OF_THE_REGION_ROLE = Message(
    "not-of-the-region-role",
    "Din roll ger inte rätt till den här sidan. Be regionens samordnare om du behöver den.",
)
NOT_OF_THE_OPERATORS = Message(
    "not-of-the-operators",
    "Din roll ger inte rätt till den här sidan. Be någon som sköter driften om du behöver den.",
)
TOO_MANY_ATTEMPTS = Message("too-many-attempts", "Det har varit för många försök på kort tid.")
ASK_WHO_INVITED = Message("ask-who-invited", "Fråga den som bjöd in dig.")
ASK = MessageTemplate("ask-person", "Fråga {name}.")
