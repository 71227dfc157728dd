"""What the catalogue's codes are called on a page, in Swedish, with a sentence where the word alone says little."""

from collections.abc import Mapping

from app.support.catalogue.catalogue import (
    OVERALL,
    CtmPart,
    Governance,
    KommunSize,
    SupportForm,
    SupportWeight,
    TargetGroup,
)

FORMS: Mapping[SupportForm, str] = {
    SupportForm.KNOWLEDGE: "Kunskapsbas",
    SupportForm.RESOURCES: "Resursbas",
    SupportForm.ROOM: "Handlingsutrymme",
}
FORM_EXPLANATIONS: Mapping[SupportForm, str] = {
    SupportForm.KNOWLEDGE: "Ni får veta mer: kartläggning, utbildning, underlag.",
    SupportForm.RESOURCES: "Ni får något att arbeta med: delad kompetens, pengar, verktyg, metoder.",
    SupportForm.ROOM: "Ni kan göra mer tillsammans: nätverk, arenor, gemensamma mål.",
}
TARGET_GROUPS: Mapping[TargetGroup, str] = {
    TargetGroup.POLITICIANS: "Förtroendevalda",
    TargetGroup.MANAGERS: "Chefer",
    TargetGroup.SUPPORT_FUNCTIONS: "Stödfunktioner",
    TargetGroup.STRATEGISTS: "Strateger",
    TargetGroup.OPERATIONS: "Verksamheter",
}
GROUP_EXAMPLES: Mapping[TargetGroup, str] = {
    TargetGroup.SUPPORT_FUNCTIONS: "som ekonomi, HR och upphandling",
    TargetGroup.OPERATIONS: "som skola, omsorg och teknik",
}
"""Where the name alone leaves one asking who that is."""
GOVERNANCE: Mapping[Governance, str] = {
    Governance.STRATEGIC: "Strategisk nivå",
    Governance.TACTICAL: "Taktisk nivå",
    Governance.OPERATIVE: "Operativ nivå",
}
CTM_PARTS: Mapping[CtmPart, str] = {
    CtmPart.MANDATE: "Starkt mandat",
    CtmPart.UNDERSTAND: "Förstå systemet",
    CtmPart.PORTFOLIO: "Forma en portfölj ihop",
    CtmPart.ACT: "Handla",
    CtmPart.LEARN: "Lära och reflektera",
    CtmPart.NEW_NORMAL: "Nya normala",
}
WEIGHTS: Mapping[SupportWeight, str] = {
    SupportWeight.LIGHT: "Lätt att ta emot",
    SupportWeight.MEDIUM: "Kräver en del",
    SupportWeight.HEAVY: "Kräver mycket",
}
SIZES: Mapping[KommunSize, str] = {
    KommunSize.ALL: "Alla kommuner",
    KommunSize.SMALL: "Små kommuner",
}
OVERALL_NAME = "Hela omställningsförmågan"


def capital_name(capital_id: str, names: Mapping[str, str]) -> str:
    """The name of a capital by its id, of the questionnaire's names; the whole ability has one of its own."""
    return OVERALL_NAME if capital_id == OVERALL else names[capital_id]
