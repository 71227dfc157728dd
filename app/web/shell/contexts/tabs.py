"""The second row of the frame inside a kommun's year: whose year it is, and its pages that are open to the reader."""

from dataclasses import dataclass, replace

from app.accounts.kernel.roles import Actor, Right, may
from app.accounts.organisations.organisation import OrganisationKey
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
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


def _is_open(assessment: Assessment, page: str) -> bool:
    if page in OF_SEVERAL and assessment.mode is not Mode.SEVERAL:
        return False
    return page in BEFORE_RESULT or assessment.answering_closed_at is not None
