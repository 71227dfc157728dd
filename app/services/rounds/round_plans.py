"""Planning a round of a region, and changing the plan until somebody has begun to answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from app.accounts.audit.round_events import RoundChanged, RoundPlanned
from app.accounts.kernel.roles import Actor, Place
from app.accounts.organisations.organisation import ASSOCIATION_SLUG, Municipality, Region
from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.rounds.progress.round_plans import (
    Field,
    PlanFieldError,
    Questions,
    RawPlan,
    RoundPlan,
    read_plan,
    read_questions,
)
from app.services.kernel.access import led_region
from app.services.kernel.alphabet import swedish
from app.services.kernel.audit import note
from app.services.rounds import words
from app.services.rounds.kommun_work import RoundWork, change_kommuner, why_capitals_stay, work_in
from app.services.rounds.round_access import LedRound, led_round, locked_round
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, find_round, kommuner_of_round, rounds_of_regions
from app.storage.organisations.organisations import add_association, association_of, lock_region, municipalities_of
from app.storage.questionnaires.editions import every_edition, find_edition
from app.storage.rounds import rounds as stored
from app.storage.rounds.rounds import RoundTerms

Read = TypeVar("Read", RoundPlan, Questions)

EXISTS = {False: words.ROUND_EXISTS, True: words.TRIAL_EXISTS}


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """A published edition, and the region's rounds with it: one in earnest and one trial at the most."""

    questionnaire: Questionnaire
    rounds: tuple[Round, ...]

    def has(self, *, is_trial: bool) -> bool:
        """Whether the region has its round in earnest, or its trial."""
        return any(round_.is_trial == is_trial for round_ in self.rounds)


@dataclass(frozen=True, slots=True)
class Planning:
    """What can be planned: editions, the latest first, and the region's kommuner in Swedish order."""

    region: Region
    editions: tuple[EditionChoice, ...]
    kommuner: tuple[Municipality, ...]

    def edition(self, questionnaire_id: str, year: int) -> EditionChoice:
        """Raises NotFoundError for one that is not published."""
        for choice in self.editions:
            if (choice.questionnaire.id, choice.questionnaire.year) == (questionnaire_id, year):
                return choice
        raise NotFoundError


@dataclass(frozen=True, slots=True)
class Planned:
    """A round with its plan, and what of it can be changed now."""

    led: LedRound
    planning: Planning
    kommuner: frozenset[str]
    """Slugs of those that are in it."""
    work: RoundWork
    """What kommuner have done in it."""


def planning(database: Database, actor: Actor, region: str) -> Planning:
    """Raises NotFoundError to those outside the region, and PermissionDeniedError to its readers."""
    with database.read() as session:
        return _planning(session, led_region(session, actor, region))


NOT_NOW = {
    RoundState.PLANNED: words.NOT_OPENED_YET,
    RoundState.OPEN: words.ALREADY_OPENED,
    RoundState.CLOSED: words.CLOSED_NO_CHANGE,
}


def planned(database: Database, actor: Actor, key: RoundKey, *states: RoundState) -> Planned:
    """A round in one of these states. Raises as `planning`, and PermissionDeniedError for a round in another."""
    with database.read() as session:
        access = led_round(session, actor, key)
        if access.round.state not in states:
            raise PermissionDeniedError(NOT_NOW[access.round.state])
        kommuner = frozenset(
            assessment.municipality_slug for assessment in assessments_of_round(session, access.round.id)
        )
        return Planned(
            led=access,
            planning=_planning(session, access.region),
            kommuner=kommuner,
            work=work_in(session, access.round.id),
        )


def changeable(database: Database, actor: Actor, key: RoundKey) -> Planned:
    """A round whose plan or questions can be changed. Raises as `planned`, and PermissionDeniedError once somebody has
    begun.
    """
    plan = planned(database, actor, key, RoundState.PLANNED, RoundState.OPEN)
    if plan.led.round.state is RoundState.OPEN and plan.work.begun:
        raise PermissionDeniedError(words.QUESTIONS_FIXED)
    return plan


def _planning(session: Session, region: Region) -> Planning:
    rounds = rounds_of_regions(session, [region.id])
    choices = [
        EditionChoice(edition.questionnaire, tuple(round_ for round_ in rounds if round_.edition_id == edition.id))
        for edition in every_edition(session)
    ]
    return Planning(region, tuple(choices), _kommuner(session, region))


def _kommuner(session: Session, region: Region) -> tuple[Municipality, ...]:
    return tuple(sorted(municipalities_of(session, region.id), key=lambda kommun: swedish(kommun.name)))


def plan_round(
    database: Database, actor: Actor, region: str, questionnaire: str, year: int, raw: RawPlan, now: datetime
) -> RoundKey:
    """Plan a round with a published edition. Planning the same twice is the same as once.

    Raises NotFoundError, PermissionDeniedError and InvalidInputError.
    """

    def work(session: Session) -> RoundKey:
        place = led_region(session, actor, region)
        lock_region(session, place.id)
        edition = find_edition(session, questionnaire, year)
        if edition is None:
            raise NotFoundError
        plan = _read(session, place, edition.questionnaire, raw, now)
        key = RoundKey(place.slug, questionnaire, year, plan.is_trial)
        existing = find_round(session, key)
        if existing is not None:
            _require_same(session, existing, plan)
            return key
        round_id = stored.add_round(session, place.id, edition.id, edition.questionnaire, _terms(plan))
        stored.add_assessments(session, round_id, _ids(session, place, plan))
        event = RoundPlanned(round_id=round_id, is_trial=plan.is_trial, closes_on=plan.closes_on)
        note(session, actor, event, Place(place.id), now)
        return key

    return database.write(work)


