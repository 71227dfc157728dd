"""Who may open a workshop: the people of its owner by their roles, and those who have joined, by the key they hold."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, leads, may
from app.accounts.kernel.tokens import hash_of
from app.assessment.questionnaires.questionnaire import Capital
from app.errors import KeyEndedError, NotAuthorizedError, NotFoundError, NotSignedInError, PermissionDeniedError
from app.services.kernel import words as kernel_words
from app.services.support.catalogues import placing_capitals
from app.services.workshops import words
from app.storage.engine.database import Database
from app.storage.engine.prepared import Transaction
from app.storage.workshops import workshops as stored
from app.support.workshops.workshop import Participant, StoredGroup, StoredWorkshop, WorkshopState


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: somebody signed in, somebody who holds a key from joining, both, or neither."""

    actor: Actor | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class OpenWorkshop:
    """A workshop for somebody who may open it."""

    workshop: StoredWorkshop
    groups: tuple[StoredGroup, ...]
    capitals: tuple[Capital, ...]
    participant: Participant | None
    may_lead: bool

    @property
    def place(self) -> Place:
        return place_of_workshop(self.workshop)

    @property
    def capital_names(self) -> dict[str, str]:
        return {capital.id: capital.name for capital in self.capitals}

    @property
    def own_group(self) -> StoredGroup | None:
        own_id = None if self.participant is None else self.participant.group_id
        return next((group for group in self.groups if group.id == own_id), None)

    def group(self, number: int) -> StoredGroup:
        """Raises NotFoundError for a group that the workshop does not have."""
        for group in self.groups:
            if group.number == number:
                return group
        raise NotFoundError

    def name_of(self, group: StoredGroup) -> str:
        """Its capital; with a number where several have the same."""
        fellows = [each.number for each in self.groups if each.capital_id == group.capital_id]
        name = self.capital_names.get(group.capital_id, group.capital_id)
        return name if len(fellows) == 1 else f"{name}, grupp {fellows.index(group.number) + 1}"


def place_of_workshop(workshop: StoredWorkshop) -> Place:
    return Place(workshop.region_id, workshop.municipality_id)


def open_workshop(database: Database, visitor: Visitor, slug: str, number: int) -> OpenWorkshop:
    """For the people of the owner and those who have joined. Raises as `opened`."""
    with database.read() as session:
        return opened(session, visitor, slug, number)


def opened(transaction: Transaction, visitor: Visitor, slug: str, number: int) -> OpenWorkshop:
    """Raises NotSignedInError to somebody unknown, and KeyEndedError to one whose key opens nothing, whether there is
    such a workshop or not, and NotFoundError to others who may not open it.
    """
    workshop = stored.find_workshop(transaction, slug, number)
    participant = _participant(transaction, visitor, number)
    if participant is None and visitor.actor is None:
        raise KeyEndedError if visitor.key else NotSignedInError
    reads = workshop is not None and visitor.actor is not None and may_read(visitor.actor, workshop)
    if workshop is None or (participant is None and not reads):
        raise NotFoundError
    return OpenWorkshop(
        workshop=workshop,
        groups=stored.groups_of(transaction, workshop.id),
        capitals=placing_capitals(transaction),
        participant=participant,
        may_lead=visitor.actor is not None and leads(visitor.actor, place_of_workshop(workshop)),
    )


def _participant(transaction: Transaction, visitor: Visitor, number: int) -> Participant | None:
    participant = stored.participant_by_key(transaction, hash_of(visitor.key)) if visitor.key else None
    return participant if participant is not None and participant.workshop_id == number else None


def led(session: Session, actor: Actor, slug: str, number: int) -> OpenWorkshop:
    """For those who lead it. Raises NotFoundError to outsiders, NotAuthorizedError to its other readers."""
    workshop = opened(session, Visitor(actor), slug, number)
    if not workshop.may_lead:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    return workshop


def may_read(actor: Actor, workshop: StoredWorkshop) -> bool:
    """A region's workshop is read by everybody with a role in the region or its kommuner, a kommun's by its own."""
    return _may_read(actor, workshop.region_id, workshop.municipality_id)


def _may_read(actor: Actor, region_id: int, municipality_id: int | None) -> bool:
    right = Right.SEE_SUPPORT if municipality_id is None else Right.SEE_ASSESSMENT
    return may(actor, right, Place(region_id, municipality_id))


def require_running(workshop: StoredWorkshop) -> None:
    """Raises PermissionDeniedError before it has begun and once it is closed."""
    if workshop.state is not WorkshopState.RUNNING:
        raise PermissionDeniedError(words.PLANNED if workshop.state is WorkshopState.PLANNED else words.CLOSED)


async def versions_for(database: Database, actor: Actor | None, key: str, number: int) -> dict[int, int] | None:
    """Group -> its version, for somebody who may follow the workshop; None for others. For coroutines."""
    return await database.read_async(lambda connection: _versions(connection, actor, key, number))


def _versions(transaction: Transaction, actor: Actor | None, key: str, number: int) -> dict[int, int] | None:
    takes_part = bool(key) and stored.workshop_of_key(transaction, hash_of(key)) == number
    owner = stored.owner_of(transaction, number)
    if owner is None or not (takes_part or (actor is not None and _may_read(actor, *owner))):
        return None
    return stored.versions_of(transaction, number)
