"""Context of the start page: for a stranger what the service is, for everybody else where they can go."""

from dataclasses import dataclass

from app.accounts.kernel.role_titles import TITLES
from app.services.organisations.home_page import RolePlace, Sizes, StartPlaces
from app.web.organisations.contexts.landing import Landing
from app.web.shell.contexts.cards import Card, assessment_card, round_card
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """A region or a kommun, with its rounds or its assessments."""

    name: str
    url: str
    roles: str
    region: str
    """Of a kommun; empty for a region."""
    cards: tuple[Card, ...]
    may_preview: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    frame: Frame
    first_name: str = ""
    groups: tuple[PlaceGroup, ...] = ()
    answering: tuple[Card, ...] = ()
    is_operator: bool = False
    done: str = ""
    sizes: Sizes | None = None
    """How much is asked, for a stranger; None as long as nothing is published."""
    landing: Landing | None = None
    """For a stranger only."""

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.answering or self.is_operator)


def start_page(frame: Frame, name: str, start: StartPlaces, message: str) -> StartPage:
    return StartPage(
        frame=frame,
        first_name=name.split(" ", maxsplit=1)[0],
        groups=tuple(map(_group, start.places)),
        answering=tuple(assessment_card(assessment, url_of(assessment.key, "svara")) for assessment in start.answering),
        is_operator=start.is_operator,
        done=message,
    )


def _group(place: RolePlace) -> PlaceGroup:
    organisation = place.organisation
    is_kommun = organisation.municipality is not None
    return PlaceGroup(
        name=organisation.name,
        url=organisation.key.path,
        roles=", ".join(TITLES[role] for role in place.roles).capitalize(),
        region=organisation.region.name if is_kommun and organisation.region is not None else "",
        cards=(*map(round_card, place.rounds), *map(assessment_card, place.assessments)),
        may_preview=place.may_preview,
    )
