"""Where notes land once a workshop is closed: as needs, actions, draft offers and evidence, traced both ways."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.workshop_events import WorkshopNoteLanded
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.services.kernel.audit import note as note_event
from app.services.support.catalogues import catalogue_of
from app.services.support.needs import InvalidNeedError, add_need, capitals_of_year, led_year
from app.services.support.offer_writing import add_offer
from app.services.workshops import words
from app.services.workshops.access import OpenWorkshop, Visitor, opened
from app.services.workshops.landing_rights import is_own_landing, sees_landing
from app.services.workshops.landing_years import LedYear, chosen_year, led_years
from app.services.workshops.mirrored import with_mirror
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.workshops import landings as stored
from app.storage.workshops import notes as stored_notes
from app.storage.workshops import workshops as stored_workshops
from app.support.needs.need import Need, NeedOrigin, RawNeed, read_need
from app.support.workshops.landing import LandingKind, StoredLanding, kinds_of
from app.support.workshops.top_list import TopEntry, top_list
from app.support.workshops.workshop import StoredGroup, WorkshopNote, WorkshopState


@dataclass(frozen=True, slots=True)
class TypedNeed:
    """A need that a note is to become, and the kommun (its slug) that has it; empty for her only one."""

    raw: RawNeed
    kommun: str = ""


@dataclass(frozen=True, slots=True)
class WorkshopEnd:
    """A closed workshop: what matters most, what became of it, and what the one who asks can let it become."""

    open_workshop: OpenWorkshop
    entries: tuple[TopEntry, ...]
    notes: tuple[WorkshopNote, ...]
    landings: tuple[StoredLanding, ...]
    """Those that the one who asks may know of: what another kommun notes for itself shows nowhere."""
    own_ids: frozenset[int]
    """Offers and evidence of those for whom the one who asks acts: what need not be done again."""
    years: tuple[LedYear, ...]
    """Where her kommuner note needs and actions; none for those who lead no kommun with a result."""
    may_offer: bool

    def landings_of(self, note_id: int) -> tuple[StoredLanding, ...]:
        return tuple(each for each in self.landings if each.note_id == note_id)

    def kinds_for(self, note: WorkshopNote) -> tuple[LandingKind, ...]:
        """What the one who asks may let a note become."""
        possible = {
            LandingKind.NEED: bool(self.years),
            LandingKind.ACTION: bool(self.years),
            LandingKind.OFFER: self.may_offer,
            LandingKind.EVIDENCE: self.open_workshop.may_lead and self.open_workshop.workshop.municipality_id is None,
        }
        return tuple(kind for kind in kinds_of(note.column) if possible[kind])

    def acts_for(self, note: WorkshopNote) -> tuple[LandingKind, ...]:
        """What of that it is not already, of theirs. Of several kommuner each has its own need and action."""
        kinds = {each.kind for each in self.landings_of(note.id) if each.id in self.own_ids}
        of_years = {LandingKind.NEED, LandingKind.ACTION}
        return tuple(
            kind
            for kind in self.kinds_for(note)
            if (self.years_for(note, kind) if kind in of_years else kind not in kinds)
        )

    def years_for(self, note: WorkshopNote, kind: LandingKind) -> tuple[LedYear, ...]:
        """Of the kommuner that have not let the note become that."""
        return self._years_without(each for each in self.landings_of(note.id) if each.kind is kind)

    def years_to_report(self, group: StoredGroup) -> tuple[LedYear, ...]:
        """Of the kommuner that have not taken the group's one-liner into their report."""
        landings = (each for each in self.landings if (each.group_id, each.kind) == (group.id, LandingKind.REPORT))
        return self._years_without(landings) if group.one_liner else ()

    def _years_without(self, landings: Iterable[StoredLanding]) -> tuple[LedYear, ...]:
        ids = {each.municipality_id for each in landings}
        return tuple(year for year in self.years if year.kommun.id not in ids)

    def group_of(self, note: WorkshopNote) -> StoredGroup:
        return next(group for group in self.open_workshop.groups if group.id == note.group_id)

    def note(self, note_id: int) -> WorkshopNote:
        """Raises NotFoundError."""
        for each in self.notes:
            if each.id == note_id:
                return each
        raise NotFoundError


def open_end(database: Database, visitor: Visitor, slug: str, number: int) -> WorkshopEnd:
    """For everybody who may open the workshop. Raises PermissionDeniedError before it is closed, and as `opened`."""
    with database.read() as session:
        return end_of(session, visitor, slug, number)


def end_of(session: Session, visitor: Visitor, slug: str, number: int) -> WorkshopEnd:
    """As `open_end`."""
    workshop = opened(session, visitor, slug, number)
    if workshop.workshop.state is not WorkshopState.CLOSED:
        raise PermissionDeniedError(words.NOT_CLOSED)
    group_ids = [group.id for group in workshop.groups]
    notes = stored_notes.notes_of(session, group_ids)
    region_id, actor = workshop.workshop.region_id, visitor.actor
    landings = [each for each in stored.landings_of(session, group_ids) if sees_landing(actor, region_id, each)]
    if actor is not None and any(each.kind is LandingKind.EVIDENCE for each in landings):
        landings = with_mirror(session, actor, workshop.workshop, landings)
    return WorkshopEnd(
        open_workshop=workshop,
        entries=top_list(workshop.groups, notes),
        notes=notes,
        landings=tuple(landings),
        own_ids=frozenset(each.id for each in landings if is_own_landing(actor, region_id, each)),
        years=() if actor is None else led_years(session, actor, workshop.workshop),
        may_offer=actor is not None and may(actor, Right.OFFER_SUPPORT, Place(region_id)),
    )


