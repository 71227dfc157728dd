"""Words of workshops: planning, joining, notes, dots and what becomes of them."""

from app.messages import Message, MessageTemplate

# Planning
TITLE_MISSING = Message("workshop-title-missing", "Skriv vad workshopen heter.")
FOCUS_MISSING = Message("workshop-focus-missing", "Skriv vilken fråga ni ska arbeta med.")
TEXT_TOO_LONG = MessageTemplate(
    "workshop-text-too-long", "Texten är {over} tecken för lång. Korta till {limit} tecken."
)
TEXT_NOT_TEXT = Message("workshop-text-not-text", "Texten innehåller ett tecken som inte går att spara. Skriv om den.")
OWNER_MISSING = Message("workshop-owner-missing", "Välj vem som håller i workshopen.")
DOTS_WRONG = MessageTemplate("workshop-dots-wrong", "Skriv ett antal från 1 till {limit}.")
WITHOUT_GROUPS = Message("workshop-without-groups", "Välj minst en grupp, för minst ett kapitalslag.")
TOO_MANY_GROUPS = MessageTemplate("workshop-too-many-groups", "Välj högst {limit} grupper sammanlagt.")
PLAN_CHANGED = Message(
    "workshop-plan-changed",
    "Någon annan har ändrat workshopen medan du skrev. Läs vad som står nu, och spara igen om ditt ska gälla.",
)
HAS_BEGUN = Message("workshop-has-begun", "Workshopen har börjat och går inte att ta bort. Avsluta den i stället.")

# Joining
JOINED_FULL = MessageTemplate("workshop-full", "{limit} har redan gått med. Fler får inte plats.")
GROUP_MISSING = Message("workshop-group-missing", "Välj din grupp.")
MANY_JOINED = Message("workshop-many-joined", "Många har gått med i workshopen på kort tid.")
MANY_JOINED_FROM_NETWORK = Message(
    "workshop-many-joined-from-network", "Många har gått med i workshopen från samma nätverk på kort tid."
)

# The board
CLOSED = Message("workshop-closed", "Workshopen är avslutad. Inget går att ändra längre.")
PLANNED = Message("workshop-not-begun", "Workshopen har inte börjat än. Skapa länken först.")
OTHER_GROUP = Message("workshop-other-group", "Det här är en annan grupps tavla. Du kan läsa den, men inte ändra.")
ONE_LINER_EMPTY = Message("workshop-one-liner-empty", "Skriv gruppens mening.")
NOTE_EMPTY = Message("workshop-note-empty", "Skriv något på lappen.")
NOTE_GONE = Message("workshop-note-gone", "Lappen finns inte kvar på tavlan. Någon annan kan ha tagit bort den.")
NOTE_NOT_YOURS = Message("workshop-note-not-yours", "Någon annan har skrivit lappen. Bara den som skrev kan ändra den.")
NOTE_COLUMN_MISSING = Message("workshop-column-missing", "Välj vilken fråga lappen hör till.")
NOTE_CHANGED = Message(
    "workshop-note-changed",
    "Någon annan har ändrat lappen. Läs vad som står nu, och spara din text igen om den ska gälla.",
)
TOO_MANY_NOTES = MessageTemplate("workshop-too-many-notes", "Tavlan har {limit} lappar och rymmer inte fler.")
WRITING_OVER = Message("workshop-writing-over", "Nu prioriterar gruppen. Lapparna går inte att ändra.")
WRITING_SILENTLY = Message(
    "workshop-writing-silently",
    "Gruppen skriver tyst. Gå med i gruppen med länken, eller vänta tills lapparna visas.",
)
NOT_GROUPING = Message("workshop-not-grouping", "Lapparna går att flytta när gruppen är i fasen Gruppera.")
CANNOT_MERGE = Message("workshop-cannot-merge", "Välj en annan lapp att slå ihop med.")
NOT_PRIORITISING = Message("workshop-not-prioritising", "Prickarna går att sätta när gruppen är i fasen Prioritera.")
NO_DOTS_LEFT = Message("workshop-no-dots-left", "Du har satt alla dina prickar. Ta tillbaka en om du vill flytta den.")
NOT_SUMMING_UP = Message("workshop-not-summing-up", "Meningen går att skriva när gruppen är i fasen One-liner.")
ONE_LINER_CHANGED = Message(
    "workshop-one-liner-changed",
    "Någon annan har skrivit en ny mening. Läs den, och spara din igen om den ska gälla.",
)

# What becomes of notes
NOT_CLOSED = Message("workshop-not-closed", "Avsluta workshopen först. Då är prickarna räknade.")
LANDING_NO_RESULT = Message(
    "workshop-landing-no-result",
    "Kommunen har inget resultat att lägga det till än. Det går när svarstiden är avslutad.",
)
LANDING_KOMMUN_MISSING = Message("workshop-landing-kommun-missing", "Välj vilken kommun det gäller.")
LANDING_OTHER_CAPITAL = Message(
    "workshop-landing-other-capital", "Kapitalslaget ingår inte i årets omgång, så lappen kan inte läggas dit."
)
LANDING_APPROVED = Message(
    "workshop-landing-approved",
    "Resultatet är fastställt, så rapporten ändras inte längre. Meningen står kvar här och i protokollet.",
)

# Files
FILE_OWNER = "Hölls av"
FILE_FOCUS = "Frågan"
FILE_CLOSED = "Avslutad"
FILE_CAUTION = ("Att tänka på", "Lapparna är deltagarnas egna ord och allmän handling. Vem som skrev vad är raderat.")
