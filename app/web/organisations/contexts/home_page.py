"""Context of the start page: for a stranger what the service is, for everybody else where they can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.accounts.kernel.role_titles import TITLES
from app.services.assessments.year import Year
from app.services.organisations.home_page import RolePlace, Sizes, StartPlaces
from app.services.rounds.region_start import RegionStart
from app.web.assessments.contexts.year import TaskCard, task_cards
from app.web.organisations.contexts.landing import Landing
from app.web.organisations.contexts.region_start import RegionPart, region_part
from app.web.shell.contexts.cards import Card, assessment_card, round_card
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.wording import assessment_title


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
    """Where the person answers and leads nothing, and has nothing left to do."""
    tasks: tuple[TaskCard, ...] = ()
    """What waits for the person, the first one first."""
    regions: tuple[RegionPart, ...] = ()
    """The regions that the person works in, with what waits there."""
    is_operator: bool = False
    done: str = ""
    sizes: Sizes | None = None
    """How much is asked, for a stranger; None as long as nothing is published."""
    landing: Landing | None = None
    """For a stranger only."""

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.answering or self.tasks or self.regions or self.is_operator)


def start_page(
    frame: Frame,
    name: str,
    start: StartPlaces,
    years: tuple[Year, ...],
    regions: tuple[RegionStart, ...],
    message: str,
    today: date,
) -> StartPage:
    states = {year.assessment.id: year.state.value for year in years}
    return StartPage(
        frame=frame,
        first_name=name.split(" ", maxsplit=1)[0],
        groups=tuple(_group(place, states) for place in start.places),
        answering=tuple(
            assessment_card(assessment, url_of(assessment.key, "svara"))
            for assessment in start.answering
            if assessment.id not in start.unanswered
        ),
        tasks=(*_own_answers(start), *task_cards(years)),
        regions=tuple(region_part(region, today) for region in regions),
        is_operator=start.is_operator,
        done=message,
    )


def _own_answers(start: StartPlaces) -> tuple[TaskCard, ...]:
    """The questions that one has been asked oneself and not handed in."""
    return tuple(
        TaskCard(
            title=assessment_title(assessment),
            url=url_of(assessment.key, "svara"),
            label="Svara på frågorna",
            note="Du kan pausa och fortsätta där du slutade.",
            last_day=assessment.round.closes_on,
        )
        for assessment in start.answering
        if assessment.id in start.unanswered
    )


def _group(place: RolePlace, states: Mapping[int, str]) -> PlaceGroup:
    organisation = place.organisation
    is_kommun = organisation.municipality is not None
    return PlaceGroup(
        name=organisation.name,
        url=organisation.key.path,
        roles=", ".join(TITLES[role] for role in place.roles).capitalize(),
        region=organisation.region.name if is_kommun and organisation.region is not None else "",
        cards=(
            *map(round_card, place.rounds),
            *(assessment_card(item, state=states.get(item.id)) for item in place.assessments),
        ),
        may_preview=place.may_preview,
    )
