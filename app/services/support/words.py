"""Words of support: the catalogue, a region's own items, suggestions and needs."""

from app.messages import Message, MessageTemplate

# The catalogue
NO_CATALOGUE = Message(
    "no-catalogue",
    "Katalogen över stöd är inte inlagd än. Den läggs in när den som sköter driften uppdaterar tjänsten.",
)

# A region's own items
ITEM_FIELD_MISSING = Message("support-field-missing", "Fyll i fältet.")
ITEM_TEXT_TOO_LONG = MessageTemplate(
    "support-text-too-long", "Texten är {over} tecken för lång. Korta till {limit} tecken."
)
ITEM_TEXT_NOT_TEXT = Message(
    "support-text-not-text", "Texten innehåller ett tecken som inte går att spara. Skriv om den."
)
ITEM_WITHOUT_PLACE = Message(
    "support-item-without-place", "Välj minst en ruta: vilket kapitalslag insatsen stärker, och i vilken form."
)
ITEM_WITHOUT_GROUP = Message("support-item-without-group", "Välj minst en målgrupp.")
ITEM_WITHOUT_GOVERNANCE = Message("support-item-without-governance", "Välj minst en styrnivå.")
ITEM_CHOICE_MISSING = Message("support-choice-missing", "Välj ett av alternativen.")
ITEM_SUITS_ORDER = Message("support-suits-order", "Högsta nivån kan inte ligga under den lägsta.")
ITEM_WITHOUT_HOURS = Message("support-item-without-hours", "Skriv timmar för minst en målgrupp.")
ITEM_HOURS_WRONG = MessageTemplate(
    "support-hours-wrong", "Skriv timmarna som ett tal större än 0 och högst {limit}, till exempel 2 eller 0,5."
)
ITEM_BUILDS_ON_ITSELF = Message("support-builds-on-itself", "En insats kan inte bygga på sig själv.")
ITEM_CHANGED = Message(
    "support-item-changed-meanwhile", "Någon annan har ändrat insatsen. Läs den senaste versionen och spara igen."
)
RETIRE_REASON_MISSING = Message("support-retire-reason-missing", "Skriv varför insatsen dras in.")
RETIRE_REASON_TOO_LONG = MessageTemplate("support-retire-reason-too-long", "Skriv skälet med högst {limit} tecken.")

# Suggestions and needs
ACTION_TEXT = MessageTemplate("support-action-text", "Ta del av ”{title}”. Det här bidrar vi med: {demand}")
RESULT_NOT_READY = Message(
    "support-result-not-ready",
    "Förslag på stöd kommer när svarstiden är avslutad. Då finns det ett resultat att utgå från.",
)
NEED_CHANGED = Message("need-changed-meanwhile", "Någon annan har ändrat behovet. Läs den nya texten och spara igen.")
NEED_ENDED = Message("need-ended", "Behovet är avslutat. Öppna det igen om ni vill ändra det.")
NEED_IN_TRIAL = Message(
    "need-in-trial",
    "I en provomgång går det inte att skicka behov. Regionen skulle annars tro att de gäller på riktigt.",
)
