"""A kommun's latest profile as a small radar beside something else, with the way to its result."""

from dataclasses import dataclass

from markupsafe import Markup

from app.reports.paper import rendering
from app.services.results.small_profiles import LatestProfile
from app.web.shell.contexts.frame import url_of


@dataclass(frozen=True, slots=True)
class SmallRadar:
    year: int
    url: str
    """Of the result."""
    drawing: Markup


def small_radar(profile: LatestProfile | None) -> SmallRadar | None:
    """None where there is no profile to show."""
    if profile is None:
        return None
    return SmallRadar(profile.year, url_of(profile.key, "resultat"), rendering.small_radar(profile.radar))
