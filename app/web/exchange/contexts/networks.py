"""Contexts of a region's networks: the list, one with its seats and meetings, and their forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from app.reports.kernel.wording import count
from app.services.exchange.networks import NetworkView, RegionNetworks
from app.services.exchange.places import ExchangePlace
from app.support.exchange.network import NetworkMeeting, NetworkState, Seat, StoredNetwork, StoredTopic, TopicKind
from app.web.exchange.contexts.nav import NETWORKS, NavLink, exchange_nav
from app.web.exchange.contexts.questions import AskedLine, question_line
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

STATES = {NetworkState.ACTIVE: "Aktivt", NetworkState.RESTING: "Vilande"}
TAGS = {NetworkState.ACTIVE: "ongoing", NetworkState.RESTING: "coming"}
LEADS_TO = {
    TopicKind.NEED: ("Till behoven", "behov"),
    TopicKind.QUESTION: ("Till frågan", "fragor"),
    TopicKind.EXAMPLE: ("Till exemplet", "exempel"),
    TopicKind.CHALLENGE: ("Till utmaningen", "utmaningar"),
}
DONE = {
    "sparat": "Nätverket är sparat.",
    "plats": "Er plats är sparad.",
    "mote": "Mötet är sparat.",
    "punkt": "Punkten är sparad.",
}


@dataclass(frozen=True, slots=True)
class OwnSeat:
    name: str
    """Of the kommun, and of the role where it has several seats."""
    sentence: str
    url: str
    """Of its form; empty for who may not change it."""
    is_vacant: bool


@dataclass(frozen=True, slots=True)
class NetworkCard:
    title: str
    url: str
    purpose: str
    about: str
    state: str
    tag: str
    own: tuple[OwnSeat, ...]


@dataclass(frozen=True, slots=True)
class NetworksPage:
    frame: Frame
    nav: tuple[NavLink, ...]
    url: str
    ask_url: str
    """Empty for who has no kommun to ask for."""
    cards: tuple[NetworkCard, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A kommun with its seats, as others see them."""

    kommun: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    text: str
    outcome: str
    review: str
    link: str
    link_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class MeetingBlock:
    day: str
    place: str
    place_url: str
    """Where the place is a link."""
    topics: tuple[TopicLine, ...]
    add_url: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    frame: Frame
    url: str
    list_url: str
    done: str
    network: StoredNetwork
    state: str
    tag: str
    ask_url: str
    own: tuple[OwnSeat, ...]
    seats: tuple[SeatRow, ...]
    filled: str
    meetings: tuple[MeetingBlock, ...]
    questions: tuple[AskedLine, ...]
    leads: bool
    day_typed: DayTyped
    place_typed: str
    errors: Mapping[str, str]


def networks_page(frame: Frame, networks: RegionNetworks) -> NetworksPage:
    place = networks.place
    url = f"/{place.region.slug}/natverk"
    return NetworksPage(
        frame=frame,
        nav=exchange_nav(place.region.slug, NETWORKS),
        url=url,
        ask_url=f"/{place.region.slug}/fragor/ny" if place.own and networks.networks else "",
        cards=tuple(_card(place, network, url) for network in networks.networks),
        may_add=place.leads_region,
    )


def _card(place: ExchangePlace, network: StoredNetwork, url: str) -> NetworkCard:
    return NetworkCard(
        title=network.network.title,
        url=f"{url}/{network.id}",
        purpose=network.network.purpose,
        about=f"{network.network.target_group} · {_filled(network)}",
        state=STATES[network.network.state],
        tag=TAGS[network.network.state],
        own=_own_seats(place, network, f"{url}/{network.id}"),
    )


def _filled(network: StoredNetwork) -> str:
    kommuner = count(len(network.kommun_ids), "kommun", "kommuner")
    people = sum(not seat.is_vacant for seat in network.seats)
    if network.network.seats_each == 1:
        return f"{people} av {kommuner} har någon på platsen"
    return (
        f"{len(network.held_kommun_ids)} av {kommuner} har någon på plats, {count(people, 'person', 'personer')} i allt"
    )


