"""A kommun's needs: noting, changing, ending and opening one again, and the form that is filled in from an item."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.support_events import NeedClosed, NeedNoted, NeedReopened
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Capital, RoundSubject
from app.errors import NotFoundError, OmstallningskollenError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.support import words
from app.services.support.catalogues import catalogue_of
from app.services.support.offer_places import deal_out_by_need
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.support import needs as stored
from app.support.catalogue.catalogue import CatalogueItem
from app.support.needs.need import (
    Need,
    NeedOrigin,
    NeedState,
    RawNeed,
    StoredNeed,
    as_typed,
    for_year,
    read_closing,
    read_need,
)


@dataclass(frozen=True, slots=True)
class NeedForm:
    """What the form of a need is filled in with, and what it asks from."""

    assessment: Assessment
    capitals: tuple[Capital, ...]
    item: CatalogueItem | None
    """What it asks for; None for a need in the kommun's own words."""
    need: StoredNeed | None
    """None for a new one."""
    typed: RawNeed
    version: int
    """Of the need as the page was loaded with it; 0 for a new one."""
    year: int
    """The one that it is, which the choices of how soon are told by."""

    def loaded_as(self, version: int) -> "NeedForm":
        """The same form as it was when the need had this version, so that a later one is not overwritten unseen."""
        return replace(self, version=version)

    def typed_as(self, raw: RawNeed) -> "NeedForm":
        """The same form with other words in it."""
        return replace(self, typed=raw)


