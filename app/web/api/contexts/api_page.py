"""Context of the page about the API, for those who are to write or set up a program."""

from dataclasses import dataclass

from app.web.api.application import BASE
from app.web.shell.contexts.frame import Frame

ADDRESSES = (
    ("token", "inget särskilt", "Vad nyckeln får läsa och hur länge den gäller."),
    ("rounds", "omgångar", "Omgångarna, den äldsta först."),
    ("rounds/{questionnaire}/{year}", "omgångar", "En omgång."),
    ("rounds/{questionnaire}/{year}/assessments", "omgångar", "Kommunerna i omgången och hur långt de har kommit."),
    ("rounds/{questionnaire}/{year}/assessments/{code}", "omgångar", "En kommun, med fyra siffrors kommunkod."),
    ("rounds/{questionnaire}/{year}/assessments/{code}/result", "resultat", "Resultatet per kapitalslag."),
    ("rounds/{questionnaire}/{year}/benchmark", "jämförelse", "Siffror utan namn om de andra kommunerna."),
    ("catalogue", "frågeformulär", "Frågeformulären som omgångarna använder."),
    ("catalogue/{questionnaire}/{year}", "frågeformulär", "Ett formulär med frågor och nivåbeskrivningar."),
)
"""Address, the right it needs in words, and what it gives."""


@dataclass(frozen=True, slots=True)
class AddressRow:
    address: str
    right: str
    gives: str


@dataclass(frozen=True, slots=True)
class ApiPage:
    frame: Frame
    base: str
    """With scheme and host."""
    rows: tuple[AddressRow, ...]


def api_page(frame: Frame, public_url: str) -> ApiPage:
    return ApiPage(frame, f"{public_url.rstrip('/')}{BASE}", tuple(AddressRow(*row) for row in ADDRESSES))
