"""Context of the start page: for a stranger what the service is, for everybody else where they can go."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.role_titles import title_of
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.meeting_time import MeetingTime
from app.services.assessments.year import Year
from app.services.organisations.home_page import RolePlace, Sizes, StartPlaces
from app.services.results.small_profiles import LatestProfile
from app.services.rounds.region_start import RegionStart
from app.web.assessments.contexts.year import TaskCard, task_cards
from app.web.organisations.contexts.landing import Landing
from app.web.organisations.contexts.region_start import RegionPart, region_part
from app.web.results.contexts.small_profile import SmallRadar, small_radar
from app.web.shell.contexts.cards import Card, assessment_card, round_card
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import span
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
    profile: SmallRadar | None
    """A kommun's latest profile."""


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
    profiles: tuple[LatestProfile, ...],
    regions: tuple[RegionStart, ...],
    message: str,
    now: datetime,
) -> StartPage:
    return StartPage(
        frame=frame,
        first_name=name.split(" ", maxsplit=1)[0],
        groups=tuple(_group(place, years, profiles, now) for place in start.places),
        answering=tuple(
            assessment_card(
                assessment,
                url_of(assessment.key, "svara"),
                note=_next_meeting(start.meetings.get(assessment.id), now),
            )
            for assessment in start.answering
            if assessment.id not in start.unanswered
        ),
        tasks=(*_own_answers(start), *task_cards(years)),
        regions=tuple(region_part(region, day_of(now)) for region in regions),
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


def _next_meeting(time: MeetingTime | None, now: datetime) -> str:
    """When the joint meeting is; empty where that is not known, and once it is over."""
    return "" if time is None or time.ends_at <= now else f"Mötet är {span(time.starts_at, time.ends_at)}."


def _group(place: RolePlace, years: tuple[Year, ...], profiles: tuple[LatestProfile, ...], now: datetime) -> PlaceGroup:
    kommun_id = place.organisation.place.municipality_id
    by_id = {year.assessment.id: year for year in years}
    organisation = place.organisation
    is_kommun = organisation.municipality is not None
    return PlaceGroup(
        name=organisation.name,
        url=organisation.key.path,
        roles=", ".join(
            title_of(role, is_association=organisation.is_association) for role in place.roles
        ).capitalize(),
        region=organisation.region.name if is_kommun and organisation.region is not None else "",
        cards=(
            *map(round_card, place.rounds),
            *(_year_card(item, by_id.get(item.id), now) for item in place.assessments),
        ),
        may_preview=place.may_preview,
        profile=small_radar(next((item for item in profiles if item.municipality_id == kommun_id), None)),
    )


def _year_card(assessment: Assessment, year: Year | None, now: datetime) -> Card:
    """`year` is None for one where nothing is left to do."""
    if year is None:
        return assessment_card(assessment)
    return assessment_card(assessment, state=year.state.value, note=_next_meeting(year.meeting_time, now))