class InvalidNeedError(OmstallningskollenError):
    """What was entered cannot be kept, and nothing was changed."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__(*(error.message for error in errors))
        self.errors = errors


def open_need_form(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    now: datetime,
    *,
    need_id: int | None = None,
    raw: RawNeed | None = None,
) -> NeedForm:
    """The form as it was typed in (`raw`, of a new need with the item that it names), or else as it is stored.

    Raises NotFoundError for a need of another assessment, and otherwise as the acts do.
    """
    year = day_of(now).year
    with database.read() as session:
        assessment = led_year(session, actor, key)
        need = None if need_id is None else _found(session, assessment, need_id)
        need_before = RawNeed() if need is None else as_typed(need, year)
        raw_need = need_before if raw is None else for_year(raw, year)
        catalogue = catalogue_of(session, assessment.round.region_id)
        return NeedForm(
            assessment=assessment,
            capitals=capitals_of_year(session, assessment),
            item=catalogue.by_id.get(raw_need.item),
            need=need,
            typed=raw_need,
            version=0 if need is None else need.version,
            year=year,
        )


class NeedChangedError(InvalidNeedError):
    """Somebody has changed the need since the page was loaded."""


def note_need(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    raw: RawNeed,
    now: datetime,
    *,
    public_url: str,
    need_id: int | None = None,
    version: int = 0,
) -> None:
    """Note a new need, or change one. The same need again is no change. Places of offers go by it at once.

    Raises InvalidNeedError (NeedChangedError when somebody has changed it since `version`), NotFoundError for a need of
    another assessment, PermissionDeniedError in a trial round.
    """

    year = day_of(now).year

    def work(session: Session, assessment: Assessment) -> None:
        catalogue = catalogue_of(session, assessment.round.region_id)
        before = None if need_id is None else _found(session, assessment, need_id)
        item_ids = {item.id for item in catalogue.offered} | ({before.need.item_id} if before else set())
        capital_ids = {capital.id for capital in capitals_of_year(session, assessment)}
        need = read_need(raw, capital_ids, item_ids, year)
        if not isinstance(need, Need):
            raise InvalidNeedError(need)
        if before is not None and before.need.origin is NeedOrigin.NOTE:
            need = replace(need, origin=NeedOrigin.NOTE)
        if before is None:
            add_need(session, actor, assessment, need, now, public_url)
        elif not before.is_same(need, year):
            _require_open(before, version)
            stored.change_need(session, before.id, need, now)
            _deal_out(session, assessment, now, public_url)
            event = NeedNoted(assessment_id=assessment.id, need_id=before.id)
            note(session, actor, event, place_of(assessment), now)

    _write(database, actor, key, work)


def add_need(session: Session, actor: Actor, assessment: Assessment, need: Need, now: datetime, public_url: str) -> int:
    """A double click must not note the same need twice. Returns its id. The caller has locked the assessment."""
    for other in stored.needs_of(session, assessment.id):
        if other.is_open and other.is_same(need, day_of(now).year):
            return other.id
    need_id = stored.add_need(session, assessment.id, need, now)
    _deal_out(session, assessment, now, public_url)
    note(session, actor, NeedNoted(assessment_id=assessment.id, need_id=need_id), place_of(assessment), now)
    return need_id


def close_need(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    need_id: int,
    state: str,
    reason: str,
    now: datetime,
    *,
    version: int,
) -> None:
    """End a need: the kommun has got it, or needs it no longer. Doing it twice is the same as once.

    Raises InvalidNeedError (NeedChangedError when somebody has changed it since `version`), and NotFoundError for a
    need of another assessment.
    """

    def work(session: Session, assessment: Assessment) -> None:
        need = _found(session, assessment, need_id)
        ending = read_closing(state, reason)
        if not isinstance(ending[0], NeedState):
            raise InvalidNeedError(tuple(error for error in ending if isinstance(error, FieldError)))
        new_state, why = ending
        if (need.state, need.reason) == (new_state, why):
            return
        _require_open(need, version)
        stored.set_need_state(session, need.id, new_state, str(why))
        event = NeedClosed(assessment_id=assessment.id, need_id=need.id, state=new_state)
        note(session, actor, event, place_of(assessment), now)

    _write(database, actor, key, work)


def reopen_need(
    database: Database, actor: Actor, key: AssessmentKey, need_id: int, now: datetime, *, public_url: str
) -> None:
    """Open a need that was ended. Doing it twice is the same as once. Places of offers go by it at once.

    Raises NotFoundError for a need of another assessment.
    """

    def work(session: Session, assessment: Assessment) -> None:
        need = _found(session, assessment, need_id)
        if need.is_open:
            return
        stored.set_need_state(session, need.id, NeedState.OPEN, "")
        _deal_out(session, assessment, now, public_url)
        event = NeedReopened(assessment_id=assessment.id, need_id=need.id)
        note(session, actor, event, place_of(assessment), now)

    _write(database, actor, key, work)


def _write(database: Database, actor: Actor, key: AssessmentKey, work: Callable[[Session, Assessment], None]) -> None:
    def locked(session: Session) -> None:
        lock_assessment(session, key, exclusive=True)
        work(session, led_year(session, actor, key))

    database.write(locked)


def _deal_out(session: Session, assessment: Assessment, now: datetime, public_url: str) -> None:
    region_id, municipality_id = assessment.round.region_id, assessment.municipality_id
    deal_out_by_need(session, region_id, municipality_id, now, public_url=public_url)


def led_year(session: Session, actor: Actor, key: AssessmentKey) -> Assessment:
    """The year that needs are noted in. Raises as the acts do."""
    assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
    if assessment.round.subject is not RoundSubject.KOMMUN:
        raise NotFoundError
    if assessment.round.is_trial:
        raise PermissionDeniedError(words.NEED_IN_TRIAL)
    if assessment.answering_closed_at is None:
        raise PermissionDeniedError(words.RESULT_NOT_READY)
    return assessment


def _found(session: Session, assessment: Assessment, need_id: int) -> StoredNeed:
    need = stored.find_need(session, assessment.id, need_id)
    if need is None:
        raise NotFoundError
    return need


def _require_open(need: StoredNeed, version: int) -> None:
    if not need.is_open:
        raise InvalidNeedError((FieldError("text", words.NEED_ENDED),))
    if version != need.version:
        raise NeedChangedError((FieldError("text", words.NEED_CHANGED),))


def capitals_of_year(session: Session, assessment: Assessment) -> tuple[Capital, ...]:
    """Those that the round asks about."""
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    return assessment.round.asked_capitals(questionnaire)
