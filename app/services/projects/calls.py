"""Calls for funding as people see them: a region's list, one call with who is interested, and saying so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.audit.project_events import CallInterestNoted
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Municipality, Region
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.ideas import coordinated
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region, municipalities_of
from app.storage.projects import calls as stored
from app.storage.projects.ideas import ideas_with
from app.storage.projects.projects import projects_in
from app.support.projects.funding_call import CallInterest, CallState, StoredCall
from app.support.projects.idea import StoredIdea, member
from app.support.projects.project import StoredProject


@dataclass(frozen=True, slots=True)
class RegionCalls:
    """A region's calls on a day, those that close first before the others. Drafts are for those who choose them."""

    catalogue: RegionCatalogue
    calls: tuple[StoredCall, ...]
    today: date
    own_ids: frozenset[int]
    joins: tuple[Municipality, ...]
    """Kommuner that the reader answers for."""
    may_prepare: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


@dataclass(frozen=True, slots=True)
class OpenCall:
    """One call for one reader."""

    catalogue: RegionCatalogue
    call: StoredCall
    state: CallState
    ideas: tuple[StoredIdea, ...]
    projects: tuple[StoredProject, ...]
    """Those that apply to it."""
    joins: tuple[Municipality, ...]
    may_change: bool

    @property
    def region(self) -> Region:
        return self.catalogue.region


def open_calls(database: Database, actor: Actor, slug: str, now: datetime) -> RegionCalls:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        catalogue = region_catalogue(session, actor, slug, Right.SEE_PROJECTS)
        region = catalogue.region
        may_prepare = may(actor, Right.PREPARE_IDEAS, region.place)
        calls = stored.calls_in(session, region.id)
        return RegionCalls(
            catalogue=catalogue,
            calls=tuple(call for call in calls if _is_visible(call, may_prepare=may_prepare)),
            today=day_of(now),
            own_ids=actor.municipality_ids,
            joins=coordinated(actor, region, municipalities_of(session, region.id)),
            may_prepare=may_prepare,
        )


def open_call(database: Database, actor: Actor, slug: str, call_id: int, now: datetime) -> OpenCall:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others, for a call of
    another region, and for a draft to those who do not choose calls.
    """
    with database.read() as session:
        return opened_call(session, actor, slug, call_id, day_of(now))


def opened_call(
    session: Session, actor: Actor, slug: str, call_id: int, today: date, right: Right = Right.SEE_PROJECTS
) -> OpenCall:
    """As `open_call`, for somebody who has the right."""
    catalogue = region_catalogue(session, actor, slug, right)
    region = catalogue.region
    may_prepare = may(actor, Right.PREPARE_IDEAS, region.place)
    call = stored.find_call(session, region.id, call_id)
    if call is None or not _is_visible(call, may_prepare=may_prepare):
        raise NotFoundError
    state = call.state(today)
    return OpenCall(
        catalogue=catalogue,
        call=call,
        state=state,
        ideas=ideas_with(session, region.id, call.call.idea_ids),
        projects=tuple(each for each in projects_in(session, region.id) if each.project.call_id == call.id),
        joins=coordinated(actor, region, municipalities_of(session, region.id)) if state is CallState.SHOWN else (),
        may_change=may_prepare and call.is_changeable,
    )


def note_interest(
    database: Database, actor: Actor, slug: str, call_id: int, kommun: str, interest: str, now: datetime
) -> None:
    """Say for a kommun that one coordinates whether it applies. The same again is no change.

    Raises InvalidInputError by field, NotAuthorizedError to those who do not answer for a kommun, and
    PermissionDeniedError for a call that is closed.
    """

    def work(session: Session) -> None:
        region = region_catalogue(session, actor, slug, Right.JOIN_IDEAS).region
        lock_region(session, region.id)
        open_view = opened_call(session, actor, slug, call_id, day_of(now), Right.JOIN_IDEAS)
        kommuner = coordinated(actor, region, municipalities_of(session, region.id))
        if not kommuner:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        if open_view.state is not CallState.SHOWN:
            raise PermissionDeniedError(words.CALL_CLOSED)
        answer, place = member(CallInterest, interest), next((each for each in kommuner if each.slug == kommun), None)
        if place is None:
            raise InvalidInputError({"kommun": words.KOMMUN_MISSING})
        if answer is None:
            raise InvalidInputError({"interest": words.CALL_INTEREST_MISSING})
        if open_view.call.interest_of(place.id) is answer:
            return
        stored.set_interest(session, call_id, place.id, answer)
        event = CallInterestNoted(funding_call_id=call_id, interest=str(answer))
        note(session, actor, event, Place(region.id, place.id), now)

    database.write(work)


def calls_closing_soon(
    session: Session, region_id: int, capital_ids: Collection[str], today: date
) -> tuple[StoredCall, ...]:
    """Those that close within a month and are for one of the capitals, or for no capital in particular. The caller has
    checked who asks.
    """
    return tuple(
        call
        for call in stored.calls_in(session, region_id)
        if call.closes_soon(today) and (not call.call.capital_ids or set(call.call.capital_ids) & set(capital_ids))
    )


def _is_visible(call: StoredCall, *, may_prepare: bool) -> bool:
    if call.stored_state is CallState.REMOVED:
        return False
    return may_prepare or call.stored_state is not CallState.DRAFT
