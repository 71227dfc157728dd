"""Writing an example: from an action that is done or dropped, as a draft or sent to the region for review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit import exchange_events as events
from app.accounts.kernel.roles import Actor, Place, Right
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError
from app.rounds.assessments.plans import ActionStatus, StoredAction
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.exchange.examples import ExampleView, opened_example, require_draft, require_led, view_of
from app.services.exchange.places import ExchangePlace, exchange_place
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.exchange import examples as stored
from app.storage.organisations.organisations import lock_region
from app.support.exchange.example import (
    Example,
    ExampleState,
    StoredExample,
    example_fields,
    from_action,
    read_example,
)
from app.support.exchange.form_reader import SENTENCE_MAX

SEND = "skicka"
"""The button that sends an example to the region; any other saves a draft."""


class ExampleChangedError(InvalidInputError):
    """Somebody has changed the example since the page was loaded, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class ActionToTell:
    """An action that is done or dropped, of which an example can be made. `example_id` is of one that was made."""

    assessment: Assessment
    action: StoredAction
    example_id: int | None = None


@dataclass(frozen=True, slots=True)
class ExampleForm:
    """What the form of an example is filled in with. `stored` is None for a new one."""

    place: ExchangePlace
    source: ActionToTell | None
    stored: StoredExample | None
    fields: Mapping[str, str]
    version: int = 0


def open_actions_to_tell(database: Database, actor: Actor, slug: str) -> tuple[ExchangePlace, tuple[ActionToTell, ...]]:
    """The finished and dropped actions of the kommuner that the one who asks coordinates."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        if not place.led:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        example_ids = {
            example.action_id: example.id for kommun in place.led for example in stored.examples_of(session, kommun.id)
        }
        pairs = [pair for kommun in place.led for pair in stored.actions_to_tell(session, kommun.id)]
        return place, tuple(ActionToTell(year, action, example_ids.get(action.id)) for year, action in pairs)


def open_new_example(database: Database, actor: Actor, slug: str, action_id: int) -> ExampleForm:
    """Filled in from the action. Raises NotFoundError for one of another kommun than one's own."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
        source = _source(session, place, action_id)
        return ExampleForm(place=place, source=source, stored=None, fields=_filled_in(source))


def open_example_form(database: Database, actor: Actor, slug: str, example_id: int, now: datetime) -> ExampleForm:
    """Raises NotFoundError, NotAuthorizedError and PermissionDeniedError as changing it does."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        view = view_of(session, place, stored.find_example(session, place.region.id, example_id), day_of(now))
        require_draft(view)
        example = view.stored
        source = None if example.action_id is None else _source_of(session, view.place, example.action_id)
        return ExampleForm(
            place=view.place,
            source=source,
            stored=example,
            fields=example_fields(example.example),
            version=example.version,
        )


def save_example(
    database: Database,
    actor: Actor,
    slug: str,
    fields: Mapping[str, str],
    now: datetime,
    *,
    action_id: int = 0,
    example_id: int | None = None,
    version: int = 0,
) -> int:
    """Save a draft, or send it to the region for review when `act` says so. Returns its id.

    The same again is no change. Raises InvalidInputError by field, and ExampleChangedError when somebody has changed it
    since `version`.
    """

    def work(session: Session) -> int:
        if example_id is None:
            place = exchange_place(session, actor, slug, Right.TAKE_PART_IN_EXCHANGE)
            source = _source(session, place, action_id)
            return _add(session, actor, place, source, fields, now)
        view = opened_example(session, actor, slug, example_id, now)
        if _is_saved_so(view, fields):
            return example_id
        require_draft(view)
        if view.stored.version != version:
            raise ExampleChangedError({"title": words.CHANGED_MEANWHILE})
        before = view.stored.example
        example = _read(view.place, fields, item_id=before.item_id, was_dropped=before.was_dropped)
        if example != before:
            stored.change_example(session, example_id, example)
        _saved(session, actor, view.place, view.stored.municipality_id, example_id, fields, now)
        return example_id

    return database.write(work)


def _add(
    session: Session,
    actor: Actor,
    place: ExchangePlace,
    source: ActionToTell,
    fields: Mapping[str, str],
    now: datetime,
) -> int:
    """A double click must not make two examples of one action: the same words again find the one that there is, which
    they may send. Raises InvalidInputError for other words."""
    lock_region(session, place.region.id)
    municipality_id, action = source.assessment.municipality_id, source.action
    existing = [each for each in stored.examples_of(session, municipality_id) if each.action_id == action.id]
    was_dropped = action.action.status is ActionStatus.DROPPED
    example = _read(place, fields, item_id=action.action.origin_id or "", was_dropped=was_dropped)
    if existing:
        latest = existing[-1]
        if latest.example != example:
            raise InvalidInputError({"title": words.EXAMPLE_EXISTS})
        if fields.get("act") == SEND and latest.stored_state is ExampleState.DRAFT:
            _saved(session, actor, place, municipality_id, latest.id, fields, now)
        return latest.id
    example_id = stored.add_example(session, place.region.id, municipality_id, action.id, example, now)
    _saved(session, actor, place, municipality_id, example_id, fields, now)
    return example_id


def _saved(
    session: Session,
    actor: Actor,
    place: ExchangePlace,
    municipality_id: int,
    example_id: int,
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    is_sent = fields.get("act") == SEND
    if is_sent:
        stored.set_example_state(session, example_id, ExampleState.SENT)
    event = events.ExampleSent(example_id=example_id) if is_sent else events.ExampleSaved(example_id=example_id)
    note(session, actor, event, Place(place.region.id, municipality_id), now)


def _is_saved_so(view: ExampleView, fields: Mapping[str, str]) -> bool:
    """A double click: it is a draft, or was sent, with these very words."""
    require_led(view)
    aim = ExampleState.SENT if fields.get("act") == SEND else ExampleState.DRAFT
    before = view.stored.example
    return view.state is aim and before == _read(
        view.place, fields, item_id=before.item_id, was_dropped=before.was_dropped
    )


def _read(place: ExchangePlace, fields: Mapping[str, str], *, item_id: str, was_dropped: bool) -> Example:
    example = read_example(fields, place.capitals, len(place.scale), is_draft=fields.get("act") != SEND)
    if not isinstance(example, Example):
        raise InvalidInputError(example)
    return from_action(example, item_id=item_id, was_dropped=was_dropped)


def _source(session: Session, place: ExchangePlace, action_id: int) -> ActionToTell:
    """Raises NotFoundError for what is no finished or dropped action of a kommun that the one who asks coordinates."""
    source = _source_of(session, place, action_id)
    if source is None or not place.leads(source.assessment.municipality_id):
        raise NotFoundError
    return source


def _source_of(session: Session, place: ExchangePlace, action_id: int) -> ActionToTell | None:
    pair = stored.find_action_to_tell(session, place.region.id, action_id)
    return None if pair is None else ActionToTell(*pair)


def _filled_in(source: ActionToTell) -> dict[str, str]:
    """What the action tells already. No level: what one was on is told only when the kommun says so."""
    action = source.action.action
    was_dropped = action.status is ActionStatus.DROPPED
    outcome = words.DROPPED_BECAUSE.with_facts(outcome=action.outcome) if was_dropped else ""
    return {
        "title": action.text if len(action.text) <= SENTENCE_MAX // 3 else "",
        "capital": action.capital_id,
        "did": action.text,
        "result": "" if was_dropped else action.outcome,
        "not_worked": outcome,
    }
