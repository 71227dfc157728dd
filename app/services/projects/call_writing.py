"""Choosing calls for funding: drafts, showing one to the kommuner, changing it, and closing or removing it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.audit.project_events import CallDrafted, CallRemoved, CallShown
from app.accounts.kernel.roles import Actor, Right
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of, read_day
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.calls import OpenCall, opened_call
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region
from app.storage.projects import calls as stored
from app.storage.projects.ideas import ideas_in
from app.support.projects.funding_call import (
    CallChoices,
    CallState,
    FundingCall,
    RawCall,
    StoredCall,
    as_typed,
    read_call,
)
from app.support.projects.idea import IdeaState, StoredIdea


@dataclass(frozen=True, slots=True)
class CallForm:
    """What the form of a call is filled in with. `call` is None for a new one."""

    catalogue: RegionCatalogue
    call: StoredCall | None
    ideas: tuple[StoredIdea, ...]
    """Those that it can be tied to."""
    typed: RawCall
    version: int

    def typed_as(self, raw: RawCall, version: int) -> "CallForm":
        """The same form with other words in it, as it was when the call had this version."""
        return replace(self, typed=raw, version=version)


class CallChangedError(InvalidInputError):
    """Somebody has changed the call since the page was loaded, and nothing was changed."""


def open_call_form(database: Database, actor: Actor, slug: str, now: datetime, call_id: int | None = None) -> CallForm:
    """Raises NotFoundError outside the region, NotAuthorizedError to its readers, PermissionDeniedError for a call that
    was closed by hand. One that ran out can get a later day.
    """
    with database.read() as session:
        if call_id is None:
            catalogue = region_catalogue(session, actor, slug, Right.PREPARE_IDEAS)
            ideas = _ideas(session, catalogue, ())
            return CallForm(catalogue=catalogue, call=None, ideas=ideas, typed=RawCall(), version=0)
        open_view = _changeable(session, actor, slug, call_id, day_of(now))
        call = open_view.call
        return CallForm(
            catalogue=open_view.catalogue,
            call=call,
            ideas=_ideas(session, open_view.catalogue, call.call.idea_ids),
            typed=as_typed(call.call),
            version=call.version,
        )


def save_call(
    database: Database,
    actor: Actor,
    slug: str,
    raw: RawCall,
    now: datetime,
    *,
    is_draft: bool,
    call_id: int | None = None,
    version: int = 0,
) -> int:
    """As a draft, or shown to the kommuner. Returns its number; a new one sent twice is one. The same again is no
    change. Raises InvalidInputError by field, CallChangedError, and as `open_call_form`.
    """
    state = CallState.DRAFT if is_draft else CallState.SHOWN

    def work(session: Session) -> int:
        catalogue = region_catalogue(session, actor, slug, Right.PREPARE_IDEAS)
        lock_region(session, catalogue.region.id)
        if call_id is None:
            return _add(session, actor, catalogue, raw, state, now)
        before = _changeable(session, actor, slug, call_id, day_of(now)).call
        if is_draft and before.stored_state is CallState.SHOWN:
            raise PermissionDeniedError(words.CALL_SHOWN_ALREADY)
        call = _read(session, raw, catalogue, day_of(now), before.call.idea_ids, is_draft=is_draft)
        if call == before.call and state is before.stored_state:
            return call_id
        if version != before.version:
            raise CallChangedError({"title": words.CALL_CHANGED})
        stored.change_call(session, call_id, call, state)
        _note(session, actor, catalogue, call_id, state, now)
        return call_id

    return database.write(work)


def close_call(database: Database, actor: Actor, slug: str, call_id: int, now: datetime, *, version: int) -> bool:
    """Close a call before its last day, or take a draft away. Returns whether it was a draft. Twice is as once.

    Raises NotFoundError outside the region, NotAuthorizedError to its readers, and PermissionDeniedError when somebody
    has changed it since the page was loaded: it may have been a draft then and be shown now.
    """

    def work(session: Session) -> bool:
        catalogue = region_catalogue(session, actor, slug, Right.PREPARE_IDEAS)
        lock_region(session, catalogue.region.id)
        call = stored.find_call(session, catalogue.region.id, call_id)
        if call is None:
            raise NotFoundError
        if call.state(day_of(now)) in {CallState.REMOVED, CallState.CLOSED}:
            return call.stored_state is CallState.REMOVED
        if version != call.version:
            raise PermissionDeniedError(words.CALL_CHANGED_BEFORE_CLOSING)
        is_draft = call.stored_state is CallState.DRAFT
        stored.set_call_state(session, call_id, CallState.REMOVED if is_draft else CallState.CLOSED)
        note(session, actor, CallRemoved(funding_call_id=call_id), catalogue.region.place, now)
        return is_draft

    return database.write(work)


def _add(
    session: Session, actor: Actor, catalogue: RegionCatalogue, raw: RawCall, state: CallState, now: datetime
) -> int:
    call = _read(session, raw, catalogue, day_of(now), (), is_draft=state is CallState.DRAFT)
    for other in stored.calls_in(session, catalogue.region.id):
        if other.call == call and other.stored_state is state:
            return other.id
    call_id = stored.add_call(session, catalogue.region.id, call, state, now)
    _note(session, actor, catalogue, call_id, state, now)
    return call_id


def _note(
    session: Session, actor: Actor, catalogue: RegionCatalogue, call_id: int, state: CallState, now: datetime
) -> None:
    is_draft = state is CallState.DRAFT
    event = CallDrafted(funding_call_id=call_id) if is_draft else CallShown(funding_call_id=call_id)
    note(session, actor, event, catalogue.region.place, now)


def _changeable(session: Session, actor: Actor, slug: str, call_id: int, today: date) -> OpenCall:
    open_view = opened_call(session, actor, slug, call_id, today, Right.PREPARE_IDEAS)
    if not open_view.call.is_changeable:
        raise PermissionDeniedError(words.CALL_CLOSED)
    return open_view


def _ideas(session: Session, catalogue: RegionCatalogue, own: tuple[int, ...]) -> tuple[StoredIdea, ...]:
    every = ideas_in(session, catalogue.region.id)
    return tuple(idea for idea in every if idea.state is not IdeaState.ENDED or idea.id in own)


def _read(
    session: Session, raw: RawCall, catalogue: RegionCatalogue, today: date, own: tuple[int, ...], *, is_draft: bool
) -> FundingCall:
    choices = CallChoices(
        capital_ids=tuple(catalogue.capital_names),
        idea_ids=[idea.id for idea in _ideas(session, catalogue, own)],
        opens_on=read_day(raw.opens),
        last_day=read_day(raw.last_day),
        today=today,
    )
    call = read_call(raw, choices, is_draft=is_draft)
    if not isinstance(call, FundingCall):
        raise InvalidInputError({error.field: error.message for error in call})
    return call
