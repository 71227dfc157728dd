"""Words of exchange between kommuner."""

from app.messages import Message, MessageTemplate

CHANGED_MEANWHILE = Message(
    "exchange-changed-meanwhile", "Någon annan har ändrat texten. Läs hur den ser ut nu och spara igen."
)
NOT_NOW = Message("exchange-not-now", "Det går inte längre. Läs hur det ser ut nu.")

# Examples
EXAMPLE_FIXED = Message(
    "example-fixed", "Exemplet är skickat eller publicerat. Ta tillbaka det först om ni vill ändra det."
)
EXAMPLE_EXISTS = Message(
    "example-exists-already",
    "Åtgärden har redan ett exempel. Öppna det bland era egna exempel och för in det du har skrivit här.",
)
EXAMPLE_CHANGED = Message(
    "example-changed-since-read",
    "Kommunen har ändrat exemplet sedan du öppnade det. Läs det som står nu, och bestäm sedan.",
)
EXAMPLE_NOT_SEEN = Message(
    "example-not-seen",
    "Exemplet går inte att läsa här längre. Kommunen kan ha tagit tillbaka eller arkiverat det, eller så har en annan "
    "samordnare skickat tillbaka det.",
)
EXAMPLE_ARCHIVED = Message(
    "example-archived-already", "Exemplet är redan arkiverat. Skälet som står är ett annat än det du skrev."
)
EXAMPLE_PUBLISHED = Message("example-published-already", "Någon annan har redan publicerat exemplet.")
EXAMPLE_NOT_PUBLISHED = Message(
    "example-not-published", "Exemplet är inte publicerat längre, så det går inte att arkivera."
)
REUSE_CHANGED = Message(
    "example-reuse-changed",
    "Det som står om hur långt kommunen har kommit har ändrats sedan du öppnade sidan. Läs det och spara igen.",
)
RETURN_REASON_MISSING = Message("example-return-reason-missing", "Skriv vad kommunen behöver ändra.")
ARCHIVE_REASON_MISSING = Message("example-archive-reason-missing", "Skriv varför exemplet inte längre gäller.")
REASON_TOO_LONG = MessageTemplate("exchange-reason-too-long", "Skriv det med högst {limit} tecken.")
REASON_NOT_TEXT = Message("exchange-reason-not-text", "Texten innehåller ett tecken som inte går att spara.")
KOMMUN_MISSING = Message("exchange-kommun-missing", "Välj vilken kommun det gäller.")
DROPPED_BECAUSE = MessageTemplate("example-dropped-because", "Vi strök åtgärden: {outcome}")

# Networks
SEAT_HOLDER_UNKNOWN = Message(
    "network-holder-unknown", "Välj någon som har en roll i kommunen, eller låt platsen vara vakant."
)
SEAT_CHANGED = Message(
    "network-seat-changed", "Platsen har ändrats sedan du öppnade sidan. Läs hur den ser ut nu och spara igen."
)
TOO_FEW_SEATS = MessageTemplate(
    "network-too-few-seats",
    "Fler har en plats i {kommuner}. De behöver lämna en plats först. Då kan platserna bli färre.",
)
MEETING_DAY_UNREADABLE = Message("network-day-unreadable", "Skriv en dag, till exempel 15 mars 2027.")
TOPIC_TARGET_UNKNOWN = Message("network-topic-target-unknown", "Välj något ur listan, eller inget.")

TOPIC_NEED = Message("network-topic-need", "Vad kommunerna behöver")
TOPIC_EXAMPLE = MessageTemplate("network-topic-example", "Exemplet ”{title}”")
TOPIC_QUESTION = MessageTemplate("network-topic-question", "Frågan ”{text}”")
TOPIC_CHALLENGE = MessageTemplate("network-topic-challenge", "Utmaningen ”{text}”")

# Asking the others
NETWORK_MISSING = Message("ask-network-missing", "Välj vilket nätverk ni vill fråga.")
NOBODY_TO_ASK = Message(
    "ask-nobody", "Ingen i nätverket tar emot mejl än, så frågan når ingen. Frågan är inte skickad."
)
ASKER_WITHOUT_ADDRESS = Message(
    "ask-without-address", "Du har ingen e-postadress hos oss, så ingen kan svara dig. Frågan är inte skickad."
)
TOO_MANY_QUESTIONS = Message(
    "ask-too-many", "Er kommun har ställt många frågor på kort tid. De andra ska hinna svara på dem först."
)
ASKER_GONE = Message(
    "ask-again-asker-gone",
    "Den som frågade har ingen roll i kommunen längre, så ingen kan ta emot svaren. Kommunen kan fråga på nytt.",
)
NETWORK_RESTING = Message("ask-again-network-resting", "Nätverket är vilande, så frågan kan inte skickas.")
NOT_OF_THE_ASKING = Message("ask-not-of-the-asking", "Svaret skrivs av kommunen som frågade.")

# News of a month, a line each with its address below
NEWS_EXAMPLE = MessageTemplate("news-example", "– {kommun} berättar: {title}\n  {url}")
NEWS_ANSWER = MessageTemplate("news-answer", "– Svar på en fråga i {network}: {text}\n  {url}")
NEWS_REVIEW = MessageTemplate(
    "news-review", "– Dags att se över ert exempel ”{title}”, {day}: gäller det fortfarande?\n  {url}"
)
NEWS_LAST_DAY = MessageTemplate(
    "news-last-day", "– Ert exempel ”{title}” försvinner för de andra {day}, om ni inte säger att det gäller\n  {url}"
)
NEWS_REGION = MessageTemplate("news-region", "{region}:")
NEWS_MORE = MessageTemplate("news-more", "– Och {what} till\n  {url}")
NEWS_OFFER = MessageTemplate("news-offer", "– Att anmäla sig till: {title}\n  {url}")

# What a region takes up again in a month, a line each with its address below
REVIEW_IDEA = MessageTemplate("review-idea", "– {day}: pröva idén ”{title}” igen\n  {url}")
REVIEW_TOPIC = MessageTemplate("review-topic", "– {day}: ta upp punkten ”{title}” från ett nätverksmöte\n  {url}")
REVIEW_AMBITION = MessageTemplate("review-ambition", "– {day}: pröva regionens ambition igen\n  {url}")
REVIEW_MORE = MessageTemplate("review-more", "– Och {number} till")

# Examples as files: the labels of what a file was made from
FILE_TITLE = "Exempel"
FILE_REGION = "Region"
FILE_MADE = "Framtaget"
FILE_CAUTION = ("Att tänka på", "Texterna är kommunernas egna. Nivåer står bara där kommunen har valt att berätta dem.")
