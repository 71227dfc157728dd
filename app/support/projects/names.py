"""What ideas, projects and calls are called, in Swedish."""

from collections.abc import Mapping

from app.support.projects.funding_call import CallInterest, CallSource, CallState
from app.support.projects.gates import MIN_KOMMUNER, MIN_OWNERS, MIN_WITH_GAP, GateKey, GateState
from app.support.projects.idea import IdeaRole, IdeaState, OwnerMandate
from app.support.projects.project import ProjectState

SMALL_NUMBERS = {2: "två", 3: "tre"}
IDEA_STATES: Mapping[IdeaState, str] = {
    IdeaState.CAUGHT: "Fångad",
    IdeaState.DESCRIBED: "Beskriven",
    IdeaState.PREPARING: "I beredning",
    IdeaState.PRIORITISED: "Prioriterad",
    IdeaState.RESTING: "Vilande",
    IdeaState.ENDED: "Avslutad",
}
IDEA_ROLES: Mapping[IdeaRole, str] = {
    IdeaRole.OWNER: "Äger frågan",
    IdeaRole.TAKING_PART: "Är med",
    IdeaRole.INTERESTED: "Intresserad",
}
MANDATES: Mapping[OwnerMandate, str] = {
    OwnerMandate.YES: "Ja",
    OwnerMandate.NO: "Nej",
    OwnerMandate.UNKNOWN: "Vet inte än",
}
OWNER_MANDATES: Mapping[OwnerMandate, str] = {
    OwnerMandate.YES: "får besluta",
    OwnerMandate.NO: "får inte besluta",
    OwnerMandate.UNKNOWN: "mandatet är inte klart",
}
GATES: Mapping[GateKey, str] = {
    GateKey.KOMMUNER: f"Minst {SMALL_NUMBERS[MIN_KOMMUNER]} kommuner är med",
    GateKey.OWNERS: f"En ägare med mandat i minst {SMALL_NUMBERS[MIN_OWNERS]} kommuner",
    GateKey.GAP: f"Svarar mot ett glapp i minst {SMALL_NUMBERS[MIN_WITH_GAP]} kommuner, eller ett krav i lag",
    GateKey.RECEIVER: "En mottagare i linjen är utpekad",
    GateKey.FOLLOW_UP: "Det är klart hur idén följs upp",
}
GATE_STATES: Mapping[GateState, str] = {
    GateState.MET: "Uppfyllt",
    GateState.NOT_MET: "Inte uppfyllt",
    GateState.NOT_KNOWN: "Inte känt",
}
PROJECT_STATES: Mapping[ProjectState, str] = {
    ProjectState.APPLYING: "Ansökan",
    ProjectState.REFUSED: "Fick avslag",
    ProjectState.GRANTED: "Beviljat",
    ProjectState.UNDER_WAY: "Pågår",
    ProjectState.FINISHED: "Avslutat",
    ProjectState.EVERYDAY: "I vardagen",
    ProjectState.DROPPED: "Lades ner",
}
CALL_STATES: Mapping[CallState, str] = {
    CallState.DRAFT: "Utkast",
    CallState.SHOWN: "Öppen",
    CallState.CLOSED: "Stängd",
    CallState.REMOVED: "Borttagen",
}
FETCHED: Mapping[CallSource, str] = {
    CallSource.VINNOVA: "Vinnovas öppna data",
    CallSource.EU: "EU:s portal för utlysningar",
}
"""Sources that calls can be fetched from."""
CALL_SOURCES: Mapping[CallSource, str] = {
    CallSource.HAND: "Inskriven för hand",
    **FETCHED,
}
CALL_INTERESTS: Mapping[CallInterest, str] = {
    CallInterest.APPLIES: "Söker",
    CallInterest.TAKES_PART: "Vill vara med",
    CallInterest.NO: "Nej",
}
