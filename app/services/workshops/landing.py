"""Where notes land once a workshop is closed: as needs, actions, draft offers and evidence, traced both ways."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import ActionNoted
from app.accounts.audit.workshop_events import WorkshopNoteLanded
from app.accounts.kernel.roles import Actor, Place, Right, may
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.assessments.plans import Action, RawAction, read_action
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.plans import InvalidPlanError, asked_questions, take_as_told
from app.services.kernel.access import place_of
from app.services.kernel.audit import note as note_event
from app.services.support.catalogues import catalogue_of
from app.services.support.needs import InvalidNeedError, add_need, capitals_of_year, led_year
from app.services.support.offer_writing import add_offer
from app.services.workshops import words
from app.services.workshops.access import OpenWorkshop, Visitor, opened
from app.services.workshops.landing_rights import is_own_landing, sees_landing
from app.services.workshops.mirrored import with_mirror
from app.storage.assessments.plans import store_action
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.organisations.organisations import municipalities_of
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.support.needs import latest_year_with_result
from app.storage.workshops import landings as stored
from app.storage.workshops import notes as stored_notes
from app.storage.workshops import workshops as stored_workshops
from app.support.needs.need import Need, NeedOrigin, RawNeed, read_need
from app.support.workshops.landing import LandingKind, StoredLanding, kinds_of
from app.support.workshops.top_list import TopEntry, top_list
from app.support.workshops.workshop import StoredGroup, WorkshopNote, WorkshopState


@dataclass(frozen=True, slots=True)
class WorkshopEnd:
    """A closed workshop: what matters most, what became of it, and what the one who asks can let it become."""

    open_workshop: OpenWorkshop
    entries: tuple[TopEntry, ...]
    notes: tuple[WorkshopNote, ...]
    landings: tuple[StoredLanding, ...]
    """Those that the one who asks may know of: what another kommun notes for itself shows nowhere."""
    own_ids: frozenset[int]
    """Landings of those for whom the one who asks acts: what need not be done again."""
    year: AssessmentKey | None
    """Where the actor's kommun notes needs and actions; None for those who lead no kommun with a result."""
    may_offer: bool

    def landings_of(self, note_id: int) -> tuple[StoredLanding, ...]:
        return tuple(each for each in self.landings if each.note_id == note_id)

    def kinds_for(self, note: WorkshopNote) -> tuple[LandingKind, ...]:
        """What the one who asks may let a note become."""
        possible = {
            LandingKind.NEED: self.year is not None,
            LandingKind.ACTION: self.year is not None,
            LandingKind.OFFER: self.may_offer,
            LandingKind.EVIDENCE: self.open_workshop.may_lead and self.open_workshop.workshop.municipality_id is None,
        }
        return tuple(kind for kind in kinds_of(note.column) if possible[kind])

    def acts_for(self, note: WorkshopNote) -> tuple[LandingKind, ...]:
        """What of that it is not already, of theirs."""
        kinds = {each.kind for each in self.landings_of(note.id) if each.id in self.own_ids}
        return tuple(kind for kind in self.kinds_for(note) if kind not in kinds)

    def may_report(self, group: StoredGroup) -> bool:
        """Whether the one who asks may put a group's one-liner into a report where it is not yet."""
        is_in = any(
            each.kind is LandingKind.REPORT and each.group_id == group.id and each.id in self.own_ids
            for each in self.landings
        )
        return self.year is not None and bool(group.one_liner) and not is_in

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
    year, kommun_id = (None, None) if actor is None else _year(session, actor, workshop)
    return WorkshopEnd(
        open_workshop=workshop,
        entries=top_list(workshop.groups, notes),
        notes=notes,
        landings=tuple(landings),
        own_ids=frozenset(each.id for each in landings if is_own_landing(actor, region_id, kommun_id, each)),
        year=year,
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


def year_of(end: WorkshopEnd) -> AssessmentKey:
    """Where needs and actions are noted. Raises PermissionDeniedError where there is no result yet."""
    if end.year is None:
        raise PermissionDeniedError(words.LANDING_NO_RESULT)
    return end.year


def _year(session: Session, actor: Actor, workshop: OpenWorkshop) -> tuple[AssessmentKey | None, int | None]:
    """Of the kommun whose workshop it is; of a region's, of the kommun that who asks leads. With that kommun."""
    region_id, owner_id = workshop.workshop.region_id, workshop.workshop.municipality_id
    ids = [owner_id] if owner_id is not None else [each.id for each in municipalities_of(session, region_id)]
    led_ids = [each for each in ids if may(actor, Right.LEAD_ASSESSMENT, Place(region_id, each))]
    years = [(key, each) for each in led_ids if (key := latest_year_with_result(session, each)) is not None]
    return max(years, key=lambda year: year[0].year, default=(None, None))


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
        event = WorkshopNoteLanded(workshop_id=number, note_id=note_id, kind=kind, target_id=target_id)
        note_event(session, actor, event, end.open_workshop.place, now)
        return target_id

    return database.write(work)


def land_as_need(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    note_id: int,
    raw: RawNeed,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Raises InvalidNeedError for what cannot be kept, and as `open_end`."""

    def make(session: Session, end: WorkshopEnd) -> tuple[int, int]:
        assessment = _locked_year(session, actor, end)
        items = {item.id for item in catalogue_of(session, assessment.round.region_id).offered}
        capital_ids = {capital.id for capital in capitals_of_year(session, assessment)}
        need = read_need(raw, capital_ids, items, day_of(now).year)
        if not isinstance(need, Need):
            raise InvalidNeedError(need)
        from_note = Need(**{name: getattr(need, name) for name in Need.__slots__} | {"origin": NeedOrigin.NOTE})
        return add_need(session, actor, assessment, from_note, now, public_url), assessment.id

    land(database, actor, slug, number, note_id, LandingKind.NEED, now, make)


def land_as_action(
    database: Database, actor: Actor, slug: str, number: int, note_id: int, raw: RawAction, now: datetime
) -> None:
    """Raises InvalidPlanError for what cannot be kept, and as `open_end`. A note becomes one action, no more."""

    def make(session: Session, end: WorkshopEnd) -> tuple[int, int]:
        assessment = _locked_year(session, actor, end)
        for each in end.landings_of(note_id):
            if each.kind is LandingKind.ACTION and each.assessment_id == assessment.id and each.target_id:
                return each.target_id, assessment.id
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        action = read_action(raw, asked_questions(assessment, questionnaire), day_of(now))
        if not isinstance(action, Action):
            raise InvalidPlanError({"": action})
        action_id = store_action(session, assessment.id, action, None, 1)
        take_as_told(session, action_id, action, day_of(now))
        event = ActionNoted(assessment_id=assessment.id, action_id=action_id)
        note_event(session, actor, event, place_of(assessment), now)
        return action_id, assessment.id

    land(database, actor, slug, number, note_id, LandingKind.ACTION, now, make)


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


def land_one_liner(database: Database, actor: Actor, slug: str, number: int, group: int, now: datetime) -> None:
    """Put a group's one-liner into the report of the kommun's year, as the capital's sentence. Twice is once.

    Raises NotFoundError for a group without one, InvalidInputError where the result is
    approved, or the year does not ask about the capital.
    """

    def work(session: Session) -> None:
        stored_workshops.lock_workshop(session, number)
        end = end_of(session, Visitor(actor), slug, number)
        chosen_group = end.open_workshop.group(group)
        if not chosen_group.one_liner or end.year is None:
            raise NotFoundError
        assessment = _locked_year(session, actor, end)
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
        event = WorkshopNoteLanded(workshop_id=number, note_id=None, kind=LandingKind.REPORT, target_id=None)
        note_event(session, actor, event, end.open_workshop.place, now)

    database.write(work)


def _locked_year(session: Session, actor: Actor, end: WorkshopEnd) -> Assessment:
    key = year_of(end)
    lock_assessment(session, key, exclusive=True)
    return led_year(session, actor, key)
