"""A region's networks: the list, one with its seats and meetings, making and changing one, and who has a seat."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.exchange_events import NetworkSaved, NetworkSeatNoted
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Municipality
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError
from app.reports.kernel.wording import listing
from app.services.exchange import words
from app.services.exchange.places import ExchangePlace, chosen_kommun, exchange_place
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.exchange import networks as stored
from app.storage.exchange.questions import questions_in
from app.storage.organisations.memberships import members_at
from app.storage.organisations.organisations import lock_region
from app.support.exchange.network import (
    FREE_SEAT,
    Network,
    NetworkState,
    Seat,
    StoredNetwork,
    network_fields,
    read_network,
    read_role,
)
from app.support.exchange.question import AskedQuestion

KOMMUNER = "kommuner"
"""The group of boxes with the kommuner that have a seat."""
NEW = {"state": NetworkState.ACTIVE.value, "seats_each": "1"}
"""What the form of a new network begins with."""


class NetworkChangedError(InvalidInputError):
    """Somebody has changed the network since the page was loaded, and nothing was changed."""


class SeatChangedError(InvalidInputError):
    """Somebody has said something else of the seat since the form was loaded, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class RegionNetworks:
    place: ExchangePlace
    networks: tuple[StoredNetwork, ...]
    """The active ones first."""


@dataclass(frozen=True, slots=True)
class NetworkView:
    place: ExchangePlace
    stored: StoredNetwork
    questions: tuple[AskedQuestion, ...]
    """That were asked of it, the latest first."""


@dataclass(frozen=True, slots=True)
class NetworkForm:
    place: ExchangePlace
    stored: StoredNetwork | None
    fields: Mapping[str, str]
    version: int = 0


@dataclass(frozen=True, slots=True)
class SeatForm:
    """Who has one of a kommun's seats. `members` are the kommun's own people, whom its coordinator knows, without those
    who have another of its seats."""

    place: ExchangePlace
    stored: StoredNetwork
    kommun: Municipality
    seat: Seat
    members: tuple[Member, ...]


def open_networks(database: Database, actor: Actor, slug: str) -> RegionNetworks:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        networks = stored.networks_in(session, place.region.id)
        return RegionNetworks(place, tuple(sorted(networks, key=lambda each: not each.is_active)))


def open_network(database: Database, actor: Actor, slug: str, network_id: int) -> NetworkView:
    """Raises NotFoundError to those outside the region, and for another region's."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        network = found(stored.find_network(session, place.region.id, network_id))
        questions = [each for each in questions_in(session, place.region.id) if each.network_id == network_id]
        return NetworkView(place, network, tuple(questions))


def open_network_form(database: Database, actor: Actor, slug: str, network_id: int | None = None) -> NetworkForm:
    """A new one begins with a seat for every kommun."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
        if network_id is None:
            return NetworkForm(place=place, stored=None, fields=NEW | _boxes(kommun.id for kommun in place.kommuner))
        network = found(stored.find_network(session, place.region.id, network_id))
        boxes = _boxes(network.kommun_ids)
        return NetworkForm(
            place=place, stored=network, fields=network_fields(network.network) | boxes, version=network.version
        )


def save_network(
    database: Database,
    actor: Actor,
    slug: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    network_id: int | None = None,
    version: int = 0,
) -> int:
    """Make a network, or change one with the kommuner that have a seat. The same again is no change. Returns its id.

    Raises InvalidInputError by field, NetworkChangedError, and NotAuthorizedError to the region's readers.
    """

    def work(session: Session) -> int:
        place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
        before = None if network_id is None else found(stored.lock_network(session, place.region.id, network_id))
        network = read_network(fields)
        if not isinstance(network, Network):
            raise InvalidInputError(network)
        chosen_ids = {kommun.id for kommun in place.kommuner if f"{KOMMUNER}.{kommun.id}" in fields}
        if before is None:
            lock_region(session, place.region.id)
            networks = stored.networks_in(session, place.region.id)
            same = [each for each in networks if each.network == network and each.kommun_ids == chosen_ids]
            if same:  # a double click must not make the same network twice
                return same[-1].id
        elif before.network == network and chosen_ids == before.kommun_ids:
            return before.id
        elif before.version != version:
            raise NetworkChangedError({"title": words.CHANGED_MEANWHILE})
        else:
            _require_room(before, network, chosen_ids)
        saved_id = stored.store_network(session, place.region.id, network, now, network_id)
        stored.set_kommuner(session, saved_id, chosen_ids, network.seats_each)
        note(session, actor, NetworkSaved(network_id=saved_id), Place(place.region.id), now)
        return saved_id

    return database.write(work)


