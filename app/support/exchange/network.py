"""A network of kommuner: what it is for, its mandate, who has a seat in it, when it meets and about what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from app.support.exchange.form_reader import SENTENCE_MAX, TEXT_MAX, TITLE_MAX, FormReader

MAX_SEATS = 5
"""The most seats that a kommun can have in a network."""


class NetworkState(StrEnum):
    ACTIVE = "aktivt"
    RESTING = "vilande"


@dataclass(frozen=True, slots=True)
class Network:
    title: str
    purpose: str
    target_group: str
    mandate: str
    leader: str
    """A function."""
    sisters: str = ""
    """Networks of the same kind elsewhere."""
    documents: tuple[str, ...] = ()
    state: NetworkState = NetworkState.ACTIVE
    seats_each: int = 1
    """How many seats each kommun has."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One of a kommun's places in a network: a role, and whether somebody there gets the network's mail.

    `membership_id` is the role in the service of the one who gets it; None while the seat is vacant. `number` tells the
    kommun's seats apart, from 1, and says nothing of their order.
    """

    network_id: int
    municipality_id: int
    municipality: str
    slug: str
    role: str
    membership_id: int | None
    number: int = 1

    @property
    def is_vacant(self) -> bool:
        return self.membership_id is None

    @property
    def is_free(self) -> bool:
        """Nobody has said yet what it is for."""
        return self.is_vacant and not self.role

    @property
    def stamp(self) -> str:
        """Tells whether somebody has saved another role or holder since a form was loaded. All free seats have one."""
        return _stamp((self.role, self.membership_id))


class TopicKind(StrEnum):
    """What an item of a meeting's agenda leads on to."""

    NONE = ""
    NEED = "behov"
    QUESTION = "fraga"
    EXAMPLE = "exempel"
    CHALLENGE = "utmaning"


@dataclass(frozen=True, slots=True)
class Topic:
    """An item of a meeting's agenda, and what came of it."""

    text: str
    leads_to: TopicKind = TopicKind.NONE
    target_id: int | None = None
    outcome: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class StoredTopic:
    id: int
    topic: Topic

    @property
    def stamp(self) -> str:
        """Tells whether somebody has saved another text since a form was loaded."""
        return _stamp(self.topic)


@dataclass(frozen=True, slots=True)
class NetworkMeeting:
    id: int
    held_on: date
    place: str
    topics: tuple[StoredTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredNetwork:
    id: int
    region_id: int
    network: Network
    version: int
    seats: tuple[Seat, ...] = ()
    """By the kommun's name; of a kommun those that have a role first."""
    meetings: tuple[NetworkMeeting, ...] = ()
    """The latest first."""

    @property
    def is_active(self) -> bool:
        return self.network.state is NetworkState.ACTIVE

    @property
    def kommun_ids(self) -> frozenset[int]:
        """Those that have a seat, each once."""
        return frozenset(seat.municipality_id for seat in self.seats)

    @property
    def held_kommun_ids(self) -> frozenset[int]:
        """Those that have somebody in a seat, each once."""
        return frozenset(seat.municipality_id for seat in self.seats if not seat.is_vacant)

    def seats_of(self, municipality_id: int) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.municipality_id == municipality_id)

    def with_more_than(self, seats: int) -> tuple[str, ...]:
        """The kommuner, by name, where more people have a seat than that."""
        holders = Counter(seat.municipality for seat in self.seats if not seat.is_vacant)
        return tuple(name for name, people in holders.items() if people > seats)


def _stamp(content: object) -> str:
    return sha256(repr(content).encode()).hexdigest()[:16]


FREE_SEAT = _stamp(("", None))
"""The stamp of a seat that nobody has said anything of."""


def read_network(fields: Mapping[str, str]) -> Network | dict[str, str]:
    """As typed, or what is wrong by field."""
    reader = FormReader(fields)
    title = reader.text("title", TITLE_MAX, "Skriv vad nätverket heter.")
    purpose = reader.text("purpose", TEXT_MAX, "Skriv vad nätverket är till för.")
    target_group = reader.text("target_group", SENTENCE_MAX, "Skriv vilka nätverket är till för.")
    mandate = reader.text("mandate", TEXT_MAX, "Skriv vad nätverket får göra och vem som har bestämt det.")
    leader = reader.text("leader", SENTENCE_MAX, "Skriv vilken funktion som leder nätverket.")
    sisters = reader.text("sisters", TEXT_MAX)
    documents = reader.links("documents")
    state = reader.choice("state", NetworkState, "Välj om nätverket är aktivt eller vilande.")
    seats_each = reader.number("seats_each", MAX_SEATS, "platser")
    if not seats_each:
        reader.errors["seats_each"] = f"Välj hur många platser varje kommun har, från 1 till {MAX_SEATS}."
    if reader.errors or state is None or seats_each is None:
        return reader.errors
    return Network(
        title=title,
        purpose=purpose,
        target_group=target_group,
        mandate=mandate,
        leader=leader,
        sisters=sisters,
        documents=documents,
        state=state,
        seats_each=seats_each,
    )


def network_fields(network: Network) -> dict[str, str]:
    """The network as its form shows it."""
    return {
        "title": network.title,
        "purpose": network.purpose,
        "target_group": network.target_group,
        "mandate": network.mandate,
        "leader": network.leader,
        "sisters": network.sisters,
        "documents": "\n".join(network.documents),
        "state": network.state,
        "seats_each": str(network.seats_each),
    }


def read_topic(fields: Mapping[str, str]) -> tuple[str, str] | dict[str, str]:
    """What an item of an agenda is about, and what came of it; or what is wrong by field."""
    reader = FormReader(fields)
    text = reader.text("text", SENTENCE_MAX, "Skriv vad punkten gäller.")
    outcome = reader.text("outcome", SENTENCE_MAX)
    return reader.errors or (text, outcome)


def read_role(fields: Mapping[str, str]) -> str | dict[str, str]:
    """The role that has one of a kommun's seats, or what is wrong."""
    reader = FormReader(fields)
    role = reader.text("role", TITLE_MAX, "Skriv vilken roll som har platsen, till exempel miljöstrateg.")
    return reader.errors or role
