"""Words of support: the catalogue, a region's own items, suggestions, needs, offers and signing up."""

from app.messages import Message, MessageTemplate
from app.rounds.kernel.days import DAY_TOO_FAR

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

# Offers
OFFER_FIELD_MISSING = Message("offer-field-missing", "Fyll i fältet.")
OFFER_TEXT_TOO_LONG = MessageTemplate(
    "offer-text-too-long", "Texten är {over} tecken för lång. Korta till {limit} tecken."
)
OFFER_TEXT_NOT_TEXT = Message(
    "offer-text-not-text", "Texten innehåller ett tecken som inte går att spara. Skriv om den."
)
OFFER_WITHOUT_CAPITAL = Message("offer-without-capital", "Välj minst ett kapitalslag, eller hela omställningsförmågan.")
OFFER_WITHOUT_FORM = Message("offer-without-form", "Välj minst en form.")
OFFER_WITHOUT_GROUP = Message("offer-without-group", "Välj minst en målgrupp.")
OFFER_WITHOUT_HOURS = Message("offer-without-hours", "Skriv hur mycket tid det tar för minst en målgrupp.")
OFFER_HOURS_WRONG = MessageTemplate(
    "offer-hours-wrong", "Skriv timmarna som ett tal större än 0 och högst {limit}, till exempel 2 eller 0,5."
)
OFFER_PLACES_WRONG = MessageTemplate("offer-places-wrong", "Skriv ett antal från 1 till {limit}.")
OFFER_PLACES_TAKEN = MessageTemplate(
    "offer-places-taken", "{count} platser är redan fördelade. Antalet kan inte bli lägre än så."
)
OFFER_KOMMUN_PLACES_TAKEN = MessageTemplate(
    "offer-kommun-places-taken", "En kommun har redan {count} platser. Antalet kan inte bli lägre än så."
)
OFFER_PLACES_ORDER = Message("offer-places-order", "En kommun kan inte få fler platser än det finns.")
OFFER_PAID_MISSING = Message("offer-paid-missing", "Välj vem som betalar.")
OFFER_DAY_UNREADABLE = Message("offer-day-unreadable", "Skriv en dag, till exempel 15 mars 2027.")
OFFER_DAY_PASSED = Message("offer-day-passed", "Dagen har redan varit. Välj en dag från i dag och framåt.")
OFFER_DAY_FAR = Message("offer-day-far", DAY_TOO_FAR)
OFFER_DAY_AFTER = Message("offer-day-after", "Sista dag att anmäla sig kan inte vara efter det sista tillfället.")
OCCASION_TIME_UNREADABLE = Message(
    "occasion-time-unreadable", "Skriv när det börjar och slutar, till exempel 13.00 och 16.00."
)
OCCASION_TIME_ORDER = Message("occasion-time-order", "Det måste sluta efter att det har börjat.")
OCCASION_TIME_LEFT_OUT = Message(
    "occasion-time-left-out", "Den tiden finns inte den dagen: klockan ställs om. Välj en annan tid."
)
OCCASION_PLACE_WRONG = MessageTemplate(
    "occasion-place-wrong", "Skriv platsen på en rad, med vanliga tecken och högst {limit} av dem."
)
OFFER_PROVIDER_MISSING = Message("offer-provider-missing", "Välj vem som erbjuder.")
OFFER_CHANGED_MEANWHILE = Message(
    "offer-changed-meanwhile",
    "Någon annan har ändrat erbjudandet. Läs hur det ser ut nu och spara igen.",
)
OFFER_OVER = Message("offer-over", "Erbjudandet är genomfört eller inställt, och går inte att ändra längre.")
OFFER_PUBLISHED_ALREADY = Message(
    "offer-published-already", "Erbjudandet är publicerat, och kan inte bli ett utkast igen. Ställ in det i stället."
)
CANCEL_REASON_MISSING = Message("cancel-reason-missing", "Skriv varför det ställs in. Kommunerna får läsa skälet.")
CANCEL_REASON_TOO_LONG = MessageTemplate("cancel-reason-too-long", "Skriv skälet med högst {limit} tecken.")
ATTENDANCE_TOO_EARLY = Message("attendance-too-early", "Närvaron går att notera när det sista tillfället har börjat.")
ATTENDANCE_WHILE_OPEN = Message("attendance-while-open", "Närvaron går att notera när anmälan har stängt.")
ATTENDANCE_MISSING = Message("attendance-missing", "Välj om kommunen deltog.")

# Signing up
SIGN_UP_CLOSED = Message("sign-up-closed", "Anmälan är stängd. Fråga den som erbjuder om det finns plats ändå.")
SIGN_UP_OVER = Message("sign-up-over", "Det sista tillfället har börjat, så platsen går inte att lämna längre.")
SIGN_UP_FIXED = Message(
    "sign-up-fixed", "Det sista tillfället har börjat, så anmälan går inte att ändra längre. Hör av er till arrangören."
)
SIGN_UP_CHANGED = Message(
    "sign-up-changed-meanwhile", "Någon annan hos er har ändrat anmälan. Läs hur den ser ut nu och spara igen."
)
SIGN_UP_MORE_LATER = Message("sign-up-more-later", "Anmälan har stängt. Ni kan bli färre, men inte fler.")
PLACES_ALL = MessageTemplate("places-all", "Ni har {places}.")
PLACES_SOME = MessageTemplate(
    "places-some", "Ni har {places} av de {people} ni anmälde. För resten är ni nummer {number} på reservlistan."
)
PLACES_NONE = MessageTemplate("places-none", "Ni är nummer {number} på reservlistan.")
PLACES_PRELIMINARY = MessageTemplate(
    "places-preliminary",
    "Fördelningen är klar efter {day}. Till dess går kommuner med ett anmält behov före om platserna inte räcker.",
)
NEW_TIMES = MessageTemplate("new-times", "Ny tid eller plats. Nu gäller:\n{lines}")
NO_OCCASION = Message("no-occasion", "Tiden är inte bestämd.")
OCCASION_LINE = MessageTemplate("occasion-line", "– {time}{place}")
CALENDAR_OFFER_TEXT = MessageTemplate(
    "calendar-offer-text", "{provider} erbjuder det. Här står vad det kräver och vilka som kommer: {url}"
)
CALENDAR_CANCELLED = MessageTemplate("calendar-cancelled", "Inställt: {title}")

# Needs as files: the labels of what a file was made from
FILE_REGION = "Region"
FILE_CATALOGUE = "Katalog över stöd"
FILE_MADE = "Framtaget"
FILE_CAUTION = (
    "Att tänka på",
    "Texterna är kommunernas egna och allmän handling. Andra kommuner får se bara det som är markerat så.",
)
