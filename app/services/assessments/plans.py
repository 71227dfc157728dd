"""A kommun's targets and actions: reading the plan, and changing it without overwriting somebody else's change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session

from app.accounts.audit.events import ActionDeleted, ActionNoted, ActionRestored, TargetsChanged
from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import Profile
from app.errors import NotFoundError, OmstallningskollenError, PermissionDeniedError
from app.rounds.assessments.due_actions import is_due_soon, is_late
from app.rounds.assessments.plans import (
    RESTORABLE,
    Action,
    RawAction,
    RawTarget,
    StoredAction,
    Target,
    read_action,
    read_target,
    with_history,
)
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments import words
from app.services.assessments.earlier_actions import last_years_actions
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.results.results import result_of
from app.services.results.scoring import profile_of
from app.storage.assessments import plans as stored
from app.storage.assessments.due_actions import set_due_told, set_late_told
from app.storage.assessments.plans import StoredTarget
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.questionnaires.editions import questionnaire_of


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """Targets and actions of one assessment beside the result they rest on."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile
    medians: Mapping[str, Fraction]
    """The other kommuner's anonymous medians by capital, as far as the kommun may see them."""
    targets: Mapping[str, StoredTarget]
    actions: tuple[StoredAction, ...]
    deleted: tuple[StoredAction, ...]
    """Actions that can be taken back, the latest first; only for those who may change the plan."""
    may_change: bool
    closed: str
    """Why targets cannot be changed now, or empty."""
    waiting_actions: int
    """So many of last year's actions nothing is said of yet; none for those who may not change the plan."""

    @property
    def capitals(self) -> tuple[Capital, ...]:
        return self.assessment.round.asked_capitals(self.questionnaire)


class InvalidPlanError(OmstallningskollenError):
    """What was entered cannot be kept, and nothing was changed. Place (a capital id, or "") -> errors.

    `overtaken` are the places where somebody has changed what is stored since the page was loaded: there what is stored
    now is shown, and what was typed may then replace it.
    """

    def __init__(self, errors: Mapping[str, tuple[FieldError, ...]], overtaken: frozenset[str] = frozenset()) -> None:
        super().__init__(tuple(errors))
        self.errors = errors
        self.overtaken = overtaken


