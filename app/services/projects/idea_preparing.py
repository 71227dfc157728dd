"""Preparing ideas: taking one up, ending it, merging two into one, and deciding."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.project_events import IdeaDecided, IdeaMerged, IdeaMoved
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import FieldError
from app.errors import InvalidInputError, NotAvailableError, PermissionDeniedError
from app.reports.kernel.wording import date
from app.rounds.kernel.days import day_of, read_day
from app.services.kernel.audit import note
from app.services.projects import words
from app.services.projects.ideas import OpenIdea, locked_idea, opened_idea
from app.storage.engine.database import Database
from app.storage.projects import ideas as stored
from app.storage.projects.decisions import add_idea_decision, draft_decision, store_draft
from app.support.projects.idea import TO_PREPARE, IdeaState, StoredIdea, read_why
from app.support.projects.idea_decision import IdeaDecision, RawDecision, read_idea_decision


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What the form of a decision is filled in with: the draft, if there is one."""

    open_view: OpenIdea
    typed: RawDecision


class DecisionChangedError(InvalidInputError):
    """Somebody has saved another draft since the page was loaded, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class MergeForm:
    """An idea, and those it can be merged into."""

    open_view: OpenIdea
    others: tuple[StoredIdea, ...]


def prepare_idea(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> None:
    """Take it up for preparation, also one that was decided on before. Doing it twice is the same as once."""

    def work(session: Session, open_view: OpenIdea) -> None:
        if open_view.idea.state is IdeaState.PREPARING:
            return
        if open_view.idea.state not in TO_PREPARE:
            raise PermissionDeniedError(words.IDEA_NOT_TO_PREPARE)
        _require_no_project(open_view)
        _move(session, actor, open_view, IdeaState.PREPARING, "", now)

    _write(database, actor, slug, idea_id, now, work)


def open_ending(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> OpenIdea:
    """Raises as `end_idea`."""
    with database.read() as session:
        open_view = opened_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS)
        _require_free(open_view)
        return open_view


def end_idea(database: Database, actor: Actor, slug: str, idea_id: int, reason: str, now: datetime) -> None:
    """End it for a reason, without a decision: it is done elsewhere, or nobody wants it any more. Twice is as once.

    Raises InvalidInputError without a reason, and PermissionDeniedError for one that is over or has points open.
    """

    def work(session: Session, open_view: OpenIdea) -> None:
        why, idea = read_why(reason), open_view.idea
        if idea.state is IdeaState.ENDED and idea.reason == why:
            return
        _require_free(open_view)
        if isinstance(why, FieldError):
            raise InvalidInputError({why.field: why.message})
        _move(session, actor, open_view, IdeaState.ENDED, why, now)

    _write(database, actor, slug, idea_id, now, work)


def open_merge_form(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> MergeForm:
    """Raises as `merge_idea`."""
    with database.read() as session:
        open_view = opened_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS)
        _require_free(open_view)
        return MergeForm(open_view, _others(session, open_view))


def merge_idea(database: Database, actor: Actor, slug: str, idea_id: int, into: int, now: datetime) -> None:
    """Merge an idea into another, which goes on. Both keep their texts; kommuner that have not answered the other are
    with it as they were with this one. Twice is as once.
    """

    def work(session: Session, open_view: OpenIdea) -> None:
        if open_view.idea.merged_into_id == into:
            return
        _require_free(open_view)
        other = next((idea for idea in _others(session, open_view) if idea.id == into), None)
        if other is None:
            raise InvalidInputError({"into": words.MERGE_MISSING})
        for party in open_view.idea.parties:
            if other.party_of(party.municipality_id) is None:
                stored.set_party(session, other.id, party)
        stored.set_idea_state(session, idea_id, IdeaState.ENDED, merged_into_id=other.id)
        event = IdeaMerged(idea_id=idea_id, into_idea_id=other.id)
        note(session, actor, event, open_view.region.place, now)

    _write(database, actor, slug, idea_id, now, work)


def open_decision_form(database: Database, actor: Actor, slug: str, idea_id: int, now: datetime) -> DecisionForm:
    """Raises NotFoundError outside the region, NotAuthorizedError to its readers, and NotAvailableError for an idea
    that is not in preparation.
    """
    with database.read() as session:
        open_view = opened_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS)
        _require_preparing(open_view)
        return DecisionForm(open_view, draft_decision(session, idea_id) or RawDecision())


def decide_idea(
    database: Database,
    actor: Actor,
    slug: str,
    idea_id: int,
    raw: RawDecision,
    now: datetime,
    *,
    is_draft: bool,
    fingerprint: str,
) -> None:
    """Keep a draft as it was typed, which those who prepare alone see; or finish the decision, which everybody then
    reads and nobody changes. `fingerprint` is that of the draft that the form was filled in with.

    Raises InvalidInputError by field, DecisionChangedError, and as `open_decision_form`.
    """

    def work(session: Session, open_view: OpenIdea) -> None:
        if not is_draft and _is_the_decision(open_view, raw, now):
            return
        _require_preparing(open_view)
        before, draft = draft_decision(session, idea_id) or RawDecision(), raw.as_draft()
        if fingerprint != before.fingerprint and draft != before:
            raise DecisionChangedError({"text": words.DECISION_CHANGED})
        if is_draft:
            store_draft(session, idea_id, draft)
            return
        has_receiver = bool(open_view.idea.idea.receiver)
        days = read_day(raw.decided), read_day(raw.review)
        decision = read_idea_decision(raw, *days, day_of(now), has_receiver=has_receiver)
        if not isinstance(decision, IdeaDecision):
            raise InvalidInputError({error.field: error.message for error in decision})
        add_idea_decision(session, idea_id, decision, now)
        reason = decision.text if decision.outcome is IdeaState.ENDED else ""
        stored.set_idea_state(session, idea_id, decision.outcome, reason)
        event = IdeaDecided(idea_id=idea_id, outcome=str(decision.outcome), decided_on=decision.decided_on)
        note(session, actor, event, open_view.region.place, now)

    _write(database, actor, slug, idea_id, now, work)


def _is_the_decision(open_view: OpenIdea, raw: RawDecision, now: datetime) -> bool:
    """A double click: the latest decision says just this, and stands."""
    latest = open_view.view.decision
    if latest is None or open_view.idea.state is not latest.decision.outcome:
        return False
    has_receiver = bool(open_view.idea.idea.receiver)
    days = read_day(raw.decided), read_day(raw.review)
    return read_idea_decision(raw, *days, day_of(now), has_receiver=has_receiver) == latest.decision


def _write(
    database: Database,
    actor: Actor,
    slug: str,
    idea_id: int,
    now: datetime,
    work: Callable[[Session, OpenIdea], None],
) -> None:
    def locked(session: Session) -> None:
        work(session, locked_idea(session, actor, slug, idea_id, day_of(now), Right.PREPARE_IDEAS))

    database.write(locked)


def _move(session: Session, actor: Actor, open_view: OpenIdea, state: IdeaState, reason: str, now: datetime) -> None:
    stored.set_idea_state(session, open_view.idea.id, state, reason)
    note(session, actor, IdeaMoved(idea_id=open_view.idea.id, state=str(state)), open_view.region.place, now)


def _others(session: Session, open_view: OpenIdea) -> tuple[StoredIdea, ...]:
    """Those that an idea can be merged into."""
    return tuple(
        idea
        for idea in stored.ideas_in(session, open_view.region.id)
        if idea.id != open_view.idea.id and idea.state is not IdeaState.ENDED
    )


def _require_free(open_view: OpenIdea) -> None:
    """Not over, without a project that keeps it, and nobody is giving it points just now."""
    if open_view.idea.state is IdeaState.ENDED:
        raise PermissionDeniedError(words.IDEA_OVER)
    _require_no_project(open_view)
    _require_no_points(open_view)


def _require_no_project(open_view: OpenIdea) -> None:
    if open_view.view.has_project:
        raise PermissionDeniedError(words.IDEA_HAS_PROJECT)


def _require_preparing(open_view: OpenIdea) -> None:
    if open_view.idea.state is not IdeaState.PREPARING:
        raise NotAvailableError(words.IDEA_NOT_IN_PREPARATION)
    _require_no_points(open_view)


def _require_no_points(open_view: OpenIdea) -> None:
    if open_view.view.open_points is not None:
        last_day = open_view.view.open_points.last_day
        raise PermissionDeniedError(words.IDEA_HAS_POINTS.with_facts(last_day=date(last_day)))
