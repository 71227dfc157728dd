"""What is said about a need, in Swedish."""

from collections.abc import Mapping

from app.support.needs.need import NeedAudience, NeedOrigin, Togetherness, Urgency

URGENCY: Mapping[Urgency, str] = {Urgency.THIS_YEAR: "I år", Urgency.NEXT_YEAR: "Nästa år", Urgency.LATER: "Senare"}
TOGETHER: Mapping[Togetherness, str] = {
    Togetherness.PREFERABLY: "Helst tillsammans med andra",
    Togetherness.GLADLY: "Gärna tillsammans med andra",
    Togetherness.NO: "På egen hand",
}
AUDIENCES: Mapping[NeedAudience, str] = {
    NeedAudience.REGION: "Syns för regionen",
    NeedAudience.KOMMUNER: "Syns för regionen och de andra kommunerna",
}
ORIGINS: Mapping[NeedOrigin, str] = {
    NeedOrigin.SUGGESTION: "Förslag",
    NeedOrigin.OWN: "Eget",
    NeedOrigin.NOTE: "Workshoplapp",
    NeedOrigin.CHALLENGE: "Utmaning",
}
