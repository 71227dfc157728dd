"""What is said about a need, in Swedish."""

from collections.abc import Mapping

from app.support.needs.need import NeedAudience, NeedOrigin, Togetherness, Urgency

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


def urgency_choices(year: int) -> tuple[tuple[Urgency, str], ...]:
    """What can be answered in a year. The years stand there, since the answer is read in later ones too."""
    return (
        (Urgency.THIS_YEAR, f"I år ({year})"),
        (Urgency.NEXT_YEAR, f"Nästa år ({year + 1})"),
        (Urgency.LATER, f"Senare (efter {year + 1})"),
    )


def years_of(urgency: Urgency, year: int) -> str:
    """What was answered in a year, so that it is as true in any other."""
    years = {Urgency.THIS_YEAR: f"{year}", Urgency.NEXT_YEAR: f"{year + 1}", Urgency.LATER: f"efter {year + 1}"}
    return years[urgency]


def when_needed(urgency: Urgency, year: int) -> str:
    """The same as the beginning of a line."""
    return f"Behövs {years_of(urgency, year)}"
