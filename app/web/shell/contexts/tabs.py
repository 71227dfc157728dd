"""The second row of the frame in a kommun's year or a region's round: whose it is, and the pages open to the reader."""

from dataclasses import dataclass
from typing import Any

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import OrganisationKey
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round, RoundState
from app.services.kernel.access import place_of
from app.web.shell.http.request_context import RequestContext


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LocalTabs:
    """`place` is a kommun or a region, `place_url` its own page; empty for those who may not open that."""

    place: str
    place_url: str
    year: int
    tabs: tuple[Tab, ...]


Pages = tuple[tuple[str, str, Right], ...]
"""Label, address below that of the assessment or the round, and the right that opens it. The first one has what has no
tab of its own."""
OF_ASSESSMENT: Pages = (
    ("Läget", "", Right.SEE_ASSESSMENT),
    ("Svarande", "svarande", Right.LEAD_ASSESSMENT),
    ("Möte", "moten", Right.FOLLOW_MEETING),
    ("Resultat", "resultat", Right.SEE_RESULT),
    ("Plan", "mal", Right.SEE_ASSESSMENT),
    ("Rapport", "rapport", Right.SEE_RESULT),
    ("Delning", "delning", Right.SEE_ASSESSMENT),
)
OF_ROUND: Pages = (
    ("Läget", "", Right.SEE_REGION),
    ("Kommuner", "kommuner", Right.LEAD_ROUND),
    ("Översikt", "oversikt", Right.SEE_REGION),
    ("Rapport", "rapport", Right.SEE_REGION),
    ("Alla rapporter", "rapporter", Right.SEE_REGION),
    ("Filer", "export", Right.SEE_REGION),
)
OF_SEVERAL = frozenset({"svarande", "moten"})
"""Only where several people answer."""
BEFORE_RESULT = frozenset({"", "svarande"})
"""Pages of an assessment that are open before there is a result."""
BEFORE_OPENING = frozenset({"", "kommuner"})
"""Pages of a round that is planned or a trial; the others have nothing to show of it."""
BELOW = {
    "utskick": "svarande",
    "utveckling": "resultat",
    "jamfor": "resultat",
    "atgarder": "mal",
    "export": "rapport",
    "presentation": "rapport",
    "rang": "oversikt",
}
"""Pages that stand under another one's tab where they have none of their own, by the first part of their address."""


def local_tabs(request: RequestContext[Actor, AssessmentKey], assessment: Assessment) -> LocalTabs | None:
    """The tabs of a kommun's year, or None for somebody who can open no more than one of them."""
    actor, key = request.actor, assessment.key
    pages = tuple(page for page in OF_ASSESSMENT if _is_open(assessment, page[1]))
    tabs = _tabs(request, key.path, pages, place_of(assessment))
    if len(tabs) < 2:
        return None
    is_own = any(membership.municipality_id == assessment.municipality_id for membership in actor.memberships)
    home = OrganisationKey(key.region, assessment.municipality_slug).path if is_own else ""
    return LocalTabs(place=assessment.municipality, place_url=home, year=assessment.round.year, tabs=tabs)


def round_tabs(request: RequestContext[Actor, Any], round_: Round) -> LocalTabs:
    """The tabs of a round. What belongs to running it stands under the first one."""
    has_overview = not round_.is_trial and round_.state is not RoundState.PLANNED
    pages = tuple(page for page in OF_ROUND if has_overview or page[1] in BEFORE_OPENING)
    tabs = _tabs(request, round_.key.path, pages, Place(round_.region_id))
    home = OrganisationKey(round_.region_slug).path
    return LocalTabs(place=round_.region_name, place_url=home, year=round_.year, tabs=tabs)


def _tabs(request: RequestContext[Actor, Any], path: str, pages: Pages, place: Place) -> tuple[Tab, ...]:
    """Those of the pages below `path` that the one who asks may open."""
    choices = [(label, page) for label, page, right in pages if may(request.actor, right, place)]
    first = request.http.url.path.removeprefix(path).strip("/").split("/")[0]
    names = [page for _, page in choices]
    current = next((name for name in (first, BELOW.get(first), *names) if name in names), "")
    return tuple(Tab(label, f"{path}/{page}".rstrip("/"), page == current) for label, page in choices)


def _is_open(assessment: Assessment, page: str) -> bool:
    if page in OF_SEVERAL and assessment.mode is not Mode.SEVERAL:
        return False
    return page in BEFORE_RESULT or assessment.answering_closed_at is not None
