"""Words of running an assessment: how to answer, targets and actions, handing in and approving."""

from app.messages import Message, MessageTemplate

# How the kommun answers
SEVERAL_ANSWER = Message(
    "several-answer-already", "Flera svarar redan. Då kan ni inte byta till att en svarar för alla."
)
ONE_ANSWERS = Message("one-answers-for-all", "Ni har valt att en svarar för alla. Då kan inte flera svara.")
OTHERS_ARE_ASKED = Message(
    "others-are-asked", "Andra har redan bjudits in att svara. Då går det inte att byta till att en svarar för alla."
)
ANSWERS_ARE_SAVED = Message(
    "answers-are-saved-already", "Det finns redan sparade svar. Då går det inte att byta hur ni svarar."
)
SEVERAL_HAVE_ANSWERED = Message(
    "several-have-answered",
    "Så många har börjat svara att det blir ett resultat av dem. Då går det inte att byta till att en svarar för alla.",
)
OWN_PLACE_ALREADY = Message(
    "own-place-already",
    "Du har redan en egen plats bland de svarande. Därför kan de gemensamma svaren inte bli dina egna."
    " Inget är ändrat. En samordnare utan egen plats kan byta, annars fortsätter en att svara för alla.",
)
OPEN_AGAIN_FIRST = Message(
    "answering-ended-mode-stays",
    "Svarstiden är avslutad. Har du svarat för alla kan du öppna svaren igen, och sedan byta.",
)
CHOOSE_OWN_ROLE_GROUP = Message("choose-own-role-group", "Välj vilken rollgrupp du svarar i.")
HAND_IN_INSTEAD = Message("hand-in-instead", "Lämna in svaren i stället. Då visas resultatet direkt.")
NOTHING_TO_CLOSE = Message("nothing-to-close", "Ingen har svarat än, så det finns inget att avsluta.")
ONLY_JOINT_ANSWERS_REOPEN = Message(
    "only-joint-answers-reopen", "Bara svar som en person gett för alla kan öppnas igen."
)
TOO_LATE_TO_REOPEN_ANSWERS = Message(
    "too-late-to-reopen-answers", "Resultatet är fastställt eller omgången stängd. Då går svaren inte att öppna."
)

# The joint meeting's time
NO_MEETING = Message("one-answers-no-meeting", "En svarar för alla. Då är det inget möte att bestämma tid för.")

MEETING_TIME_CHANGED = Message(
    "meeting-time-changed-meanwhile", "Någon annan har ändrat mötestiden. Läs den nya, och spara igen om er ska gälla."
)

# Targets and actions
LOCKED = Message("result-approved", "Resultatet är fastställt och låst. En godkännare kan öppna det igen.")
PENDING = Message("result-pending", "Resultatet väntar på att fastställas. Ta tillbaka det först om ni vill ändra.")
ANSWERING_ENDED = Message("answering-ended-for-all", "Svarstiden är avslutad, så det går inte att välja hur ni svarar.")
NOT_CLOSED = Message("answering-not-ended", "Svarstiden är inte avslutad. Mål och åtgärder sätts när resultatet finns.")
TARGET_CHANGED = Message("target-changed-meanwhile", "Någon annan har ändrat målet. Spara igen om ert ska gälla.")
ACTION_CHANGED = Message(
    "action-changed-meanwhile", "Någon annan har ändrat åtgärden. Läs den nya texten och spara igen."
)
ACTION_CHANGED_BEFORE_DELETION = Message(
    "action-changed-before-deletion",
    "Någon annan har ändrat åtgärden. Läs den nya texten, och ta bort den igen om den ska bort.",
)
ACTION_FOLLOWED_OTHERWISE = Message(
    "action-followed-otherwise",
    "Ni har sagt något annat om förra årets åtgärd, så den här går inte att ta tillbaka. Lägg till en ny i stället.",
)
ACTION_TOLD = Message(
    "action-told-meanwhile",
    "Någon annan har ändrat åtgärden eller redan gått igenom den. Läs vad som står nu, och välj igen om det behövs.",
)
CAPITAL_NOT_ASKED = Message(
    "capital-not-asked-this-year",
    "Årets frågor har inte med kapitalslaget, så åtgärden kan inte gå vidare. Välj klar eller stryks.",
)

# Mails about actions
ACTION_LINE = "– {text} Ansvarig: {owner}. Klar senast: {day}."
NO_OWNER = "ej utsedd"

# Handing in and approving
NOT_WAITING = Message(
    "version-not-waiting",
    "Den här versionen väntar inte längre på att fastställas. Ladda om sidan och läs den senaste.",
)
APPROVER_TITLE = MessageTemplate(
    "approver-title",
    "Skriv vem som fastställer, på en rad med högst {limit} tecken. Till exempel direktören.",
)
CLOSED_NO_REOPENING = Message("round-closed-no-reopening", "Omgången är stängd. Resultatet kan inte öppnas igen.")
REASON_MISSING = Message("reason-missing", "Skriv skälet. Det sparas och syns för alla som har en roll hos er.")
REASON_TOO_LONG = MessageTemplate("reason-too-long", "Skriv skälet med högst {limit} vanliga tecken.")
TAKEN_BACK = "Togs tillbaka."
"""Kept as the reason of a version that its coordinator took back."""
