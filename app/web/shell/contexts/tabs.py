"""The second row of the frame in a kommun's year or a region's round: whose it is, and the pages open to the reader."""

from dataclasses import dataclass, replace
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
    """`place_url` is the kommun's own page; empty for those who have no role there."""

    place: str
    place_url: str
    year: int
    tabs: tuple[Tab, ...]


TABS = (
    ("Läget", "", Right.SEE_ASSESSMENT),
    ("Svarande", "svarande", Right.LEAD_ASSESSMENT),
    ("Möte", "moten", Right.FOLLOW_MEETING),
    ("Resultat", "resultat", Right.SEE_RESULT),
    ("Plan", "mal", Right.SEE_ASSESSMENT),
    ("Rapport", "rapport", Right.SEE_RESULT),
    ("Delning", "delning", Right.SEE_ASSESSMENT),
)
"""Label, address below the assessment's, and the right that opens it."""
OF_SEVERAL = frozenset({"svarande", "moten"})
"""Only where several people answer."""
BEFORE_RESULT = frozenset({"", "svarande"})
"""Open before there is a result."""
BELOW = {
    "utskick": "svarande",
    "utveckling": "resultat",
    "jamfor": "resultat",
    "atgarder": "mal",
    "export": "rapport",
}
"""Pages that stand under another one's tab, by the first part of their address."""


def local_tabs(request: RequestContext[Actor, AssessmentKey], assessment: Assessment) -> LocalTabs | None:
    """The tabs of a kommun's year, or None for somebody who can open no more than one of them."""
    actor, path = request.actor, assessment.key.path
    first = request.http.url.path.removeprefix(path).strip("/").split("/")[0]
    current = BELOW.get(first, first)
    tabs = tuple(
        Tab(label, f"{path}/{page}".rstrip("/"), current == page)
        for label, page, right in TABS
        if may(actor, right, place_of(assessment)) and _is_open(assessment, page)
    )
    if len(tabs) < 2:
        return None
    is_own = any(membership.municipality_id == assessment.municipality_id for membership in actor.memberships)
    home = replace(OrganisationKey(assessment.key.region), municipality=assessment.municipality_slug)
    return LocalTabs(
        place=assessment.municipality, place_url=home.path if is_own else "", year=assessment.round.year, tabs=tabs
    )


ROUND_TABS = (
    ("Läget", "", Right.SEE_REGION),
    ("Kommuner", "kommuner", Right.LEAD_ROUND),
    ("Översikt", "oversikt", Right.SEE_REGION),
    ("Rapport", "rapport", Right.SEE_REGION),
    ("Alla rapporter", "rapporter", Right.SEE_REGION),
    ("Filer", "export", Right.SEE_REGION),
)
ROUND_BELOW = {"rang": "oversikt"}
ROUND_BEFORE_OPENING = frozenset({"", "kommuner"})
"""Pages of a round that is planned or a trial; the others have nothing to show of it."""


def round_tabs(request: RequestContext[Actor, Any], round_: Round) -> LocalTabs:
    """The tabs of a round. What belongs to running it stands under the first one."""
    path, place = round_.key.path, Place(round_.region_id)
    first = request.http.url.path.removeprefix(path).strip("/").split("/")[0]
    current = ROUND_BELOW.get(first, first)
    pages = {page for _, page, _ in ROUND_TABS}
    has_overview = not round_.is_trial and round_.state is not RoundState.PLANNED
    tabs = tuple(
        Tab(label, f"{path}/{page}".rstrip("/"), (current if current in pages else "") == page)
        for label, page, right in ROUND_TABS
        if may(request.actor, right, place) and (page in ROUND_BEFORE_OPENING or has_overview)
    )
    region = OrganisationKey(round_.region_slug)
    return LocalTabs(place=round_.region_name, place_url=region.path, year=round_.year, tabs=tabs)


def _is_open(assessment: Assessment, page: str) -> bool:
    if page in OF_SEVERAL and assessment.mode is not Mode.SEVERAL:
        return False
    return page in BEFORE_RESULT or assessment.answering_closed_at is not None
