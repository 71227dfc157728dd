"""What stands around every page: title, who is signed in, where one is, whether it is example data."""

from dataclasses import dataclass, replace

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Actor
from app.accounts.organisations.organisation import OrganisationKey, Region
from app.reports.kernel.organisation_words import KOMMUN, OrganisationNoun
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import TRIAL, AssessmentKey, RoundKey
from app.web.shell.contexts.tabs import LocalTabs
from app.web.shell.http.request_context import AnyRequest
from app.web.shell.wording import assessment_title, round_title


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str


START = Crumb("Start", "/")
DRIFT = Crumb("Drift", "/drift")


@dataclass(frozen=True, slots=True)
class Frame:
    title: str
    """Of the page; the browser's tab adds the product's name."""
    visitor: str | None
    """Name and role of the one signed in."""
    crumbs: tuple[Crumb, ...]
    is_example: bool
    is_demo: bool
    is_trial: bool = False
    """The page belongs to a trial round."""
    tabs: LocalTabs | None = None
    """Inside a kommun's year and a round: they are shown instead of the crumbs."""
    noun: OrganisationNoun = KOMMUN
    """What the one is called whose page it is."""
    about: str = ""
    """What the browser's tab adds where a year has rounds about different things; empty for the kommuner's own."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page whose text is all in its template."""

    frame: Frame


def frame(
    request: AnyRequest,
    title: str,
    crumbs: tuple[Crumb, ...] = (),
    *,
    is_example: bool = False,
    is_trial: bool = False,
    tabs: LocalTabs | None = None,
    noun: OrganisationNoun = KOMMUN,
    about: str = "",
) -> Frame:
    """A page whose address has a trial round in it is marked by that; `is_trial` is for those that have another."""
    demo = request.settings.demo
    return Frame(
        title=title,
        visitor=None if request.actor is None else describe(request.actor),
        crumbs=crumbs,
        is_example=is_example or demo,
        is_demo=demo,
        is_trial=is_trial or str(request.http.path_params.get("year", "")).endswith(TRIAL),
        tabs=tabs,
        noun=noun,
        about=about,
    )


def describe(actor: Actor) -> str:
    """Sara Lind, kommunens samordnare. The role alone while the name is not told, and no name by a personal link."""
    if actor.respondent_id is not None:
        return "med personlig länk"
    roles = [title_of(item.role, is_association=item.is_of_association) for item in actor.memberships]
    return ", ".join(filter(None, [actor.name, *dict.fromkeys(roles or ["svarande"])]))


def url_of(key: AssessmentKey | RoundKey, *rest: str) -> str:
    """Address of an assessment's or a round's page."""
    return "/".join([key.path, *rest])


def home_crumbs(assessment: Assessment, actor: Actor) -> tuple[Crumb, ...]:
    """The way to an assessment: from the own page of the kommun, or of the region, for those who may open it."""
    key = OrganisationKey(assessment.key.region)
    if any(membership.municipality_id == assessment.municipality_id for membership in actor.memberships):
        return (START, Crumb(assessment.municipality, replace(key, municipality=assessment.municipality_slug).path))
    return (START, Crumb(assessment.round.region_name, key.path)) if actor.memberships else (START,)


def region_crumbs(region: Region) -> tuple[Crumb, ...]:
    return (START, Crumb(region.name, region.key.path))


def assessment_crumbs(assessment: Assessment, actor: Actor) -> tuple[Crumb, ...]:
    """The way to a page below an assessment: through the kommun or the round, for those who may open them."""
    way = home_crumbs(assessment, actor)
    if any(membership.municipality_id == assessment.municipality_id for membership in actor.memberships):
        return (*way, Crumb(assessment_title(assessment), url_of(assessment.key)))
    if actor.memberships:
        return (*way, Crumb(round_title(assessment.round), url_of(assessment.key.round)))
    return way