def change_plan(database: Database, actor: Actor, key: RoundKey, raw: RawPlan, now: datetime) -> RoundKey:
    """Change anything of a round that has not been opened, but for which edition it asks. Returns its address now.

    Raises NotFoundError, PermissionDeniedError when it has been opened, and InvalidInputError, also for a kommun that
    would leave though it has done something in the round.
    """

    def work(session: Session) -> RoundKey:
        access = locked_round(session, actor, key, with_answering=True)
        if access.round.state is not RoundState.PLANNED:
            raise PermissionDeniedError(words.OPENED_MEANWHILE)
        plan = _read(session, access.region, access.questionnaire, raw, now)
        new_key = replace(key, trial=plan.is_trial)
        if new_key != key and find_round(session, new_key) is not None:
            raise InvalidInputError({Field.KIND: EXISTS[plan.is_trial]})
        before = assessments_of_round(session, access.round.id)
        if _is_same(access.round, before, plan):
            return key
        stored.change_terms(session, access.round.id, _terms(plan))
        change_kommuner(session, access.round.id, before, set(_ids(session, access.region, plan)))
        kommuner = len(set(plan.kommuner) - {ASSOCIATION_SLUG})
        note(session, actor, _changed(access.round.id, _terms(plan), kommuner), access.place, now)
        return new_key

    return database.write(work)


def change_questions(
    database: Database, actor: Actor, key: RoundKey, form: str, capitals: Collection[str], now: datetime
) -> None:
    """Change the form and the capitals of an open round, as long as nobody has begun to answer.

    Raises NotFoundError, PermissionDeniedError when somebody has begun, and InvalidInputError, also for capitals in
    which kommuner have actions.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key, with_answering=True)
        if access.round.state is not RoundState.OPEN:
            raise PermissionDeniedError(words.NOT_OPEN_NO_CHANGE)
        questions = _kept(read_questions(form, capitals, access.questionnaire))
        if (questions.form, questions.capital_ids) == (access.round.form, access.round.capital_ids):
            return
        if stored.begun_in(session, access.round.id):
            raise PermissionDeniedError(words.QUESTIONS_FIXED)
        after = replace(access.round, form=questions.form, capital_ids=questions.capital_ids)
        why_they_stay = why_capitals_stay(session, access.round, after, access.questionnaire)
        if why_they_stay is not None:
            raise InvalidInputError({Field.CAPITALS: why_they_stay})
        terms = terms_of(after)
        stored.change_terms(session, access.round.id, terms)
        kommuner = len(kommuner_of_round(session, access.round.id))
        note(session, actor, _changed(access.round.id, terms, kommuner), access.place, now)

    database.write(work)


def invalid(errors: tuple[PlanFieldError, ...]) -> InvalidInputError:
    return InvalidInputError({error.field: error.message for error in errors})


def _read(session: Session, region: Region, questionnaire: Questionnaire, raw: RawPlan, now: datetime) -> RoundPlan:
    """The plan with everybody who is in it: whom the questionnaire is about says whether the association answers, alone
    or beside the kommuner that are chosen.
    """
    slugs = tuple(kommun.slug for kommun in _kommuner(session, region))
    if questionnaire.subject is RoundSubject.REGION:
        slugs, raw = (ASSOCIATION_SLUG,), replace(raw, kommuner=frozenset({ASSOCIATION_SLUG}))
    plan = _kept(read_plan(raw, questionnaire, slugs, day_of(now)))
    if questionnaire.subject is RoundSubject.COLLABORATION:
        return replace(plan, kommuner=(ASSOCIATION_SLUG, *plan.kommuner))
    return plan


def _ids(session: Session, region: Region, plan: RoundPlan) -> list[int]:
    """Of those in the plan. The association is made the first time that it is in one."""
    ids = {kommun.slug: kommun.id for kommun in _kommuner(session, region)}
    if ASSOCIATION_SLUG in plan.kommuner:
        add_association(session, region)
        association = association_of(session, region.id)
        ids |= {} if association is None else {association.slug: association.id}
    return [ids[slug] for slug in plan.kommuner]


def _kept(read: Read | tuple[PlanFieldError, ...]) -> Read:
    if isinstance(read, tuple):
        raise invalid(read)
    return read


def _require_same(session: Session, existing: Round, plan: RoundPlan) -> None:
    """The same plan once more is a form sent twice, not another round."""
    if existing.state is not RoundState.PLANNED or not _is_same(
        existing, assessments_of_round(session, existing.id), plan
    ):
        raise InvalidInputError({Field.KIND: EXISTS[plan.is_trial]})


def _is_same(round_: Round, assessments: Collection[Assessment], plan: RoundPlan) -> bool:
    kommuner = {assessment.municipality_slug for assessment in assessments}
    return terms_of(round_) == _terms(plan) and kommuner == set(plan.kommuner)


def _terms(plan: RoundPlan) -> RoundTerms:
    return RoundTerms(
        is_trial=plan.is_trial,
        form=plan.form,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        capital_ids=plan.capital_ids,
    )


def terms_of(round_: Round) -> RoundTerms:
    return RoundTerms(
        is_trial=round_.is_trial,
        form=round_.form,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        capital_ids=round_.capital_ids,
    )


def _changed(round_id: int, terms: RoundTerms, kommuner: int) -> RoundChanged:
    return RoundChanged(
        round_id=round_id,
        is_trial=terms.is_trial,
        form=terms.form,
        opens_on=terms.opens_on,
        closes_on=terms.closes_on,
        capital_ids=terms.capital_ids,
        kommuner=kommuner,
    )