class NoPlanYetError(PermissionDeniedError):
    """There is no result to plan from. For those who may see the kommun's year."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(words.NOT_CLOSED)
        self.assessment = assessment


def open_plan(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> AssessmentPlan:
    """Raises NotFoundError to people outside the kommun, and NoPlanYetError before there is a result."""
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.SEE_ASSESSMENT)
        if assessment.answering_closed_at is None:
            raise NoPlanYetError(assessment)
        result = result_of(session, assessment)
        may_change = may(actor, Right.LEAD_ASSESSMENT, place_of(assessment))
        return AssessmentPlan(
            assessment=assessment,
            questionnaire=result.questionnaire,
            profile=result.profile,
            medians=result.medians,
            targets=stored.targets_of(session, assessment.id),
            actions=stored.actions_of(session, assessment.id),
            deleted=stored.deleted_actions_of(session, assessment.id, now - RESTORABLE) if may_change else (),
            may_change=may_change,
            closed=locked_because(session, assessment),
            waiting_actions=len(last_years_actions(session, assessment).waiting) if may_change else 0,
        )


def asked_questions(assessment: Assessment, edition: Questionnaire, *others: str) -> dict[str, tuple[str, ...]]:
    """The year's capitals, and others that are named, each with the ids of the questions of its round's form."""
    return {
        capital.id: tuple(question.id for question in capital.asked(assessment.round.form))
        for capital in assessment.round.capitals_with(others, edition)
    }


def locked_because(session: Session, assessment: Assessment) -> str:
    """Why what will be handed in cannot be changed right now, in Swedish; empty while it can."""
    if assessment.approved_at is not None:
        return words.LOCKED
    return words.PENDING if stored.has_pending(session, assessment.id) else ""


def set_targets(
    database: Database, actor: Actor, key: AssessmentKey, raw: Mapping[str, tuple[RawTarget, int]], now: datetime
) -> None:
    """Set several capitals' targets (capital id -> entry and the version it was loaded with): all or none.

    Raises InvalidPlanError for what cannot be kept, and for targets that somebody else changed meanwhile.
    """

    def work(session: Session) -> None:
        assessment = _changeable(session, actor, key)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        profile = profile_of(session, assessment)
        current = stored.targets_of(session, assessment.id)
        capital_ids = {capital.id for capital in assessment.round.asked_capitals(questionnaire)}
        errors: dict[str, tuple[FieldError, ...]] = {}
        changes: dict[str, Target | None] = {}
        overtaken: set[str] = set()
        for capital_id, (entry, version) in raw.items():
            result = profile.capital(capital_id)
            level_now = None if result is None else result.level
            read = read_target(entry, len(questionnaire.scale), assessment.round.year, level_now)
            if isinstance(read, tuple):
                errors[capital_id] = read
            elif capital_id in capital_ids and read != _target(current.get(capital_id)):
                changes[capital_id] = read
                if version != _version(current.get(capital_id)):
                    errors[capital_id] = (FieldError("level", words.TARGET_CHANGED),)
                    overtaken.add(capital_id)
        if errors:
            raise InvalidPlanError(errors, frozenset(overtaken))
        for capital_id, target in changes.items():
            stored.store_target(session, assessment.id, capital_id, target, _version(current.get(capital_id)) + 1)
        if changes:
            event = TargetsChanged(assessment_id=assessment.id, capital_ids=tuple(sorted(changes)))
            note(session, actor, event, place_of(assessment), now)

    database.write(work)


def _target(row: StoredTarget | None) -> Target | None:
    return None if row is None else row.target


def _version(row: StoredTarget | StoredAction | None) -> int:
    return 0 if row is None else row.version


def save_action(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    raw: RawAction,
    now: datetime,
    action_id: int | None = None,
    version: int = 0,
) -> None:
    """Note a new action, or change one. Also possible after the result is locked: following up goes on all year.

    The same action again is no change, and it may keep a capital that is asked about no longer. Raises NotFoundError
    for an action of another assessment, InvalidPlanError otherwise.
    """

    def work(session: Session) -> None:
        assessment = _led(session, actor, key)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        before = None if action_id is None else stored.find_action(session, assessment.id, action_id)
        if action_id is not None and before is None:
            raise NotFoundError
        own = () if before is None else (before.action.capital_id,)
        entry = read_action(raw, asked_questions(assessment, questionnaire, *own), None if action_id else day_of(now))
        if not isinstance(entry, Action):
            raise InvalidPlanError({"": entry})
        action = with_history(entry, None if before is None else before.action, day_of(now))
        if _is_there(session, assessment, action, before):
            return
        if version != _version(before):
            raise InvalidPlanError({"": (FieldError("text", words.ACTION_CHANGED),)}, frozenset({""}))
        saved_id = stored.store_action(session, assessment.id, action, action_id, _version(before) + 1)
        take_as_told(session, saved_id, action, day_of(now))
        note(session, actor, ActionNoted(assessment_id=assessment.id, action_id=saved_id), place_of(assessment), now)

    database.write(work)


def delete_action(
    database: Database, actor: Actor, key: AssessmentKey, action_id: int, version: int, now: datetime
) -> None:
    """Take an action away. It can be taken back for some days. Deleting it twice is the same as once.

    Raises InvalidPlanError when somebody has changed it meanwhile, NotFoundError for one of another assessment.
    """

    def work(session: Session) -> None:
        assessment = _led(session, actor, key)
        if _find_deleted(session, assessment, action_id, now) is not None:
            return
        action = stored.find_action(session, assessment.id, action_id)
        if action is None:
            raise NotFoundError
        if version != action.version:
            raise InvalidPlanError({"": (FieldError("text", words.ACTION_CHANGED_BEFORE_DELETION),)}, frozenset({""}))
        stored.set_action_deleted(session, action_id, now)
        event = ActionDeleted(assessment_id=assessment.id, action_id=action_id)
        note(session, actor, event, place_of(assessment), now)

    database.write(work)


def restore_action(database: Database, actor: Actor, key: AssessmentKey, action_id: int, now: datetime) -> None:
    """Take back that an action was deleted. Doing it twice is the same as once.

    Raises NotFoundError for one of another assessment, and once its days are over; InvalidPlanError for one that went
    on from last year's, of which something else has been said meanwhile.
    """

    def work(session: Session) -> None:
        assessment = _led(session, actor, key)
        if stored.find_action(session, assessment.id, action_id) is not None:
            return
        action = _find_deleted(session, assessment, action_id, now)
        if action is None:
            raise NotFoundError
        if _is_followed_otherwise(session, assessment, action):
            raise InvalidPlanError({"": (FieldError("text", words.ACTION_FOLLOWED_OTHERWISE),)})
        stored.set_action_deleted(session, action_id, None)
        event = ActionRestored(assessment_id=assessment.id, action_id=action_id)
        note(session, actor, event, place_of(assessment), now)

    database.write(work)


def take_as_told(session: Session, action_id: int, action: Action, today: date) -> None:
    """Who writes a day that is near, or has passed, needs no mail about it. What is further away is told later."""
    if is_due_soon(action, today) or is_late(action, today):
        set_due_told(session, action_id, action.due_on)
    if is_late(action, today):
        set_late_told(session, action_id, action.due_on)


def _is_followed_otherwise(session: Session, assessment: Assessment, deletion: StoredAction) -> bool:
    """Whether last year's action that it went on from is done, dropped, or goes on as another."""
    if deletion.action.follows_id is None:
        return False
    last = last_years_actions(session, assessment)
    known_ids = {action.id for action in last.actions}
    return deletion.action.follows_id in known_ids - {action.id for action in last.waiting}


def _find_deleted(session: Session, assessment: Assessment, action_id: int, now: datetime) -> StoredAction | None:
    actions = stored.deleted_actions_of(session, assessment.id, now - RESTORABLE)
    return next((action for action in actions if action.id == action_id), None)


def _is_there(session: Session, assessment: Assessment, action: Action, before: StoredAction | None) -> bool:
    """A double click must not note the same new action twice."""
    if before is not None:
        return before.action == action
    return any(other.action == action for other in stored.actions_of(session, assessment.id))


def _changeable(session: Session, actor: Actor, key: AssessmentKey) -> Assessment:
    assessment = _led(session, actor, key)
    reason = locked_because(session, assessment)
    if reason:
        raise PermissionDeniedError(reason)
    return assessment


def _led(session: Session, actor: Actor, key: AssessmentKey) -> Assessment:
    lock_assessment(session, key, exclusive=True)
    assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
    if assessment.answering_closed_at is None:
        raise PermissionDeniedError(words.NOT_CLOSED)
    return assessment
