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
ASSOCIATION_NOT_COMPARED = Message(
    "association-not-compared",
    "Förbundet har ingen att jämföras med. Svarar kommunerna på samma frågor visas båda sidor i spegeln.",
)
CHOOSE_SHARING = Message("choose-sharing", "Välj vad ni vill dela.")
WORDING_ADDED = MessageTemplate("wording-added", "{day} tillkom ”{new}”. Skäl: {reason}")
WORDING_CHANGED = MessageTemplate("wording-changed", "{day} ändrades ”{old}” till ”{new}”. Skäl: {reason}")
MEDIAN = Message("median-of-others", "Andra kommuners median")
MEDIAN_OF_YEAR = MessageTemplate("median-of-others-in-year", "Andra kommuners median {year}")
MEDIAN_OF_SIZE = MessageTemplate("median-of-size", "Median, {size_group}")
TARGETS = Message("targets", "Målnivå")
GOALS = Message("goals-of-the-region", "Regionens mål")
OTHERS_AND_YEARS = Message("others-and-years", "Andra kommuner och år")
EARLIER_MEDIAN = MessageTemplate(
    "earlier-median",
    "Årets median räknas när omgången {year} är avslutad. Tills dess kan ni visa medianen från {earlier}.",
)
OTHER_SCALE = Message("other-scale", "Frågeformuläret hade en annan skala.")
YEAR_NOT_SHARED = Message("year-not-shared", "Resultatet delas inte.")
NOT_APPROVED = Message("not-approved-by-kommun", "Resultatet är inte fastställt.")
NOT_BY_NAME = Message("not-by-name", "Delar inte sitt resultat med namn, eller har inget resultat i år.")
SHARE_TO_SEE = Message("share-to-see", "Ni ser andra med namn när ni själva delar med namn.")
NO_TARGETS = Message("no-targets", "Ni har inte satt några mål.")
NOT_APPLICABLE = "ej tillämpligt"
SHARING = {
    Sharing.NOTHING: "delar inte",
    Sharing.REGION: "med regionen",
    Sharing.NAMED: "med namn till regionens kommuner",
    Sharing.PUBLIC: "offentligt",
}
"""What a kommun shares, in the words of pages and files."""

# What a workshop has summed up
WORKSHOP_LINE = MessageTemplate("workshop-line-in-report", "Från workshopen {title}: {line}")
