"""A new round begins with last year's actions: the kommun says of each whether it is done, goes on or is dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.audit.events import ActionNoted
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import PermissionDeniedError
from app.rounds.assessments.last_years_actions import (
    ActionAccount,
    Fate,
    RawFate,
    account_of,
    closing,
    heir_of,
    read_account,
)
from app.rounds.assessments.plans import StoredAction
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import RoundState
from app.services.answering.respondent_place import not_open_because
from app.services.assessments import words
from app.services.assessments.earlier_actions import LastYearsActions, last_years_actions
from app.services.assessments.plans import InvalidPlanError, take_as_told
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.storage.assessments import plans as stored
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.questionnaires.editions import questionnaire_of


@dataclass(frozen=True, slots=True)
class ActionReview:
    """What the page goes by where last year's actions are gone through."""

    assessment: Assessment
    actions: LastYearsActions
    questionnaire: Questionnaire | None
    """Of last year; None without any."""
    today: date


def open_review(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> ActionReview:
    """Raises NotFoundError to people outside the kommun, and PermissionDeniedError before the round is open."""
    with database.read() as session:
        assessment = _led(session, actor, key)
        actions = last_years_actions(session, assessment)
        edition = None if actions.last is None else _edition_of(session, actions.last)
        return ActionReview(assessment=assessment, actions=actions, questionnaire=edition, today=day_of(now))


def tell_of_actions(
    database: Database, actor: Actor, key: AssessmentKey, raw: Mapping[int, tuple[RawFate, int]], now: datetime
) -> None:
    """Say what became of several actions (id -> entry and the version it was loaded with): all or none.

    The same account again is no change. Raises InvalidPlanError, by the actions' ids, for what cannot be kept and for
    what somebody else has said meanwhile. What is no action of last year's is passed over.
    """

    def work(session: Session) -> None:
        lock_assessment(session, key, exclusive=True)
        assessment = _led(session, actor, key)
        last = last_years_actions(session, assessment).last
        if last is None:
            return
        lock_assessment(session, last.key, exclusive=True)
        actions = last_years_actions(session, assessment)
        this_edition = _edition_of(session, assessment)
        capital_ids = {capital.id for capital in assessment.round.asked_capitals(this_edition)}
        errors: dict[str, tuple[FieldError, ...]] = {}
        accounts: list[tuple[StoredAction, ActionAccount]] = []
        for action in actions.actions:
            entry, version = raw.get(action.id, (RawFate(), 0))
            account = read_account(entry)
            if isinstance(account, tuple):
                errors[str(action.id)] = account
                continue
            if account is not None and not account.reason:
                # What was noted of it during the year stays, where one that goes on is told nothing more of.
                account = replace(account, reason=action.action.outcome)
            if account is not None and not _is_said(actions, action, account):
                problem = _problem(actions, action, account, version, capital_ids)
                errors |= {str(action.id): (problem,)} if problem else {}
                accounts.append((action, account))
        if errors:
            raise InvalidPlanError(errors)
        for action, account in accounts:
            _store(session, actor, assessment, last, action, account, this_edition, now)

    database.write(work)


def _store(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    last: Assessment,
    action: StoredAction,
    account: ActionAccount,
    edition: Questionnaire,
    now: datetime,
) -> None:
    end = closing(action.action, account, day_of(now))
    stored.store_action(session, last.id, end, action.id, action.version + 1)
    note(session, actor, ActionNoted(assessment_id=last.id, action_id=action.id), place_of(last), now)
    if account.fate is Fate.GOES_ON:
        heir = heir_of(action, account, edition.questions)
        heir_id = stored.store_action(session, assessment.id, heir, None, 1)
        take_as_told(session, heir_id, heir, day_of(now))
        event = ActionNoted(assessment_id=assessment.id, action_id=heir_id)
        note(session, actor, event, place_of(assessment), now)


def _is_said(actions: LastYearsActions, action: StoredAction, account: ActionAccount) -> bool:
    """A double click, or the same page sent again."""
    heir = actions.heirs.get(action.id)
    return account_of(action.action, None if heir is None else heir.action) == account


def _problem(
    actions: LastYearsActions, action: StoredAction, account: ActionAccount, version: int, capital_ids: set[str]
) -> FieldError | None:
    if action not in actions.waiting or version != action.version:
        return FieldError("fate", words.ACTION_TOLD)
    if account.fate is Fate.GOES_ON and action.action.capital_id not in capital_ids:
        return FieldError("fate", words.CAPITAL_NOT_ASKED)
    return None


def _led(session: Session, actor: Actor, key: AssessmentKey) -> Assessment:
    assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
    if assessment.round.state is RoundState.PLANNED:
        raise PermissionDeniedError(not_open_because(assessment.round) or "")
    return assessment


def _edition_of(session: Session, assessment: Assessment) -> Questionnaire:
    return questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
