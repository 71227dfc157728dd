"""Words of a region's rounds: planning, opening and closing, kommuner, reminders, quality of questions."""

from app.messages import Message, MessageTemplate

# Planning and changing
ROUND_EXISTS = Message(
    "round-exists",
    "Det finns redan en omgång med det här formuläret, och varje formulär har en. "
    "Planera en provomgång om ni vill öva.",
)
TRIAL_EXISTS = Message(
    "trial-exists",
    "Det finns redan en provomgång med det här formuläret. Ändra den, eller ta bort den först.",
)
QUESTIONS_FIXED = Message(
    "round-questions-fixed", "Någon har redan börjat svara. Då ligger frågorna fast, så att alla svarar på detsamma."
)
CAPITALS_WITH_ACTIONS = MessageTemplate(
    "round-capitals-with-actions",
    "{who} har redan åtgärder i {capitals}. Låt {them} vara kvar i omgången, så att åtgärderna går att följa upp.",
)
NOT_OPENED_YET = Message("round-not-opened-yet", "Omgången är inte öppnad än.")
ALREADY_OPENED = Message("round-already-opened", "Omgången är redan öppnad.")
CLOSED_NO_CHANGE = Message("round-closed-no-change", "Omgången är stängd. Då går den inte att ändra.")
OPENED_MEANWHILE = Message(
    "round-opened-meanwhile", "Omgången är redan öppnad. Ladda om sidan för att se vad som går att ändra."
)
NOT_OPEN_NO_CHANGE = Message(
    "round-not-open-no-change", "Omgången är inte öppen. Ladda om sidan för att se vad som går att ändra."
)
ONLY_TRIALS_REMOVED = Message("only-trials-removed", "Omgången har varit öppen. Bara provomgångar kan tas bort då.")

# Opening and closing
NOT_OPEN = Message("round-not-open", "Omgången är inte öppen. Ladda om sidan för att se vad som går att göra.")
CLOSED_NO_OPENING = Message("round-closed-no-opening", "Omgången är stängd och kan inte öppnas igen.")
LAST_DAY_PASSED = Message("round-last-day-passed", "Sista dagen att svara har passerat. Ändra datumen innan du öppnar.")
NEVER_OPENED = Message("round-never-opened", "Omgången är inte öppnad. Den går att ändra eller ta bort i stället.")

# Its kommuner
CLOSED_KOMMUNER_FIXED = Message(
    "round-closed-kommuner-fixed", "Omgången är stängd. Då kan kommuner varken läggas till eller tas bort."
)
KOMMUN_HAS_BEGUN = MessageTemplate(
    "kommun-has-begun", "Någon i {name} har börjat svara. Då kan kommunen inte tas bort ur omgången."
)
KOMMUN_HAS_PREPARED = MessageTemplate(
    "kommun-has-prepared",
    "{name} har redan gjort något i omgången, till exempel gått igenom förra årets åtgärder eller bestämt mötestid. "
    "Det skulle försvinna om kommunen togs bort. Låt kommunen vara kvar. Den behöver inte svara.",
)
ONLY_ASSOCIATION = MessageTemplate(
    "only-association", "Omgången handlar om {region}. Inga kommuner kan vara med i den."
)
ONLY_KOMMUN = Message("only-kommun-of-round", "Det är den enda kommunen i omgången. Lägg till en annan först.")
CHOOSE_KOMMUN_TO_ADD = Message("choose-kommun-to-add", "Välj minst en kommun att lägga till.")

# Reminders
CHOOSE_KOMMUN_TO_REMIND = Message("choose-kommun-to-remind", "Välj minst en kommun att påminna.")
NOT_OPEN_NO_REMINDERS = Message("round-not-open-no-reminders", "Omgången är inte öppen. Då går det inte att påminna.")
NOT_SUBMITTED = Message("standing-not-submitted", "svarstiden är avslutad, men resultatet är inte inlämnat")
"""How far a kommun has come, inside a sentence of a mail, as the next three are."""
NOBODY_ANSWERED = Message("standing-nobody-answered", "ingen har svarat än")
BEGUN_NOT_HANDED_IN = Message("standing-begun", "svaren är påbörjade, men inte inlämnade")
SOME_FINISHED = MessageTemplate("standing-some-finished", "{handed_in} av {invited} tillfrågade är klara")
REGION_COORDINATOR = Message("region-coordinator", "regionens samordnare")

# Quality of questions
QUALITY_NOT_YET = Message(
    "quality-not-yet", "Frågornas kvalitet visas när omgången är avslutad. Då ändras underlaget inte längre."
)
