"""Words of regions, kommuner and roles."""

from app.messages import Message, MessageTemplate

# Roles
MANY_ROLES_GIVEN = Message("many-roles-given", "Du har gett roller till många på kort tid.")
ONLY_HOLDER_HANDS_OVER = Message("only-holder-hands-over", "Bara den som själv har rollen kan lämna över den.")
OWN_ADDRESS = Message("own-address", "Det är din egen adress. Skriv adressen till den som ska ta över.")
MEMBER_WITHOUT_ADDRESS = Message(
    "member-without-address", "Personen har ingen e-postadress. Avsluta rollen och ge den till rätt adress."
)
LAST_KOMMUN_COORDINATOR = Message(
    "last-kommun-coordinator",
    "Ni måste ha en samordnare. Ge rollen till någon annan först, eller lämna över den.",
)
LAST_REGION_COORDINATOR = Message(
    "last-region-coordinator",
    "Regionen måste ha en samordnare. Ge rollen till någon annan först, eller lämna över den.",
)
LAST_OPERATOR = Message("last-operator", "Installationen måste ha en driftansvarig. Ge rollen till någon annan först.")
CHOOSE_ROLE = Message("choose-role", "Välj en roll.")
CHOOSE_ROLE_OF_LIST = Message("choose-role-of-list", "Välj en av rollerna i listan.")
REGION_GIVES_ONE_ROLE = Message(
    "region-gives-one-role",
    "Regionen sköter bara rollen som samordnare. Be samordnaren om de andra rollerna.",
)
NO_ROLE_FOR_ONESELF = Message(
    "no-role-for-oneself", "Det finns redan en samordnare. Be den om en roll, om du ska arbeta där."
)
APPROVER_NAME = MessageTemplate(
    "approver-name", "Skriv namnet på den som ska fastställa, på en rad med högst {limit} tecken."
)

# Mails about roles
ASK_WHO_GAVE_ROLE = Message("ask-who-gave-role", "Fråga den som gav dig rollen.")
SOMEBODY_IN = MessageTemplate("somebody-in", "Någon i {place}")
WHOLE_INSTALLATION = Message("whole-installation", "hela installationen")

# Regions and kommuner
HAS_ASSESSMENTS = MessageTemplate(
    "kommun-has-assessments",
    "{name} har självskattningar, erbjudanden eller exempel i regionen. De sparas, så kommunen kan inte tas bort.",
)
NO_KOMMUN_CHOSEN = Message("no-kommun-chosen", "Välj minst en kommun, eller klistra in en lista.")
SLUG_TAKEN = MessageTemplate("region-slug-taken", "Adressen /{slug} är upptagen av en annan region. Välj en annan.")
GROUP_NAME_TOO_LONG = MessageTemplate("group-name-too-long", "Skriv högst {limit} tecken.")
GROUP_NAME_NOT_TEXT = Message(
    "group-name-not-text", "Namnet innehåller ett tecken som inte går att spara. Skriv om det."
)
