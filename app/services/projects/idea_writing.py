"""Catching an idea, describing it, and saying how a kommun is with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.project_events import IdeaCaught, IdeaChanged, IdeaJoined, IdeaLeft
from app.accounts.kernel.roles import Actor, Place, Right, leads
from app.accounts.organisations.organisation import Municipality, Region
from app.assessment.answering.entry import FieldError
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.ideas import OpenIdea, coordinated, locked_idea, opened_idea
from app.services.support.catalogues import RegionCatalogue, region_catalogue
from app.storage.engine.database import Database
from app.storage.organisations.organisations import lock_region, municipalities_of
from app.storage.projects import ideas as stored
from app.support.projects.idea import Idea, IdeaParty, IdeaState, RawIdea, RawParty, as_typed, read_idea, read_party

REGION = "region"
"""The value by which somebody writes an idea in for the region itself."""


@dataclass(frozen=True, slots=True)
class IdeaForm:
    """What the form of an idea is filled in with. `catchers` are those whom one can write it in for, by their value."""

    catalogue: RegionCatalogue
    catchers: tuple[tuple[str, str], ...]
    typed: RawIdea
    catcher: str
    version: int
    """Of the idea as the page was loaded with it; 0 for a new one."""
    idea_id: int | None = None
    stored: Idea | None = None

    def typed_as(self, raw: RawIdea, version: int, catcher: str = "") -> "IdeaForm":
        """The same form with other words in it, as it was when the idea had this version."""
        return replace(self, typed=raw, version=version, catcher=catcher or self.catcher)


class IdeaChangedError(InvalidInputError):
    """Somebody has changed the idea since the page was loaded, and nothing was changed."""


def open_idea_form(
    database: Database, actor: Actor, slug: str, now: datetime, idea_id: int | None = None, raw: RawIdea | None = None
) -> IdeaForm:
    """Raises NotFoundError outside the region, NotAuthorizedError to readers and to those whose idea it is not, and
    PermissionDeniedError for one that is no longer changed.
    """
    with database.read() as session:
        if idea_id is not None:
            open_view = opened_idea(session, actor, slug, idea_id, day_of(now), Right.CATCH_IDEAS)
            _require_changeable(open_view)
            idea = open_view.idea
            return IdeaForm(
                catalogue=open_view.catalogue,
                catchers=(),
                typed=as_typed(idea.idea),
                catcher="",
                version=idea.version,
                idea_id=idea.id,
                stored=idea.idea,
            )
        catalogue = region_catalogue(session, actor, slug, Right.CATCH_IDEAS)
        catchers = _catchers(session, actor, catalogue.region)
        return IdeaForm(
            catalogue=catalogue,
            catchers=catchers,
            typed=raw or RawIdea(),
            catcher=catchers[0][0] if len(catchers) == 1 else "",
            version=0,
        )


def catch_idea(database: Database, actor: Actor, slug: str, raw: RawIdea, catcher: str, now: datetime) -> int:
    """Returns its number; sent twice it is one. Raises InvalidInputError by field, and as `open_idea_form`."""

    def work(session: Session) -> int:
        catalogue = region_catalogue(session, actor, slug, Right.CATCH_IDEAS)
        region = catalogue.region
        lock_region(session, region.id)
        slugs = [value for value, _ in _catchers(session, actor, region)]
        if catcher not in slugs:
            raise InvalidInputError({"catcher": words.IDEA_CATCHER_MISSING})
        idea = _read(raw, catalogue)
        kommun = next((each for each in municipalities_of(session, region.id) if each.slug == catcher), None)
        kommun_id = None if kommun is None else kommun.id
        for other in stored.ideas_in(session, region.id):
            if other.idea == idea and other.municipality_id == kommun_id and other.state is not IdeaState.ENDED:
                return other.id
        idea_id = stored.add_idea(session, region.id, kommun_id, idea, now)
        if idea.is_described:
            stored.set_idea_state(session, idea_id, IdeaState.DESCRIBED)
        note(session, actor, IdeaCaught(idea_id=idea_id), Place(region.id, kommun_id), now)
        return idea_id

    return database.write(work)


def change_idea(
    database: Database, actor: Actor, slug: str, idea_id: int, raw: RawIdea, now: datetime, *, version: int
) -> None:
    """Describe it further, or correct it. The same again is no change.

    Raises InvalidInputError by field, IdeaChangedError, and as `open_idea_form`.
    """

    def work(session: Session) -> None:
        open_view = locked_idea(session, actor, slug, idea_id, day_of(now), Right.CATCH_IDEAS)
        _require_changeable(open_view)
        before = open_view.idea
        idea = _read(raw, open_view.catalogue)
        if idea == before.idea:
            return
        if version != before.version:
            raise IdeaChangedError({"title": words.IDEA_CHANGED})
        is_first = before.state is IdeaState.CAUGHT and idea.is_described
        stored.change_idea(session, idea_id, idea, IdeaState.DESCRIBED if is_first else before.state)
        note(session, actor, IdeaChanged(idea_id=idea_id), Place(open_view.region.id, before.municipality_id), now)

    database.write(work)


def join_idea(
    database: Database, actor: Actor, slug: str, idea_id: int, fields: Mapping[str, str], now: datetime
) -> Municipality:
    """Say how a kommun that one coordinates (`kommun`) is with an idea, or that it is not. Returns the kommun.

    Raises InvalidInputError by field, NotAuthorizedError to others, and PermissionDeniedError for one that has ended.
    """

    def work(session: Session) -> Municipality:
        open_view = locked_idea(session, actor, slug, idea_id, day_of(now), Right.JOIN_IDEAS)
        kommun = _answering(session, actor, open_view, fields.get("kommun", ""))
        raw = RawParty(**{name: fields.get(name, "") for name in RawParty.model_fields})
        before, party = open_view.idea.party_of(kommun.id), read_party(raw, kommun.id, kommun.name)
        if isinstance(party, tuple):
            raise InvalidInputError({error.field: error.message for error in party})
        if party != before:
            _store_party(session, actor, open_view, kommun, party, now)
        return kommun

    return database.write(work)


def _store_party(
    session: Session, actor: Actor, open_view: OpenIdea, kommun: Municipality, party: IdeaParty | None, now: datetime
) -> None:
    idea_id, place = open_view.idea.id, Place(open_view.region.id, kommun.id)
    if party is None:
        stored.remove_party(session, idea_id, kommun.id)
        note(session, actor, IdeaLeft(idea_id=idea_id), place, now)
    else:
        stored.set_party(session, idea_id, party)
        note(session, actor, IdeaJoined(idea_id=idea_id, idea_role=str(party.role)), place, now)


def _answering(session: Session, actor: Actor, open_view: OpenIdea, slug: str) -> Municipality:
    kommuner = coordinated(actor, open_view.region, municipalities_of(session, open_view.region.id))
    if not kommuner:
        raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
    if open_view.idea.state is IdeaState.ENDED:
        raise PermissionDeniedError(words.IDEA_OVER)
    kommun = next((each for each in kommuner if each.slug == slug), None)
    if kommun is None:
        raise InvalidInputError({"kommun": words.KOMMUN_MISSING})
    return kommun


def _require_changeable(open_view: OpenIdea) -> None:
    if not open_view.idea.is_changeable:
        raise PermissionDeniedError(words.IDEA_FIXED)
    if not open_view.may_change:
        raise NotAuthorizedError(words.IDEA_NOT_YOURS)


def _catchers(session: Session, actor: Actor, region: Region) -> tuple[tuple[str, str], ...]:
    own = ((REGION, region.name),) if leads(actor, region.place) else ()
    kommuner = coordinated(actor, region, municipalities_of(session, region.id))
    return (*own, *((kommun.slug, kommun.name) for kommun in kommuner))


def _read(raw: RawIdea, catalogue: RegionCatalogue) -> Idea:
    idea: Idea | tuple[FieldError, ...] = read_idea(raw, catalogue.capital_names)
    if not isinstance(idea, Idea):
        raise InvalidInputError({error.field: error.message for error in idea})
    return idea
