"""Words of results: comparing, sharing, corrections of the questionnaire."""

from app.messages import Message, MessageTemplate
from app.rounds.kernel.assessment import Sharing

TRIAL_NOT_COMPARED = Message("trial-not-compared", "En provomgång jämförs inte med något.")
NO_COMPARISON_YET = Message(
    "no-comparison-yet", "Ni kan jämföra er när svarstiden är avslutad och ni har ett resultat."
)
TRIAL_NOT_SHARED = Message("trial-not-shared", "En provomgång delas inte med någon.")
CHOOSE_SHARING = Message("choose-sharing", "Välj vad ni vill dela.")
WORDING_ADDED = MessageTemplate("wording-added", "{day} tillkom ”{new}”. Skäl: {reason}")
WORDING_CHANGED = MessageTemplate("wording-changed", "{day} ändrades ”{old}” till ”{new}”. Skäl: {reason}")
NOT_APPLICABLE = "ej tillämpligt"
SHARING = {
    Sharing.NOTHING: "delar inte",
    Sharing.REGION: "med regionen",
    Sharing.NAMED: "med namn till regionens kommuner",
    Sharing.PUBLIC: "offentligt",
}
"""What a kommun shares, in the words of pages and files."""