def _require_room(before: StoredNetwork, network: Network, chosen_ids: Collection[int]) -> None:
    """Raises InvalidInputError where somebody in a kommun that stays would lose a seat."""
    names = {seat.municipality for seat in before.seats if seat.municipality_id in chosen_ids}
    full_kommuner = [name for name in before.with_more_than(network.seats_each) if name in names]
    if full_kommuner:
        raise InvalidInputError({"seats_each": words.TOO_FEW_SEATS.with_facts(kommuner=listing(full_kommuner))})


def open_seat_form(
    database: Database, actor: Actor, slug: str, network_id: int, kommun: str = "", number: int = 0
) -> SeatForm:
    """The kommun's seat with the number, or its first. Raises NotAuthorizedError to who coordinates no kommun, and
    NotFoundError where the kommun has no such seat.
    """
    with database.read() as session:
        return _seat_form(session, actor, slug, network_id, kommun, number)


def note_seat(
    database: Database, actor: Actor, slug: str, network_id: int, fields: Mapping[str, str], now: datetime
) -> None:
    """Say which role has the kommun's seat, and who of its people gets the mail; nobody leaves it vacant. Without
    `plats` it is the kommun's first. A form that was loaded for a free seat takes another free one where somebody has
    taken that meanwhile.

    Raises InvalidInputError by field, SeatChangedError where the seat is another than the form with the stamp `fore`
    was loaded with, and otherwise as `open_seat_form`. The same again is no change.
    """

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        stored.lock_network(session, place.region.id, network_id)
        number = whole_number(fields.get("plats", "")) or 0
        form = _seat_form(session, actor, slug, network_id, fields.get("kommun", ""), number)
        role = read_role(fields)
        if isinstance(role, dict):
            raise InvalidInputError(role)
        membership_id = whole_number(fields.get("holder", "")) or None
        loaded_stamp = fields.get("fore", "")
        new_stamp = replace(form.seat, role=role, membership_id=membership_id).stamp
        if form.seat.stamp == new_stamp:
            return
        if form.seat.stamp != loaded_stamp:
            seats = form.stored.seats_of(form.kommun.id)
            if loaded_stamp == FREE_SEAT and any(seat.stamp == new_stamp for seat in seats):
                return
            free_seat = next((seat for seat in seats if seat.is_free), None)
            if loaded_stamp != FREE_SEAT or free_seat is None:
                raise SeatChangedError({"role": words.SEAT_CHANGED})
            form = _seat_form(session, actor, slug, network_id, form.kommun.slug, free_seat.number)
        if membership_id is not None and membership_id not in {member.id for member in form.members}:
            raise InvalidInputError({"holder": words.SEAT_HOLDER_UNKNOWN})
        stored.store_seat(session, replace(form.seat, role=role, membership_id=membership_id))
        event = NetworkSeatNoted(network_id=network_id, is_vacant=membership_id is None)
        note(session, actor, event, Place(place.region.id, form.kommun.id), now)

    database.write(work)


def found(network: StoredNetwork | None) -> StoredNetwork:
    """Raises NotFoundError for none."""
    if network is None:
        raise NotFoundError
    return network


def _seat_form(session: Session, actor: Actor, slug: str, network_id: int, kommun_slug: str, number: int) -> SeatForm:
    place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
    network = found(stored.find_network(session, place.region.id, network_id))
    kommuner = [kommun for kommun in place.led if network.seats_of(kommun.id)]
    kommun = chosen_kommun(kommun_slug, kommuner)
    seats = network.seats_of(kommun.id)
    seat = next((each for each in seats if number in (0, each.number)), None)
    if seat is None:
        raise NotFoundError
    members = members_at(session, Place(place.region.id, kommun.id))
    others = {each.membership_id for each in seats if each != seat}
    other_people = {member.person_id for member in members if member.id in others}
    people = {
        member.person_id: member
        for member in reversed(members)
        if member.address and member.person_id not in other_people
    }
    people |= {member.person_id: member for member in members if member.id == seat.membership_id}
    return SeatForm(place=place, stored=network, kommun=kommun, seat=seat, members=tuple(reversed(people.values())))


def _boxes(municipality_ids: Iterable[int]) -> dict[str, str]:
    return {f"{KOMMUNER}.{number}": "ja" for number in municipality_ids}
