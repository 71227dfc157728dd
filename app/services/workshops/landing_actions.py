"""Letting a note of a closed workshop become an action of a kommun's plan: one, whoever is first."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import ActionNoted
from app.accounts.kernel.roles import Actor
from app.errors import OmstallningskollenError
from app.rounds.assessments.plans import Action, RawAction, read_action
from app.rounds.kernel.days import day_of
from app.services.assessments.plans import InvalidPlanError, asked_questions, take_as_told
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.workshops.landing import WorkshopEnd, land, locked_year
from app.storage.assessments.plans import find_action, store_action
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import questionnaire_of
from app.support.workshops.landing import LandingKind, StoredLanding


class NoteIsActionError(OmstallningskollenError):
    """The note is an action already, of other words than those that were sent, and nothing was changed."""

    def __init__(self, url: str, action: Action | None) -> None:
        super().__init__(url)
        self.url = url
        """Address of the action in its plan."""
        self.action = action
        """As it stands now; None where it has been taken out of the plan since."""


def land_as_action(
    database: Database,
    actor: Actor,
    slug: str,
    number: int,
    note_id: int,
    raw: RawAction,
    now: datetime,
    *,
    kommun: str = "",
) -> None:
    """A note becomes one action of a year, no more: the same words again find it.

    Raises InvalidPlanError for what cannot be kept, NoteIsActionError for other words than those of the action that it
    is already, and as `locked_year` and `open_end`.
    """

    def make(session: Session, end: WorkshopEnd) -> tuple[int, int]:
        assessment = locked_year(session, actor, end, kommun)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        action = read_action(raw, asked_questions(assessment, questionnaire), day_of(now))
        if not isinstance(action, Action):
            raise InvalidPlanError({"": action})
        for each in end.landings_of(note_id):
            if each.kind is LandingKind.ACTION and each.assessment_id == assessment.id and each.target_id:
                _require_same(session, each, assessment.id, action)
                return each.target_id, assessment.id
        action_id = store_action(session, assessment.id, action, None, 1)
        take_as_told(session, action_id, action, day_of(now))
        event = ActionNoted(assessment_id=assessment.id, action_id=action_id)
        note(session, actor, event, place_of(assessment), now)
        return action_id, assessment.id

    land(database, actor, slug, number, note_id, LandingKind.ACTION, now, make)


def _require_same(session: Session, landing: StoredLanding, assessment_id: int, action: Action) -> None:
    """A double click is; what somebody else wrote of the note is not, nor is an action that has left the plan."""
    in_plan = find_action(session, assessment_id, landing.target_id or 0)
    action_now = None if in_plan is None else in_plan.action
    if action_now is None or _words(action_now) != _words(action):
        raise NoteIsActionError(landing.target, action_now)


def _words(action: Action) -> tuple[object, ...]:
    """What the form asks for."""
    return action.text, action.owner, action.due_on