LandableNote = tuple[WorkshopEnd, WorkshopNote]


def landable(database: Database, actor: Actor, slug: str, number: int, note_id: int, kind: LandingKind) -> LandableNote:
    """The workshop and a note of it that the one who asks may let become that. Raises NotFoundError for others."""
    end = open_end(database, Visitor(actor), slug, number)
    note = end.note(note_id)
    if kind not in end.kinds_for(note):
        raise NotFoundError
    return end, note


def land(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    note_id: int,
    kind: LandingKind,
    now: datetime,
    make: Callable[[Session, WorkshopEnd], tuple[int | None, int | None]],
) -> int | None:
    """Let a note become something that `make` makes: its number and that of the year it is of. The same again is once.

    Raises NotFoundError for what the note cannot become.
    """

    def work(session: Session) -> int | None:
        stored_workshops.lock_workshop(session, number)
        end = end_of(session, Visitor(actor), slug, number)
        note = end.note(note_id)
        if kind not in end.kinds_for(note):
            raise NotFoundError
        target_id, assessment_id = make(session, end)
        if any((each.kind, each.target_id) == (kind, target_id) for each in end.landings_of(note_id)):
            return target_id
        stored.add_landing(session, note.group_id, note_id, kind, now, target_id=target_id, assessment_id=assessment_id)
        _log_newest(session, actor, end, note.group_id, now)
        return target_id

    return database.write(work)


def _log_newest(session: Session, actor: Actor, end: WorkshopEnd, group_id: int, now: datetime) -> None:
    """What was just added, at the place of the kommun whose it became: the owner of a region's workshop is not to read
    there what the page does not show it. What a kommun's own workshop gave the region stays with the kommun.
    """
    landing, workshop = stored.landings_of(session, [group_id])[-1], end.open_workshop.workshop
    place = Place(workshop.region_id, landing.municipality_id or workshop.municipality_id)
    event = WorkshopNoteLanded(
        workshop_id=workshop.id, note_id=landing.note_id, kind=landing.kind, target_id=landing.target_id
    )
    note_event(session, actor, event, place, now)


def land_as_need(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    note_id: int,
    raw_need: TypedNeed,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Raises InvalidNeedError for what cannot be kept, and as `locked_year` and `open_end`."""

    def make(session: Session, end: WorkshopEnd) -> tuple[int, int]:
        assessment = locked_year(session, actor, end, raw_need.kommun)
        items = {item.id for item in catalogue_of(session, assessment.round.region_id).offered}
        capital_ids = {capital.id for capital in capitals_of_year(session, assessment)}
        need = read_need(raw_need.raw, capital_ids, items, day_of(now).year)
        if not isinstance(need, Need):
            raise InvalidNeedError(need)
        from_note = Need(**{name: getattr(need, name) for name in Need.__slots__} | {"origin": NeedOrigin.NOTE})
        return add_need(session, actor, assessment, from_note, now, public_url), assessment.id

    land(database, actor, slug, number, note_id, LandingKind.NEED, now, make)


def land_as_offer(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    note_id: int,
    fields: Mapping[str, str],
    now: datetime,
    *,
    public_url: str,
) -> int:
    """Returns the offer's number. Raises as `save_offer` and `open_end`."""

    def make(session: Session, _end: WorkshopEnd) -> tuple[int, None]:
        return add_offer(session, actor, slug, fields, now, public_url), None

    return land(database, actor, slug, number, note_id, LandingKind.OFFER, now, make) or 0


def land_one_liner(
    database: Database, actor: Actor, slug: str, number: int, group: int, now: datetime, kommun: str = ""
) -> None:
    """Put a group's one-liner into the report of the kommun's year, as the capital's sentence. Twice is once.

    Raises NotFoundError for a group without one, InvalidInputError where the result is
    approved, the year does not ask about the capital, or she has to choose which of her kommuner it is.
    """

    def work(session: Session) -> None:
        stored_workshops.lock_workshop(session, number)
        end = end_of(session, Visitor(actor), slug, number)
        chosen_group = end.open_workshop.group(group)
        if not chosen_group.one_liner or not end.years:
            raise NotFoundError
        try:
            assessment = locked_year(session, actor, end, kommun)
        except InvalidInputError:
            raise InvalidInputError({f"rad-{group}": words.LANDING_KOMMUN_MISSING}) from None
        if assessment.approved_at is not None:
            raise InvalidInputError({f"rad-{group}": words.LANDING_APPROVED})
        if chosen_group.capital_id not in {capital.id for capital in capitals_of_year(session, assessment)}:
            raise InvalidInputError({f"rad-{group}": words.LANDING_OTHER_CAPITAL})
        if any(
            each.kind is LandingKind.REPORT and (each.group_id, each.assessment_id) == (chosen_group.id, assessment.id)
            for each in end.landings
        ):
            return
        stored.add_landing(session, chosen_group.id, None, LandingKind.REPORT, now, assessment_id=assessment.id)
        _log_newest(session, actor, end, chosen_group.id, now)

    database.write(work)


def locked_year(session: Session, actor: Actor, end: WorkshopEnd, kommun: str) -> Assessment:
    """The year that needs and actions are noted in, that nobody else changes meanwhile. Raises as `chosen_year`."""
    key = chosen_year(end.years, kommun).key
    lock_assessment(session, key, exclusive=True)
    return led_year(session, actor, key)
