"""Context of the page about the API, for those who are to write or set up a program."""

from dataclasses import dataclass
from datetime import timedelta

from app.reports.kernel.tables import MAX_DECIMALS
from app.reports.kernel.wording import in_words, number
from app.services.api.api_reads import REQUESTS
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
    decimals: str
    requests: str
    request_minutes: str
    """So many requests in so many minutes."""


def api_page(frame: Frame, public_url: str) -> ApiPage:
    return ApiPage(
        frame=frame,
        base=f"{public_url.rstrip('/')}{BASE}",
        rows=tuple(AddressRow(address=address, right=right, gives=gives) for address, right, gives in ADDRESSES),
        decimals=in_words(MAX_DECIMALS),
        requests=number(REQUESTS.most),
        request_minutes=in_words(REQUESTS.per // timedelta(minutes=1)),
    )