def _own_seats(place: ExchangePlace, network: StoredNetwork, url: str) -> tuple[OwnSeat, ...]:
    """Those that have a role, and of the free ones the first, with how many there are."""
    lines = []
    for kommun in place.own:
        seats = network.seats_of(kommun.id)
        free = [seat for seat in seats if seat.is_free]
        for seat in (*(each for each in seats if not each.is_free), *free[:1]):
            form = f"{url}/plats?kommun={kommun.slug}&plats={seat.number}"
            lines.append(
                OwnSeat(
                    name=kommun.name if len(seats) == 1 else f"{kommun.name}, {seat.role or 'ny plats'}",
                    sentence=_own_sentence(seat, len(free), len(seats)),
                    url=form if place.leads(kommun.id) else "",
                    is_vacant=seat.is_vacant,
                )
            )
    return tuple(lines)


def _own_sentence(seat: Seat, free: int, seats: int) -> str:
    if not seat.is_vacant:
        return f"{seat.municipality}: {seat.role}."
    if seats == 1:
        return f"Platsen för {seat.municipality} är vakant."
    if seat.role:
        return f"{seat.municipality}: {seat.role}, vakant."
    return f"{seat.municipality} kan ha {count(free, 'plats', 'platser')}{' till' if free < seats else ''}."


def network_page(
    frame: Frame,
    view: NetworkView,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> NetworkPage:
    place, network, texts = view.place, view.stored, fields or {}
    region = f"/{place.region.slug}"
    url = f"{region}/natverk/{network.id}"
    return NetworkPage(
        frame=frame,
        url=url,
        list_url=f"{region}/natverk",
        done=DONE.get(notice, ""),
        network=network,
        state=STATES[network.network.state],
        tag=TAGS[network.network.state],
        ask_url=f"{region}/fragor/ny?natverk={network.id}" if place.own and network.is_active else "",
        own=_own_seats(place, network, url),
        seats=tuple(_seat_row(list(seats)) for _, seats in groupby(network.seats, lambda seat: seat.municipality)),
        filled=_filled(network),
        meetings=tuple(_meeting(place, meeting, region, url) for meeting in network.meetings),
        questions=tuple(question_line(each, f"{region}/fragor") for each in view.questions),
        leads=place.leads_region,
        day_typed=DayTyped(texts.get("day", "")),
        place_typed=texts.get("place", ""),
        errors=errors or {},
    )


def _seat_row(seats: list[Seat]) -> SeatRow:
    """A free seat is nobody's matter but the kommun's own, unless it has no other."""
    roles = [f"{seat.role}, vakant" if seat.is_vacant else seat.role for seat in seats if not seat.is_free]
    return SeatRow(seats[0].municipality, tuple(roles or ["Vakant"]))


def _meeting(place: ExchangePlace, meeting: NetworkMeeting, region: str, url: str) -> MeetingBlock:
    edit_url = f"{url}/moten/{meeting.id}/punkter" if place.leads_region else ""
    return MeetingBlock(
        day=day(meeting.held_on),
        place=meeting.place,
        place_url=meeting.place if meeting.place.startswith("https://") else "",
        topics=tuple(_topic(each, region, edit_url) for each in meeting.topics),
        add_url=f"{edit_url}/0" if edit_url else "",
    )


def _topic(item: StoredTopic, region: str, edit_url: str) -> TopicLine:
    topic = item.topic
    label, part = LEADS_TO.get(topic.leads_to, ("", ""))
    target = "" if topic.target_id is None else f"/{topic.target_id}"
    is_in_list = topic.leads_to is TopicKind.CHALLENGE and target
    return TopicLine(
        text=topic.text,
        outcome=topic.outcome,
        review="" if topic.review_on is None else day(topic.review_on),
        link=label,
        link_url=f"{region}/{part}#utmaning-{topic.target_id}" if is_in_list else f"{region}/{part}{target}",
        edit_url=f"{edit_url}/{item.id}" if edit_url else "",
    )
