"""Words of inviting people to answer: invitations, personal and open links, reminders."""

from app.messages import Message, MessageTemplate

# Invitations
SETTLED = Message(
    "invitations-settled",
    "Svarstiden är avslutad. Vilka som är inbjudna går inte längre att ändra, för resultatet bygger på det.",
)
"""Why an invitation can be neither withdrawn nor given back."""
ANSWERING_ENDED = Message(
    "no-invitations-after-answering", "Svarstiden är avslutad. Då går det inte att bjuda in fler."
)
ROUND_CLOSED = Message("no-invitations-after-round", "Omgången är stängd. Då går det inte att bjuda in fler.")
IS_WITHDRAWN = Message("invitation-is-withdrawn", "Inbjudan till den här personen är återkallad.")
UNDO_IN_LIST = Message("undo-withdrawal-in-list", "Ta bort raden. Du kan ångra återkallandet i listan över svarande.")
IN_OTHER_ROLE_GROUP = MessageTemplate(
    "invited-in-other-role-group", "Personen är redan inbjuden i rollgruppen {role_group}."
)
ONE_ROLE_GROUP_EACH = Message(
    "one-role-group-each",
    "En person svarar i en rollgrupp. Ta bort raden, eller ändra rollgruppen i listan över svarande.",
)
CHOOSE_ROLE_GROUP = Message("choose-role-group", "Välj en av rollgrupperna i listan.")

# Changing an invitation
NEEDS_NO_LINK = Message("respondent-needs-no-link", "Personen är klar och behöver ingen ny länk.")
HAS_NO_ADDRESS = Message(
    "respondent-without-address", "Personen har ingen e-postadress. Bjud in på nytt med rätt adress."
)
ALREADY_INVITED = Message(
    "address-already-invited", "Den adressen är redan inbjuden. Återkalla den här inbjudan i stället."
)
WITHDRAWN = Message("undo-withdrawal-first", "Inbjudan är återkallad. Ångra återkallandet först.")
ADDRESS_IS_FIXED = Message("respondent-address-fixed", "Personen har börjat svara. Då går adressen inte att ändra.")
ROLE_GROUP_IS_FIXED = Message(
    "respondent-role-group-fixed", "Personen har börjat svara. Då går rollgruppen inte att ändra."
)

# Open links
TOO_MANY_LINKS = MessageTemplate("too-many-open-links", "Ni har redan skapat {limit} öppna länkar. Använd en av dem.")
LINK_TOO_LATE = Message("open-link-too-late", "Svarstiden är slut. Det går inte att börja svara längre.")
LINK_FULL = Message(
    "open-link-full", "Så många som länken är till för har redan börjat svara. Fråga den som gav dig länken."
)
MANY_JOINED_BY_LINK = Message("many-joined-by-open-link", "Många har börjat svara genom länken på kort tid.")
MANY_JOINED_FROM_NETWORK = Message("many-joined-from-network", "Många har börjat svara härifrån på kort tid.")
PLACES_OUT_OF_RANGE = MessageTemplate(
    "open-link-places", "Skriv ett tal mellan 1 och {limit}, eller lämna fältet tomt."
)

# Mails
OWN_LINK_SENT_OFTEN = Message("own-link-sent-often", "Länken har skickats många gånger i dag.")
OWN_LINKS_FROM_NETWORK = Message("own-links-from-network", "Många länkar har skickats härifrån i dag.")
MANY_MAILS_TODAY = Message("many-mails-today", "Det har skickats många mejl till svarande det senaste dygnet.")
SAMPLE_LINK = "(personens egen länk)"
"""Stands in a sample of a mail where the mail itself has a link."""
