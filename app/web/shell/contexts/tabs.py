"""The second row of the frame in a kommun's year or a region's round: whose it is, and the pages open to the reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import OrganisationKey
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey, RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.services.kernel.access import place_of
from app.services.kernel.neighbours import Neighbours, neighbours_of
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
    places: tuple[Tab, ...] = ()
    """To change place by, where the person has several: the one that is shown first."""
    years: tuple[Tab, ...] = ()
    """To change year by, where there are several, latest first."""


MIRROR = "Spegeln"
Pages = tuple[tuple[str, str, Right], ...]
"""Label, address below that of the assessment or the round, and the right that opens it. The first one has what has no
tab of its own."""
OF_ASSESSMENT: Pages = (
    ("Läget", "", Right.SEE_ASSESSMENT),
    ("Svarande", "svarande", Right.LEAD_ASSESSMENT),
    ("Möte", "moten", Right.FOLLOW_MEETING),
    ("Resultat", "resultat", Right.SEE_RESULT),
    ("Stöd", "stod", Right.SEE_RESULT),
    ("Plan", "mal", Right.SEE_ASSESSMENT),
    ("Rapport", "rapport", Right.SEE_RESULT),
    ("Delning", "delning", Right.SEE_ASSESSMENT),
)
OF_ROUND: Pages = (
    ("Läget", "", Right.SEE_REGION),
    ("Kommuner", "kommuner", Right.LEAD_ROUND),
    ("Översikt", "oversikt", Right.SEE_REGION),
    (MIRROR, "spegel", Right.SEE_REGION),
    ("Rapport", "rapport", Right.SEE_REGION),
    ("Alla rapporter", "rapporter", Right.SEE_REGION),
    ("Filer", "export", Right.SEE_REGION),
)
ALL_PAGES = frozenset(page for _, page, _ in OF_ROUND)
OF_SUBJECT = {RoundSubject.KOMMUN: ALL_PAGES - {"spegel"}, RoundSubject.REGION: frozenset({""})}
"""Where not every page of a round says something: without kommuner there is nothing to lay side by side."""
OF_SEVERAL = frozenset({"svarande", "moten"})
"""Only where several people answer."""
BEFORE_RESULT = frozenset({"", "svarande"})
"""Pages of an assessment that are open before there is a result."""
BEFORE_OPENING = frozenset({"", "kommuner"})
"""Pages of a round that is planned or a trial; the others have nothing to show of it."""
BEFORE_CLOSING = frozenset({"kommuner"})
"""Pages that only change something, which a closed round does not."""
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
    neighbours = neighbours_of(request.database, actor) if is_own else None
    return LocalTabs(
        place=assessment.municipality,
        place_url=home,
        year=assessment.round.year,
        tabs=tabs,
        places=() if neighbours is None else places_beside(Tab(assessment.municipality, home, True), key, neighbours),
        years=() if neighbours is None else years_of_kommun(assessment, tabs, neighbours),
    )


def round_tabs(request: RequestContext[Actor, Any], round_: Round) -> LocalTabs:
    """The tabs of a round. What belongs to running it stands under the first one."""
    pages = tuple(page for page in OF_ROUND if _is_open_of_round(round_, page[1]))
    tabs = _tabs(request, round_.key.path, pages, Place(round_.region_id))
    home = OrganisationKey(round_.region_slug).path
    neighbours = neighbours_of(request.database, request.actor)
    return LocalTabs(
        place=round_.region_name,
        place_url=home,
        year=round_.year,
        tabs=tabs,
        places=places_beside(Tab(round_.region_name, home, True), round_.key, neighbours),
        years=years_of_region(round_, tabs, neighbours),
    )


def _tabs(request: RequestContext[Actor, Any], path: str, pages: Pages, place: Place) -> tuple[Tab, ...]:
    """Those of the pages below `path` that the one who asks may open."""
    choices = [(label, page) for label, page, right in pages if may(request.actor, right, place)]
    first = request.http.url.path.removeprefix(path).strip("/").split("/")[0]
    names = [page for _, page in choices]
    current = next((name for name in (first, BELOW.get(first), *names) if name in names), "")
    return tuple(Tab(label, _below(path, page), page == current) for label, page in choices)


def years_of_kommun(assessment: Assessment, tabs: tuple[Tab, ...], neighbours: Neighbours) -> tuple[Tab, ...]:
    """The kommun's years with the same questionnaire; each leads to the same page of that year where it is open."""
    own = tuple(
        other
        for other in neighbours.assessments
        if other.municipality_id == assessment.municipality_id
        and other.round.questionnaire_id == assessment.round.questionnaire_id
    )
    page = _current_page(tabs, assessment.key.path)
    return _several(
        Tab(
            _year(other.round),
            _below(other.key.path, page if _is_open(other, page) else ""),
            other.key == assessment.key,
        )
        for other in own
    )


