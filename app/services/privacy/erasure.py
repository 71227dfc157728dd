"""Erasing a person on a decision: what it would do, what stands in its way, and doing it. Answers stay, unlinked.

An operator erases somebody everywhere. A region's coordinator erases what ties somebody to the region and its kommuner;
the account goes with it when no tie is left.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col

from app.accounts.audit.privacy_events import PersonErased
from app.accounts.audit.references import read_reference
from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.roles import INSTALLATION, Actor, Place, Right, leading_role
from app.accounts.organisations.organisation import Region
from app.accounts.privacy.personal_data import Account
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.kernel.access import require
from app.services.kernel.audit import note
from app.services.organisations.words import WHOLE_INSTALLATION
from app.services.privacy import words
from app.storage.engine.database import Database
from app.storage.engine.overwriting import overwrite_deleted
from app.storage.organisations import memberships
from app.storage.organisations.organisations import find_region
from app.storage.privacy import erasure as stored
from app.storage.privacy import personal_data
from app.storage.privacy.erasure import Tie
from app.storage.tables import RespondentRow


@dataclass(frozen=True, slots=True)
class Erasing:
    """What erasing somebody here comes to. Nothing can be done while there are `obstacles` (Swedish sentences)."""

    region: Region | None
    account: Account
    ties: tuple[Tie, ...]
    places: int
    answers: int
    letters: int
    sessions: int
    obstacles: tuple[str, ...]


def may_erase(database: Database, actor: Actor, slug: str | None) -> Region | None:
    """The region, None for the whole installation. Raises NotFoundError or PermissionDeniedError to those who may not
    erase there.
    """
    with database.read() as session:
        return _scope(session, actor, slug)


def plan_erasure(database: Database, actor: Actor, slug: str | None, whom: str) -> Erasing:
    """What erasing would do to the one with this address or number. Raises InvalidInputError when there is nobody
    here.
    """
    with database.read() as session:
        region = _scope(session, actor, slug)
        region_id = None if region is None else region.id
        account = _find(session, whom)
        if account is None:
            raise InvalidInputError({"person": words.NOBODY_THERE})
        ties = stored.ties_of(session, account.number, region_id)
        places = stored.places_of(session, account.number, region_id)
        if region is not None and not ties and not places:
            raise InvalidInputError({"person": words.NOBODY_THERE})
        which = stored.mails_of(account.number, account.address, region_id, places)
        return Erasing(
            region=region,
            account=account,
            ties=ties,
            places=len(places),
            answers=stored.answers_at(session, places),
            letters=stored.count_mails(session, which),
            sessions=stored.sessions_of(session, account.number),
            obstacles=_obstacles(session, actor, account.number, ties),
        )


def erase(database: Database, actor: Actor, slug: str | None, person_id: int, decision: str, now: datetime) -> None:
    """Take away who the person was. Doing it twice is the same as once.

    Raises InvalidInputError without a reference to a decision, and PermissionDeniedError while the person is the last
    who leads something.
    """

    def work(session: Session) -> None:
        region = _scope(session, actor, slug)
        reference = read_reference(decision, "beslut", "beslutet")
        region_id = None if region is None else region.id
        address = stored.lock_person(session, person_id)
        if address is None:
            return
        ties = stored.ties_of(session, person_id, region_id)
        places = stored.places_of(session, person_id, region_id)
        if region is not None and not ties and not places:
            return
        if obstacles := _obstacles(session, actor, person_id, ties, hold=True):
            raise PermissionDeniedError(" ".join(obstacles))
        letters, is_gone = _take_away(session, person_id, address, region_id, places)
        event = PersonErased(
            person_id=person_id,
            decision=reference,
            memberships=len(ties),
            respondents=len(places),
            letters=letters,
            is_gone=is_gone,
        )
        note(session, actor, event, INSTALLATION if region is None else Place(region.id), now)

    database.write(work)


def _take_away(
    session: Session, person_id: int, address: str, region_id: int | None, places: tuple[int, ...]
) -> tuple[int, bool]:
    """How many mails lost their address, and whether the person is gone altogether."""
    overwrite_deleted(session)
    letters = stored.wipe_mails(session, stored.mails_of(person_id, address, region_id, places))
    stored.wipe_reply_address(session, address, region_id)
    stored.unlink(session, col(RespondentRow.id).in_(places))
    stored.delete_memberships(session, person_id, region_id)
    if stored.is_tied(session, person_id):
        return letters, False
    return letters + stored.delete_people(session, [person_id]), True


def _scope(session: Session, actor: Actor, slug: str | None) -> Region | None:
    if slug is None:
        require(actor, Right.RUN_INSTALLATION, INSTALLATION)
        return None
    region = find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, Right.RUN_REGION, Place(region.id))
    return region


def _find(session: Session, whom: str) -> Account | None:
    number = whole_number(whom.strip())
    if number:
        return personal_data.account_of(session, number)
    address = read_address(whom)
    person_id = None if isinstance(address, AddressProblem) else personal_data.person_with(session, address)
    return None if person_id is None else personal_data.account_of(session, person_id)


def _obstacles(
    session: Session, actor: Actor, person_id: int, ties: tuple[Tie, ...], *, hold: bool = False
) -> tuple[str, ...]:
    obstacles = [words.NOT_ONESELF] if person_id == actor.person_id else []
    for tie in ties:
        place = Place(tie.region_id, tie.municipality_id)
        if tie.ended_at is None and tie.role is leading_role(place):
            if hold:
                memberships.holders_of(session, tie.role, place)  # until the end nobody else ends the role for anybody
            if {member.person_id for member in memberships.members_at(session, place) if member.role is tie.role} == {
                person_id
            }:
                where = tie.place or WHOLE_INSTALLATION
                obstacles.append(words.alone_in_role(tie.role, where, is_association=tie.is_association))
    return tuple(obstacles)
