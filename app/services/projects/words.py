"""Words of the project bank."""

from app.messages import Message, MessageTemplate

IDEA_CHANGED = Message("idea-changed-meanwhile", "Någon annan har ändrat idén. Läs den nya texten och spara igen.")
IDEA_FIXED = Message("idea-no-longer-changeable", "Idén är avgjord och går inte att ändra.")
IDEA_CATCHER_MISSING = Message("idea-catcher-missing", "Välj för vem du skriver in idén.")
IDEA_NOT_YOURS = Message(
    "idea-not-yours", "Idén ändras av regionen, av kommunen som fångade den och av kommuner som äger frågan."
)
IDEA_OVER = Message("idea-over", "Idén är avslutad.")
IDEA_NOT_TO_PREPARE = Message("idea-not-to-prepare", "Idén går inte att ta upp i beredningen i det läge den har nu.")
IDEA_NOT_IN_PREPARATION = Message("idea-not-in-preparation", "Ett beslut gäller en idé i beredning. Ta upp idén först.")
DECISION_CHANGED = Message(
    "idea-decision-changed-meanwhile", "Någon annan har sparat ett utkast. Läs den nya texten och spara igen."
)
IDEA_NOT_PRIORITISED = Message(
    "idea-not-prioritised", "Ett projekt kommer ur en prioriterad idé. Besluta om idén först."
)
IDEA_HAS_POINTS = MessageTemplate(
    "idea-in-points", "Kommunerna delar ut poäng till och med {last_day}. Vänta tills dess."
)
IDEA_HAS_PROJECT = Message("idea-has-project", "Idén har redan ett projekt.")
MERGE_MISSING = Message("idea-merge-missing", "Välj vilken idé den ska slås ihop med.")
KOMMUN_MISSING = Message("idea-kommun-missing", "Välj vilken kommun du svarar för.")
POINTS_OPEN_ALREADY = Message("points-open-already", "En poängomgång är redan öppen.")
POINTS_WITHOUT_IDEAS = Message(
    "points-without-ideas", "Poäng delas ut över idéer i beredning. Ta upp minst två idéer först."
)
POINTS_CLOSED = Message("points-closed", "Poängomgången är stängd. Poängen går inte att ändra.")
POINTS_LAST_DAY = MessageTemplate(
    "points-last-day", "Skriv sista dagen, en dag efter i dag och senast {last}. Den går inte att ändra sedan."
)
PROJECT_CHANGED = Message(
    "project-changed-meanwhile", "Någon annan har ändrat projektet. Läs den nya texten och spara igen."
)
RESULT_KEPT = Message("project-result-kept", "Projektet är avslutat. Skriv vad det gav.")
PROJECT_CLOSED = Message("project-closed", "Projektet är avslutat och går inte att ändra.")
CALL_CHANGED = Message(
    "call-changed-meanwhile", "Någon annan har ändrat utlysningen. Läs den nya texten och spara igen."
)
CALL_CHANGED_BEFORE_CLOSING = Message(
    "call-changed-before-closing",
    "Någon annan har ändrat utlysningen. Läs den igen innan ni stänger eller tar bort den.",
)
CALL_CLOSED = Message("call-closed", "Utlysningen är stängd.")
CALL_SHOWN_ALREADY = Message("call-shown-already", "Utlysningen visas redan. Spara ändringen i stället.")
CALL_INTEREST_MISSING = Message("call-interest-missing", "Välj hur ni är med.")
FILE_TITLE = "Idéer, projekt och utlysningar"
FILE_REGION = "Region"
FILE_MADE = "Framtaget"
FILE_CAUTION = (
    "Vad som inte är med",
    "Utkast till beslut och utlysningar, poäng i en omgång som pågår, och hur många kommuner som har ett mätt glapp.",
)
