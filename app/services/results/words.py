"""Words of results: comparing, sharing, corrections of the questionnaire."""

from app.messages import Message, MessageTemplate
from app.rounds.kernel.assessment import Sharing

TRIAL_NOT_COMPARED = Message("trial-not-compared", "En provomgång jämförs inte med något.")
NO_COMPARISON_YET = Message(
    "no-comparison-yet", "Ni kan jämföra er när svarstiden är avslutad och ni har ett resultat."
)
TRIAL_NOT_SHARED = Message("trial-not-shared", "En provomgång delas inte med någon.")
LINK_NOT_APPROVED = Message(
    "link-not-approved", "En länk kan visa rapporten först när resultatet är fastställt. Tills dess är den ett utkast."
)
LINK_DAY_UNREADABLE = Message("link-day-unreadable", "Skriv en dag, till exempel 2027-03-15 eller 15 mars 2027.")
LINK_DAY_OUT_OF_RANGE = Message("link-day-out-of-range", "Välj i dag eller en dag högst ett år fram.")
TOO_MANY_REPORT_LINKS = MessageTemplate(
    "too-many-report-links", "Det finns redan {limit} länkar som gäller. Dra in en som ni inte behöver."
)
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