def years_of_region(round_: Round, tabs: tuple[Tab, ...], neighbours: Neighbours) -> tuple[Tab, ...]:
    """As `years_of_kommun`, of a region's rounds."""
    page = _current_page(tabs, round_.key.path)
    return _several(
        Tab(
            _year(other),
            _below(other.key.path, page if _is_open_of_round(other, page) else ""),
            other.key == round_.key,
        )
        for other in neighbours.rounds
        if other.region_id == round_.region_id and other.questionnaire_id == round_.questionnaire_id
    )


def places_beside(here: Tab, key: AssessmentKey | RoundKey, neighbours: Neighbours) -> tuple[Tab, ...]:
    """`here`, and each other kommun and region of the person by its year that is nearest: the same with the same
    questionnaire, or the latest."""
    others: dict[str, Tab] = {}
    own = key.municipality if isinstance(key, AssessmentKey) else key.region
    for place, name, path, round_ in _own_years(neighbours):
        is_same = (round_.year, round_.questionnaire_id) == (key.year, key.questionnaire)
        is_nearer = place not in others or (is_same and not round_.is_trial)
        if place != own and is_nearer:
            others[place] = Tab(name, path, False)
    return _several((here, *others.values()))


def _own_years(neighbours: Neighbours) -> Iterator[tuple[str, str, str, Round]]:
    """Slug and name of each place, and the path and the round of each of its years, latest first; trials come last."""
    years = [
        *((item.municipality_slug, item.municipality, item.key.path, item.round) for item in neighbours.assessments),
        *((item.region_slug, item.region_name, item.key.path, item) for item in neighbours.rounds),
    ]
    yield from sorted(years, key=lambda year: year[3].is_trial)


def _several(tabs: Iterable[Tab]) -> tuple[Tab, ...]:
    """Nothing where there is no choice."""
    choices = tuple(tabs)
    return choices if len(choices) > 1 else ()


def _current_page(tabs: tuple[Tab, ...], path: str) -> str:
    return next((tab.url.removeprefix(path).strip("/") for tab in tabs if tab.is_current), "")


def _below(path: str, page: str) -> str:
    return f"{path}/{page}".rstrip("/")


def _year(round_: Round) -> str:
    return f"{round_.year}{', provomgång' if round_.is_trial else ''}"


def _is_open_of_round(round_: Round, page: str) -> bool:
    if page not in OF_SUBJECT.get(round_.subject, ALL_PAGES):
        return False
    if round_.state is RoundState.CLOSED and page in BEFORE_CLOSING:
        return False
    has_overview = not round_.is_trial and round_.state is not RoundState.PLANNED
    return has_overview or page in BEFORE_OPENING


def _is_open(assessment: Assessment, page: str) -> bool:
    if page in OF_SEVERAL and assessment.mode is not Mode.SEVERAL:
        return False
    if page == "stod" and assessment.round.subject is not RoundSubject.KOMMUN:
        return False
    return page in BEFORE_RESULT or assessment.answering_closed_at is not None
