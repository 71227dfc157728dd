"""What is done with an example: reviewing, renewing, archiving, taking back; and how far another kommun has come."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit import exchange_events as events
from app.accounts.audit.chain import Event
from app.accounts.kernel.roles import Actor, Place, Right
from app.assessment.answering.entry import is_text, tidied
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.messages import Message
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.exchange.examples import ExampleView, opened_example, require_draft, require_led
from app.services.exchange.places import chosen_kommun, exchange_place
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.exchange import examples as stored
from app.support.exchange.example import (
    IN_LIBRARY,
    ExampleState,
    review_day,
)
from app.support.exchange.form_reader import SENTENCE_MAX
from app.support.exchange.reuse import Reuse, read_reuse, reuse_stamp


class ExampleMovedError(PermissionDeniedError):
    """Somebody has published or archived the example, or taken it back, and nothing was changed."""


class ReuseChangedError(PermissionDeniedError):
    """Somebody has noted something else of the kommun since the form was loaded, and nothing was changed."""


def review_example(
    database: Database,
    actor: Actor,
    slug: str,
    example_id: int,
    now: datetime,
    *,
    version: int,
    is_good: bool,
    reason: str = "",
) -> None:
    """Publish what a kommun has sent, or send it back with what has to be changed. `version` is the one that was read.
    The same twice is once.

    Raises NotAuthorizedError to others than the region's coordinators, ExampleMovedError when it is too late, and
    InvalidInputError when the kommun has taken it back and sent another text since.
    """

    def work(session: Session, view: ExampleView) -> Event | None:
        if not view.reviews:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_REGION_ROLE)
        if is_good and _was_published_so(view, version):
            return None
        if view.state is not ExampleState.SENT:
            raise ExampleMovedError(words.EXAMPLE_PUBLISHED if view.is_published else words.NOT_NOW)
        if view.stored.version != version:
            raise InvalidInputError({"review": words.EXAMPLE_CHANGED})
        if not is_good:
            why = _reason(reason, words.RETURN_REASON_MISSING)
            stored.set_example_state(session, example_id, ExampleState.DRAFT, why)
            return events.ExampleReturned(example_id=example_id)
        today = day_of(now)
        stored.set_example_state(session, example_id, ExampleState.PUBLISHED)
        stored.set_published(session, example_id, today, review_day(today))
        return events.ExamplePublished(example_id=example_id)

    def is_repeated(session: Session) -> bool:
        return not is_good and _was_returned_so(session, actor, slug, example_id, version, reason)

    _act(database, actor, slug, example_id, now, work, is_repeated)


def _was_published_so(view: ExampleView, version: int) -> bool:
    """A double click: it was read in this version, and nothing has been done with it since."""
    return view.stored.stored_state is ExampleState.PUBLISHED and view.stored.version == version + 1


def _was_returned_so(session: Session, actor: Actor, slug: str, example_id: int, version: int, reason: str) -> bool:
    """A double click, on what the region does not see any more."""
    place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
    example = stored.lock_example(session, place.region.id, example_id)
    return (
        example is not None
        and example.stored_state is ExampleState.DRAFT
        and example.version == version + 1
        and example.reason == tidied(reason) != ""
    )


def renew_example(database: Database, actor: Actor, slug: str, example_id: int, now: datetime) -> None:
    """It still holds: two more years. Twice on one day is the same as once."""

    def work(session: Session, view: ExampleView) -> Event | None:
        require_led(view)
        today = day_of(now)
        if view.state not in IN_LIBRARY or view.stored.published_on is None:
            raise PermissionDeniedError(words.NOT_NOW)
        if view.stored.review_on == review_day(today):
            return None
        stored.set_published(session, example_id, view.stored.published_on, review_day(today))
        return events.ExampleRenewed(example_id=example_id)

    _act(database, actor, slug, example_id, now, work)


def take_back_example(database: Database, actor: Actor, slug: str, example_id: int, now: datetime) -> None:
    """A draft again, seen by the own kommun alone until it has been reviewed anew. Twice is the same as once."""

    def work(session: Session, view: ExampleView) -> Event | None:
        require_led(view)
        if view.state is ExampleState.DRAFT:
            return None
        stored.set_example_state(session, example_id, ExampleState.DRAFT)
        return events.ExampleTakenBack(example_id=example_id)

    _act(database, actor, slug, example_id, now, work)


def archive_example(database: Database, actor: Actor, slug: str, example_id: int, reason: str, now: datetime) -> None:
    """It holds no longer. The kommun itself does that, or the region of what is published. Twice is as once.

    Raises InvalidInputError for a reason that cannot be kept, and ExampleMovedError for one that comes too late.
    """

    def work(session: Session, view: ExampleView) -> Event | None:
        if not view.leads and not view.reviews:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        if view.stored.stored_state is ExampleState.ARCHIVED:
            if tidied(reason) not in {"", view.stored.reason}:
                raise ExampleMovedError(words.EXAMPLE_ARCHIVED)
            return None
        if view.stored.stored_state is not ExampleState.PUBLISHED:
            raise ExampleMovedError(words.EXAMPLE_NOT_PUBLISHED)
        stored.set_example_state(
            session, example_id, ExampleState.ARCHIVED, _reason(reason, words.ARCHIVE_REASON_MISSING)
        )
        return events.ExampleArchived(example_id=example_id)

    _act(database, actor, slug, example_id, now, work)


def remove_example(database: Database, actor: Actor, slug: str, example_id: int, now: datetime) -> None:
    """A draft that nobody else has read. One that was published is archived instead: others may build on it."""

    def work(session: Session, view: ExampleView) -> Event:
        require_draft(view)
        if view.stored.published_on is not None:
            raise PermissionDeniedError(words.NOT_NOW)
        stored.remove_example(session, example_id)
        return events.ExampleRemoved(example_id=example_id)

    _act(database, actor, slug, example_id, now, work)


def note_reuse(
    database: Database, actor: Actor, slug: str, example_id: int, fields: Mapping[str, str], now: datetime
) -> None:
    """How far a kommun has come with another's example; without a state, that it has left it. The same is no change.

    Raises InvalidInputError by field, NotAuthorizedError to who coordinates no other kommun, and ReuseChangedError
    where something else is noted than the form with the stamp `fore` was loaded with.
    """

    def work(session: Session) -> None:
        view = opened_example(session, actor, slug, example_id, now, Right.TAKE_PART_IN_EXCHANGE)
        kommun = chosen_kommun(fields.get("kommun", ""), view.takes_up)
        if view.state not in IN_LIBRARY:
            raise PermissionDeniedError(words.NOT_NOW)
        before = view.reuse_of(kommun)
        reuse = read_reuse(fields) if fields.get("state") else None
        if isinstance(reuse, dict):
            raise InvalidInputError(reuse)
        reuse_before = None if before is None else before.reuse
        if reuse_before == reuse:
            return
        if reuse_stamp(reuse_before) != fields.get("fore", ""):
            raise ReuseChangedError(words.REUSE_CHANGED)
        stored.store_reuse(session, example_id, kommun.id, reuse, day_of(now))
        note(session, actor, _reuse_event(example_id, reuse), Place(view.place.region.id, kommun.id), now)

    database.write(work)


def _reuse_event(example_id: int, reuse: Reuse | None) -> Event:
    if reuse is None:
        return events.ReuseRemoved(example_id=example_id)
    return events.ReuseNoted(example_id=example_id, state=reuse.state)


def _act(
    database: Database,
    actor: Actor,
    slug: str,
    example_id: int,
    now: datetime,
    work: Callable[[Session, ExampleView], Event | None],
    is_repeated: Callable[[Session], bool] = lambda _: False,
) -> None:
    """In one transaction with what is noted of it, in the log of the kommun that tells. Nothing is done where it
    `is_repeated`, which is asked first: the first time may have taken the example out of the actor's sight.
    """

    def locked(session: Session) -> None:
        if is_repeated(session):
            return
        view = opened_example(session, actor, slug, example_id, now)
        event = work(session, view)
        if event is not None:
            note(session, actor, event, Place(view.place.region.id, view.stored.municipality_id), now)

    database.write(locked)


def _reason(text: str, missing: Message) -> str:
    why = tidied(text)
    if not why:
        raise InvalidInputError({"reason": missing})
    if len(why) > SENTENCE_MAX:
        raise InvalidInputError({"reason": words.REASON_TOO_LONG.with_facts(limit=SENTENCE_MAX)})
    if not is_text(why):
        raise InvalidInputError({"reason": words.REASON_NOT_TEXT})
    return why
