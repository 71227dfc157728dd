"""Words of the overview, the rank order, exports, reports in one file and open data."""

from datetime import date

from app.messages import Message, MessageTemplate
from app.reports.kernel import wording

# Overview and rank order
TRIAL_WITHOUT_OVERVIEW = Message(
    "trial-without-overview", "En provomgång har ingen översikt. Dess svar är bara på prov."
)
ASSOCIATION_WITHOUT_OVERVIEW = MessageTemplate(
    "association-without-overview",
    "Omgången handlar om {region} och har inga kommuner att lägga bredvid varandra."
    " Resultatet finns på förbundets sida.",
)
TRIAL_WITHOUT_MIRROR = Message("trial-without-mirror", "En provomgång har ingen spegel. Dess svar är bara på prov.")
MIRROR_FOR_THOSE_WHO_SHARE = Message(
    "mirror-for-those-who-share", "Ni ser spegeln när ni har fastställt ert eget resultat och delar det med regionen."
)
MIRROR_NOT_YET = MessageTemplate(
    "mirror-not-yet",
    "Spegeln visas när omgången är stängd, förbundet har delat sitt resultat och minst {limit} kommuner har delat sina."
    " Den visas inte heller om den tillsammans med era andra jämförelser skulle röja en enskild kommun.",
)
OVERVIEW_NOT_YET = Message("overview-not-yet", "Översikten finns när omgången är öppnad.")
NO_RANK_INTERVALS = Message(
    "no-rank-intervals", "Rangintervall finns när omgången är öppnad, och aldrig för en provomgång."
)
NO_FIGURES_YET = Message(
    "sharing-preview-no-figures-yet",
    "Svarstiden är inte avslutad, så det finns inga siffror än. Sidan säger vad andra får se när resultatet är "
    "fastställt.",
)
DRAFT_NOT_SHOWN = Message(
    "sharing-preview-of-a-draft",
    "Resultatet är inte fastställt än. Tills dess står det bara att det pågår, vad ni än väljer. Sidan visar hur det "
    "blir efteråt, med dagens siffror.",
)

# Every report in one file
NOBODY_SHARES = Message(
    "nobody-shares-reports",
    "Ingen kommun har fastställt och delat sitt resultat med regionen än. Då finns det inga rapporter att samla.",
)
TRIAL_WITHOUT_REPORTS = Message(
    "trial-without-reports", "En provomgång har inga rapporter att samla. Dess svar är bara på prov."
)
REPORTS_NOT_YET = Message(
    "reports-not-yet", "Rapporterna finns när omgången är öppnad och kommuner delar sina resultat."
)
NO_RESULT = Message("kommun-without-result", "har inte fastställt något resultat än (pågår)")
"""Follows the kommun's name, as the next two do."""
NOT_SHARED = Message("kommun-not-sharing", "delar inte sitt resultat med regionen")
RENDERING_FAILED = Message("report-rendering-failed", "rapporten gick inte att skapa")
ALL_EXAMPLE_DATA = "Exempeldata: alla svar och resultat är påhittade."

# Exports: the labels of what a file was made from
REGION = "Region"
STATUS = "Status"
QUESTIONNAIRE = "Frågeformulär"
QUESTIONNAIRE_VERSION = "Formulärets version"
METHOD = "Metodens utgåva"
MADE = "Framtaget"
KOMMUNER = "Kommuner i omgången"
SHARING_KOMMUNER = "Har fastställt och delar med regionen"
CAUTION = ("Att tänka på", "Siffrorna är kommunernas egna bedömningar. De är inte till för att rangordna kommuner.")
EXAMPLE_DATA = ("Exempeldata", "Uppgifterna är påhittade. De säger inget om kommunerna.")


def round_status(closed_on: date | None) -> str:
    return "Omgången pågår" if closed_on is None else f"Omgången avslutad {wording.date(closed_on)}"


# Open data: title and description of each file, and of the data set
MACHINE_CSV = (
    "CSV för program",
    "Kommatecken mellan fälten och decimalpunkt. Ett värde som saknas är tomt.",
)
SWEDISH_CSV = ("CSV för svenska Excel", "Semikolon mellan fälten och decimalkomma.")
JSON = ("JSON", "Samma tabell för program, med kolumnerna förklarade.")
KOLADA = ("CSV i Koladas form", "Index med nyckeltal, kommun, år, värde och status.")
PICTURE_SOURCE = MessageTemplate("picture-source", "Källa: {title}, en egen bedömning i Omställningskollen.")
GOALS_CSV = (
    "Regioners gemensamma mål, CSV för program",
    "En rad per mål och år, räknat på de resultat som kommuner visar för alla.",
)
METADATA = ("Metadata", "DCAT-AP-SE som RDF/XML.")
PUBLISHER = "Omställningskollen"
DATA_WARNING = "Exempeldata: uppgifterna är påhittade och säger inget om kommunerna. "
DATA_DESCRIPTION = (
    "Kommuners egna bedömningar av sin omställningsförmåga, per år och kapitalslag: index, nivå och täckning. "
    "Bara fastställda resultat som kommunen själv har valt att visa för alla. Inte till för att rangordna kommuner."
)
DATA_KEYWORDS = ("omställningsförmåga", "klimatomställning", "kommun", "självskattning")


def data_title(*, is_example: bool) -> str:
    return f"Kommuners omställningsförmåga{' (exempeldata)' if is_example else ''}"
